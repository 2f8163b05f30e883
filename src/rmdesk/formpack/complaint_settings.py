"""What a bank sets for its complaint desk beside the clocks: limits, assignment, repeats (COMP-04, COMP-14)."""

from rmdesk.domain.base import Value
from rmdesk.domain.people import Role


class Lengths(Value):
    """The most characters that each text may have."""

    name: int
    claim: int
    story: int
    note: int
    part: int  # each of the four parts of a decision


class Files(Value):
    """Evidence: the largest file in bytes, the most files of a case, the longest name, the endings that are kept."""

    most_bytes: int
    most_files: int
    name: int
    endings: tuple[str, ...]


class Repeats(Value):
    """Repeated causes come up by themselves: so many cases of one cause and product within so many days (COMP-14).
    `complainant_days`: a complainant who comes back within so many days repeats."""

    count: int
    days: int
    complainant_days: int


class ComplaintSettings(Value):
    """All of complaints.toml. `assign_to`: roles in the order in which a case is given to them. `week_days`: how far
    "this week" reaches on the board. `alike`: from which share of common character pairs on two claims are alike."""

    version: str
    assign_to: tuple[Role, ...]
    week_days: int
    effect_days: int  # proposed days from the corrective action to the check of its effect
    alike_percent: int
    length: Lengths
    files: Files
    repeats: Repeats
