"""What browsers are told of every answer, and which requests are let in at all."""

from __future__ import annotations

import re
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from components import account_cookie
from components.headers import Careful
from components.live.start import enter_lifespan
from components.live.store import save
from components.phone.identity import COOKIE
from components.phone.routes import routes
from components.settings import settings
from components.ui.address import network_address
from db import participants
from db.ids import new_secret
from tests import streamlit_tab
from tests.rooms import Made, make_account, make_meeting
from tests.servers import Server, free_port, serve


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    async with enter_lifespan():
        yield


async def streamlits(request: Request) -> Response:
    """As Streamlit answers: without a header, with a cookie that may go anywhere."""
    response = PlainTextResponse("page")
    response.set_cookie("_streamlit_xsrf", "x", samesite="lax")
    return response


@pytest.fixture
def made(database: str) -> Made:
    return save(make_meeting)


@pytest.fixture
def app(made: Made) -> Iterator[Starlette]:
    own = [*routes(), *account_cookie.routes]
    found = [Route(path, streamlits) for path in ("/", "/_stcore/metrics", "/base/_stcore/metrics", "/healthz")]
    app = Starlette(routes=[*own, *found], middleware=[Middleware(Careful)], lifespan=_lifespan)
    with TestClient(app):
        yield app
    settings.cache_clear()


def client(app: Starlette, base: str = "http://attune.test") -> TestClient:
    return TestClient(app, base_url=base, follow_redirects=False)


def ask_for(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()


# Headers


@pytest.mark.parametrize("path", ["/", "/j", "/j/ping", "/j/CODE", "/j/ZZZZZZ", "/j/CODE/state", "/account/cookie"])
def test_every_answer_says_what_a_browser_may_do_with_it(app: Starlette, made: Made, path: str) -> None:
    headers = client(app).get(path.replace("CODE", made.code)).headers
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in ("same-origin", "no-referrer")
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(headers["permissions-policy"].split(","))


@pytest.mark.parametrize(
    ("base", "sockets"),
    [
        ("http://attune.test", "ws://attune.test"),
        ("https://attune.test", "wss://attune.test"),
        ("http://192.168.1.5:8501", "ws://192.168.1.5:8501"),
        ("http://[fe80::1]:8501", "ws://[fe80::1]:8501"),
    ],
)
def test_a_phones_page_talks_to_its_own_host_alone(app: Starlette, made: Made, base: str, sockets: str) -> None:
    device = new_secret()
    save(lambda db: participants.attend(db, made.id, participants.find_or_create(db, made.community_id, device)))
    phone = client(app, base)
    phone.cookies.set(COOKIE, device)
    for path in (f"/j/{made.code}", "/j", "/j/ZZZZZZ"):
        policy = phone.get(path).headers["content-security-policy"]
        [connect] = [part for part in policy.split(";") if part.startswith("connect-src")]
        assert connect == f"connect-src 'self' {sockets}"
        assert "unsafe" not in policy


def test_behind_a_proxy_the_page_talks_to_the_public_address(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_for(monkeypatch, ATTUNE_PUBLIC_URL="https://attune.example.org", ATTUNE_ALLOWED_HOSTS="*")
    headers = client(app, "http://10.0.0.3:8501").get("/j", headers={"X-Forwarded-Proto": "https"}).headers
    assert "wss://10.0.0.3:8501 wss://attune.example.org;" in headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.invalid; script-src *", "a b", "x'y", "ä.test", "*", "evil.invalid/path", ""])
def test_no_host_writes_into_the_policy(app: Starlette, host: str) -> None:
    policy = client(app).get("/j", headers=[(b"Host", host.encode())]).headers["content-security-policy"]
    assert "evil" not in policy
    assert policy.count("script-src") == 1
    assert "connect-src 'self';" in policy


def test_cookies_that_come_by_https_go_by_https_alone(app: Starlette, made: Made) -> None:
    for path in ("/", f"/j/{made.code}", f"/j/{made.code}/state"):
        plain = client(app).get(path).headers["set-cookie"].lower()
        assert "secure" not in plain
        for reply in (
            client(app, "https://attune.test").get(path),
            client(app).get(path, headers={"X-Forwarded-Proto": "https"}),
        ):
            assert reply.headers["set-cookie"].lower().count("; secure") == 1


# Who is let in


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/base/_stcore/metrics", "/_stcore/metrics/"])
def test_streamlits_figures_are_closed(app: Starlette, path: str) -> None:
    for method in ("GET", "OPTIONS", "HEAD"):
        assert client(app).request(method, path).status_code == 404
    assert client(app).get(path, headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404


@pytest.mark.parametrize(
    ("allowed", "host", "is_in"),
    [
        ("", "anything.test", True),
        ("attune.example.org", "attune.example.org", True),
        ("attune.example.org", "ATTUNE.example.org:443", True),
        ("attune.example.org", "evil.invalid", False),
        ("attune.example.org", "attune.example.org.evil.invalid", False),
        ("attune.example.org", "", False),
        ("*.example.org", "a.example.org", True),
        ("*.example.org", "example.org.evil.invalid", False),
        ("attune.example.org, 192.168.1.5", "192.168.1.5:8501", True),
        ("attune.example.org", "localhost:8501", True),
        ("attune.example.org", "[::1]:8501", True),
        ("*", "anything.test", True),
    ],
)
def test_the_app_answers_to_its_own_hosts_alone(
    app: Starlette, made: Made, monkeypatch: pytest.MonkeyPatch, allowed: str, host: str, is_in: bool
) -> None:
    ask_for(monkeypatch, ATTUNE_ALLOWED_HOSTS=allowed)
    assert client(app).get("/", headers={"Host": host}).status_code == (200 if is_in else 400)
    assert client(app).get("/healthz", headers={"Host": host}).status_code == 200
    if not is_in:
        with pytest.raises(WebSocketDisconnect):
            client(app).websocket_connect(f"/j/{made.code}/pulse", headers={"Host": host}).__enter__()


def test_a_public_address_is_the_one_host_unless_others_are_named(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for(monkeypatch, ATTUNE_PUBLIC_URL="https://attune.example.org")
    assert settings().allowed_hosts == ("attune.example.org",)
    monkeypatch.setenv("HOSTNAME", "streamlit")
    settings.cache_clear()
    assert settings().allowed_hosts == ()


ELSEWHERE = ("https://evil.invalid", "null", "", "http://attune.test.evil.invalid", "attune.test",
             "http://attune.test:3000", "http://localhost:3000")  # fmt: skip


@pytest.mark.parametrize("origin", ELSEWHERE)
def test_no_page_elsewhere_opens_a_socket(app: Starlette, made: Made, origin: str) -> None:
    for path in ("live", "pulse"):
        headers = {"Host": "attune.test", "Origin": origin}
        with pytest.raises(WebSocketDisconnect) as closed:
            client(app).websocket_connect(f"/j/{made.code}/{path}", headers=headers).__enter__()
        assert closed.value.code == 1008
    own = {"Host": "attune.test", "Origin": "http://attune.test"}
    with client(app).websocket_connect(f"/j/{made.code}/pulse", headers=own) as socket:
        assert "revision" in socket.receive_text()


# The real server and a real browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(tmp_path_factory.mktemp("server"), "0.0.0.0") as server:
        yield server


@pytest.mark.slow
def test_streamlits_own_routes_tell_a_stranger_nothing(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    for path in ("/_stcore/metrics", "/_stcore/metrics?families=session_state", "/_stcore/../_stcore/metrics"):
        assert page.request.get(server.url + path).status in (400, 404), path
    told = page.request.get(f"{server.url}/_stcore/host-config").text()
    for secret in (str(server.folder), "ATTUNE", "secret"):
        assert secret not in told
    for path in ("/secret-key", "/data/secret-key", "/app/static/app.py", "/.streamlit/secrets.toml", "/app.py"):
        body = page.request.get(server.url + path).text()
        assert "ATTUNE" not in body
        assert "import annotations" not in body
    page.close()


@pytest.mark.slow
def test_a_file_is_taken_from_somebody_who_signed_in_alone(server: Server) -> None:
    account_id = server.save(make_account)
    sealed = {"stranger": "", "forged": "x.y.z", "account": server.cookie_of(account_id)}
    status = {}
    for who, cookie in sealed.items():
        with streamlit_tab.tab(server) as tab, httpx.Client(base_url=server.url) as client:
            tab.run("", "")
            token = client.get("/_stcore/health").cookies["_streamlit_xsrf"]
            client.cookies.set(account_cookie.NAME, cookie)
            path = f"/_stcore/upload_file/{tab.session_id}/{uuid.uuid4()}"
            reply = client.put(path, files={"file": b"a" * 1000}, headers={"X-Xsrftoken": token})
            status[who] = reply.status_code
    assert status == {"stranger": 403, "forged": 403, "account": 204}


@pytest.mark.slow
def test_a_page_on_another_port_of_this_machine_opens_no_streamlit_tab(server: Server) -> None:
    for origin in (f"http://localhost:{free_port()}", f"http://127.0.0.1:{free_port()}"):
        with pytest.raises(Exception, match=r"40[03]"), streamlit_tab.tab(server, origin=origin):
            pass


@pytest.mark.slow
def test_a_phones_page_works_under_its_policy_and_reaches_no_other_host(server: Server, browser: Browser) -> None:
    made = server.save(make_meeting)
    said: list[str] = []
    for host in ("127.0.0.1", network_address() or "localhost"):
        said.clear()
        page = browser.new_page()
        page.on("console", lambda message: said.append(message.text))
        with page.expect_websocket(lambda socket: "/live" in socket.url):
            page.goto(f"http://{host}:{server.port}/j/{made.code}")
        page.get_by_text("Spring meeting").first.wait_for(timeout=30_000)
        assert [line for line in said if re.search("Content.Security", line)] == []
        reached = page.evaluate(
            """async () => {
                const tries = [() => new WebSocket("ws://evil.invalid/"), () => new WebSocket("wss://evil.invalid/")];
                let refused = 0;
                document.addEventListener("securitypolicyviolation", () => refused++);
                for (const attempt of tries) { try { attempt(); } catch { refused++; } }
                await fetch("http://evil.invalid/").catch(() => 0);
                await new Promise((done) => setTimeout(done, 300));
                return refused;
            }"""
        )
        assert reached == 3
        page.close()


def test_no_page_of_ours_has_a_style_or_a_script_in_it() -> None:
    folder = Path(__file__).parents[1] / "components" / "phone"
    for file in folder.glob("*.html"):
        html = file.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html), file
