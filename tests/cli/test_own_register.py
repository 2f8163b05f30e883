"""A bank's own register on the command line, without a line of the program that knows it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from cli.conftest import Ran, Run
from support.clock import Clock
from support.desks import PASSWORD, new_desk
from support.own_registers import own_pack

LATER = (date.today() + timedelta(2)).isoformat()
ANSWERS = ("about=branch", "purpose=repair", "brings=tools", "host=demo", f"until={LATER}", "visitor=访客甲")
EXPECTED = tuple(word for one in ANSWERS for word in ("--with", one))


@pytest.fixture
def own(tmp_path: Path, run: Run) -> Run:
    """`rmdesk` at a desk of a bank that has a visitors' book."""
    clock = Clock()
    with new_desk(tmp_path / "desk", own_pack(), clock):
        pass

    def ran(*argv: str) -> Ran:
        return run("--desk", tmp_path / "desk", "--user", "demo", "--password-stdin", *argv, given=f"{PASSWORD}\n")

    return ran


def test_a_bank_s_own_register_works_from_the_command_line(own: Run) -> None:
    """A kind of record that wants a programmer is kept in a spreadsheet instead."""
    listed = {one["id"]: one["title"] for one in own("register", "list", "--json", "--lang", "zh").value}
    assert listed["visitors"] == "来访登记台账"
    fields = {one["field"]: one for one in own("register", "form", "visitors", "--json").value["fields"]}
    assert {"purpose", "host", "until", "visitor"} <= {key for key, one in fields.items() if one["required"]}
    no = own("register", "add", "visitors", *EXPECTED, "--json").value["no"]
    assert no.startswith("VS-")
    entered = ("--with", "badge=A1", "--with", "heads=2")
    assert own("register", "do", no, "let_in", *entered, "--json").value["version"] == 2
    shown = own("register", "show", no, "--json").value
    assert (shown["state"], shown["values"]["badge"]["value"]) == ("inside", "A1")
    found = own("register", "list", "visitors", "--find", "测试demo", "--json").value["entries"]
    assert [one["no"] for one in found] == [no]
    barred = own("register", "do", no, "leave", "--json").value["refused"]
    assert [one["rule"] for one in barred] == ["DESK-18"]
