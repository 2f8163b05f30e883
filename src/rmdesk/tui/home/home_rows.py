"""Dues, drafts and sales as rows of the desk."""

from collections.abc import Iterable
from datetime import datetime

from rmdesk.desk import clients
from rmdesk.desk.complaints import drafting
from rmdesk.desk.desk import Desk
from rmdesk.desk.home import Home
from rmdesk.desk.registers import drafting as drafting_of_registers
from rmdesk.desk.sales import SaleLine
from rmdesk.desk.settings import checklist
from rmdesk.desk.settings.checklist import Opening
from rmdesk.domain.client import Client
from rmdesk.domain.dues import PUT_OFF, Due, Folded
from rmdesk.faces.complaints.unfinished import BEGUN
from rmdesk.locale import Lang, catalogue, tr
from rmdesk.store import Draft
from rmdesk.tui.kit.record_form import KIND as RECORD
from rmdesk.tui.kit.record_form import about_of
from rmdesk.tui.kit.rows import Column, Row
from rmdesk.tui.lines import case_rows
from rmdesk.tui.lines.due_rows import due_row, moment

REGISTERS = "registers:"
"""The row that leads to the registers."""
OPENING = "opening:"
"""The row that leads to what is left before the first sale."""
MORE = "more:"
"""Before the kind of dues that are one line."""


def due_columns() -> tuple[Column, ...]:
    """Kind (with a case's number), client, when, what about, rule."""
    return (
        Column("", 16),
        Column("", 8, grow=1),
        Column("", 13),
        Column("", 14, grow=1, from_width=70),
        Column("", 7),
    )


def opening_columns() -> tuple[Column, ...]:
    """Step, and what it lacks."""
    return (Column("", 20), Column("", 20, grow=1))


def work_columns() -> tuple[Column, ...]:
    """What, client, how far, when."""
    return (Column("", 9), Column("", 8, grow=2), Column("", 14, grow=2), Column("", 11))


def due_rows(desk: Desk, lang: Lang, dues: Iterable[Due | Folded]) -> list[Row]:
    """The dues of the desk as they are ranked and folded."""
    return [_more(one, lang) if isinstance(one, Folded) else due_row(desk, one, lang) for one in dues]


def _more(one: Folded, lang: Lang) -> Row:
    if one.kind == PUT_OFF:
        return Row(f"{MORE}{PUT_OFF}", (tr(lang, "home.put_off"), "", str(one.more), "", ""), sign="▾", tone="muted")
    cells = (one.what.of(lang), tr(lang, "home.more", count=one.more), "", "", "")
    return Row(f"{MORE}{one.kind}", cells, sign="▾", tone="muted")


def work_rows(desk: Desk, lang: Lang, seen: Home) -> list[Row]:
    """Half-typed work first, then sales that are under way."""
    sold = () if seen.business is None else seen.business.sales
    return [draft_row(desk, lang, one) for one in seen.drafts] + [sale_row(desk, lang, one) for one in sold]


def registers_row(lang: Lang) -> Row:
    """Where the registers are."""
    return Row(REGISTERS, (tr(lang, "home.registers"), tr(lang, "home.registers_hint"), "", ""), sign="▸", tone="muted")


def opening_row(lang: Lang, opening: Opening) -> list[Row]:
    """How much is left before the first sale; nothing once all is done, or the list was put away."""
    if not opening.left:
        return []
    left = tr(lang, "opening.row_left", count=len(opening.left))
    return [Row(OPENING, (tr(lang, "opening.row"), left, "", ""), sign="▸")]


def opening_rows(desk: Desk, lang: Lang, opening: Opening) -> list[Row]:
    """What is left, where an empty desk would show nothing: first what the person at the desk may do."""
    return [
        Row(
            f"{OPENING}{one.key}",
            (tr(lang, f"opening.step.{one.key}"), " · ".join(checklist.lacking(one, desk, lang))),
            sign="·",
        )
        for one in sorted(opening.left, key=lambda one: not (one.mine or one.gives))
    ]


def client_name(desk: Desk, client_id: str) -> str:
    """The name of a client, "" when there is none."""
    client = clients.get(desk, client_id) if client_id else None
    return client.name if isinstance(client, Client) else ""


def draft_row(desk: Desk, lang: Lang, draft: Draft) -> Row:
    """Half-typed work: what of, whose, when."""
    kind = draft.kind.partition(".")[0]
    if kind in (drafting.KIND, BEGUN):
        return case_rows.draft_row(desk, draft, moment(desk, draft.updated_at, lang), lang)
    if kind == drafting_of_registers.KIND:
        return _register_row(desk, lang, draft)
    if kind == RECORD:
        cells = (tr(lang, "home.draft.record"), about_of(draft, lang), _act(lang, draft))
        return Row(draft.id, (*cells, moment(desk, draft.updated_at, lang)))
    name = client_name(desk, draft.subject) or draft_name(draft)
    return Row(draft.id, (tr(lang, f"home.draft.{kind}"), name, "", moment(desk, draft.updated_at, lang)))


def _act(lang: Lang, draft: Draft) -> str:
    """What a half-typed record is for; nothing where the act has another name by now."""
    subject, _, name = str(draft.values["act"]).partition(".")
    return catalogue(lang, subject).get(name, "")


def _register_row(desk: Desk, lang: Lang, draft: Draft) -> Row:
    """A half-typed act of a register: which register, which act; of what, the form itself says."""
    register = desk.pack.registers.get(str(draft.values.get("register", "")))
    act = None if register is None else register.act.get(str(draft.values.get("act", "")))
    title = "" if register is None else register.title.of(lang)
    what = "" if act is None else act.label.of(lang)
    return Row(draft.id, (tr(lang, "home.draft.register_act"), title, what, moment(desk, draft.updated_at, lang)))


def draft_name(draft: Draft) -> str:
    """Whose file it is, as far as it was typed."""
    values = draft.values.get("values", draft.values)
    return str(values.get("name", "")) if isinstance(values, dict) else ""


def sale_row(desk: Desk, lang: Lang, line: SaleLine) -> Row:
    """A sale: number, client, step, when."""
    step = desk.pack.label("step", line.step, lang)
    what = f"{step} {line.product}" if line.product else step
    touched = moment(desk, datetime.fromisoformat(line.touched_at), lang)
    return Row(line.id, (line.no, line.client_name, what, touched))
