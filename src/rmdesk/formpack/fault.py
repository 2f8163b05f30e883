"""What is wrong with a pack: file, key, reason in both languages."""

from rmdesk.domain.base import Lang, Text, Value
from rmdesk.domain.characters import visible
from rmdesk.formpack.fault_texts import REASONS
from rmdesk.formpack.placeholders import fill


class Fault(Value):
    """One thing wrong in a pack.

    `key` is where in `file` ("questions[Q4].options[B].score"); `reason` names the kind of fault.
    """

    file: str
    key: str
    reason: str
    message: Text


class PackFaults(ValueError):  # noqa: N818 - it carries faults, as a refusal carries reasons
    """A pack that cannot be used, with everything that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{one.file}: {one.key}: {one.message.en}" for one in faults[:5]))
        self.faults = faults


def fault(file: str, key: str, reason: str, **saw: object) -> Fault:
    """A fault whose words are the catalogue's text `reason`, filled with what was seen."""
    text = REASONS[reason]
    return Fault(file=file, key=key, reason=reason, message=Text(zh=_say(text.zh, saw), en=_say(text.en, saw)))


def _say(text: str, saw: dict[str, object]) -> str:
    return fill(text, {name: _short(str(value)) for name, value in saw.items()})


def _short(value: str) -> str:
    """What was seen, printable and short: a fault is read on one screen line."""
    clean = visible(value)
    return clean if len(clean) <= 80 else clean[:79] + "…"


def lines(faults: tuple[Fault, ...], lang: Lang) -> tuple[str, ...]:
    """The faults as lines "file: key: reason"; the key is left out where the file as a whole is meant."""
    return tuple(": ".join(filter(None, (one.file, one.key, one.message.of(lang)))) for one in faults)
