"""What a file holds, as lines: questions and faults first, then how each heading is read."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports.kind import shown_column, shown_heading
from rmdesk.desk.imports.kinds import kind_of
from rmdesk.desk.imports.running import Report
from rmdesk.faces.fields import Option
from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.rows import Row

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
    return f"{how}\n{said}\n{state}"


def lines(desk: Desk, report: Report, lang: Lang) -> Iterator[Row]:
    """Each line's key is what it is about and its place there: "fault:3"."""
    for at, asked in enumerate(report.questions):
        word = f"{asked.column}“{asked.word}”"
        mark = "、" if lang == "zh" else ", "
        allowed = mark.join(meaning(desk, report.what, asked.target, one, lang) for one in asked.allowed)
        yield Row(f"asked:{at}", (tr(lang, "imports.line.asked"), word, allowed), sign="?")
    targets = kind_of(desk, report.what).headings(desk.pack)
    read = frozenset(one.target for one in report.columns)
    absent = Counter(one.target for one in report.faults if one.column == one.target not in read)
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
    for at, (case, column, count, row) in enumerate(report.told):
        said = tr(lang, f"imports.told.{case}")
        where = tr(lang, "imports.rows", count=count, row=row or "—")
        about = shown_column(column, targets, lang)
        yield Row(f"told:{at}", (tr(lang, "imports.line.told"), f"{said} {about}".strip(), where))
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


def meaning(desk: Desk, what: str, target: str, value: str, lang: Lang) -> str:
    """What a word may mean, as people call it; `what` is the kind of import."""
    return kind_of(desk, what).options(desk.pack, target, lang).get(value, value)


def line_of(row: Row) -> tuple[str, int]:
    """What a line is about, and its place there."""
    part, _, at = row.key.partition(":")
    return part, int(at)


def alike(word: str, options: Sequence[Option]) -> str:
    """The key of the only option whose name stands in a word or the other way round; "" for none."""
    found = [one.key for one in options if one.label in word or word in one.label]
    return found[0] if len(found) == 1 else ""
