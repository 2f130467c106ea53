"""The network around the demo's community: neighbours, a page for everybody, and what they share with each other."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from components.activities.base import Json
from components.demo.goal_words import Aim, Words
from components.demo.goals import follow
from components.directory import california
from components.live import sharing
from components.templates import TEMPLATES, Step
from db import communities, goals, meetings, network_offers, networks, next_meetings, participants, public_pages
from db.engine import Store
from db.goals import Goal
from db.next_meetings import NextMeeting
from db.public_pages import PublicPage

_HELD = {"en": "Community meeting", "es": "Reunión de la comunidad"}
_CIRCLE = {"en": "Who taught you something this month?", "es": "¿Quién le enseñó algo este mes?"}
_HALL = {"en": "Family resource center, main hall", "es": "Centro de recursos familiares, salón principal"}
_LESSON: Json = {
    "kind": "worked", "title": "Fathers came once the invitation came from a father", "link": "", "stage": "growing",
    "body": "Flyers brought two. When the fathers who had come called three others each, seventeen came, and most came "
    "back. What we would do differently: ask the first three a month earlier.",
    "tags": ["outreach", "fathers"], "detail": {},
}  # fmt: skip
_PROMPT: Json = {"prompt": _CIRCLE, "answer": "text"}


@dataclass(frozen=True)
class Neighbour:
    """Another community: its name, how many meetings it held with how many people, the region and places it serves.

    With `topics` it chose to be in the directory. `reached` is a goal it met, with the number that says so.
    """

    name: dict[str, str]
    held: int
    people: int
    region: int
    counties: tuple[str, ...]
    topics: dict[str, str] | None = None
    purpose: dict[str, str] | None = None
    reached: tuple[Words, Aim] | None = None


_NEIGHBOURS = (
    Neighbour(
        {"en": "Sacramento Family Learning Collaborative", "es": "Colaborativo de Familias de Sacramento"}, 9, 71, 1,
        ("Sacramento", "Yolo", "Placer"), {"en": "Childcare, home visiting", "es": "Cuidado infantil, visitas"},
        {"en": "Agencies and parents who want one door for families.",
         "es": "Agencias y familias que quieren una sola puerta para las familias."},
        ({"en": "Families tell their story once", "es": "Las familias cuentan su historia una sola vez"},
         Aim({"en": "Offices that take the same first page", "es": "Oficinas que aceptan la misma primera hoja"},
             {"en": "offices", "es": "oficinas"}, 2, 8, (2, 3, 3, 5, 6, 8, 8, 9, 9))),
    ),
    Neighbour(
        {"en": "East Bay Parents Learning Together", "es": "Familias de la Bahía Aprendemos Juntas"}, 12, 54, 2,
        ("Alameda", "Contra Costa"), {"en": "Schools, language access", "es": "Escuelas, acceso en su idioma"},
        {"en": "Parents, teachers and health workers learning how schools can hear families.",
         "es": "Familias, docentes y personal de salud: cómo pueden las escuelas escuchar a las familias."},
        ({"en": "Every school night has an interpreter", "es": "Cada noche escolar tiene intérprete"},
         Aim({"en": "School nights with an interpreter", "es": "Noches escolares con intérprete"},
             {"en": "of 12", "es": "de 12"}, 3, 12, (3, 3, 4, 6, 6, 7, 9, 9, 10, 11, 12, 12))),
    ),
    Neighbour(
        {"en": "Inland Fatherhood Circle", "es": "Círculo de Paternidad del Interior"}, 5, 23, 5,
        ("Riverside", "San Bernardino"), {"en": "Fathers, well-being", "es": "Padres, bienestar"},
        {"en": "Fathers and those who work with them.", "es": "Padres y quienes trabajan con ellos."},
    ),
    Neighbour(
        {"en": "Fresno Prevention Partners", "es": "Aliados por la Prevención de Fresno"}, 7, 38, 3, ("Fresno",),
        reached=(
            {"en": "Parents sit on the prevention council", "es": "Hay familias en el consejo de prevención"},
            Aim({"en": "Seats held by parents", "es": "Lugares ocupados por familias"},
                {"en": "seats", "es": "lugares"}, 0, 4, (0, 0, 1, 2, 3, 4, 4)),
        ),
    ),
    Neighbour({"en": "Kern Resource Centers", "es": "Centros de Recursos de Kern"}, 4, 19, 3, ("Kern",)),
    Neighbour({"en": "Stanislaus Learning Circle", "es": "Círculo de Stanislaus"}, 6, 31, 3, ("Stanislaus", "Merced")),
)  # fmt: skip


def fill(db: Store, account_id: str, community_id: str, latest: datetime, learned: list[str]) -> None:
    """A network of neighbours that the demo's account keeps, with the community's own page; `learned` are the meetings
    whose digest is let out."""
    network_id = california.make(db, account_id)
    networks.enter(db, network_id, community_id)
    regions = [region.id for region in networks.regions(db, network_id)]
    places = {place.name: place.id for place in networks.places(db, network_id)}
    served = [places["Humboldt"], places["Del Norte"]]
    networks.serve(db, network_id, community_id, regions[0], served)
    for each in _NEIGHBOURS:
        own = _settle(db, account_id, each, latest)
        networks.enter(db, network_id, own)
        networks.serve(db, network_id, own, regions[each.region], [places[county] for county in each.counties])
        _share(db, network_id, own, each)
    _own_page(db, community_id, learned)
    if learned:
        day = (latest + timedelta(weeks=12)).date().isoformat()
        next_meetings.put(db, learned[-1], NextMeeting(day, "09:30", "11:30", "America/Los_Angeles", _HALL))
        sharing.share_meeting(
            db, community_id, network_id, learned[0],
            {"en": "An hour and a half that families found worth coming for.",
             "es": "Hora y media que a las familias les valió la pena."},
        )  # fmt: skip


def _settle(db: Store, account_id: str, one: Neighbour, latest: datetime) -> str:
    """A community with its past, run by nobody here."""
    community_id = communities.create(db, one.name, account_id, stage="growing")
    communities.remove_member(db, community_id, account_id)
    people = [participants.find_or_create(db, community_id, f"{community_id} {n}") for n in range(one.people)]
    days = [latest - timedelta(weeks=5 * number + 1) for number in range(one.held)]
    for number, day in enumerate(days):
        meeting_id = meetings.create(db, community_id, _HELD, held_on=day.date().isoformat())
        db.execute("UPDATE meetings SET phase = 'ended' WHERE id = :id", id=meeting_id)
        here = people[number % 3 :: 2] if number else people
        participants.attend_all(db, [(meeting_id, person) for person in here])
    if one.reached:
        title, aim = one.reached
        goal_id = goals.put(db, community_id, Goal("", title))
        follow(db, community_id, goal_id, aim, latest.date().isoformat(), days[::-1])
    if one.topics and one.purpose:
        page = PublicPage(community_id, purpose=one.purpose, topics=one.topics, is_listed=True)
        public_pages.put(db, page)
        public_pages.open_page(db, community_id)
    return community_id


def _share(db: Store, network_id: str, community_id: str, one: Neighbour) -> None:
    """One neighbour shares an agenda, another one a prompt."""
    if one is _NEIGHBOURS[0]:
        template = TEMPLATES["regular_meeting"]
        steps = json.dumps([asdict(step) for step in template.activities("growing")], ensure_ascii=False)
        about = {
            "en": "Ninety minutes, the first half for families.",
            "es": "Noventa minutos, la primera mitad para las familias.",
        }
        network_offers.offer(db, network_id, community_id, "template", template.title, about, steps)
    elif one is _NEIGHBOURS[2]:
        lesson = json.dumps(_LESSON, ensure_ascii=False)
        about = {"en": "For everybody who invites fathers.", "es": "Para quienes invitan a padres."}
        network_offers.offer(db, network_id, community_id, "lesson", {"en": _LESSON["title"]}, about, lesson)
    elif one is _NEIGHBOURS[1]:
        steps = json.dumps([asdict(Step("icebreaker", _CIRCLE, _PROMPT, 8))], ensure_ascii=False)
        about = {"en": "Opens a room where people are shy.", "es": "Abre una sala donde la gente es tímida."}
        network_offers.offer(db, network_id, community_id, "prompt", _CIRCLE, about, steps)


def _own_page(db: Store, community_id: str, learned: list[str]) -> None:
    page = PublicPage(
        community_id,
        purpose={
            "en": "Families, schools, health workers and agencies of the North Coast who learn together how to make "
            "life with small children easier here.",
            "es": "Familias, escuelas, personal de salud y agencias de la Costa Norte que aprendemos juntas cómo hacer "
            "más fácil la vida con niños pequeños aquí.",
        },
        joining={
            "en": "Come to any meeting: no registration, there is food and childcare, and everything is said in "
            "English and Spanish.",
            "es": "Venga a cualquier reunión: sin inscripción, hay comida y cuidado infantil, y todo se dice en "
            "español e inglés.",
        },
        contact="hello@northcoast.example",
        topics={"en": "Childcare, transport, language access", "es": "Cuidado infantil, transporte, idiomas"},
        places="Eureka, Crescent City",
        is_listed=True,
    )  # fmt: skip
    public_pages.put(db, page)
    public_pages.open_page(db, community_id)
    for meeting_id in learned:
        public_pages.release(db, community_id, meeting_id)
