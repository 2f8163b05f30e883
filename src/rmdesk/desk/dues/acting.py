"""By which act the person at the desk may end a due now."""

from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues.whose import others_do
from rmdesk.desk.registers.around import entry_by
from rmdesk.desk.registers.offering import barred, offers
from rmdesk.domain.dues import Due
from rmdesk.domain.registers.definition import Register


@use_case("dues.read")
def own_act(desk: Desk, due: Due) -> str:
    """One of the acts that end it, as `Due.act` names them; "" where a note ends it, or where its acts are for others,
    or not for this state: a key leads to nothing that would be refused."""
    if not due.act or others_do(desk, due):
        return ""
    register = register_of(desk, due)
    if due.act in ROLES_OF or register is None:
        return due.act
    if due.subject.kind == "entry":
        return _on_entry(desk, due, register)
    return "" if barred(desk, register, due.act.rpartition(".")[2]) else due.act


def register_of(desk: Desk, due: Due) -> Register | None:
    """The register whose act ends it; None where none does. For use cases and faces."""
    of = due.act.rpartition(".")[0] or (due.kind.split(".")[1] if "." in due.kind else "")
    return desk.pack.registers.get(of)


def _on_entry(desk: Desk, due: Due, register: Register) -> str:
    entry, said = entry_by(desk, due.subject.id), register.due.get(due.kind.rpartition(".")[2])
    if entry is None or said is None:
        return ""
    offered = {one.act for one in offers(desk, register, entry)}
    return next((act for act in said.act if act in offered), "")
