"""What is done with an entry, and by whom."""

from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict
from pydantic import Field as Key

from rmdesk.domain.base import Text, Value
from rmdesk.domain.people import Role
from rmdesk.domain.registers.field import Conditions
from rmdesk.domain.registers.words import Names, Proof, Source

VOID, AMEND = "_void", "_amend"
"""The acts that every register has and no file writes."""


class Ask(Value):
    """A field that an act asks, and whether it must be answered."""

    key: str
    required: bool


class Parts(Value):
    """Parts that an act makes in bulk: one of `of`, by its act `act`, for each subject of a source.

    `of_<name>` is the field that the source's argument stands in. `sample` and `seed` are fields too: so many of the
    subjects, drawn by that seed.
    """

    of: str
    act: str
    each: Source
    of_day: str = ""
    of_roles: str = ""
    of_person: str = ""
    of_scope: str = ""
    of_since: str = ""
    of_until: str = ""
    of_inspector: str = ""
    sample: str = ""
    seed: str = ""

    @property
    def given(self) -> dict[str, str]:
        """Argument of the source → field."""
        names = ("day", "roles", "person", "scope", "since", "until", "inspector")
        found = ((name, str(getattr(self, f"of_{name}"))) for name in names)
        return {name: field for name, field in found if field}


class Prints(Value):
    """The paper that an act prints, and when it does."""

    paper: str
    when: Conditions = ()


def _paper(value: object) -> object:
    return {"paper": value} if isinstance(value, str) else value


class Act(Value):
    """One act. It `begins` an entry, or is done in one of the states `from`; `to` is where it leads, "" stays."""

    model_config = ConfigDict(populate_by_name=True)

    label: Text
    begins: bool = False
    from_: tuple[str, ...] = Key(default=(), alias="from")
    to: str = ""
    asks: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    by: Names = ()
    not_by: Names = ()
    needs: Conditions = ()
    proof: Proof = "none"
    second: Names = ()
    parts: Parts | None = None
    starts: tuple[str, ...] = ()
    marked: bool = False
    forgets: tuple[str, ...] = ()
    prints: Annotated[Prints, BeforeValidator(_paper)] | None = None
    final: bool = False
    retired: bool = False
    was: str = ""

    @cached_property
    def asked(self) -> tuple[Ask, ...]:
        """What it asks, in order; "title!" must be answered."""
        return tuple(Ask(key=one.removesuffix("!"), required=one.endswith("!")) for one in self.asks)
