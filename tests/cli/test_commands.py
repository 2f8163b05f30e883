"""The scripted commands: one JSON value on stdout, messages on stderr, exit 0, 1 or 2. Scripts of banks rely on it."""

import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from cli.conftest import Run
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.formpack.complaint_letters import LETTER_KINDS
from rmdesk.formpack.papers import PAPER_KINDS
from rmdesk.resources import folder
from support.tiers import longer


def test_clients_are_listed_with_their_level(at_desk: Run) -> None:
    """A report over all clients misses nobody and knows who is unassessed."""
    ran = at_desk("clients", "--json")
    assert ran.code == 0
    assert len(ran.value) > 50
    named = {"no", "name", "kind", "level", "assessed_on", "stage", "value", "risk"}
    assert all(one.keys() == named for one in ran.value)
    assert {one["kind"] for one in ran.value} == {"person", "organisation"}
    assert {one["level"] for one in ran.value} == {"C1", "C2", "C3", "C4", "C5", None}
    assert [one["no"] for one in ran.value] == sorted(one["no"] for one in ran.value)


def test_products_are_listed_with_the_level_that_counts(at_desk: Run) -> None:
    """SUIT-13: the higher of two ratings, in a script too."""
    products = {one["code"]: one for one in at_desk("products", "--json").value}
    assert {"code", "name", "family", "regime", "level"} <= products["W-201"].keys()
    assert products["W-201"]["level"] == "R3"
    assert products["D-101"]["level"] is None


def test_a_match_judges_every_product_and_says_why(at_desk: Run) -> None:
    """SUIT-28: what is not offered says why, with the rule's id."""
    shelf = {one["code"] for one in at_desk("products", "--json").value}
    ran = at_desk("match", number(at_desk, "李建国"), "--json")
    assert ran.code == 0
    assert ran.value.keys() == {"offered", "withheld"}
    offered, withheld = ran.value["offered"], ran.value["withheld"]
    assert {one["code"] for one in offered} | {one["code"] for one in withheld} == shelf
    assert len(offered) + len(withheld) == len(shelf)
    assert all({"code", "name", "family", "level"} <= one.keys() for one in offered)
    assert all(one.keys() == {"code", "reasons"} for one in withheld)
    assert all(reason["rule"] and reason["detail"] for one in withheld for reason in one["reasons"])
    assert all(one["reasons"] for one in withheld)
    assert all(one["level"] in {None, "R1", "R2", "R3"} for one in offered)


def test_private_products_are_not_named_to_the_unqualified(at_desk: Run) -> None:
    """SUIT-21: not in a table, not in JSON, whoever reads over the client's shoulder."""
    client = number(at_desk, "李建国")
    withheld = {one["code"]: one["reasons"] for one in at_desk("match", client, "--json").value["withheld"]}
    assert "SUIT-21" in {reason["rule"] for reason in withheld["Q-101"]}
    assert "高原" not in at_desk("match", client, "--json").out
    table = at_desk("--lang", "zh", "match", client).out
    assert "Q-101" in table
    assert "高原" not in table
    assert "全球多资产" in table


def test_an_amount_and_a_day_count(at_desk: Run) -> None:
    """SUIT-03 and SUIT-20 are judged for the amount and on the day that were asked for."""
    client = number(at_desk, "李建国")
    offered = {one["code"] for one in at_desk("match", client, "--json").value["offered"]}
    small = {one["code"] for one in at_desk("match", client, "--amount", "100", "--json").value["offered"]}
    later = at_desk("match", client, "--on", "2099-01-01", "--json").value["withheld"]
    assert small < offered
    assert "SUIT-20" in {reason["rule"] for one in later for reason in one["reasons"]}


def test_papers_of_a_client_and_of_a_sale_are_written(at_desk: Run, tmp_path: Path) -> None:
    """The files that are named are there, and are PDF."""
    for subject in (number(at_desk, "李建国"), "J-0001"):
        ran = at_desk("paper", subject, "--out", tmp_path, "--json")
        assert ran.code == 0
        files = [Path(one["file"]) for one in ran.value]
        assert files
        assert all(one.read_bytes().startswith(b"%PDF-") for one in files)


def test_one_kind_of_paper(at_desk: Run, tmp_path: Path) -> None:
    """--kind prints that kind and no other."""
    ran = at_desk("paper", number(at_desk, "李建国"), "--kind", "rights_notice", "--out", tmp_path, "--json")
    assert [one["kind"] for one in ran.value] == ["rights_notice"]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_comparison_names_its_products(at_desk: Run, tmp_path: Path) -> None:
    """SUIT-04: by command no product could be named, so more than four that fit printed nothing at all."""
    client = number(at_desk, "李建国")
    fitting = [one["code"] for one in at_desk("match", client, "--json").value["offered"]][:2]
    line = ("paper", client, "--kind", "comparison", "--out", tmp_path, "--json")
    named = at_desk(*line, "--product", fitting[0], "--product", fitting[1], "--amount", "200000")
    assert [one["kind"] for one in named.value] == ["comparison"], named.err
    assert at_desk(*line, "--product", "X-999").code == 1
    assert at_desk("paper", client, "--kind", "rights_notice", "--out", tmp_path, "--product", fitting[0]).code == 2


@pytest.mark.parametrize(
    ("subject", "said"), [("C-0020", "receipt (Confirmation of receipt)"), ("A-0001/3/1", "there is no paper to print")]
)
def test_which_paper_is_meant_is_said(at_desk: Run, tmp_path: Path, subject: str, said: str) -> None:
    """A number that stands on the screen was said to be none."""
    ran = at_desk("paper", subject, "--out", tmp_path)
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert said in ran.err


@pytest.mark.parametrize("subject", ["C-0020", "K-0024", "A-0001", "W-101"])
def test_what_is_not_printed_at_once_is_told_how(at_desk: Run, subject: str) -> None:
    """A client who stands on the screen was said to be no sale."""
    ran = at_desk("paper", subject, "--print")
    assert ran.code == 2
    assert "--out" in ran.err


def test_the_only_paper_of_an_entry_is_printed(at_desk: Run, tmp_path: Path) -> None:
    """Whoever knows its number alone need not look up what its one paper is called."""
    ran = at_desk("paper", "IP-0001", "--out", tmp_path, "--json")
    assert [Path(one["file"]).parent for one in ran.value] == [tmp_path]


def test_the_kinds_of_paper_are_listed_without_a_desk(run: Run) -> None:
    """Whoever writes a script looks them up first."""
    assert [one["kind"] for one in run("paper", "--list", "--json").value] == [*PAPER_KINDS, *LETTER_KINDS]


@pytest.mark.parametrize("line", ["J-0012 --page 2", "J-0012 --kind order --set", "P-0031 --set", "J-0012 --one-sale"])
def test_an_option_that_would_do_nothing_is_refused(run: Run, line: str) -> None:
    """Whoever asks for page 2 of a sale got its whole set, and was told nothing."""
    ran = run("paper", *line.split(), "--out", "x")
    assert ran.code == 2
    option = next(one for one in ("--page", "--kind", "--set", "--one-sale") if one in line)
    assert option in ran.err


def test_a_refusal_at_a_terminal_is_broken_between_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At 40 columns the terminal cut its words wherever it was full."""
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    Output("en", as_json=False).wrong(WrongUseError("reason " * 20), "rmdesk paper --help")
    lines = capsys.readouterr().err.splitlines()
    assert max(map(len, lines)) < 40
    assert " ".join(lines).split().count("reason") == 20


def test_a_table_in_a_narrow_terminal_has_its_rows_one_below_the_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`rmdesk today` at 40 columns was folded in mid-word by the terminal; a magnifier shows no more."""
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    Output("en", as_json=False).table(("On", "What"), [("2026-11-21", "review " * 20), ("2026-11-22", "")])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) < 40
    assert [line for line in lines if line.startswith("On")] == ["On: 2026-11-21", "On: 2026-11-22"]
    assert " ".join(lines).count("review") == 20


def test_large_print_and_letters_are_a_command_too(at_desk: Run, tmp_path: Path) -> None:
    """Whoever prints for a complainant who cannot read small print, from a script."""
    case = at_desk("complaints", "--json").value[0]["no"]
    ran = at_desk("paper", case, "--kind", "receipt", "--large", "--out", tmp_path, "--json")
    assert [one["kind"] for one in ran.value] == ["receipt"]
    (page, *_) = PdfReader(ran.value[0]["file"]).pages
    assert case in page.extract_text()
    large = at_desk(
        "paper", number(at_desk, "李建国"), "--kind", "rights_notice", "--large", "--out", tmp_path, "--json"
    )
    usual = at_desk("paper", number(at_desk, "李建国"), "--kind", "rights_notice", "--out", tmp_path, "--json")
    pages = [len(PdfReader(one.value[0]["file"]).pages) for one in (large, usual)]
    assert pages[0] > pages[1]


def test_a_paper_that_is_not_due_yet_is_refused(at_desk: Run, tmp_path: Path) -> None:
    """SALE-01 holds for scripts: no disclosure book before there is a choice."""
    ran = at_desk("paper", number(at_desk, "吴小禾"), "--kind", "questionnaire", "--out", tmp_path, "--json")
    assert ran.code == 1
    assert ran.value["refused"][0].keys() == {"rule", "detail", "next"}
    assert list(tmp_path.iterdir()) == []


def test_a_report_says_what_the_figures_say(at_desk: Run, tmp_path: Path) -> None:
    """On paper, as CSV and in the list: one number of the same month."""
    days = ("--from", "2026-01-01", "--to", "2026-12-31")
    listed = at_desk("indicators", *days, "--json", user="compliance").value
    made = at_desk("report", "year", "2026", "--out", tmp_path, "--json", user="compliance").value
    assert [{**one, "by": ""} for one in listed] == [one for one in made["figures"] if not one["by"]]
    assert {Path(made[name]).suffix for name in ("file", "csv") if Path(made[name]).stat().st_size} == {".pdf", ".csv"}
    assert at_desk("report", "month", "2026-Q3", "--out", tmp_path).code == 2


@longer
@pytest.mark.parametrize("replay", [(), ("--replay",)])
def test_the_journal_verifies(at_desk: Run, replay: tuple[str, ...]) -> None:
    """The auditor's first command."""
    ran = at_desk("verify", *replay, "--json", user="auditor")
    assert ran.code == 0
    assert ran.value["ok"] is True
    assert ran.value["faults"] == []
    assert ran.value["facts"] > 500
    assert ran.value["head"]


def test_the_default_pack_is_sound(run: Run) -> None:
    """`forms check` without a folder checks what the program carries."""
    assert run("forms", "check", "--json") == run("forms", "check", folder("forms"), "--json")
    assert run("forms", "check", "--json").value == {"ok": True, "faults": [], "warnings": []}


def test_a_broken_pack_is_refused_with_file_key_and_reason(run: Run, tmp_path: Path) -> None:
    """Compliance people find the place without reading code."""
    for path in folder("forms").rglob("*.toml"):
        target = tmp_path / path.relative_to(folder("forms"))
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    (tmp_path / "pack.toml").write_text('id = "x"\nversio = "1"\n', encoding="utf-8")
    ran = run("forms", "check", tmp_path, "--json")
    assert ran.code == 1
    assert ran.value["ok"] is False
    assert all(one.keys() == {"file", "key", "message", "basis"} for one in ran.value["faults"])
    assert {"pack.toml"} == {one["file"] for one in ran.value["faults"]}
    assert run("forms", "check", tmp_path).code == 1


def test_a_questionnaire_is_scored(run: Run) -> None:
    """The worked examples of the form come out on the command line as well; small letters are letters too."""
    form = folder("forms") / "questionnaire.toml"
    ran = run("forms", "score", form, "--answers", "C,B,B,B,B,B,B,B,B,B,B,b", "--json")
    assert (ran.code, ran.value) == (0, {"score": 33, "level": "C2", "flags": []})
    knocked = run("forms", "score", form, "--answers", "B,D,C,A,C,D,D,D,D,C,C,A", "--json")
    assert knocked.value == {"score": 70, "level": "C1", "flags": ["knock_out:Q12"]}


@pytest.mark.parametrize("answers", ["A,B", "Z,B,B,B,B,B,B,B,B,B,B,B", "AB,B,B,B,B,B,B,B,B,B,B,B", ""])
def test_answers_that_do_not_fit_are_refused(run: Run, answers: str) -> None:
    """A level must never come out of half a questionnaire."""
    ran = run("forms", "score", folder("forms") / "questionnaire.toml", "--answers", answers, "--json")
    assert ran.code == 1
    assert ran.value["refused"]


def test_answers_beyond_the_last_question_are_named(run: Run) -> None:
    """Whoever pasted a letter too many is told which, and that the form ends before it."""
    form = folder("forms") / "questionnaire.toml"
    ran = run("--lang", "en", "forms", "score", form, "--answers", ",".join("A" * 13), "--json")
    assert [one["detail"] for one in ran.value["refused"]] == [
        "Answer “A” to question 13, which is not in the form, is not valid."
    ]


def test_the_version_is_json_where_that_is_asked_for(run: Run) -> None:
    """A script that reads every command as JSON reads this one too."""
    assert list(run("--version", "--json").value) == ["version"]


def test_a_form_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    """With its faults, not with a traceback."""
    ran = run("forms", "score", tmp_path / "none.toml", "--answers", "A", "--json")
    assert ran.code == 1
    assert ran.value["faults"]


@pytest.mark.parametrize("command", ["clients", "products", "verify"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_json_a_table_stands_there(at_desk: Run, command: str, lang: str) -> None:
    """People read it: heads in their language, nothing on stderr."""
    ran = at_desk("--lang", lang, command)
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.strip()
    assert any("\u4e00" <= one <= "\u9fff" for one in ran.out.splitlines()[0]) is (lang == "zh")


def test_json_may_stand_before_the_command(at_desk: Run) -> None:
    """Scripts put switches first."""
    assert at_desk("--json", "products").value == at_desk("products", "--json").value


def number(at_desk: Run, name: str) -> str:
    """A client's number."""
    return str(next(one["no"] for one in at_desk("clients", "--json").value if one["name"] == name))
