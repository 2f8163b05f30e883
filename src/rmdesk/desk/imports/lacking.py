"""What a file that was not typed still lacks of the intake form (KYC-03), quickly enough for a hundred thousand."""

from rmdesk.desk import intake
from rmdesk.desk.desk import Desk
from rmdesk.domain.calendar import age_on
from rmdesk.domain.client import Profile
from rmdesk.domain.fields import read_date
from rmdesk.domain.id_kinds import HOME, kind_of

_NEVER = frozenset({"debts"})
"""A default that says something of somebody's means is not taken for a client who was not asked."""


class Lacking:
    """The required fields of a person's form, and those of its defaults that say nothing about anybody."""

    def __init__(self, desk: Desk) -> None:
        """Of the form that is in force."""
        self._desk = desk
        steps = desk.pack.intake("person").steps
        own = [one for step in steps if not step.role and step.when is None for one in step.fields]
        self.fields = tuple(one.key for one in own)
        self._required = tuple(one.key for one in own if one.required and one.when is None)
        self._defaults = {one.key: one.default for one in own if one.default and one.key not in _NEVER}
        self._kinds = {option.key for one in own if one.key == "id_type" for option in one.options}
        self._adult = desk.thresholds().full_capacity_age
        self._today = desk.today()

    def defaults(self, values: Profile) -> Profile:
        """What the form would have put in. A nationality and a kind of card only where the number says so."""
        number = values.get("id_number", "")
        kind = values.get("id_type") or kind_of(number) or ("resident" if len(number) == 18 else "")
        told = {key: value for key, value in self._defaults.items() if key not in ("nationality", "id_type")}
        told |= {"id_type": kind} if kind in self._kinds else {}
        return told | ({"nationality": HOME} if kind in ("resident", "hukou") else {})

    def of(self, values: Profile) -> tuple[str, ...]:
        """Keys of the fields that are asked of this client and say nothing."""
        born = read_date(values.get("born", ""))
        if born is not None and age_on(born, self._today) < self._adult:
            pages = intake.pages(self._desk, "person", values)
            first = (slot for page in pages if page.number == 1 for slot in page.slots if slot.field.required)
            return tuple(slot.key for slot in first if not values.get(slot.key))
        return tuple([key for key in self._required if not values.get(key)])
