"""Registers for scripts: every register by its id, answers as FIELD=TEXT, the same rules as at a screen."""

from datetime import date, timedelta
from pathlib import Path

from cli.conftest import Run

LATER = (date.today() + timedelta(40)).isoformat()
ANSWERS = ("about=branch", "title=演练：双录漏录", "class=operational", "source=check", "likelihood=3", "impact=5")
RISK = tuple(word for one in (*ANSWERS, f"review_on={LATER}") for word in ("--with", one))


def test_a_risk_is_begun_shown_worked_on_and_listed(at_desk: Run) -> None:
    """A branch that reports its risks by script must not have to type them again."""
    begun = at_desk("register", "add", "risk", *RISK, "--with", "owner=demo", "--json")
    assert begun.code == 0, begun.out
    no = begun.value["no"]
    seen = at_desk("register", "show", no, "--json").value
    assert (seen["state"], seen["values"]["score"]["value"], seen["version"]) == ("open", "15", 1)
    assert [one["act"] for one in seen["acts"]] == ["treat", "_amend", "_void"]
    assert at_desk("register", "do", no, "treat", "--with", "control=双人复核", "--json").value["version"] == 2
    listed = at_desk("register", "list", "risk", "--open", "--find", "双录漏录", "--json").value
    assert no in [one["no"] for one in listed["entries"]]
    words = at_desk("register", "show", no)
    assert "双人复核" in words.out


def test_what_is_wrong_is_said_by_field_and_rule(at_desk: Run) -> None:
    """A script that only hears "refused" cannot mend its line."""
    wrong = at_desk("register", "add", "risk", "--with", "about=branch", "--with", "likelihood=9", "--json")
    assert wrong.code == 1
    assert {"title", "likelihood", "owner"} <= {one["field"] for one in wrong.value["refused"]}
    (unsaid,) = at_desk("register", "add", "risk", "--with", "likelihood=9", "--json").value["refused"]
    assert (unsaid["field"], unsaid["detail"]) == ("about", "Required.")
    assert at_desk("register", "add", "risk", "--with", "nonsense").code == 2
    assert at_desk("register", "show", "RK-9999", "--json").code == 1
    assert at_desk("register", "list", "risk", "--limit", "many").code == 2


def test_registers_are_listed_with_what_is_open(at_desk: Run) -> None:
    """Nobody has to know a register's id by heart."""
    found = {one["id"]: one for one in at_desk("register", "list", "--json").value}
    assert {"risk", "notice"} <= found.keys()


def test_a_paper_is_printed_to_where_it_is_wanted(at_desk: Run, tmp_path: Path) -> None:
    """The month's risk sheets go into a folder by script, each under a number that the desk knows."""
    no = at_desk("register", "add", "risk", *RISK, "--with", "owner=demo", "--json").value["no"]
    printed = at_desk("register", "print", no, "sheet", "--to", str(tmp_path / "sheet.pdf"), "--json").value
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert at_desk("paper", "check", str(tmp_path / "sheet.pdf"), "--json").value["number"] == printed["number"]
    assert printed["number"] in at_desk("register", "print", no, "sheet").out
    assert at_desk("register", "print", no, "letter").code == 1


def test_voiding_wants_a_reason(at_desk: Run) -> None:
    """An entry that vanished without a word is what an audit finds."""
    no = at_desk("register", "add", "risk", *RISK, "--with", "owner=demo", "--json").value["no"]
    assert at_desk("register", "do", no, "_void", "--json").value["refused"][0]["rule"] == "DESK-13"
    assert at_desk("register", "do", no, "_void", "--reason", "录入重复").code == 0
    assert at_desk("register", "show", no, "--json").value["voided"]


def test_what_a_register_does_not_know_is_said(at_desk: Run) -> None:
    """A mistyped state would else say that nothing is open, a mistyped act that it may not be done now."""
    no = at_desk("register", "add", "risk", *RISK, "--with", "owner=demo", "--json").value["no"]
    for line in (("list", "risk", "--state", "opne"), ("list", "risk", "--sort", "scoer"), ("do", no, "tread")):
        answer = at_desk("register", *line, "--json")
        assert answer.code == 1
        (refused,) = answer.value["refused"]
        assert refused["rule"] == "INPUT"
        assert line[-1] in str(refused)


def test_a_form_says_what_may_be_answered(at_desk: Run) -> None:
    """Nobody has to read the register's file to fill its form on the command line."""
    form = {one["field"]: one for one in at_desk("register", "form", "risk", "--json").value["fields"]}
    assert form["likelihood"]["required"]
    assert "5" in [one["value"] for one in form["likelihood"]["options"]]
    found = at_desk("register", "form", "risk", "--field", "about", "--find", "K-0007", "--json").value
    assert [one["value"] for one in found] == ["client:K-0007"]
    no = at_desk("register", "add", "risk", *RISK, "--with", "owner=demo", "--json").value["no"]
    assert [one["field"] for one in at_desk("register", "form", no, "treat", "--json").value["fields"]] == ["control"]
    assert at_desk("register", "form", no, "close", "--json").code == 1


def test_the_matrix_is_drawn_in_a_terminal(at_desk: Run) -> None:
    """Who looks at the risks of a branch looks at the matrix first."""
    no = at_desk("register", "add", "risk", *RISK, "--with", "owner=demo", "--json").value["no"]
    cells = at_desk("register", "list", "risk", "--matrix", "--json").value["cells"]
    assert next(one for one in cells if no in one["entries"])["tone"] == "late"
    assert at_desk("register", "list", "risk", "--matrix").out.count("\n") == 7
    assert at_desk("register", "list", "notice", "--matrix").code == 2
