"""The page `docs/performance.md` and its picture, made from `docs/performance.json` and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs"
FIGURES, PAGE, PICTURE = DOCS / "performance.json", DOCS / "performance.md", DOCS / "performance.svg"
Found = dict[str, Any]


def write(found: Found) -> None:
    """Write the page and the picture anew."""
    PAGE.write_text(page(found))
    PICTURE.write_text(picture(found["growth"]["found"]))


def page(found: Found) -> str:
    """The whole page."""
    parts = (_head, _burst, _computing, _steady, _joining, _streamlit_lane, _idle, _growth, _carries, _history)
    return "\n\n".join(part(found) for part in parts) + "\n"


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    lines = [columns, ["---", *["---:"] * (len(columns) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 10 else f"{value:g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _head(found: Found) -> str:
    on = found["machine"]
    versions = ", ".join(f"{name} {on[name]}" for name in ("streamlit", "starlette", "uvicorn"))
    days = sorted({part["on"] for name, part in found.items() if name != "machine"})
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    return f"""# How fast it is

Every figure here is made by `make bench`, which writes [performance.json](performance.json) and from it this page; each
part has its own command in `benchmarks/`. Measured {when} on {on["cores"]} cores, {on["system"]}, Python
{on["python"]}, {versions}. **The phones, the display's browser and the server share these cores**: what a server of its
own gives is better. Machines differ; what holds elsewhere is the ratio to the raw limit. Times are in milliseconds,
medians over bursts."""


def _burst(found: Found) -> str:
    rows = [
        (
            each["phones"], each["last_acknowledged"], each["raw_limit"]["last_acknowledged"],
            f"{each['times_the_raw_limit']:g}×", each["last_phone_has_the_count"],
        )
        for each in found["burst"]["found"]
    ]  # fmt: skip
    columns = ("phones", "last answer acknowledged", "raw limit", "ratio", "last phone has the count")
    seen = [
        (
            each["phones"], each["with_a_display"]["last_acknowledged"],
            each["with_a_display"]["last_phone_has_the_count"], each["with_a_display"]["display_shows_it"],
        )
        for each in found["burst"]["found"]
    ]  # fmt: skip
    with_a_display = ("phones", "last answer acknowledged", "last phone has the count", "display shows it")
    return f"""## Everybody at the same instant

All phones of a room send at once. An answer is acknowledged after it is committed (`synchronous = FULL`). Beside it the
raw limit: the same answers through a bare WebSocket server on the same libraries, one grouped transaction each time, no
check, no person, no tally. Wished for: at 1,000 phones under 300 until the last acknowledgement and under 600 until the
last phone has the count, within twice the raw limit; 3,000 served.

{_table(columns, rows)}

The same with a display in Chromium on the same cores:

{_table(with_a_display, seen)}

`python -m benchmarks.burst`"""


def _computing(found: Found) -> str:
    rows = [
        (
            each["while"], each["phones"], each["last_acknowledged"], each["slowest_last_acknowledged"],
            each["last_phone_has_the_count"],
        )
        for each in found["computing"]["found"]
    ]  # fmt: skip
    columns = ("while", "phones", "last answer acknowledged", "slowest burst", "last phone has the count")
    return f"""## While script threads compute

The same burst while two tabs, in the same process, have a history of 60 meetings and 100,000 answers drawn over and
over, or a report on it made. Wished for: under 600.

{_table(columns, rows)}

`python -m benchmarks.burst --computing`"""


def _steady(found: Found) -> str:
    each = found["steady"]["found"]
    rows = [
        ("acknowledgement", *each["acknowledged"].values()),
        ("display behind the last acknowledged answer", *each["display_is_behind"].values()),
    ]
    memory = each["memory_mb"]
    return f"""## A room that answers all the time

{each["phones"]:,} phones, 150 answers a second, {each["answers"]:,} answers in all, a display and a control in Chromium
beside them. Wished for: 5, 50 and 100 for acknowledgements, under 400 (95 %) for the display, under 350 MB and flat.

{_table(("", "50 %", "95 %", "99 %"), rows)}

Memory of the server: {memory["first"]:.0f} MB when everybody is there, {memory["after_a_round"]:.0f} MB after the first
round, {memory["last"]:.0f} MB at the end, {memory["most"]:.0f} MB at most.

`python -m benchmarks.steady`"""


def _joining(found: Found) -> str:
    each = found["joining"]["found"]
    slow, many = each["slow_phone"], each["until_the_first_state"]
    return f"""## Joining

A phone that opens the page for the first time on 4 Mbit/s with 80 ms, its processor four times slower than this one:
**{slow["usable"]:,.0f} ms** until its ballot can be used, {slow["bytes"] / 1024:.1f} KB in {slow["requests"]:.0f}
requests. (Streamlit's own page took 7.4 s and 2.8 MB there.) Wished for: under 1,000 ms and 25 KB.

{each["phones"]:,} phones within {each["within_seconds"]:.0f} seconds, each with its page, its scripts and its socket:
{many["p50"]:.0f} ms until the first state for half of them, {many["p95"]:.0f} for 95 %, {many["p99"]:.0f} for 99 %.

`python -m benchmarks.joining`"""


def _streamlit_lane(found: Found) -> str:
    each = found["streamlit_lane"]["found"]
    rows = [("first page", *each["first_page"].values()), ("answer", *each["answer"].values())]
    return f"""## Where a host lets only Streamlit's pages through

{each["tabs"]:,} tabs on Streamlit's own protocol that look again by themselves. Wished for: under 500 (95 %) for the
first page, under 1,000 (95 %) for an answer.

{_table(("", "50 %", "95 %", "99 %"), rows)}

`python -m benchmarks.streamlit_lane`"""


def _idle(found: Found) -> str:
    each = found["idle"]["found"]
    return f"""## Waiting

{each["phones"]:,} phones that only wait take {each["core_percent"]:g} % of one core; with nobody there it is
{each["core_percent_with_nobody"]:g} %. Wished for: under 5 %.

`python -m benchmarks.idle`"""


def _growth(found: Found) -> str:
    rows = [
        (each["processes"], each["phones"], each["last_acknowledged"], each["last_phone_has_the_count"])
        for each in found["growth"]["found"]
    ]
    columns = ("phone-lane processes", "phones", "last answer acknowledged", "last phone has the count")
    return f"""## How it grows

The phone lane alone, in several processes beside the Streamlit process on the same SQLite file. On a machine where the
load takes one core, more processes have nothing to win; what they cost is seen here.

![Time until the last acknowledgement, by phones and processes](performance.svg)

{_table(columns, rows)}

`python -m benchmarks.growth`"""


def _carries(found: Found) -> str:
    bursts = {each["phones"]: each for each in found["burst"]["found"]}
    one, most = bursts[1000], bursts[max(bursts)]
    idle, writer = found["idle"]["found"], found["writer"]["found"]
    rows = [
        ("`a`", "s until the last of 1,000 that answer at once is told *saved*", one["last_acknowledged"] / 1000),
        ("`f`", "s until the last of them has the count", one["last_phone_has_the_count"] / 1000),
        ("`c`", "s of a core for 1,000 answers at once, telling everybody included", one["core_ms_for_1000"] / 1000),
        ("", f"the same with {most['phones']:,} phones, for each 1,000", most["core_ms_for_1000"] / 1000),
        ("`m`", f"MB for {idle['phones']:,} connected phones", idle["mb_for_them"]),
        ("`w`", "durable answers a second through the one writer, SQLite", writer["sqlite"]),
        ("", "the same, PostgreSQL on this machine", writer.get("postgresql", "not measured")),
    ]
    return f"""## What a process and a database carry

The letters of [scaling.md](scaling.md).

{_table(("letter", "what", "measured"), rows)}

`python -m benchmarks.writer` for `w`; the rest from above."""


def _history(found: Found) -> str:
    page, seen = found["history"]["found"], found["history_in_browser"]["found"]
    rows = [*page.items(), *((f"in a browser: {name}", value) for name, value in seen.items())]
    return f"""## A long past

A community of five years: 60 meetings, 300 activities, 200 people, 100,000 answers. Wished for: usable in under 1 s, a
breakdown changed in under 0.3 s, under 400 MB.

{_table(("part", "seconds, or as it says"), rows)}

`python -m benchmarks.history_page`, `python -m benchmarks.history_in_browser`"""


# The picture

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP, _RIGHT = 720, 400, 70, 350, 30, 560
_COLOURS = {1: ("#0072B2", ""), 2: ("#D55E00", "6 4"), 4: ("#009E73", "2 4")}


def picture(found: Sequence[dict[str, Any]]) -> str:
    """Time until the last acknowledgement against phones, a line for each number of processes; both axes by powers."""
    sizes = sorted({each["phones"] for each in found})
    most = max(each["last_acknowledged"] for each in found)
    ticks = [tick for tick in (10, 30, 100, 300, 1000, 3000, 10000) if tick <= most * 3]

    def x(phones: float) -> float:
        return _LEFT + (log10(phones) - log10(sizes[0])) / (log10(sizes[-1]) - log10(sizes[0])) * (_RIGHT - _LEFT)

    def y(ms: float) -> float:
        return _BOTTOM - (log10(ms) - 1) / (log10(ticks[-1]) - 1) * (_BOTTOM - _TOP)

    parts = [f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#FBFAF7"/>']
    for tick in ticks:
        parts.append(f'<path d="M{_LEFT} {y(tick):.0f}H{_RIGHT}" stroke="#E3E0D8"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y(tick) + 5:.0f}" text-anchor="end">{tick:,}</text>')
    for size in sizes:
        parts.append(f'<text x="{x(size):.0f}" y="{_BOTTOM + 22}" text-anchor="middle">{size:,}</text>')
    for processes, (colour, dash) in _COLOURS.items():
        line = [(x(each["phones"]), y(each["last_acknowledged"])) for each in found if each["processes"] == processes]
        if line:
            way = "L".join(f"{left:.0f} {top:.0f}" for left, top in line)
            parts.append(
                f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"/>'
            )
    parts += _legend({each["processes"] for each in found})
    text = "font-family: system-ui, sans-serif; font-size: 14px; fill: #1F2933"
    words = f'<text x="{_LEFT}" y="18">ms until the last acknowledgement</text>'
    words += f'<text x="{_RIGHT}" y="{_BOTTOM + 42}" text-anchor="end">phones that answer at the same instant</text>'
    frame = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
    return f"<svg {frame}><style>text {{ {text} }}</style>{''.join(parts)}{words}</svg>\n"


def _legend(there: set[int]) -> list[str]:
    found = []
    for place, number in enumerate(sorted(there)):
        colour, dash = _COLOURS[number]
        top = _TOP + 30 + place * 26
        line = f'<path d="M{_RIGHT + 18} {top}h30" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"/>'
        words = "1 process" if number == 1 else f"{number} processes"
        found.append(f'{line}<text x="{_RIGHT + 56}" y="{top + 5}">{words}</text>')
    return found
