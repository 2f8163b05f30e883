"""What a file holds, as lines: questions and faults first, then how each heading is read."""

from collections.abc import Iterator, Mapping, Sequence

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports.kind import Question, shown_column, shown_heading, takes
from rmdesk.desk.imports.kinds import kind_of, meaning
from rmdesk.desk.imports.rows import COUNTS, EVERY
from rmdesk.desk.imports.running import Report
from rmdesk.desk.imports.unread import COLUMN
from rmdesk.faces.cells import cut
from rmdesk.faces.fields import Option
from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.rows import Row

_CELL = 20
"""So wide is a cell shown of a column of which is asked what it is."""
_MOST = 500
"""So many faults are listed; all of them stand in the file of refused rows."""


def summary(report: Report, lang: Lang) -> str:
    """What it comes to, in two lines."""
    how = " · ".join(part for part in (report.name, report.encoding, report.sheet) if part)
    counts = {"rows": report.rows, "accepted": report.accepted, "changed": report.changed, "same": report.same}
    said = tr(lang, "imports.counts", **counts, refused=report.refused, skipped=len(report.skipped))
    state = tr(lang, "imports.taken" if report.import_id else "imports.dry")
    if report.unconfirmed:
        state = f"{state} {tr(lang, 'imports.unfinished', count=report.unconfirmed)}"
    if report.waiting:
        state = f"{state} {tr(lang, 'imports.waiting', count=report.waiting)}"
    if report.withheld:
        state = f"{state} {tr(lang, 'imports.withheld', count=report.withheld)}"
    return f"{how}\n{said}\n{state}"


def lines(desk: Desk, report: Report, lang: Lang, answered: Sequence[tuple[Question, str]] = ()) -> Iterator[Row]:
    """Each line's key is what it is about and its place there: "fault:3". `answered`: what was asked and answered on
    the screen, which a wrong answer must be mended on."""
    kind = kind_of(desk, report.what)
    targets = kind.headings(desk.pack)
    unknown = len(columns_asked(report))
    if unknown > 1:
        said, how = tr(lang, "imports.columns", many=unknown), tr(lang, "imports.columns_why")
        yield Row("columns:0", (tr(lang, "imports.line.asked"), said, how), sign="?")
    for at, asked in enumerate(report.questions):
        word = _word(asked, targets, lang)
        mark = "、" if lang == "zh" else ", "
        meant = mark.join(one.label for one in options_of(desk, report.what, asked, lang))
        allowed = meant or takes(kind, asked.target, lang)
        yield Row(f"asked:{at}", (tr(lang, "imports.line.asked"), word, allowed), sign="?")
    for at, (asked, given) in enumerate(answered):
        words = (meaning(desk, report.what, asked.target, one, lang) for one in given.split(","))
        said = ("、" if lang == "zh" else ", ").join(words) if asked.allowed else given
        yield Row(f"answered:{at}", (tr(lang, "imports.line.answered"), _word(asked, targets, lang), said))
    absent = report.absent
    for at, (target, rows) in enumerate(absent.items()):
        said = tr(lang, "imports.no_column", column=shown_column(target, targets, lang))
        why = tr(lang, "imports.no_column_why", count=rows)
        yield Row(f"absent:{at}", (tr(lang, "imports.line.fault"), said, why), sign="×", tone="late")
    for at, one in enumerate(report.faults[:_MOST]):
        if one.target in absent:
            continue
        place = tr(lang, "cli.import_at", row=one.row, column=one.column, given=one.given)
        text = desk.pack.say(one.refusal, lang).text
        yield Row(f"fault:{at}", (tr(lang, "imports.line.fault"), place, text), sign="×", tone="late")
    colon = "：" if lang == "zh" else ": "
    for at, (case, column, count, row) in enumerate(report.told):
        said = tr(lang, f"imports.told.{case}")
        where = tr(lang, "imports.rows", count=count, row=row or "—")
        about = shown_column(column, targets, lang)
        yield Row(f"told:{at}", (tr(lang, "imports.line.told"), f"{about}{colon}{said}" if about else said, where))
    if report.unused:
        named = ("、" if lang == "zh" else ", ").join(report.unused)
        said = tr(lang, "imports.unused", many=len(report.unused))
        yield Row("unused:0", (tr(lang, "imports.line.told"), said, named))
    if report.others:
        others = " · ".join(report.others)
        yield Row("sheet:0", (tr(lang, "imports.line.sheet"), report.sheet, tr(lang, "imports.others", names=others)))
    profile = report.profile or tr(lang, "imports.no_profile")
    yield Row("profile:0", (tr(lang, "imports.line.profile"), profile, tr(lang, "imports.profile_why")), tone="muted")
    for at, heading in enumerate(report.columns):
        if heading.heading:
            meant = shown_heading(targets[heading.target], lang) if heading.target in targets else "—"
            cells = (tr(lang, "imports.line.column"), heading.heading, meant)
            yield Row(f"column:{at}", cells, tone="" if heading.target else "muted")


def columns_asked(report: Report) -> list[Question]:
    """The columns that nobody knows."""
    return [one for one in report.questions if one.target == COLUMN]


def column_of(asked: Question, lang: Lang) -> Option:
    """A column that nobody knows with a few of its cells, to be left out among others."""
    return Option(asked.word, tr(lang, "imports.unread", column=asked.column, cells=_cells(asked, lang)))


def _word(asked: Question, targets: Mapping[str, tuple[str, ...]], lang: Lang) -> str:
    """The word that is asked for, under its heading; where no column says it, that."""
    if asked.word == EVERY:
        return tr(lang, "imports.no_column", column=shown_column(asked.target, targets, lang))
    if asked.target == COLUMN:
        return tr(lang, "imports.unread", column=asked.column, cells=_cells(asked, lang))
    if asked.target == COUNTS:
        return tr(lang, "imports.doubled", columns=asked.column, field=shown_column(asked.word, targets, lang))
    return f"{asked.column}“{asked.word}”"


def _cells(asked: Question, lang: Lang) -> str:
    """A few cells of a column, each short enough to be read beside the others."""
    return ("、" if lang == "zh" else ", ").join(cut(one, _CELL) for one in asked.cells)


def options_of(desk: Desk, what: str, asked: Question, lang: Lang) -> list[Option]:
    """What a question may be answered with; of columns that mean the same each with what it says."""
    if asked.target == COUNTS:
        cells = (f" ({cut(one, _CELL)})" if one else "" for one in asked.cells)
        return [Option(one, f"{one}{cell}") for one, cell in zip(asked.allowed, cells, strict=True)]
    return [Option(one, meaning(desk, what, asked.target, one, lang)) for one in asked.allowed]


def asked_of(desk: Desk, what: str, asked: Question, lang: Lang) -> str:
    """A question in words: what a word means, or what the whole list is where none of its columns says so."""
    if asked.word == EVERY:
        column = shown_column(asked.target, kind_of(desk, what).headings(desk.pack), lang)
        return tr(lang, "imports.every", column=column)
    if asked.target == COLUMN:
        return tr(lang, "imports.unread_means", column=asked.column, cells=_cells(asked, lang))
    if asked.target == COUNTS:
        field = shown_column(asked.word, kind_of(desk, what).headings(desk.pack), lang)
        return tr(lang, "imports.doubled_means", columns=asked.column, field=field)
    means = tr(lang, "imports.means", column=asked.column, word=asked.word)
    kind = kind_of(desk, what)
    return (
        means if asked.allowed else f"{means}{tr(lang, 'imports.means_enter', takes=takes(kind, asked.target, lang))}"
    )


def line_of(row: Row) -> tuple[str, int]:
    """What a line is about, and its place there."""
    part, _, at = row.key.partition(":")
    return part, int(at)


def alike(word: str, options: Sequence[Option]) -> str:
    """The key of the only option whose name stands in a word or the other way round; "" for none."""
    found = [one.key for one in options if one.label in word or word in one.label]
    return found[0] if len(found) == 1 else ""
