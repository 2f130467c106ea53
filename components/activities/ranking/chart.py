"""Ranking: the group's order, how sure it is, and how it changes from meeting to meeting."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from components.activities.base import Entry
from components.activities.ranking.model import Order, Proposals, parse_config, table_of
from components.charts import Cards, Figure, Look, Moment, Picture, is_few
from components.charts.bars import MOST_ON_WALL, Bar, draw_bars
from components.charts.bump import Climb, draw_bump
from components.charts.editable import Editable, days_of
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.stats.kemeny import kemeny
from components.stats.ranking import copeland, first_choices
from components.text import say, t

Json = dict[str, Any]

LEAST_DISSENT = 3
"""A sentence speaks of "most" rather than count out so few who saw it otherwise."""


def picture(
    config: Json,
    step: str,
    tally: Json,
    look: Look,
    previous: Json | None = None,
    comparison: Json | None = None,
    revealed: int | None = None,
) -> Picture | None:
    """Proposals as cards; the order as bars by average place, `revealed` of them from the bottom (None: all).

    A figure on the wall with all of them also tells the screen to reveal it row by row.
    """
    if is_few(tally):
        return None
    if step == "propose":
        return Cards(list(tally.get("items", [])))
    ranked = _ranked(config, tally, look)
    most = MOST_ON_WALL if look.is_wall else len(ranked)
    shown = ranked[:most]
    known = len(shown) if revealed is None else revealed
    average = tally.get("average", {})
    words = _between(tally, [item for item, _, _ in shown], look)
    bars = [
        Bar(
            id=item,
            label=label,
            value=max(0.0, len(ranked) - average[item]),
            shown=_number(average[item], look.language),
            place=str(place),
            below=words[index],
            is_revealed=len(shown) - index <= known,
        )
        for index, (item, label, place) in enumerate(shown)
    ]
    rest = len(ranked) - len(shown)
    note = look.t("charts.average_place_more" if rest else "charts.average_place", n=rest) if bars else ""
    figure = draw_bars(bars, max(1, len(ranked) - 1), look, note, in_steps=look.is_wall)
    tell(
        figure,
        {"average": {bar.id: average[bar.id] for bar in bars if bar.is_revealed}, "tiers": _tiers_of(tally, bars)},
    )
    order = ", ".join(f"{bar.place}. {bar.label} ({bar.shown})" for bar in bars if bar.is_revealed)
    sentence = headline(config, step, tally, look.language) if known >= len(shown) else ""
    if not order:
        return Figure(figure, t(look.language, "charts.no_answers"))
    return Figure(figure, f"{sentence} {t(look.language, 'charts.ranking_alt', order=order)}".strip())


def _tiers_of(tally: Json, bars: Sequence[Bar]) -> list[list[str]]:
    revealed = {bar.id for bar in bars if bar.is_revealed}
    return [tier for tier in tally.get("tiers", []) if set(tier) <= revealed]


def _ranked(config: Json, tally: Json, look: Look) -> list[tuple[str, str, int]]:
    """Id, words and place of every item in the group's order; items of one tier share a place."""
    texts = {item.id: look.say(item.text) for item in parse_config(config).items}
    found: list[tuple[str, str, int]] = []
    for tier in tally.get("tiers", []):
        place = len(found) + 1
        found.extend((item, texts.get(item, item), place) for item in tier)
    return found


def _between(tally: Json, items: Sequence[str], look: Look) -> list[str]:
    """What stands between each item and the next: tied, clearly ahead or too close to call."""
    tier_of = {item: index for index, tier in enumerate(tally.get("tiers", [])) for item in tier}
    pairs = tally.get("pairs", [])
    words = []
    for item, following in zip_longest(items, items[1:]):
        if following is None:
            words.append("")
        elif tier_of[item] == tier_of[following]:
            words.append(look.t("charts.tied"))
        else:
            gap = tier_of[item]
            words.append(look.t(f"charts.{pairs[gap]['word']}") if gap < len(pairs) else "")
    return words


def _number(value: float, language: str) -> str:
    text = f"{value:.1f}"
    return text.replace(".", ",") if language == "es" else text


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """What comes first and how sure that is, and a fact about the room; "" before anybody answered."""
    if is_few(tally):
        return t(language, "charts.after_five")
    if step == "propose":
        count = len(tally.get("items", []))
        return t(language, "charts.one_proposal" if count == 1 else "charts.proposals", n=count) if count else ""
    tiers = tally.get("tiers", [])
    if not tally.get("n") or not tiers:
        return ""
    texts = {item: label for item, label, _ in _ranked(config, tally, Look(language))}
    return f"{_first(tally, texts, language)} {_fact(tally, texts, language)}".strip()


def _first(tally: Json, texts: dict[str, str], language: str) -> str:
    tiers, pairs = tally["tiers"], tally.get("pairs", [])
    top = [texts[item] for item in tiers[0]]
    if len(tiers) == 1 and len(top) > 1:
        return t(language, "charts.all_tied")
    if len(top) == 2:
        return t(language, "charts.share_first", first=top[0], second=top[1])
    if len(top) > 2:
        return t(language, "charts.share_first_many", n=len(top))
    if not pairs:
        return t(language, "charts.comes_first", item=top[0])
    if pairs[0]["word"] == "clear":
        return t(language, "charts.clearly_first", item=top[0])
    if len(tiers[1]) == 1:
        return t(language, "charts.close_first", item=top[0], next=texts[tiers[1][0]])
    return t(language, "charts.close_first_many", item=top[0])


def _fact(tally: Json, texts: dict[str, str], language: str) -> str:
    """The most telling pair, in words that count nobody out."""
    fact = tally.get("fact")
    if not fact or fact["winner"] not in texts or fact["loser"] not in texts:
        return ""
    words = {"winner": texts[fact["winner"]], "loser": texts[fact["loser"]]}
    if fact["for"] == fact["of"]:
        return t(language, "charts.fact_all", **words)
    if fact["of"] - fact["for"] < LEAST_DISSENT:
        return t(language, "charts.fact_nearly_all" if fact["for"] >= 0.9 * fact["of"] else "charts.fact_most", **words)
    return t(language, "charts.fact", n=fact["for"], of=fact["of"], **words)


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """One picture of places over time; an item is the same where its id or its words are."""
    look = replace(look, size="page")
    meetings = _answered(moments)
    if not meetings:
        return []
    days = [moment.held_on for moment in meetings]
    climbs = _climbs(meetings, look.language)
    title = _title(climbs, look.language)
    figure = draw_bump(climbs, days, title, t(look.language, "charts.bump_legend"), look, span)
    tell(figure, {"places": {climb.label: list(climb.places) for climb in climbs}, "days": days})
    lines = [
        t(look.language, "charts.bump_alt", item=climb.label, places=_dated(climb, days, look.language))
        for climb in climbs
    ]
    return [Figure(figure, f"{title} {'; '.join(lines)}.")]


def _answered(moments: Sequence[Moment]) -> list[Moment]:
    """The moments with an order, the oldest first, one of each meeting."""
    kept: dict[str, Moment] = {}
    for moment in sorted(moments, key=lambda each: each.held_on):
        if moment.step == "answer" and not is_few(moment.tally) and moment.tally.get("tiers"):
            kept[moment.meeting_id] = moment
    return list(kept.values())


def _dated(climb: Climb, days: Sequence[str], language: str) -> str:
    known = ((place, day) for place, day in zip(climb.places, days, strict=True) if place)
    return ", ".join(f"{place} ({day_in_words(day, language)})" for place, day in known)


def _climbs(meetings: Sequence[Moment], language: str) -> list[Climb]:
    """Each thing's place by meeting, under the words it has at the end."""
    names: dict[str, str] = {}
    places: dict[str, list[int | None]] = {}
    labels: dict[str, str] = {}
    for index, moment in enumerate(meetings):
        for each in parse_config(moment.config).items:
            words = {_normal(text) for text in each.text.values()} | {each.id}
            known = next((names[word] for word in sorted(words) if word in names), each.id)
            names.update(dict.fromkeys(words, known))
        for item, label, place in _ranked(moment.config, moment.tally, Look(language)):
            row = places.setdefault(names[item], [None] * len(meetings))
            row[index] = place
            labels[names[item]] = label
    return [Climb(labels[name], row) for name, row in places.items()]


def _normal(text: str) -> str:
    """Words without case, accents and punctuation, apart from any id."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "=" + " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())


def _title(climbs: Sequence[Climb], language: str) -> str:
    if len(climbs[0].places) == 1:
        return t(language, "charts.bump_title_one")
    first = [climb.label for climb in climbs if climb.places[0] == 1]
    last = [climb.label for climb in climbs if climb.places[-1] == 1]
    if len(first) != 1 or len(last) != 1:
        return t(language, "charts.bump_title_tied")
    if first == last:
        return t(language, "charts.bump_title_same", item=first[0])
    return t(language, "charts.bump_title_changed", first=first[0], last=last[0])


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """Each item's place at each meeting, or its average place where there is one meeting."""
    meetings = _answered(moments)
    if not meetings:
        return []
    title, days = _title(climbs := _climbs(meetings, language), language), days_of(meetings, language)
    if len(meetings) > 1:
        places = tuple((climb.label, tuple(climb.places)) for climb in climbs)
        return [Editable(title, days, places, "lines", t(language, "reports.place_note"), is_place=True)]
    [only] = meetings
    ranked = _ranked(only.config, only.tally, Look(language))
    values = tuple(only.tally["average"][item] for item, _, _ in ranked)
    title = headline(only.config, only.step, only.tally, language) or title
    series = ((t(language, "charts.column_average"), values),)
    labels = tuple(label for _, label, _ in ranked)
    return [Editable(title, labels, series, "bars", t(language, "charts.average_place"), is_place=True)]


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """The same ballots under other rules: won head to head, first choices, and Kemeny's order."""
    parsed = parse_config(config)
    table = table_of(parsed, entries)
    if step != "answer" or not len(table.weight):
        return []
    texts = {item.id: say(item.text, look.language) for item in parsed.items}
    wins, firsts = copeland(table), first_choices(table)
    closest = kemeny(table)
    found = [
        _other_rule(
            "rule_head_to_head", {item: score + len(texts) - 1 for item, score in wins.items()}, wins, texts, look
        ),
        _other_rule("rule_first_choices", firsts, firsts, texts, look),
    ]
    order = {item: float(len(texts) - place) for place, item in enumerate(closest.order)}
    places = {item: float(place) for place, item in enumerate(closest.order, 1)}
    name = "rule_closest" if closest.is_exact else "rule_closest_about"
    return [*found, _other_rule(name, order, places, texts, look)]


def _other_rule(
    name: str, lengths: dict[str, float], numbers: dict[str, float], texts: dict[str, str], look: Look
) -> Figure:
    shown = sorted(lengths, key=lambda item: -lengths[item])
    bars = [
        Bar(id=item, label=texts[item], value=lengths[item], shown=f"{numbers[item]:g}".replace("-", "\u2212"))
        for item in shown
    ]
    title = t(look.language, f"charts.{name}")
    figure = draw_bars(bars, max([1.0, *lengths.values()]), look, title)
    tell(figure, {"rule": name, "scores": numbers})
    return Figure(figure, f"{title}: " + ", ".join(f"{bar.label} {bar.shown}" for bar in bars))


def own(config: Json, step: str, answer: Proposals | Order, language: str) -> list[str]:
    """What one person proposed; or their order, numbered."""
    if isinstance(answer, Proposals):
        return list(answer.items)
    texts = {item.id: say(item.text, language) for item in parse_config(config).items}
    return [f"{place}. {texts[item]}" for place, item in enumerate(answer.order, 1)]


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per item: its place, average place and how it stands to the next; or a row per proposal."""
    if is_few(tally):
        return []
    if step == "propose":
        return [{t(language, "charts.column_proposal"): text} for text in tally.get("items", [])]
    ranked = _ranked(config, tally, Look(language))
    words = _between(tally, [item for item, _, _ in ranked], Look(language))
    return [
        {
            t(language, "charts.column_place"): place,
            t(language, "charts.column_item"): label,
            t(language, "charts.column_average"): _number(tally["average"][item], language),
            t(language, "charts.column_next"): word,
        }
        for (item, label, place), word in zip(ranked, words, strict=True)
    ]
