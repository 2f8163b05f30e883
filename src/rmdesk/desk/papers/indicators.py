"""Figures of a period on paper: tables, months as bars, parts, and how each is counted (DESK-11). Pure."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from rmdesk.desk.indicators.figures import Point, Shown
from rmdesk.desk.indicators.reports import Line, Report
from rmdesk.desk.indicators.reviews import Review
from rmdesk.desk.indicators.saying import begun_text, correlation_text, figure_text, improved_text, state_text
from rmdesk.desk.paper_titles import INDICATORS
from rmdesk.desk.papers.framing import Framing, framed
from rmdesk.desk.registers import views
from rmdesk.domain.base import Lang
from rmdesk.domain.fields import one_of
from rmdesk.domain.indicators.definition import Indicator
from rmdesk.domain.indicators.periods import called, span_of
from rmdesk.locale import tr
from rmdesk.paper import Bars, Block, Bullets, Document, Heading, Paragraph, Table
from rmdesk.paper.blocks import Align, Callout, KeepTogether, KeyValues, Matrix, MatrixCell, MatrixTone

_GROUPS: Final = ("service", "process", "compliance", "complaints", "sales")
_WIDTHS = (28, 12, 12, 13, 11, 6, 18)
_ALIGN: tuple[Align, ...] = ("l", "r", "r", "r", "r", "r", "l")
_COLUMNS: Final = ("indicator", "value", "previous", "year_before", "target", "n", "state")
_AT = _COLUMNS.index("target")
"""Before this column the branch's figure stands in a scorecard."""
_TONES: tuple[MatrixTone, ...] = ("", "calm", "watch", "late")
_FEW = 2
"""So many numbers stand in one place of a matrix."""
_LEAST_BARS = 2
"""Months that say something, for a picture of them."""


def _say(lang: Lang, key: str, **values: object) -> str:
    return tr(lang, f"indicators.report.{key}", **values)


def report(frame: Framing, found: Report) -> Document:
    """The report of a month, a quarter, a year or other days; the scorecard of a manager."""
    lang, days = frame.lang, called(found.period)
    kind = "scorecard" if found.of else span_of(found.period) or "days"
    return framed(
        frame,
        kind=INDICATORS,
        title=_say(lang, kind, period=days, name=found.of),
        subtitle=tr(lang, "letters.report_period", start=found.period.start, end=found.period.end),
        blocks=(
            *_standing(found, lang),
            *_crossed(found, lang),
            *(block for group in _GROUPS for block in _group(found, group, lang)),
            *_parts(found, lang),
            *_together(found, lang),
            *(block for one in found.reviews for block in _review(one, lang)),
            *_formulas(found, lang),
        ),
    )


def _standing(found: Report, lang: Lang) -> Iterator[Block]:
    """Of which days, as known when, of whom."""
    if found.known_on is not None:
        yield Callout(_say(lang, "known", day=found.known_on), (_say(lang, "known_means"),))
    if found.open:
        yield Callout(_say(lang, "open", day=found.today), tone="warning")
    if found.own and not found.of:
        yield Callout(_say(lang, "own", name=found.own), (_say(lang, "own_means"),))


def _whole(found: Report) -> list[Shown]:
    return [line.shown for line in found.lines if not line.by]


def _crossed(found: Report, lang: Lang) -> Iterator[Block]:
    """What is beyond its line stands first."""
    beyond = tuple(
        _say(
            lang,
            "beyond",
            title=one.indicator.title.of(lang),
            value=figure_text(one.indicator, one.figure.value, lang),
            warning=figure_text(one.indicator, one.indicator.warning, lang),
        )
        for one in _whole(found)
        if one.crossed
    )
    yield Heading(_say(lang, "crossed"))
    yield Bullets(beyond) if beyond else Paragraph(_say(lang, "none_crossed"))


def _group(found: Report, group: str, lang: Lang) -> Iterator[Block]:
    """The figures of one group, and their months. Under sales stand complaints and compliance once more, first."""
    whole = _whole(found)
    own = [one for one in whole if one.indicator.group == group]
    if not own:
        return
    beside = {key for one in own for key in one.indicator.beside}
    rows = [*(one for one in whole if one.indicator.key in beside and one not in own), *own]
    head = [tr(lang, f"indicators.column.{name}") for name in _COLUMNS]
    said = (Paragraph(_say(lang, "never_alone")),) if group == "sales" else ()
    cells = [_row(one, lang) for one in rows]
    widths, align = [*_WIDTHS], [*_ALIGN]
    if found.branch:
        head[_AT:_AT], widths[_AT:_AT], align[_AT:_AT] = [tr(lang, "indicators.column.branch")], [13], ["r"]
        for one, row in zip(rows, cells, strict=True):
            row[_AT:_AT] = [figure_text(one.indicator, found.branch.get(one.indicator.key), lang)]
    table = Table(tuple(head), tuple(map(tuple, cells)), widths=tuple(widths), align=tuple(align))
    yield KeepTogether((Heading(tr(lang, f"indicators.group.{group}")), *said, table))
    for one in own:
        yield from _months(one.indicator, found.trends.get(one.indicator.key, ()), found, lang)


def _row(one: Shown, lang: Lang) -> list[str]:
    each = one.indicator
    told = (figure_text(each, value, lang) for value in (one.figure.value, one.previous, one.year_before, each.target))
    return [_marked(one, lang), *told, str(one.figure.n), state_text(one, lang)]


def _marked(one: Shown, lang: Lang) -> str:
    """A title; the sign of a crossed line stands before it: behind, it would begin a line alone."""
    return f"! {one.indicator.title.of(lang)}" if one.crossed else one.indicator.title.of(lang)


def _months(one: Indicator, points: Iterable[Point], found: Report, lang: Lang) -> Iterator[Block]:
    """A bar a month, a dash for one without a figure; none of what fell below nothing or was nothing all along, or of a
    single month. What began in one of them to better the figure stands with its month, and from which figure it came
    to which below. Percentages stand against a hundred: a bar of full length is all there is."""
    shown = _from_first_to_last(tuple(points))
    known = [value for point in shown if (value := point.figure.value) is not None]
    if len(known) < _LEAST_BARS or any(value < 0 for value in known) or not any(known):
        return
    labels = [f"{point.period.start:%Y-%m}" for point in shown]
    if shown[-1].period.end > found.today:
        labels[-1] = _say(lang, "month_open", month=labels[-1])
    improved = found.improved.get(one.key, ())
    begun = [begun_text(improved, point.period, lang) for point in shown]
    labels = [" · ".join(filter(None, each)) for each in zip(labels, begun, strict=True)]
    told = tuple(figure_text(one, point.figure.value, lang) for point in shown)
    values = tuple(f"{point.figure.value or 0:f}" for point in shown)
    bars = Bars(tuple(labels), values, told, one.title.of(lang), full="100" if one.unit == "%" else "")
    plans = (Paragraph(line, tone="small") for line in improved_text(one, improved, lang))
    yield KeepTogether((bars, *plans))


def _from_first_to_last(points: Sequence[Point]) -> Sequence[Point]:
    """The months from the first to the last that has a figure, those between without one too."""
    known = [at for at, point in enumerate(points) if point.figure.value is not None]
    return points[known[0] : known[-1] + 1] if known else ()


def _parts(found: Report, lang: Lang) -> Iterator[Block]:
    """By whose work, by family and so on: in one list for each, so that nobody's sales stand alone."""
    names = ("of", "indicator", "value", "previous", "n", "state")
    head = tuple(tr(lang, f"indicators.column.{name}") for name in names)
    align: tuple[Align, ...] = ("l", "l", "r", "r", "r", "l")
    parted = [line for line in found.lines if line.by]
    for by, lines in groupby(parted, key=lambda line: line.by):
        yield Heading(_say(lang, "by", field=by_text(by, lang)))
        rows = tuple(_part(line, lang) for line in sorted(lines, key=lambda line: line.name))
        yield Table(head, rows, widths=(25, 24, 11, 11, 7, 22), align=align)


def _part(line: Line, lang: Lang) -> tuple[str, ...]:
    one, shown = line.shown.indicator, line.shown
    value, was = (figure_text(one, each, lang) for each in (shown.figure.value, shown.previous))
    return (line.name, _marked(shown, lang), value, was, str(shown.figure.n), state_text(shown, lang))


def _together(found: Report, lang: Lang) -> Iterator[Block]:
    """How service and process went with the outcome: never without how many months, and a word of caution."""
    if not found.correlations:
        return
    yield Heading(tr(lang, "indicators.together.title", name=found.correlations[0].outcome.title.of(lang)))
    yield Paragraph(tr(lang, "indicators.together.caution"), tone="small")
    rows = tuple((one.indicator.title.of(lang), correlation_text(one, lang)) for one in found.correlations)
    yield KeyValues(rows, columns=1)


def _review(one: Review, lang: Lang) -> Iterator[Block]:
    """A register of the year: how many in each state, where the open ones stand, and each."""
    yield Heading(one.title.of(lang))
    if one.shut or not one.rows:
        yield Paragraph(tr(lang, "indicators.review.shut" if one.shut else "letters.none"))
        return
    yield KeyValues(tuple((text.of(lang), str(count)) for text, count in one.states))
    if one.matrix is not None:
        where = Paragraph(tr(lang, "indicators.review.open", on=one.on), tone="strong")
        yield KeepTogether((where, _matrix(one.matrix, lang)))
    head = tuple(text.of(lang) for text in one.head)
    align: tuple[Align, ...] = tuple("r" if right else "l" for right in one.right)
    yield Table(head, tuple(tuple(text.of(lang) for text in row) for row in one.rows), align=align)


def _matrix(drawn: views.Matrix, lang: Lang) -> Matrix:
    bands: dict[str, str] = {tone: text.of(lang) for tone, text in drawn.bands}
    return Matrix(
        x=drawn.x.of(lang),
        y=drawn.y.of(lang),
        x_labels=tuple(one.of(lang) for one in drawn.x_options),
        y_labels=tuple(one.of(lang) for one in drawn.y_options),
        rows=tuple(tuple(_place(cell, bands, lang) for cell in row) for row in drawn.rows),
    )


def _place(cell: views.MatrixCell, bands: dict[str, str], lang: Lang) -> MatrixCell:
    """The numbers of what stands there; of many, how many."""
    many = tr(lang, "indicators.review.many", count=len(cell.nos))
    return one_of(_TONES, cell.tone), bands.get(cell.tone, ""), many if len(cell.nos) > _FEW else " ".join(cell.nos)


def by_text(by: str, lang: Lang) -> str:
    """What a split is called; the field itself where a bank splits by one of its own."""
    try:
        return tr(lang, f"indicators.by.{by}")
    except KeyError:
        return by


def _formulas(found: Report, lang: Lang) -> Iterator[Block]:
    yield Heading(_say(lang, "formulas"))
    head = tuple(tr(lang, f"indicators.column.{name}") for name in ("indicator", "formula"))
    rows = tuple((one.indicator.title.of(lang), one.indicator.formula.of(lang)) for one in _whole(found))
    yield Table(head, rows, widths=(28, 72))
