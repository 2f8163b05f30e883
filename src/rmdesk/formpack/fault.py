"""What is wrong with a pack: file, key, reason in both languages."""

from collections.abc import Iterable
from typing import Literal

from rmdesk.domain.base import Lang, Text, Value
from rmdesk.domain.characters import visible
from rmdesk.formpack.fault_texts import REASONS
from rmdesk.formpack.placeholders import fill

Basis = Literal["law", "sound", "practice"]
PRACTICE = frozenset(
    {"question_count", "topic", "no_topic", "unusual_options", "flat", "age_source", "law_looser", "i_register"}
)
"""What is unusual, and lawful and sound all the same: it warns (QUES-01, QUES-03), and so does a figure that follows a
newer law than the program knows."""
_LAW = frozenset({
    "reach_above", "few_levels", "legal", "legal_families", "missing_item", "item_order", "regimes", "default_consent",
    "needed_word", "banned", "act_floor", "act_roles", "act_fixed", "needed_paper", "unsigned", "uncopied", "ranking",
    "missing_remedy", "missing_clock", "not_legal", "clock_shape", "needed_key", "hidden_required", "not_required",
    "not_first", "not_next", "missing_section", "no_levels", "turned", "contrary", "act_wider", "no_care", "level_name",
    "i_alone", "i_split", "each_sale",
    "lawful_family", "family_regime", "family_certified", "family_principal", "family_terms", "asked_of",
})  # fmt: skip


class Fault(Value):
    """One thing wrong in a pack.

    `key` is where in `file` ("questions[Q4].options[B].score"); `reason` names the kind of fault.
    """

    file: str
    key: str
    reason: str
    message: Text

    @property
    def basis(self) -> Basis:
        """Why it counts: the law, soundness (it cannot be used, leaves a gap, contradicts itself), or mere practice,
        which warns and refuses nothing."""
        if self.reason in PRACTICE:
            return "practice"
        return "law" if self.reason in _LAW else "sound"


def refusing(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Those that law or soundness refuse."""
    return tuple(one for one in faults if one.basis != "practice")


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
