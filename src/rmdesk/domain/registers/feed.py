"""Where in a register something stands that a rule of the program reads: the rule never names a register."""

from typing import Annotated

from pydantic import BeforeValidator

from rmdesk.domain.base import Value
from rmdesk.domain.registers.field import Conditions


class Feed(Value):
    """`path` is a field, a derived value or a path into the whole. Entries count that are in one of the states `state`
    (none named: whatever is not void; hours of training: in an end) and meet `when`."""

    path: str
    state: tuple[str, ...] = ()
    when: Conditions = ()


FeedFrom = Annotated[Feed, BeforeValidator(lambda value: {"path": value} if isinstance(value, str) else value)]
"""A path alone, or with what must hold."""
