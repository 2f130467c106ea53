"""Templates and prompts that communities of a network share: given as they were planned, taken as a copy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from components.activities.base import InvalidConfig
from components.activities.registry import ACTIVITIES, kind_of
from components.live import plans
from components.live.entries import parsed_config
from components.templates import Step
from db import activities, meetings, network_offers, networks
from db.activities import Activity
from db.engine import Store
from db.network_offers import Offer


def shareable(db: Store, community_id: str, meeting_id: str) -> list[Activity]:
    """What of a community's meeting can be shared: its agenda, but what tells what people said and what was changed."""
    meeting = meetings.by_id(db, meeting_id)
    if meeting is None or meeting.community_id != community_id:
        return []
    agenda = activities.of_meeting(db, meeting_id)
    return [each for each in agenda if not kind_of(each.kind).changes(parsed_config(each.kind, each.config))]


def share_meeting(
    db: Store, community_id: str, network_id: str, meeting_id: str, about: Mapping[str, str]
) -> str | None:  # fmt: skip
    """Share the agenda of a community's meeting as a template; None where there is nothing to share or nowhere to."""
    meeting, agenda = meetings.by_id(db, meeting_id), shareable(db, community_id, meeting_id)
    if meeting is None or not agenda:
        return None
    return network_offers.offer(db, network_id, community_id, "template", meeting.title, about, _written(agenda))


def share_prompt(
    db: Store, community_id: str, network_id: str, activity_id: str, about: Mapping[str, str]
) -> str | None:  # fmt: skip
    """Share one activity of a community as a prompt."""
    one = activities.by_id(db, activity_id)
    if one is None or one.id not in {each.id for each in shareable(db, community_id, one.meeting_id)}:
        return None
    return network_offers.offer(db, network_id, community_id, "prompt", one.title, about, _written([one]))


def take_template(db: Store, community_id: str, offer_id: str, held_on: str) -> str | None:
    """Plan a meeting with a copy of what another community of the same network shares; its id."""
    found = offer_for(db, community_id, offer_id)
    if found is None or found.sort == "lesson":
        return None
    meeting_id = meetings.create(db, community_id, found.title, held_on=held_on)
    for step in steps_of(found):
        plans.add_step(db, community_id, meeting_id, step)
    return meeting_id


def take_prompt(db: Store, community_id: str, offer_id: str, meeting_id: str) -> str | None:
    """Put a copy of a shared prompt at the end of the agenda of a planned meeting of one's own; that meeting's id."""
    found, meeting = offer_for(db, community_id, offer_id), meetings.by_id(db, meeting_id)
    if found is None or meeting is None or meeting.community_id != community_id or meeting.phase == "ended":
        return None
    for step in steps_of(found):
        plans.add_step(db, community_id, meeting_id, step)
    return meeting_id


def steps_of(offer: Offer) -> list[Step]:
    """What is shared, as far as this app knows how to ask it; a lesson has no steps."""
    if offer.sort == "lesson":
        return []
    return [Step(**each) for each in json.loads(offer.steps) if _is_known(each)]


def texts_of(steps: Sequence[Step]) -> list[str]:
    """Every text in some steps, for whoever decides whether they may go to others."""
    return list(dict.fromkeys(text for step in steps for text in (*step.title.values(), *_texts(step.config))))


def as_steps(agenda: Sequence[Activity]) -> list[Step]:
    """An agenda as what can be shared."""
    return [Step(each.kind, each.title, json.loads(each.config), each.minutes) for each in agenda]


def _texts(config: Any) -> Iterator[str]:
    """The texts by language anywhere in a config."""
    if isinstance(config, dict):
        for name, value in config.items():
            if isinstance(value, str) and len(name) == 2 and name != "id":
                yield value
            else:
                yield from _texts(value)
    elif isinstance(config, list):
        for value in config:
            yield from _texts(value)


def offer_for(db: Store, community_id: str, offer_id: str) -> Offer | None:
    """What is shared in a network this community belongs to, by its id."""
    own = [network.id for network in networks.of_community(db, community_id)]
    return next((each for each in network_offers.of_networks(db, own) if each.id == offer_id), None) if own else None


def _written(agenda: Sequence[Activity]) -> str:
    return json.dumps([asdict(step) for step in as_steps(agenda)], ensure_ascii=False)


def _is_known(step: Mapping[str, Any]) -> bool:
    if step["kind"] not in ACTIVITIES:
        return False
    try:
        parsed_config(step["kind"], json.dumps(step["config"]))
    except InvalidConfig:
        return False
    return True
