"""What was around the meetings, added to pictures with the shared time axis: stages, notes, each meeting's facts.

A picture keeps all it had where it had it: stages and the letters of notes get a lane of their own between its heading
and what is drawn, the notes in words lines of their own below everything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from string import ascii_uppercase

from components.charts.drawing import Drawing, Json
from components.charts.palette import mix
from components.charts.picture import Figure, Look, Picture
from components.charts.template import colours, measures
from components.charts.timeline import day_in_words, iso, places
from components.charts.wording import fitted, inert, lines_of, plain_line
from components.text import t

MOST_NOTES = 8
"""So many notes stand in one picture, the latest ones."""
_LANE = 22
_GAP = 6
_LINE = 20
_LETTER = 18
_HOVER_WIDTH = 260


@dataclass(frozen=True)
class Held:
    """One meeting: its ISO day and title, who facilitated, its format and stage by name, and its agenda in words."""

    held_on: str
    title: str
    facilitated_by: str = ""
    format: str = ""
    stage: str = ""
    agenda: Sequence[str] = ()


@dataclass(frozen=True)
class Happened:
    """What happened on a day, or until another one."""

    from_day: str
    to_day: str | None
    text: str


@dataclass(frozen=True)
class Context:
    """The meetings of a community, the oldest first, and what happened around them.

    `moves` are the ISO days on which the community moved to another stage, each with that stage.
    """

    meetings: Sequence[Held] = ()
    notes: Sequence[Happened] = field(default_factory=tuple)
    moves: Sequence[tuple[str, str]] = ()


NOTHING_AROUND = Context()


def in_context(picture: Picture, context: Context, look: Look) -> Picture:
    """The picture with its context; as it is where it has no time axis or there is nothing to tell."""
    if not isinstance(picture, Figure) or picture.drawn.layout.get("xaxis", {}).get("type") != "date":
        return picture
    figure = Drawing(**deepcopy(picture.drawn.layout))
    figure.add_traces(picture.drawn.data)
    first, last = (datetime.fromisoformat(end) for end in figure.layout["xaxis"]["range"])
    told = [note for note in context.notes if _start(note.from_day) <= last and _end(note) >= first][-MOST_NOTES:]
    stages = list(_stages(context, first, last))
    _lanes(figure, stages, told, look)
    _lines(figure, told, look)
    _hovers(figure, context.meetings, look)
    return Figure(figure, " ".join([picture.alt, *_in_words(stages, told, look.language)]))


Band = tuple[str, datetime, datetime]


def _stages(context: Context, first: datetime, last: datetime) -> Iterator[Band]:
    """Each stage with where it begins and ends: on the day the community moved, where that lies between two meetings
    that were held in different ones, else half-way between them."""
    known = sorted((each for each in context.meetings if each.stage), key=lambda each: each.held_on)
    shown = [each for each in known if first <= _start(each.held_on) <= last]
    if not shown:
        return
    stop = min(last, _start(shown[-1].held_on) + (last - first) * 0.04)
    begin = max(first, _start(shown[0].held_on) - (last - first) * 0.04)
    for one, following in zip(shown, [*shown[1:], None], strict=True):
        if following is None:
            yield one.stage, begin, stop
        elif following.stage != one.stage:
            ends = _moved(context.moves, one, following)
            yield one.stage, begin, ends
            begin = ends


def _moved(moves: Sequence[tuple[str, str]], one: Held, following: Held) -> datetime:
    """When the stage of one meeting gave way to that of the next one."""
    days = [day for day, stage in moves if stage == following.stage and one.held_on < day < following.held_on]
    return _start(days[-1]) if days else _start(one.held_on) + (_start(following.held_on) - _start(one.held_on)) / 2


def _lanes(figure: Drawing, stages: Sequence[Band], notes: Sequence[Happened], look: Look) -> None:
    """The lane of the stages and below it that of the notes' letters, with room made for them under the heading."""
    margin = figure.layout["margin"]
    heading = _heading(figure)
    floor = float(heading["yshift"]) if heading else float(margin["t"])
    room = _LANE * bool(stages) + _LANE * bool(notes)
    if not room:
        return
    plot = figure.layout["height"] - margin["t"] - margin["b"]
    if heading:
        heading["yshift"] = floor + room + _GAP
    figure.update_layout(margin={"t": margin["t"] + room + _GAP}, height=figure.layout["height"] + room + _GAP)
    if stages:  # first: what happened is drawn over them
        _stage_bands(figure, stages, floor + _LANE * bool(notes), plot, look)
    if notes:
        _letters(figure, notes, floor, plot, look)


def _heading(figure: Drawing) -> Json | None:
    """What stands above the drawing, as `strips.write_heading` puts it there."""
    for each in figure.layout.get("annotations", ()):
        if each.get("yref") == "paper" and each.get("y") == 1 and each.get("yanchor") == "bottom":
            found: Json = each
            return found
    return None


def _stage_bands(figure: Drawing, stages: Sequence[Band], floor: float, plot: float, look: Look) -> None:
    tones, sizes = colours(look), measures(look)
    low, high = (1 + (floor + off) / plot for off in (1, _LANE - 1))
    for number, (stage, begin, end) in enumerate(stages):
        tint = mix(tones.accent, tones.paper, 0.16 if number % 2 else 0.08)
        figure.add_shape(
            name=f"stage-{stage}", type="rect", xref="x", x0=iso(begin), x1=iso(end), yref="paper", y0=low, y1=high,
            line={"width": 0}, fillcolor=tint, layer="below",
        )  # fmt: skip
        if number:  # where one stage gives way to the next is seen behind what is drawn, too
            figure.add_shape(
                name=f"move-{stage}", type="line", xref="x", x0=iso(begin), x1=iso(begin), yref="paper", y0=0, y1=low,
                line={"width": 1, "color": mix(tones.accent, tones.paper, 0.45)}, layer="below",
            )  # fmt: skip
        if number % 2:
            figure.add_shape(
                name=f"behind-{stage}", type="rect", xref="x", x0=iso(begin), x1=iso(end), yref="paper", y0=0, y1=low,
                line={"width": 0}, fillcolor=mix(tones.accent, tones.paper, 0.035), layer="below",
            )  # fmt: skip
        width = _share(figure, begin, end) * _width(figure, look)
        words = fitted(look.t(f"context.short_{stage}"), width - 8, sizes.small, 1)
        if not words.endswith("…"):  # half a name says less than none; the picture in words has it
            figure.add_annotation(
                text=words, showarrow=False, xref="x", x=iso(begin + (end - begin) / 2), xanchor="center",
                yref="paper", y=(low + high) / 2, yanchor="middle", font={"size": sizes.small, "color": tones.muted},
            )  # fmt: skip


def _letters(figure: Drawing, notes: Sequence[Happened], floor: float, plot: float, look: Look) -> None:
    """A pale band or a dotted line behind what is drawn for each note, its letter above; letters keep apart."""
    tones, sizes = colours(look), measures(look)
    top = 1 + (floor + 2) / plot
    first, last = (datetime.fromisoformat(end) for end in figure.layout["xaxis"]["range"])
    taken = -float(_LETTER)
    for letter, note in zip(ascii_uppercase, notes, strict=False):
        begin, end = max(first, _start(note.from_day)), min(last, _end(note))
        shape: Json = {"xref": "x", "x0": iso(begin), "x1": iso(end), "yref": "paper", "y0": 0, "y1": top}
        if note.to_day:
            shape |= {"type": "rect", "line": {"width": 0}, "fillcolor": mix(tones.muted, tones.paper, 0.14)}
        else:
            shape |= {"type": "line", "line": {"color": mix(tones.muted, tones.paper, 0.6), "width": 1, "dash": "dot"}}
        figure.add_shape(name=f"note-{letter}", layer="below", **shape)
        middle = begin + (end - begin) / 2
        wanted = _share(figure, first, middle) * _width(figure, look)
        taken = max(wanted, taken + _LETTER)
        figure.add_annotation(
            text=f"<b>{letter}</b>", showarrow=False, xref="x", x=iso(middle), xanchor="center",
            xshift=taken - wanted, yref="paper", y=top, yanchor="bottom",
            font={"size": sizes.small, "color": tones.muted},
        )  # fmt: skip


def _lines(figure: Drawing, notes: Sequence[Happened], look: Look) -> None:
    """The notes in words, each after its letter, below all that stands under the drawing."""
    tones, sizes, margin = colours(look), measures(look), figure.layout["margin"]
    below = float(margin["b"])
    for letter, note in zip(ascii_uppercase, notes, strict=False):
        broken = lines_of(note_words(note, look.language), sizes.width - 40, sizes.small, 3)
        figure.add_annotation(
            text=f"<b>{letter}</b> " + "<br>".join(map(inert, broken)), showarrow=False, align="left",
            xref="paper", x=0, xanchor="left", xshift=8 - margin["l"],
            yref="paper", y=0, yanchor="top", yshift=-below - 4,
            font={"size": sizes.small, "color": tones.muted},
        )  # fmt: skip
        below += _LINE * len(broken)
    grown = below - float(margin["b"]) + (8 if notes else 0)
    figure.update_layout(margin={"b": margin["b"] + grown}, height=figure.layout["height"] + grown)


def note_words(note: Happened, language: str) -> str:
    """The days and what happened then."""
    days = [day_in_words(day, language) for day in (note.from_day, note.to_day) if day]
    return f"{' – '.join(days)}: {plain_line(note.text)}"


def _hovers(figure: Drawing, meetings: Sequence[Held], look: Look) -> None:
    """Each meeting's facts, where a pointer or a finger rests on its day."""
    told = [(each, place) for each, place in zip(meetings, _places(meetings), strict=True)]
    first, last = (datetime.fromisoformat(end) for end in figure.layout["xaxis"]["range"])
    told = [(each, place) for each, place in told if first <= place <= last]
    if not told:
        return
    figure.add_scatter(
        x=[iso(place) for _, place in told], y=[0.5] * len(told), yaxis="y9", mode="markers", opacity=0,
        marker={"size": 40}, hovertemplate=[hover_words(each, look) + "<extra></extra>" for each, _ in told],
        hoverlabel={"align": "left"}, meta={"part": "context"},
    )  # fmt: skip
    axis = {"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True}
    figure.update_layout(yaxis9=axis, hovermode="x", hoverdistance=30)
    figure.update_xaxes(showspikes=False, hoverformat=" ")  # the box says the day, in the reader's language
    tones = colours(look)
    label = {"bgcolor": tones.raised, "bordercolor": tones.hairline, "namelength": 0, "align": "left"}
    figure.update_layout(hoverlabel=label | {"font": {"size": measures(look).small, "color": tones.ink}})


def hover_words(held: Held, look: Look) -> str:
    """A meeting's day, title, facilitators, format and agenda, a line for each, as plotly wants it."""
    facts = [f"<b>{inert(day_in_words(held.held_on, look.language))}</b>", *_broken(held.title, look)]
    about = " · ".join(meeting_words(held.facilitated_by, held.format, "", look.language))
    facts += _broken(about, look) if about else []
    facts += [line for number, title in enumerate(held.agenda, 1) for line in _broken(f"{number}. {title}", look)[:1]]
    return "<br>".join(facts)


def meeting_words(facilitated_by: str, format: str, stage: str, language: str) -> list[str]:
    """Who facilitated, in which format and at which stage, each in words where it is known."""
    said = [t(language, "context.by", names=plain_line(facilitated_by))] if facilitated_by else []
    said += [t(language, f"context.format_{format}")] if format else []
    return said + ([t(language, "context.stage", stage=t(language, f"facilitator.stage_{stage}"))] if stage else [])


def _broken(text: str, look: Look) -> list[str]:
    return [inert(line) for line in lines_of(text, _HOVER_WIDTH, measures(look).small, 2)]


def _in_words(stages: Sequence[Band], notes: Sequence[Happened], language: str) -> list[str]:
    """What the lanes show, for whoever reads the picture instead of looking at it."""
    names = [t(language, f"facilitator.stage_{stage}") for stage, _, _ in stages]
    said = [t(language, "context.alt_stages", stages=", ".join(names))] if names else []
    around = "; ".join(note_words(note, language) for note in notes)
    return said + ([t(language, "context.alt_notes", notes=around)] if around else [])


def _places(meetings: Sequence[Held]) -> list[datetime]:
    return places([each.held_on for each in meetings]) if meetings else []


def _share(figure: Drawing, begin: datetime, end: datetime) -> float:
    """How much of the axis lies between two moments."""
    first, last = (datetime.fromisoformat(each) for each in figure.layout["xaxis"]["range"])
    return (end - begin) / (last - first)


def _width(figure: Drawing, look: Look) -> float:
    """The least width of what is drawn, in pixels."""
    margin = figure.layout["margin"]
    return float(measures(look).width - margin["l"] - margin["r"])


def _start(day: str) -> datetime:
    return datetime.fromisoformat(day[:10])


def _end(note: Happened) -> datetime:
    return _start(note.to_day) + timedelta(days=1) if note.to_day else _start(note.from_day)
