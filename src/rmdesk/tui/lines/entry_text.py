"""What the parts of an entry say: answers, course, dues, logs, and the row beside a list."""

from collections.abc import Iterable, Iterator, Mapping

from rmdesk.desk.complaints import sums
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.views import DueShown, EntryView, Line, Linked, PartsOf, Passed, Shown
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.clocks import end_of
from rmdesk.faces import lines
from rmdesk.faces.nearness import how_near
from rmdesk.locale import tr


def shown(values: Iterable[Shown], lang: Lang) -> Iterator[lines.Line]:
    """Values below each other; what is late is red, with its sign; what else a tone says the value names."""
    for one in values:
        sign = " !" if one.tone == "late" else ""
        yield lines.Line(one.label.of(lang), f"{one.text.of(lang)}{sign}", "late" if one.tone == "late" else "")


def answers(view: EntryView, lang: Lang, revealed: Mapping[str, str] = {}) -> list[lines.Line]:
    """What the entry holds: what it is about, its answers, what is worked out, what older definitions asked.
    `revealed` holds numbers in clear by key."""
    found = list(shown(() if view.about is None else (view.about,), lang))
    values = (one._replace(text=Text.same(revealed[one.key])) if one.key in revealed else one for one in view.values)
    found += shown(values, lang)
    if view.earlier:
        found += [lines.Line(""), lines.Line(tr(lang, "registers.earlier"), tone="head"), *shown(view.earlier, lang)]
    return found or [lines.Line("", tr(lang, "common.none"))]


def history(view: EntryView, desk: Desk, lang: Lang) -> list[lines.Line]:
    """Every act, the latest first: when, by whom, with which answers, who agreed, why."""
    return [line for one in view.history for line in _passed(one, desk, lang)]


def _passed(one: Passed, desk: Desk, lang: Lang) -> Iterator[lines.Line]:
    yield lines.Line(f"{desk.local(one.at):%Y-%m-%d %H:%M}  {one.label.of(lang)}  {one.by}", tone="head")
    yield from shown(one.answers, lang)
    if one.second:
        yield lines.Line(tr(lang, "registers.agreed"), one.second)
    if one.reason:
        yield lines.Line(tr(lang, "registers.reason"), one.reason)
    yield lines.Line("")


def logs(view: EntryView, desk: Desk, lang: Lang) -> list[lines.Line]:
    """Every answer of the fields that are kept as a log, the latest first."""
    found: list[lines.Line] = []
    for log in view.logs:
        found.append(lines.Line(log.label.of(lang), tone="head"))
        for at, by, text in reversed(log.lines):
            found.append(lines.Line(f"{desk.local(at):%Y-%m-%d %H:%M}", f"{by}  {text.of(lang)}"))
    return found


def dues(view: EntryView, desk: Desk, lang: Lang) -> list[lines.Line]:
    """What is due, when, and whose it is."""
    return [_due(one, desk, lang) for one in view.dues]


def _due(one: DueShown, desk: Desk, lang: Lang) -> lines.Line:
    return lines.Line(one.label.of(lang), _when(one, desk, lang), "late" if past(one, desk) else "")


def _when(one: DueShown, desk: Desk, lang: Lang) -> str:
    return f"{sums.shown(one.on)}  {how_near(desk, one.on, lang)}  {one.whom.of(lang)}"


def past(due: DueShown, desk: Desk) -> bool:
    """Whether its day, or its moment, is over."""
    return end_of(due.on) < desk.local(desk.now()).replace(tzinfo=None)


def due_line(view: EntryView, desk: Desk, lang: Lang) -> str:
    """What is due first, in one line; "" for nothing."""
    if not view.dues:
        return ""
    first, more = view.dues[0], len(view.dues) - 1
    sign = "! " if past(first, desk) else ""
    rest = tr(lang, "registers.more_dues", count=more) if more else ""
    return f"{sign}{first.label.of(lang)}  {_when(first, desk, lang)}{rest}"


def links(view: EntryView) -> list[Linked]:
    """Where one can go from here: the whole that it belongs to, what it names, what names it."""
    return [*(() if view.parent is None else (view.parent,)), *view.links, *view.back]


def done_of(part: PartsOf) -> str:
    """How many entries of a part are done, of all; "" where there are none."""
    return f"{part.entries - part.open}/{part.entries}" if part.entries else ""


def preview(view: EntryView, desk: Desk, lang: Lang) -> list[lines.Line]:
    """One entry beside the list."""
    head = lines.Line(f"{view.no}  {view.state_text.of(lang)}", tone="head")
    parts = [lines.Line(one.title.of(lang), done_of(one)) for one in view.parts if one.entries]
    return [head, *answers(view, lang), *dues(view, desk, lang), *parts]


def of_line(line: Line, desk: Desk, lang: Lang) -> list[lines.Line]:
    """One row beside the list, its cells in full, and what of it is overdue, by how much."""
    found = [lines.Line(line.no, tone="head"), *shown(line.cells, lang)]
    if line.late:
        found.append(lines.Line(line.late.label.of(lang), how_near(desk, line.late.on, lang), "late"))
    return found
