"""One's own page between meetings: `/j/{code}/me` by the phone's cookie, `/m/{token}` by a personal link.

No password: whoever has the link has the page, so it can be taken back, and a new one ends the earlier. It opens this
page of one person in one community, never a meeting, and gives nobody a cookie.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response

from components.activities.written import clean
from components.live.erasing import erase_member
from components.live.house import the_hub
from components.live.store import look, the_writer
from components.live.sweeping import sweep_soon
from components.member.own import own_of
from components.member.page import LONGEST_REPLY, STATUSES, Asked, Own, member_page
from components.member.parts import parts_of
from components.phone import files
from components.phone.door import enquire
from components.phone.identity import address_of, base_path, device_of, is_from_here, language_of
from components.phone.pages import PRIVATE, html, kind_page
from components.takeaway.when import lines
from components.text import say, t
from db import communities, meetings, members, next_meetings, open_questions
from db.engine import Store
from db.ids import now
from db.members import Member
from db.participants import hash_device

_MOST_BYTES = 8192
_LONGEST_TOKEN = 64
_DONE = ("reply", "mark", "unlink")


@dataclass(frozen=True)
class _At:
    """Whose page was asked for, and where it lies."""

    member: Member
    here: str
    by_link: bool
    back: str = ""


async def by_cookie(request: Request) -> Response:
    """The page of the phone that asks, in the community of a meeting it may be in."""
    typed, device = request.path_params["code"], device_of(request)

    def find(db: Store) -> tuple[Member | None, str]:
        meeting, problem = enquire(db, typed, device, address_of(request))
        if meeting is None or problem or not device:
            return None, problem or "unknown_code"
        return members.on_device(db, meeting.community_id, hash_device(device)), "nobody_yet"

    member, problem = await look(find)
    if member is None:
        return kind_page(request, problem, 404, typed)
    meeting = f"{base_path(request)}/j/{typed}"
    back = f"{meeting}?lang={language_of(request)}"
    return await _answer(request, _At(member, f"{meeting}/me", by_link=False, back=back))


async def by_link(request: Request) -> Response:
    """The page behind a personal link; the same answer for one that never was, was taken back, or is of nobody."""
    token = request.path_params["token"]
    member = await look(lambda db: members.by_link(db, token)) if len(token) <= _LONGEST_TOKEN else None
    if member is None:
        return kind_page(request, "link_gone", 404)
    return await _answer(request, _At(member, f"{base_path(request)}/m/{token}", by_link=True))


async def _answer(request: Request, at: _At) -> Response:
    if request.method != "POST":
        done = request.query_params.get("done", "")
        return await _page(request, at, said=done if done in _DONE else "")
    if not is_from_here(request):
        return Response(status_code=403, headers=PRIVATE)
    if not the_hub().may_send(at.member.id):
        return Response(status_code=429, headers=PRIVATE)
    form = await _form(request)
    do = form.get("do", "")
    if do == "link":
        token = secrets.token_urlsafe(24)
        await _write(lambda db: members.put_link(db, at.member, token))
        origin = request.headers.get("origin") or f"{request.url.scheme}://{request.headers.get('host', '')}"
        return await _page(request, at, new_link=f"{origin}{base_path(request)}/m/{token}")
    if do == "erase":
        await _write(lambda db: erase_member(db, at.member))
        sweep_soon()
        return kind_page(request, "all_erased", 200)
    job = _job(do, form, at.member)
    if job is None:
        return Response(status_code=422, headers=PRIVATE)
    await _write(job)
    if do == "unlink" and at.by_link:
        return kind_page(request, "link_gone", 200)
    return _back(request, at, do)


def _job(do: str, form: Mapping[str, str], member: Member) -> Callable[[Store], None] | None:
    """What a form asks for, as something to write; None where it is of no known shape."""
    if do == "unlink":
        return lambda db: members.take_back_links(db, member)
    if do == "mark" and form.get("status") in STATUSES and 0 < len(form.get("promise", "")) <= 64:
        return lambda db: _mark(db, member, form["promise"], form["status"])
    if do == "reply" and "reply" in form:
        return lambda db: _reply(db, member, form.get("question", ""), clean(form["reply"], lines=True)[:LONGEST_REPLY])
    return None


def _mark(db: Store, member: Member, promise: str, status: str) -> None:
    """Note a status about a commitment that is one's own."""
    known = {line.promise for part in parts_of(db, member, own_of(db, member), "en") for line in part.lines}
    if promise in known:
        members.mark(db, member, promise, status)


def _reply(db: Store, member: Member, question_id: str, text: str) -> None:
    """Keep a reply, as long as this very question is open."""
    found = open_questions.latest(db, member.community_id)
    if found and found.is_open and found.id == question_id:
        open_questions.put_reply(db, found.id, member.id, text)


async def _write(job: Callable[[Store], object]) -> None:
    await asyncio.wrap_future(the_writer().put(job))


def _back(request: Request, at: _At, done: str) -> Response:
    headers = PRIVATE | {"Location": f"{at.here}?done={done}&lang={language_of(request)}"}
    return Response(status_code=303, headers=headers)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form that was sent, the first of each name; none of one that is too long."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return {}
    found = parse_qs(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=8)
    return {name: values[0] for name, values in found.items()}


async def _page(request: Request, at: _At, *, said: str = "", new_link: str = "") -> Response:
    language = language_of(request)
    own = await look(lambda db: _own(db, at, language))
    assets = f"{base_path(request)}/j/assets/{files.version()}"
    own = replace(
        own, styles=(f"{assets}/takeaway.css", f"{assets}/member.css"), new_link=new_link,
        said=t(language, f"member.done_{said}") if said else "",
    )  # fmt: skip
    response = html(request, member_page(own))
    # With "no-referrer" a browser sends a form with the Origin "null", and then nobody knows whose page it was.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _own(db: Store, at: _At, language: str) -> Own:
    community = communities.by_id(db, at.member.community_id)
    assert community, "participants go with their community"
    found = open_questions.latest(db, community.id)
    asked = None
    if found and found.is_open:
        reply = open_questions.reply_of(db, found.id, at.member.id)
        asked = Asked(found.id, clean(say(found.text, language)), reply)
    latest = meetings.latest(db, community.id)
    agreed = next_meetings.of_meeting(db, latest.id) if latest else None
    is_ahead = agreed is not None and agreed.held_on >= now()[:10]
    return Own(
        language, clean(say(community.name, language)), parts_of(db, at.member, own_of(db, at.member), language), (),
        at.here, asked, lines(agreed, language) if is_ahead else (), has_link=members.has_link(db, at.member),
        by_link=at.by_link, back=at.back,
    )  # fmt: skip
