"""Entries that leave the desk: in the copy of a client's own data, and in the evidence of a sale."""

from collections.abc import Iterator
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.keeping import of_client
from rmdesk.desk.registers.seeing import Found, seen
from rmdesk.desk.registers.views import Shown
from rmdesk.desk.registers.wording import Words
from rmdesk.domain.base import Text
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.words import LINKS

_NUMBERS = ("phone", "id_number", "uscc", "email")


class OwnEntry(NamedTuple):
    """What a client is told of an entry about him: number, register, day (ISO), state, and the answers that are his to
    know."""

    no: str
    title: Text
    begun_on: str
    state: Text
    answers: tuple[Shown, ...]


def own_entries(desk: Desk, client_id: str) -> Iterator[OwnEntry]:
    """The entries about a client as his copy tells them, by number. For use cases.

    Left out: entries that the person at the desk may not see; registers that are narrowed (what is not for every reader
    is not for the client: it may be about him, KYC-05); what the bank wrote for itself, what names anybody else, and
    what is a third person's.
    """
    found = (seen(desk, one.id) for one in of_client(desk, client_id))
    for one in sorted((one for one in found if not isinstance(one, Refusal)), key=lambda one: one.entry.no):
        register, entry = one.register, one.entry
        if entry.voided or any(not narrow.hide for narrow in register.narrow):
            continue
        words = Words(desk, register)
        hidden = {*one.hidden, *(key for narrow in register.narrow for key in narrow.hide)}
        told = [key for key in register.field if key not in hidden and _is_his(register, key) and entry.values.get(key)]
        yield OwnEntry(
            entry.no,
            register.entry_title,
            entry.begun_on.isoformat(),
            words.said("state", entry.state),
            tuple(each for key in told for each in words.each(key, entry.values[key], noted=False)),
        )


def _is_his(register: Register, key: str) -> bool:
    """A text is the client's only where it was written to reach a client; a link names something else."""
    field = register.field[key]
    if field.personal or field.log or field.kind in LINKS:
        return field.kind == "product" and not field.log
    return field.banned or field.kind not in ("text", "long_text", *_NUMBERS)


def about_sale(desk: Desk, sale_id: str) -> tuple[Found, ...]:
    """The entries about a sale, by number, of those that the person at the desk may see whole. For use cases."""
    sql = "SELECT id FROM entry WHERE about_kind = 'sale' AND about_id = ? AND doc IS NOT NULL ORDER BY no"
    found = (seen(desk, row["id"]) for row in desk.store.query(sql, (sale_id,)))
    return tuple(one for one in found if not isinstance(one, Refusal) and not one.hidden)


def numbers_in(found: Found) -> tuple[str, ...]:
    """Every telephone, document and mail number that was ever answered in an entry, as it stands in its facts."""
    keys = [key for key, one in found.register.field.items() if one.kind in _NUMBERS]
    values = (
        done.values.get(name, "") for done in found.entry.done for key in keys for name in found.register.keys(key)
    )
    return tuple(dict.fromkeys(value for value in values if value))
