"""Every kind of broken register is refused with file, key and reason: else a bank keeps records that cannot be ended,
that nobody sees, or that the wrong person closes."""

import re
from pathlib import Path
from random import Random

import pytest

from formpack.packs import Row, changed, default_texts, write
from registers.broken_registers import BROKEN
from rmdesk.formpack import check_texts
from rmdesk.formpack.fault_texts import REASONS
from rmdesk.formpack.loader import check
from rmdesk.formpack.register_texts import REGISTER_REASONS
from rmdesk.resources import folder
from support.tiers import also

SLIPS = ("0", "-1", "true", "[]", "{}", "2026-01-01", "1e400", "nan", "9" * 30, '"{"', '"+x"', "")


@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row.name)
def test_a_broken_register_is_refused(row: Row) -> None:
    """The editor of the register is told where and why, in both languages, on one line each."""
    faults = check_texts(changed(row.change))
    named = [one for one in faults if (one.file, one.key) == (row.file, row.key) and row.says in one.message.en]
    assert named, "\n".join(f"{one.file}: {one.key}: {one.message.en}" for one in faults) or "accepted"
    assert len(set(faults)) == len(faults), "one fault is said twice"
    assert all(one.message.zh.isprintable() and len(one.message.en) < 400 for one in faults)


def test_each_row_is_a_kind_of_its_own() -> None:
    """A row that stands twice tests nothing the second time."""
    assert len({row.name for row in BROKEN}) == len(BROKEN) >= 100


def test_the_registers_that_ship_are_clean(tmp_path: Path) -> None:
    """A bank can start with what ships, and its folder is read the same way as its texts."""
    assert check(write(default_texts(), tmp_path)) == ()


def test_a_pack_without_registers_is_a_pack() -> None:
    """A bank that keeps its records elsewhere leaves the folder out, and what indicators name of it."""
    texts = {name: text for name, text in default_texts().items() if not name.startswith("registers/")}
    texts["indicators.toml"] = re.sub("(?m)^(opens|yearly) = .*$", "", texts["indicators.toml"])
    assert check_texts(texts) == ()


@pytest.mark.parametrize("seed", [*range(12), *map(also, range(12, 60))])
def test_a_slip_of_the_hand_never_ends_in_a_traceback(seed: int) -> None:
    """Whatever an editor's slip leaves in a register, the check answers: by faults, or by accepting it."""
    hand, texts = Random(seed), default_texts()
    name = hand.choice([one for one in texts if one.startswith("registers/")])
    words = re.findall(r'"[^"]*"|[\w-]+|[^\w\s]', texts[name])
    for _ in range(3):
        old, new = hand.choice(words), hand.choice([*words, *SLIPS])
        texts[name] = texts[name].replace(old, new, 1)
    assert {one.file for one in check_texts(texts)} <= set(texts)


def test_the_reference_s_own_example_is_accepted() -> None:
    """Whoever copies the example of forms/README.md begins with a register that works."""
    reference = (folder("forms") / "README.md").read_text(encoding="utf-8")
    (example,) = [block for block in reference.split("```toml\n") if block.startswith('id = "key"')]
    assert check_texts({**default_texts(), "registers/key.toml": example.partition("```")[0]}) == ()


def test_every_reason_has_its_own_words() -> None:
    """A register's reason that another check has too would be told in the wrong words."""
    assert {key: REASONS[key] for key in REGISTER_REASONS} == REGISTER_REASONS
    assert all(key.startswith("r_") for key in REGISTER_REASONS)
