"""A refusal: which rule, what it saw. Its words stand in `forms/refusals.toml`.

Inside a use case it is raised (`stop`, `stop_if`, `passed`); who called the use case gets it as a value, `Refused`.
"""

from typing import NoReturn, TypeVar

from rmdesk.domain.base import Text, Value
from rmdesk.domain.characters import first_moving

IN_ENGLISH = ".en"
"""Behind the name of a value that a refusal saw: the same in English."""
_MOST_WRITTEN = 4000
"""Characters of a reason or a note: as many as the forms of a case take."""

T = TypeVar("T")


class Refusal(Value):
    """One rule that said no.

    `rule` is an id of the rule book ("SUIT-02"); `code` names the text in the pack's `refusals.toml`
    ("SUIT-02" or "SUIT-11.minor"); `saw` holds the values that clashed, ready to be shown.
    """

    rule: str
    code: str
    saw: dict[str, str] = {}


class Refused(Value):
    """What a use case returns instead of its result. At least one reason."""

    reasons: tuple[Refusal, ...]


class StopError(Exception):
    """A refusal on its way from where a rule said no to the door of its use case, which gives `refused` back.

    It takes back every open transaction that it passes.
    """

    def __init__(self, refused: Refused) -> None:
        super().__init__(", ".join(one.code for one in refused.reasons))
        self.refused = refused


class Faulty(Refused):
    """A refusal of a form: field → what is wrong with its answer. Nothing was done."""

    fields: dict[str, Refusal]


def faulty(fields: dict[str, Refusal]) -> Faulty:
    """The refusal of a form with at least one wrong answer."""
    return Faulty(reasons=tuple(fields.values()), fields=fields)


def refuse(code: str, /, **saw: object) -> Refusal:
    """A refusal by its code ("SUIT-11.minor" belongs to rule SUIT-11). A name in both languages stays both."""
    told = {key: value.zh if isinstance(value, Text) else str(value) for key, value in saw.items()}
    english = {
        f"{key}{IN_ENGLISH}": value.en
        for key, value in saw.items()
        if isinstance(value, Text) and value.en not in ("", value.zh)
    }
    return Refusal(rule=code.split(".")[0], code=code, saw=told | english)


def refused(code: str, /, **saw: object) -> Refused:
    """`refuse`, wrapped as the answer of a use case."""
    return Refused(reasons=(refuse(code, **saw),))


def stop(code: str, /, **saw: object) -> NoReturn:
    """End the use case here with the refusal `code`. StopError."""
    raise StopError(refused(code, **saw))


def stop_if(*reasons: Refusal | None) -> None:
    """End the use case here when a rule found a reason; None stands for a rule that found none. StopError."""
    found = tuple(reason for reason in reasons if reason is not None)
    if found:
        raise StopError(Refused(reasons=found))


def stop_at(field: str, reason: Refusal | None) -> None:
    """End the use case here when a rule found a reason against the answer to one field; None stands for none.
    StopError."""
    if reason is not None:
        raise StopError(faulty({field: reason}))


def passed_at(field: str, answer: T | Refusal) -> T:
    """What a rule made of the answer to one field; its refusal ends the use case, at that field. StopError."""
    if isinstance(answer, Refusal):
        raise StopError(faulty({field: answer}))
    return answer


def written(field: str, text: str) -> str:
    """A text that must say something, without the space around it: a few pages at most, and nothing in it that acts on
    a terminal. StopError, which names the field."""
    bare = text.strip()
    if not bare:
        stop_at(field, refuse("INPUT.required"))
    moving = first_moving(bare)
    if moving is not None:
        stop_at(field, refuse("INPUT.control", code=f"U+{ord(moving):04X}"))
    if len(bare) > _MOST_WRITTEN:
        stop_at(field, refuse("INPUT.too_long", length=len(bare), most=_MOST_WRITTEN))
    return bare


def passed(answer: T | Refused | Refusal) -> T:
    """What another use case, or a rule, answered; its refusal ends this use case too. StopError."""
    if isinstance(answer, Refusal):
        raise StopError(Refused(reasons=(answer,)))
    if isinstance(answer, Refused):
        raise StopError(answer)
    return answer
