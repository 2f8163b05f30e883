"""What the models alone cannot see: how the parts of a pack fit each other, the rules and the law."""

from collections.abc import Iterator

from rmdesk.formpack.fault import Fault
from rmdesk.formpack.parse import Parsed


def cross_checks(parsed: Parsed) -> Iterator[Fault]:
    """Every fault that the checks find in the files that could be built."""
    yield from ()
