"""A report as slides. Every chart is PowerPoint's own: its numbers open in a sheet, and can be changed."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches, Length, Pt

from components.charts.editable import Editable
from components.charts.palette import LIGHT, readable_on
from components.reports.report import Article, Part, Report, Rows
from components.text import t

_WIDTH, _HEIGHT, _SIDE = Inches(13.333), Inches(7.5), Inches(0.75)
_FONT = "Calibri"
_BLANK = 6
_TYPES = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED_100,
    "piled": XL_CHART_TYPE.BAR_STACKED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}
_DASHES = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.DASH_DOT, MSO_LINE.LONG_DASH,
           MSO_LINE.LONG_DASH_DOT)  # fmt: skip
_MARKS = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.TRIANGLE,
          XL_MARKER_STYLE.X, XL_MARKER_STYLE.STAR)  # fmt: skip
_MOST_ROWS_IN_NOTES = 60
_LONGEST = 255
"""Letters that a file's own title takes."""
_MUCH, _MUCH_FOR_A_SLIDE = 220, 1200
"""From so many letters on they are smaller, so that they fit: a sentence with what it rests on, and a whole slide."""
Tell = Callable[[float], None]


def slides(report: Report, tell: Tell = lambda part: None) -> bytes:
    """A PPTX: the title, what has changed, a slide for each chart, and how it was computed.

    `tell` is called with how far it has come, from 0 to 1.
    """
    article = report.first
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    deck.core_properties.title, deck.core_properties.author = article.title[:_LONGEST], article.community[:_LONGEST]
    _title(deck, article)
    if article.told:
        _told(deck, article)
    charts = article.charts
    for number, (part, chart) in enumerate(charts):
        _chart_slide(deck, article, part, chart)
        tell((number + 1) / (len(charts) + 1))
    for part in article.parts:
        if not part.charts and (part.said or part.items):
            _lines_slide(deck, article, part.head, [*part.said, *part.items])
    _lines_slide(deck, article, t(article.language, "story.method_title"), article.notes,
                 size=18 if sum(map(len, article.notes)) < _MUCH_FOR_A_SLIDE else 14)  # fmt: skip
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _title(deck: Any, article: Article) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_BLANK])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _rgb(LIGHT.accent)
    _text(slide, [article.community], 24, Inches(2.1), Inches(0.6), colour=LIGHT.accent_soft, is_bold=True)
    _text(slide, [article.title], 54, Inches(2.7), Inches(1.9), colour=LIGHT.raised, is_bold=True)
    _text(slide, [article.days, article.made], 20, Inches(4.9), Inches(1), colour=LIGHT.accent_soft)


def _told(deck: Any, article: Article) -> None:
    """The sentences a report begins with, and in smaller type what each rests on."""
    slide = _slide(deck, article, t(article.language, "story.title"), "")
    each, much = Inches(1.65), max(len(said) + len(rest) for said, rest in article.told)
    size, small = (24, 15) if much < _MUCH else (20, 13)
    for place, (said, rest) in enumerate(article.told):
        top = Inches(1.75) + each * place
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, _SIDE, top + Inches(0.08), Inches(0.07), Inches(1.3))
        bar.fill.solid()
        bar.fill.fore_color.rgb = _rgb(LIGHT.accent)
        bar.line.fill.background()
        box = _text(slide, [said, rest], size, top, each, left=_SIDE + Inches(0.3), is_bold=True)
        if rest:
            _write(box.text_frame.paragraphs[1].runs[0].font, small, LIGHT.muted)
    _note(slide, "\n\n".join(f"{said} {rest}".strip() for said, rest in article.told))


def _chart_slide(deck: Any, article: Article, part: Part, chart: Editable) -> None:
    slide = _slide(deck, article, chart.title, part.head)
    box = (_SIDE, Inches(1.75), _WIDTH - 2 * _SIDE, Inches(4.85))
    if chart.form == "field":
        _field(slide, chart, box)
    else:
        _categories(slide, chart, box)
    source = t(article.language, "reports.source", community=article.community, days=article.days)
    _text(slide, [f"{chart.note} {source}".strip()], 13, Inches(6.75), Inches(0.45), colour=LIGHT.muted)
    _note(slide, "\n".join([chart.title, chart.note, *part.said, "", *_rows(part.rows)]))


def _categories(slide: Any, chart: Editable, box: Sequence[int]) -> None:
    new: Any = CategoryChartData
    data = new(number_format="0%" if chart.is_share else "General")
    data.categories = list(chart.categories)
    for name, values in chart.series:
        data.add_series(name, values)
    made = slide.shapes.add_chart(_TYPES[chart.form], *map(Emu, box), data).chart
    _look(made, len(chart.series) > 1)
    made.category_axis.tick_labels.font.size = _small(chart)
    made.value_axis.has_major_gridlines = chart.form == "lines"
    if chart.form == "lines":
        _dress_lines(made, chart)
    else:
        _dress_bars(made, chart)


def _look(made: Any, has_legend: bool) -> None:
    made.font.size, made.font.name, made.font.color.rgb = Pt(16), _FONT, _rgb(LIGHT.ink)
    made.has_title = False
    made.has_legend = has_legend
    if has_legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        made.legend.font.size = Pt(16)


def _dress_bars(made: Any, chart: Editable) -> None:
    """From top to bottom as on the page, in its colours, each bar with its number."""
    made.category_axis.reverse_order = True
    made.category_axis.format.line.color.rgb = _rgb(LIGHT.hairline)
    made.category_axis.has_major_gridlines = False
    made.value_axis.visible = False
    if chart.form == "bars" and chart.is_place:
        axis = made.value_axis
        axis.minimum_scale, axis.maximum_scale = 1, len(chart.categories)
        axis.reverse_order, axis.crosses = True, XL_AXIS_CROSSES.MAXIMUM  # the first place has the longest bar
    elif chart.form == "bars":
        made.value_axis.minimum_scale = 0
    plot = made.plots[0]
    plot.gap_width, plot.overlap = 45, 0 if chart.form == "bars" else 100
    for series, colour in zip(plot.series, chart.colours, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(colour)
        labels = series.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = _format(chart), False
        labels.font.size, labels.font.bold = _small(chart), True
        labels.font.color.rgb = _rgb(LIGHT.ink if chart.form == "bars" else readable_on(colour))
        labels.position = XL_LABEL_POSITION.OUTSIDE_END if chart.form == "bars" else XL_LABEL_POSITION.CENTER


def _small(chart: Editable) -> Length:
    """Letters that leave room for every category: a long past has many."""
    rows = len(chart.categories) * (len(chart.series) if chart.form == "bars" else 1)
    return Pt(16 if rows <= 10 else max(7, 170 // rows))


def _format(chart: Editable) -> str:
    """How numbers stand on bars: nothing for zero where a bar has no room for it."""
    if chart.is_share:
        return "0%"
    if chart.form != "bars":
        return '0;;""'
    is_whole = all(value == round(value) for _, values in chart.series for value in values if value is not None)
    return "0" if is_whole else "0.0"


def _dress_lines(made: Any, chart: Editable) -> None:
    axis = made.value_axis
    axis.major_gridlines.format.line.color.rgb = _rgb(LIGHT.hairline)
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0%" if chart.is_share else "0", False
    if chart.is_place:
        axis.reverse_order, axis.minimum_scale, axis.major_unit = True, 1, 1
        made.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    else:
        axis.minimum_scale = 0
    for index, (series, colour) in enumerate(zip(made.plots[0].series, chart.colours, strict=True)):
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = _rgb(colour), Pt(3)
        series.format.line.dash_style = _DASHES[index % len(_DASHES)]
        _mark(series.marker, index, colour, 9)


def _field(slide: Any, chart: Editable, box: Sequence[int]) -> None:
    """A point for each series between the four ends of its axes."""
    new: Any = XyChartData
    data = new()
    for name, (across, up, *_) in chart.series:
        data.add_series(name).add_data_point(across, up)
    made = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *map(Emu, box), data).chart
    _look(made, True)
    left, right, bottom, top = chart.categories
    for axis, low, high in ((made.category_axis, left, right), (made.value_axis, bottom, top)):
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 100, 50
        axis.major_gridlines.format.line.color.rgb = _rgb(LIGHT.hairline)
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        axis.has_title = True
        axis.axis_title.text_frame.text = f"{low}  ↔  {high}"
        _write(axis.axis_title.text_frame.paragraphs[0].runs[0].font, 16, LIGHT.muted)
    for index, (series, colour) in enumerate(zip(made.plots[0].series, chart.colours, strict=True)):
        series.format.line.fill.background()
        _mark(series.marker, index, colour, 16)


def _mark(marker: Any, index: int, colour: str, size: int) -> None:
    marker.style, marker.size = _MARKS[index % len(_MARKS)], size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = _rgb(colour)
    marker.format.line.color.rgb = _rgb(colour)


def _lines_slide(deck: Any, article: Article, head: str, lines: Sequence[str], size: int = 22) -> None:
    slide = _slide(deck, article, head, "")
    box = _text(slide, list(lines), size, Inches(1.75), Inches(5))
    for paragraph in box.text_frame.paragraphs:
        paragraph.space_after = Pt(10)


def _slide(deck: Any, article: Article, head: str, above: str) -> Any:
    """An empty slide with its heading, which says what is seen, above it what it is about, and the community."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _rgb(LIGHT.paper)
    _text(slide, [above or article.community], 16, Inches(0.35), Inches(0.4), colour=LIGHT.accent, is_bold=True)
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = _SIDE, Inches(0.7), _WIDTH - 2 * _SIDE, Inches(1.0)
    frame = title.text_frame
    frame.text, frame.word_wrap, frame.vertical_anchor = head, True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = 1
    size = 28 if len(head) < 110 else 24 if len(head) < 160 else 20
    _write(paragraph.runs[0].font if paragraph.runs else paragraph.font, size, LIGHT.ink, is_bold=True)
    return slide


def _text(
    slide: Any, lines: Sequence[str], size: int, top: Length | int, height: Length | int, *, colour: str = LIGHT.ink,
    is_bold: bool = False, left: Length | int = _SIDE,
) -> Any:  # fmt: skip
    """A box with a paragraph for each line that is not empty."""
    box = slide.shapes.add_textbox(left, top, _WIDTH - _SIDE - left, height)
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = 0
    for place, line in enumerate([line for line in lines if line]):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        _write(run.font, size, colour, is_bold=is_bold)
    return box


def _write(font: Any, size: int, colour: str, *, is_bold: bool = False) -> None:
    font.size, font.bold, font.name, font.color.rgb = Pt(size), is_bold, _FONT, _rgb(colour)


def _note(slide: Any, words: str) -> None:
    """What stands in the speaker's notes."""
    slide.notes_slide.notes_text_frame.text = words


def _rows(rows: Rows) -> list[str]:
    """The table behind a chart, a line each."""
    shown = [", ".join(f"{name}: {cell}" for name, cell in row.items() if cell != "") for row in rows]
    return shown[:_MOST_ROWS_IN_NOTES]


def _rgb(colour: str) -> RGBColor:
    new: Any = RGBColor
    made: RGBColor = new.from_string(colour[1:])
    return made
