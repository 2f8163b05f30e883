"""A refusal is a value: which rule, what it saw. Its words stand in `forms/refusals.toml`."""

from rmdesk.domain.base import Value


class Refusal(Value):
    """One rule that said no.

    `rule` is an id of the rule book ("SUIT-02"); `case` names the text in the pack's `refusals.toml`
    ("SUIT-02" or "SUIT-11.minor"); `saw` holds the values that clashed, ready to be shown.
    """

    rule: str
    case: str
    saw: dict[str, str] = {}


class Refused(Value):
    """What a use case returns instead of its result. At least one reason."""

    reasons: tuple[Refusal, ...]


def refuse(case: str, /, **saw: object) -> Refusal:
    """A refusal of `case` ("SUIT-11.minor" belongs to rule SUIT-11)."""
    return Refusal(rule=case.split(".")[0], case=case, saw={key: str(value) for key, value in saw.items()})


def refused(case: str, /, **saw: object) -> Refused:
    """`refuse`, wrapped as the answer of a use case."""
    return Refused(reasons=(refuse(case, **saw),))
