"""Phone and ID numbers in the answers of an entry, masked wherever it is shown: showing them is a fact (DATA-05)."""

from rmdesk.desk import guarding
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.masking import MASKED_KINDS
from rmdesk.desk.registers.seeing import Found, seen
from rmdesk.domain.refusal import passed
from rmdesk.domain.registers.facts import EntryNumbersRevealed


@use_case("clients.reveal")
def reveal(desk: Desk, which: str, proof: Proof | None = None) -> dict[str, str]:
    """The numbers of the entry with this id or number in clear, by field: that is a fact (DATA-05). The table of acts
    may ask for proof (DATA-08). Where it holds none that this person sees nothing is shown, and nothing recorded."""
    found = passed(seen(desk, which))
    numbers = numbers_in(found)
    if numbers:
        guarding.prove(desk, "clients.reveal", proof, found.entry.id)
        desk.record(EntryNumbersRevealed(entry_id=found.entry.id), found.entry.id)
    return numbers


def numbers_in(found: Found) -> dict[str, str]:
    """The numbers of an entry that are masked where it is shown, by field, in clear. For use cases."""
    fields = found.register.field
    return {
        key: value
        for key, value in found.entry.values.items()
        if value and key in fields and fields[key].kind in MASKED_KINDS and key not in found.hidden
    }
