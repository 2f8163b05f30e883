"""What follows from an entry under its definition: worked out at an act, kept in its fact, never worked out again."""

from collections.abc import Mapping
from datetime import tzinfo
from decimal import Decimal

from rmdesk.domain.clocks import WorkingDays
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.deriving import derive
from rmdesk.domain.registers.dues import dues
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import Follows
from rmdesk.domain.registers.judging import unique_keys
from rmdesk.domain.registers.words import LINKS, TEXTS


def follows(
    register: Register,
    entry: Entry,
    calendar: WorkingDays,
    zone: tzinfo,
    paths: Mapping[str, str],
    thresholds: Mapping[str, Decimal],
) -> Follows:
    """Of `entry` as it stands after the act. What an entry that was voided held, others may have."""
    kinds = {key: register.field[key].kind for key in entry.values if key in register.field}
    return Follows(
        derived=standing(register, entry),
        links={key: kind for key, kind in kinds.items() if kind in LINKS},
        texts=tuple(key for key, kind in kinds.items() if kind in TEXTS and not register.field[key].personal),
        dues=dues(register, entry, calendar, zone, paths, thresholds),
        unique=() if entry.voided else unique_keys(register, entry.about, entry.parent_id, entry.values),
    )


def standing(register: Register, entry: Entry) -> dict[str, str]:
    """The derived values that only the answers decide: neither the day nor the parts."""
    mine = {key for key, one in register.derived.items() if not (one.days_since or one.of_parts)}
    found = derive(register, entry.values, (), entry.done[-1].on)
    return {key: str(value) for key, value in found.items() if key in mine}
