"""Every field of every form that a pack declares, given texts that hypothesis thinks of: each is refused in words of
both languages, or taken as it is typed, and stays what it was when it is read again.
"""

import time
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from faults.parts import Outcome
from faults.strange import STRANGE
from rmdesk.desk import intake
from rmdesk.desk.settings import branch
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.registers.values import read_answer
from rmdesk.domain.registers.words import LINKS
from rmdesk.formpack import Pack, load
from rmdesk.resources import folder as resource

_TODAY: Final = date(2026, 11, 21)
_PROSE: Final = {"text", "long_text"}
Read = Callable[[str], str | Refusal]


@cache
def _pack() -> Pack:
    return load(resource("forms"))


def fields() -> dict[str, tuple[str, Read]]:
    """Of each field its kind and what reads it; pure, so that no desk is needed."""
    return dict(_fields(_pack()))


def _fields(pack: Pack) -> Iterator[tuple[str, tuple[str, Read]]]:
    for kind in ("person", "organisation"):
        for step in pack.intake(kind).steps:
            for one in step.fields:
                yield f"intake/{kind}/{one.key}", (_kind(one.key, one.kind), partial(intake.canonical, one))
    for register in pack.registers.values():
        for key, field in register.field.items():
            if field.kind in LINKS:  # found at a desk, or refused there
                continue
            yield f"{register.id}/{key}", (field.kind, partial(_answer, register.id, key))
    for name in branch.LENGTHS:
        yield f"branch/{name}", ("", partial(branch.check, name))


def _kind(key: str, kind: str) -> str:
    return "" if key.rpartition(".")[2] == "name" else kind  # a name's blanks and dots are put right


def _answer(register_id: str, key: str, raw: str) -> str | Refusal:
    return read_answer(_pack().registers[register_id], key, raw, {}, _TODAY)


def judge(kind: str, read: Read, raw: str) -> None:
    """What holds of any field and any text. AssertionError."""
    value = read(raw)
    if isinstance(value, Refusal):
        for lang in ("zh", "en"):
            assert _pack().say(value, lang).text.strip(), f"nothing is said of {raw!r}"
        return
    again = read(value)
    assert again == value, f"{raw!r} is {value!r}, and that is {again!r}"
    hidden = [one for one in value if unicodedata.category(one) in {"Cc", "Cf", "Cs"} and one != "\n"]
    assert not hidden, f"{raw!r} hides {hidden!r}"
    if kind in _PROSE:
        assert value == unicodedata.normalize("NFC", raw.replace("\r\n", "\n")).strip(), f"{raw!r} became {value!r}"


TEXTS: Final = st.one_of(
    st.text(max_size=150),
    st.lists(st.sampled_from(STRANGE), max_size=6).map("".join),
    st.text("0123456789-/.:年月日万亿元%+() xX,，;长期是否abcＡ１", max_size=30),
)


def read_all(seconds: float, seed: int, scratch: Path) -> Outcome:  # noqa: ARG001
    """Round after round of examples."""
    outcome, until, known = Outcome(), time.monotonic() + seconds, fields()
    while time.monotonic() < until and not outcome.wrong:
        seed += 1

        @seeded(seed)
        @settings(max_examples=400, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(st.sampled_from(sorted(known)), TEXTS)
        def one(name: str, raw: str) -> None:
            outcome.done["texts read"] += 1
            judge(*known[name], raw)

        try:
            one()
        except AssertionError as error:
            outcome.wrong.append(f"{error} {getattr(error, '__notes__', '')}")
    outcome.done["fields of forms"] = len(known)
    return outcome
