"""What recurs and nobody has begun in this period: a due of the register itself, for whoever holds the role."""

from collections.abc import Iterator
from datetime import date

from rmdesk.desk.desk import Desk
from rmdesk.domain.dues import Due, Subject
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.facts import EntryActed, EntryBegun
from rmdesk.domain.registers.recurring import period_of

REGISTER = "register"
"""The kind of such a due's subject: one goes to the register's list, where it is begun."""
# An entry that was voided did nothing; the act may stand under an older name.
_DONE = """SELECT 1 FROM entry e CROSS JOIN journal j ON j.subject = e.id AND +j.kind IN (?, ?)
    WHERE e.register_id = ? AND e.voided = 0 AND json_extract(j.payload, '$.act') IN (?, ?)
    AND json_extract(j.payload, '$.on') BETWEEN ? AND ? LIMIT 1"""


def due(desk: Desk, until: date) -> Iterator[Due]:
    """What the roles of the person at the desk owe in the period of today, or in that of `until` once this one is
    done, when its warning has come by `until`."""
    days = dict.fromkeys((desk.today(), max(until, desk.today())))
    for register in desk.pack.registers.with_table("recurring"):
        for key, one in register.recurring.items():
            periods = [period_of(one.every, day, desk.calendar) for day in days if one.for_ in desk.actor.roles]
            warn = max(one.warn, default=0)
            open_ones = (one_ for one_ in periods if one_ is not None and not _is_done(desk, register, one.act, *one_))
            found = next(open_ones, None)
            if found is None or (found[1] - until).days > warn:
                continue
            yield Due(
                key=f"recurring:{register.id}:{key}",
                kind=f"recurring.{register.id}.{key}",
                rule=register.rule,
                subject=Subject(kind=REGISTER, id=register.id),
                what=one.label,
                about=register.title,
                on=found[1],
                warn_days=warn,
                act=one.begins,
            )


def _is_done(desk: Desk, register: Register, act: str, first: date, last: date) -> bool:
    names = (*register.acts_named(act), act)[:2]
    kinds = (EntryBegun.kind, EntryActed.kind)
    rows = desk.store.query(_DONE, (*kinds, register.id, *names, first.isoformat(), last.isoformat()))
    return bool(rows)
