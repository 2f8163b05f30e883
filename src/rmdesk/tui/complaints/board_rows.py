"""Cases as rows of the board, of its columns."""

from collections.abc import Iterable, Sequence

from rmdesk.desk.complaints import cases, corrective_actions
from rmdesk.desk.complaints.board import GROUPS, Board, BoardLine, Group
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import head, width
from rmdesk.faces.complaints import words
from rmdesk.faces.nearness import how_near
from rmdesk.locale import tr
from rmdesk.tui.kit.rows import Column, Row, Tone
from rmdesk.tui.lines.case_rows import STATES

_ENDED_SHOWN = 50
DATED, CARD, SIGN = 22, 13, 2  # cells: of a column that has room for dates, of a card, of its sign
_BARRED = 12  # so many cards may have a bar beside them


def columns(lang: Lang) -> tuple[Column, ...]:
    """Number, who, about what, what is due first and when, and when by law; where there is room, who handles it. What
    it is about has the room: nothing else tells two cases of one name apart."""
    return (
        Column(tr(lang, "complaints.column.no"), 6),
        Column(tr(lang, "complaints.column.name"), 10, modest=True),
        Column(tr(lang, "complaints.column.claim"), 10, grow=3),
        Column(tr(lang, "complaints.column.due"), 13),
        Column(tr(lang, "complaints.column.what"), 12, grow=1),
        Column(tr(lang, "complaints.column.legal"), 13),
        Column(tr(lang, "complaints.column.rule"), 7, from_width=90),
        Column(tr(lang, "complaints.column.state"), 8, from_width=100),
        Column(tr(lang, "complaints.column.handler"), 8, from_width=110),
    )


def sums(found: Board, lang: Lang, cells: int) -> str:
    """How many are late, due today, this week, later, or can be closed; what is none is not said. How late by law is
    left to the list where `cells` are too few."""
    start = tr(lang, "complaints.board.open", count=len(found.lines))
    some = [group for group in GROUPS if found.counts[group]]
    parts = [_group(found.lines, group, lang, by_law=_says_law(found, lang, cells)) for group in some]
    return " · ".join((start, *parts))


def _says_law(found: Board, lang: Lang, cells: int) -> bool:
    """Whether `cells` hold how much is late by law beside the counts."""
    start = tr(lang, "complaints.board.open", count=len(found.lines))
    some = (group for group in GROUPS if found.counts[group])
    return width(" · ".join((start, *(_group(found.lines, group, lang) for group in some)))) <= cells


def rows(desk: Desk, found: Board, query: str, lang: Lang, cells: int, *, ended: bool = True) -> list[Row]:
    """The open cases that hold the words, in groups; below them, when something was typed, those that have `ended`,
    for which the columns have no place. A group says how late by law only what the sums, of `cells`, do not."""
    by_law = bool(query) or not _says_law(found, lang, cells)
    held = [line for line in found.lines if _holds(desk, line, query, lang)]
    listed: list[Row] = []
    for group in GROUPS:
        lines = [line for line in held if line.group == group]
        if lines:
            listed.append(_head(_group(lines, group, lang, by_law=by_law)))
            listed += [row(desk, line, lang) for line in lines]
    for where, over in _over(desk, query, lang).items() if query and ended else ():
        listed += [_head(tr(lang, f"complaints.group.{where}")), *over] if over else []
    return listed


def _group(lines: Iterable[BoardLine], group: Group, lang: Lang, *, by_law: bool = True) -> str:
    """A group and its count; of what is late, with `by_law`, how much of it by law, or today by law."""
    held = [line for line in lines if line.group == group]
    text = tr(lang, f"complaints.group.{group}", count=len(held))
    if group != "late" or not by_law:
        return text
    late = {"past": sum(line.late_by_law for line in held), "today": sum(line.law_today for line in held)}
    some = [tr(lang, f"complaints.group.law_{name}", count=count) for name, count in late.items() if count]
    return tr(lang, "complaints.group.by_law", group=text, parts=words.listed(some, lang)) if some else text


def any_open(desk: Desk, found: Board, query: str, lang: Lang) -> bool:
    """Whether an open case holds the words."""
    return any(_holds(desk, line, query, lang) for line in found.lines)


def _head(text: str) -> Row:
    return Row("", (text, *([""] * 8)), tone="head")


def _holds(desk: Desk, line: BoardLine, query: str, lang: Lang) -> bool:
    state, kind = words.state_of(desk, line.state, line.moved, lang), desk.pack.label("case_type", line.type, lang)
    text = f"{line.no} {line.name} {line.claim} {line.product} {line.handler} {state} {kind} {line.rule}".lower()
    return all(word in text for word in query.lower().split())


def _over(desk: Desk, query: str, lang: Lang) -> dict[str, list[Row]]:
    """What goes on at another desk, and what has ended."""
    found = cases.find(desk, query, _ENDED_SHOWN)
    listed: dict[str, list[Row]] = {"gone": [], "ended": []}
    for one in () if isinstance(found, Refused) else found:
        state = "" if one.restricted else words.state_of(desk, one.state, one.moved, lang)
        if (one.state in STATES and one.moved != "gone") or one.restricted:
            continue
        cells = (one.no, one.name, head(one.claim), "", state, "", "", state, "")
        listed["gone" if one.moved == "gone" else "ended"].append(Row(one.id, cells, tone="muted"))
    return listed


def row(desk: Desk, line: BoardLine, lang: Lang) -> Row:
    """One case of the list; what is late carries a sign and says so."""
    state = words.state_of(desk, line.state, line.moved, lang)
    what = line.clock.of(lang) if line.clock is not None else ""
    cells = (
        line.no, line.name, head(line.claim, 80), due(desk, line, lang), what, _law(desk, line, lang), line.rule,
        state, line.handler or "—",
    )  # fmt: skip
    return Row(line.id, cells, sign=sign(line), tone=tone(line), hot=_hot(line))


def _hot(line: BoardLine) -> tuple[int, ...]:
    """The cells that are late: the bank's date, and the law's beside it."""
    return (3,) * bool(line.late or line.paused_long) + (5,) * line.late_by_law


def sign(line: BoardLine) -> str:
    """! a promise was missed, or its clocks stand still for too long, !! late by law; else major, paused,
    provisional."""
    if line.late or line.paused_long:
        return "!!" if line.late_by_law else "!"
    return "!" if line.major else "‖" if line.paused else "~" if line.provisional else ""


def tone(line: BoardLine) -> Tone:
    """Red only for what is late, and what stands still for too long."""
    return "late" if line.late or line.paused_long else "muted" if line.group == "later" else ""


def due(desk: Desk, line: BoardLine, lang: Lang) -> str:
    """When it is due, as people say it; for a case that can be closed, that, or what it is still short of; that
    its clocks stand still for too long."""
    if line.group == "close":
        return desk.pack.label("case_due", "corrective_action" if line.lacks else "close", lang)
    if line.paused_long and not line.late:
        return tr(lang, "complaints.due.paused_long", days=line.paused_long)
    return "—" if line.due is None else how_near(desk, line.due, lang)


def _law(desk: Desk, line: BoardLine, lang: Lang) -> str:
    """When it is due by law: the bank's date, or that of the complainant whose result was told."""
    given = line.due if line.group == "close" else line.legal_due
    return "" if given is None else how_near(desk, given, lang)


def card_columns() -> tuple[Column, ...]:
    """Number and who; where there is room, when."""
    return (Column("", CARD, grow=1), Column("", 5, from_width=DATED))


def share(title: str, cards: Sequence[Row], room: int) -> int:
    """How much of the room for all states, of `room` cells, a column takes: the same where each has room for dates,
    else what its title and its cards want, a name of three characters whole."""
    if room >= len(STATES) * (DATED + 1):
        return 1
    cells = max((min(width(row.cells[0]), CARD) + SIGN for row in cards), default=0) + (len(cards) > _BARRED)
    return max(width(title), cells) + 1


def cards(desk: Desk, found: Board, state: str, query: str, lang: Lang) -> list[Row]:
    """The cases of one column by the day on which each is due, which stands beside it."""
    held = [line for line in found.lines if line.state == state and _holds(desk, line, query, lang)]
    return [_card(line) for line in sorted(held, key=lambda line: f"{line.due or '9'}")]


def _card(line: BoardLine) -> Row:
    cells = (f"{line.no} {line.name}", "" if line.due is None else f"{line.due:%m-%d}")
    return Row(line.id, cells, sign=sign(line), tone=tone(line), hot=(1,) if line.late or line.paused_long else ())


def repeats(desk: Desk, lang: Lang, cells: int) -> str:
    """Causes that come up again and again, as many as stand whole in a line of `cells`; "" for none (COMP-14)."""
    found = corrective_actions.repeated(desk)
    if isinstance(found, Refused) or not found:
        return ""
    parts = [
        tr(lang, "complaints.board.repeat", cause=desk.pack.label("complaint_cause", one.cause, lang),
           product=f" {one.product}" if one.product else "", count=one.times)
        for one in found
    ]  # fmt: skip
    days = desk.pack.complaints.repeats.days
    for many in range(len(parts), 0, -1):
        more = [tr(lang, "beside.more", count=len(parts) - many)] if many < len(parts) else []
        said = tr(lang, "complaints.board.repeats", days=days, causes=" · ".join((*parts[:many], *more)))
        if width(said) <= cells:
            break
    return said
