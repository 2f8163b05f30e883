"""What acts on a terminal gets into no fact, and what comes from outside is shown as numbers."""

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from rmdesk.commands.output import as_json
from rmdesk.desk.clean_facts import moving_in
from rmdesk.desk.desk import Desk
from rmdesk.domain.characters import escaped
from rmdesk.domain.facts import ChangeReported, ClientChanged
from rmdesk.domain.refusal import StopError
from support.clock import START

MOVING = ("\x1b", "\x07", "\x9b", "\x7f", "\u202e", "\u200f", "\u2066", "\u2028")


@pytest.mark.parametrize("character", MOVING)
def test_no_fact_is_kept_with_a_character_that_acts_on_a_terminal(desk: Desk, character: str) -> None:
    """A reason or a note that no field had read would clear the screen of whoever opens the file."""
    fact = ChangeReported(client_id="x", on=START.date(), what=f"收入{character}变化")
    with pytest.raises(StopError) as stopped:
        desk.record(fact, "x")
    assert stopped.value.refused.reasons[0].saw == {"code": f"U+{ord(character):04X}"}


def test_every_text_of_a_fact_is_looked_at() -> None:
    """One inside a table of changes counts as well, a way to write one does not."""
    day = START.date()
    inside = ClientChanged(client_id="x", on=day, changes={"address": ("", "甲\x1b[2J")}, reason="搬家")
    assert moving_in(inside, inside.model_dump_json()) == "\x1b"
    written = ClientChanged(client_id="x", on=day, changes={"address": ("", r"\u001b \b")}, reason="第一行\n第二行\t完")
    assert moving_in(written, written.model_dump_json()) is None


@pytest.mark.parametrize("character", MOVING)
def test_what_is_said_holds_numbers_in_place_of_such_characters(character: str) -> None:
    """A file of somebody else's that a command tells of must not rule the terminal; JSON reads back as it was."""
    assert escaped(f"甲{character}乙\n") == f"甲{ascii(character)[1:-1]}乙\n"
    written = as_json({"name": f"甲{character}"})
    assert character not in written
    assert json.loads(written) == {"name": f"甲{character}"}


def test_a_foreign_pack_is_told_of_without_its_bytes(run: Run, tmp_path: Path) -> None:
    """`forms check` is run before anybody trusts the folder."""
    (tmp_path / "pack.toml").write_text('"a\\u001b]0;owned\\u0007\\u202e" = 1\n', encoding="utf-8")
    for line in (("forms", "check", tmp_path), ("forms", "check", tmp_path, "--json")):
        ran = run(*line)
        assert ran.code == 1
        assert "owned" in ran.out
        assert not any(one in ran.out for one in MOVING)
