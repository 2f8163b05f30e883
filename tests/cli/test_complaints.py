"""Deadlines without a desk, and the complaint desk for scripts: exit 0 done, 1 refused, 2 wrong use."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Ran, Run
from complaints.second_calculation import Span
from complaints.second_calculation import deadlines as counted_again
from rmdesk.commands.deadlines import horizon
from rmdesk.commands.output import default_pack

KEYS = {"clock", "rule", "name", "due", "legal", "sum", "provisional"}


def due(ran: Ran, identity: str) -> str:
    """When one clock of an answer ends."""
    return str(clocks(ran)[identity]["due"])


def clocks(ran: Ran) -> dict[str, Any]:
    """The clocks of a complaint's answer by their names in the form pack."""
    assert ran.code == 0, ran.err
    rules = default_pack().clocks.on(date(2026, 11, 2))
    known = {name: rule.id for rule in rules for name in (rule.name.zh, rule.name.en) if "feedback" not in rule.id}
    return {known[one["name"]]: one for one in ran.value["clocks"]}


def rules(ran: Ran) -> list[str]:
    """The rules that refused."""
    assert ran.code == 1, ran.out
    return [one["rule"] for one in ran.value["refused"]]


# deadlines
@pytest.mark.parametrize(
    ("case_class", "day"), [("simple", "2026-11-17"), ("complex", "2026-12-02"), ("special", "2027-01-01")]
)
def test_the_vectors_of_comp_08(run: Run, case_class: str, day: str) -> None:
    """Received 2026-11-02: literally the dates that the law gives."""
    ran = run("deadlines", "--received", "2026-11-02T10:30", "--class", case_class, "--json")
    assert due(ran, f"decision_{case_class}") == day
    assert ran.value.keys() == {"clocks", "due"}
    assert all(one.keys() == KEYS for one in ran.value["clocks"])
    assert ran.value["due"] == "2026-11-03T10:30"
    law = next(one for one in ran.value["clocks"] if one["legal"])
    assert law["rule"] == "COMP-05"
    assert law["sum"].endswith(f"= {day}, COMP-05")


def test_the_vectors_of_comp_10(run: Run) -> None:
    """Notice 2026-11-17, review asked 2026-12-17: the last day, and decided by 2027-01-16."""
    line = ("deadlines", "--received", "2026-11-02T10:30", "--notice", "2026-11-17")
    ran = run(*line, "--recheck", "2026-12-17", "--json")
    assert (due(ran, "recheck_ask"), due(ran, "recheck_decide")) == ("2026-12-17", "2027-01-16")
    assert rules(run(*line, "--recheck", "2026-12-18", "--json")) == ["COMP-10"]


def test_a_pause_takes_its_days_out(run: Run) -> None:
    """COMP-07: 2026-03-06 to 2026-03-16 moves the date by ten days; new facts start the count again."""
    line = ("deadlines", "--received", "2026-03-02T10:30", "--json")
    assert due(run(*line), "decision_simple") == "2026-03-17"
    assert due(run(*line, "--pause", "2026-03-06:2026-03-16:mediation"), "decision_simple") == "2026-03-27"
    assert due(run(*line, "--new-facts", "2026-03-10"), "decision_simple") == "2026-03-25"


def test_a_suggestion_runs_the_house_clocks_only(run: Run) -> None:
    """DESK-08: 24 hours and three working days, none of them the law's."""
    ran = run("deadlines", "--received", "2026-11-02T10:30", "--type", "suggestion", "--json")
    assert [one["rule"] for one in ran.value["clocks"]] == ["DESK-08", "DESK-08"]
    assert not any(one["legal"] for one in ran.value["clocks"])


def test_a_year_without_its_arrangement_gives_provisional_dates(run: Run) -> None:
    """COMP-17: a guess is marked as one, in the answer and in words."""
    ran = run("deadlines", "--received", "2026-12-30T10:30", "--json")
    found = {name: one["provisional"] for name, one in clocks(ran).items()}
    assert found["result"]
    assert not found["decision_simple"]
    assert "provisional" in run("--lang", "en", "deadlines", "--received", "2026-12-30T10:30").out


@pytest.mark.parametrize(
    "received", ["2024-02-08", "2024-09-30", "2025-01-27", "2025-12-31", "2026-02-13", "2026-09-24"]
)
@pytest.mark.parametrize(("case_class", "pause"), [("simple", None), ("complex", (3, 13)), ("special", (3, 13))])
def test_the_command_agrees_with_the_second_calculation(
    run: Run, received: str, case_class: str, pause: tuple[int, int] | None
) -> None:
    """Around holidays and make-up weekends, with and without a pause."""
    first = date.fromisoformat(received)
    spans: list[Span] = [] if pause is None else [(first + timedelta(pause[0]), first + timedelta(pause[1]))]
    flags = [f"{begin}:{end}:appraisal" for begin, end in spans]
    line = [part for flag in flags for part in ("--pause", flag)]
    ran = run("deadlines", "--received", f"{received}T16:45", "--class", case_class, *line, "--json")
    at = datetime.fromisoformat(f"{received}T16:45")
    wanted: dict[str, Any] = {
        name: (when.isoformat(timespec="minutes") if isinstance(when, datetime) else when.isoformat(), guess)
        for name, (when, guess) in counted_again(at, "complaint", case_class, spans).items()
    }
    assert {name: (one["due"], one["provisional"]) for name, one in clocks(ran).items()} == wanted


IMPOSSIBLE: dict[str, tuple[str, ...]] = {
    "pauses that overlap": ("--pause", "2026-11-04:2026-11-10:mediation", "--pause", "2026-11-08:2026-11-12:appraisal"),
    "a pause before the receipt": ("--pause", "2026-10-20:2026-10-25:mediation"),
    "a pause behind the end": ("--pause", "2027-03-01:2027-03-05:mediation"),
    "a pause that ends before it begins": ("--pause", "2026-11-10:2026-11-04:mediation"),
    "notice before the receipt": ("--notice", "2026-11-01"),
    "a review before any notice": ("--recheck", "2026-11-20"),
    "new facts before the receipt": ("--new-facts", "2026-10-01"),
}


@pytest.mark.parametrize("why", IMPOSSIBLE)
def test_an_impossible_course_is_refused(run: Run, why: str) -> None:
    """A date that is counted from nonsense is worse than none."""
    assert rules(run("deadlines", "--received", "2026-11-02T10:30", *IMPOSSIBLE[why], "--json"))[0].startswith("COMP-")


def test_a_receipt_beyond_the_horizon_is_refused(run: Run) -> None:
    """One may plan until the end of next year; a later receipt, or one of another century, is a slip of the keys."""
    last = horizon(datetime.now(UTC)).date()
    assert run("deadlines", "--received", f"{last}T10:00", "--json").code == 0
    assert rules(run("deadlines", "--received", f"{last + timedelta(1)}T00:00", "--json")) == ["COMP-08"]
    assert rules(run("deadlines", "--received", "1999-12-31", "--json")) == ["COMP-08"]


WRONG: dict[str, tuple[str, ...]] = {
    "no receipt": (),
    "no time": ("--received", "yesterday"),
    "no day": ("--received", "2026-11-31"),
    "no such class": ("--received", "2026-11-02", "--class", "easy"),
    "no such type": ("--received", "2026-11-02", "--type", "rumour"),
    "half a pause": ("--received", "2026-11-02", "--pause", "2026-11-04:2026-11-10"),
    "no such pause": ("--received", "2026-11-02", "--pause", "2026-11-04:2026-11-10:holiday"),
    "no notice": ("--received", "2026-11-02", "--notice", "soon"),
    "the end of time": ("--received", "2026-11-02", "--notice", "9999-12-31"),
    "new facts at the end of time": ("--received", "2026-11-02", "--new-facts", "9999-12-31T10:00"),
    "before time": ("--received", "0001-01-01T00:00+14:00"),
}


@pytest.mark.parametrize("why", WRONG)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_wrong_use_is_told_and_is_no_refusal(run: Run, why: str, lang: str) -> None:
    """A script tells a typing error from a rule: exit 2, with or without JSON."""
    told = run("--lang", lang, "deadlines", *WRONG[why], "--json")
    assert (told.code, told.err) == (2, "")
    assert told.value["wrong_use"]["next"] == "rmdesk deadlines --help"
    ran = run("--lang", lang, "deadlines", *WRONG[why])
    assert (ran.code, ran.out) == (2, "")
    assert told.value["wrong_use"]["detail"] in ran.err


def test_a_zone_is_understood(run: Run) -> None:
    """A time with its zone is the branch's time: 02:30 UTC is 10:30 in Shanghai."""
    here, there = (
        run("deadlines", "--received", one, "--json") for one in ("2026-11-02T10:30", "2026-11-02T02:30+00:00")
    )
    assert here.value == there.value


# the desk
def test_complaints_are_listed_by_what_is_due(at_desk: Run) -> None:
    """Late by law first; --late leaves only what a clock has passed."""
    everything, late = at_desk("complaints", "--json").value, at_desk("complaints", "--late", "--json").value
    assert len(everything) > len(late) > 0
    assert all(one["late"] for one in late)
    assert [one["no"] for one in late] == [one["no"] for one in everything if one["late"]]
    assert everything[0]["late_by_law"]
    assert {"no", "state", "due", "rule", "legal_due", "group", "provisional"} <= everything[0].keys()
    assert everything[0]["no"] in at_desk("--lang", "zh", "complaints").out


def test_complaints_are_taken_out_with_their_states_in_words(at_desk: Run, tmp_path: Path) -> None:
    """If it fails, the list leaves the desk only as long as no complaint stands in it."""
    file = tmp_path / "complaints.csv"
    assert at_desk("--lang", "zh", "export", "list", "complaints", file).code == 0
    states = {one["no"]: one["state"] for one in at_desk("complaints", "--json").value}
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = {no: state for no, state, *_ in list(csv.reader(opened))[1:]}
    assert rows == {no: default_pack().label("case_state", state, "zh") for no, state in states.items()}


def test_a_case_is_taken_in_and_shown(at_desk: Run) -> None:
    """COMP-02: the legal minimum on one line; numbers are masked when it is shown (DATA-05)."""
    line = ("--name", "测试人甲", "--contact", "13900007777", "--claim", "柜台排队两小时", "--wanted", "道歉")
    ran = at_desk("complaint", "new", *line, "--json")
    assert ran.code == 0, ran.err
    assert ran.value["rule"] == "COMP-06"
    shown = at_desk("complaint", "show", ran.value["no"], "--json").value
    assert (shown["name"], shown["claim"], shown["wanted"]) == ("测试人甲", "柜台排队两小时", "道歉")
    assert shown["contact"] == "139****7777"
    assert {one["rule"] for one in shown["clocks"]} == {"COMP-05", "COMP-06"}
    assert shown["course"][0]["kind"] == "complaint.received/1"
    again = at_desk("complaint", "new", *line, "--json")
    assert ran.value["no"] in again.err  # the same again is said, not hindered (COMP-07)


def test_what_is_known_of_a_client_is_filled_in(at_desk: Run) -> None:
    """COMP-02: nobody types a client's phone again."""
    client = at_desk("clients", "--json").value[0]
    ran = at_desk("complaint", "new", "--client", client["no"], "--claim", "对账单没有收到", "--json")
    shown = at_desk("complaint", "show", ran.value["no"], "--json").value
    assert shown["name"] == client["name"]
    assert "*" in shown["contact"]


def test_whoever_a_case_is_about_gets_it_by_no_command(at_desk: Run) -> None:
    """COMP-04: not in the list, not by its number; taking it in oneself shows nothing of it afterwards."""
    claim = "推荐产品时态度生硬"
    line = ("--name", "测试人乙", "--contact", "13900008888", "--claim", claim, "--about-person", "manager")
    ran = at_desk("complaint", "new", *line, "--json", user="manager")
    assert ran.value["restricted"]
    assert ran.value["due"] is None
    no = ran.value["no"]
    shown = at_desk("complaint", "show", no, "--json", user="manager")
    assert rules(shown) == ["COMP-04"]
    assert claim not in shown.out + shown.err
    listed = at_desk("complaints", "--json", user="manager")
    assert no not in {one["no"] for one in listed.value}
    assert no in {one["no"] for one in at_desk("complaints", "--json", user="compliance").value}


def test_all_open_cases_of_one_person_go_to_another(at_desk: Run) -> None:
    """If it fails, nobody at a script can tell what moves before it moves; it wants the own password (DATA-08)."""
    line = ("complaint", "hand-over", "demo", "reviewer")
    held = [one["no"] for one in at_desk("complaints", "--json").value if one["handler"] == "demo"]
    looked = at_desk(*line, "--json")
    assert not looked.value["handed_over"]
    assert [one["no"] for one in looked.value["cases"]] == sorted(held)
    assert at_desk(*line, "--json").value == looked.value, "to look changes nothing"
    assert rules(at_desk(*line, "--reason", "离职", "--json", user="manager")) == ["DATA-08"]
    moved = at_desk(*line, "--reason", "离职", "--json", given="demo\ndemo\n")
    assert moved.value == {"handed_over": True, "cases": looked.value["cases"]}
    assert rules(at_desk(*line, "--json")) == ["DESK-18"]


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "nothing": ((), "COMP-02"),
    "no contact": (("--name", "测试", "--claim", "太慢"), "COMP-02"),
    "a receipt that lies ahead": (
        ("--name", "测试", "--contact", "wx10", "--claim", "太慢", "--received", "2099-01-01T10:00"), "COMP-08",
    ),
    "a text of five megabytes": (("--name", "测试", "--contact", "wx10", "--claim", "长" * 100_000), "INPUT"),
    "a control character": (("--name", "测试\x07", "--contact", "wx10", "--claim", "太慢"), "INPUT"),
    "an unknown client": (("--client", "K-9999", "--claim", "太慢"), "INPUT"),
    "an unknown person": (("--name", "测试", "--contact", "wx10", "--claim", "太慢", "--about-person", "x"), "INPUT"),
    "an unknown class": (("--name", "测试", "--contact", "wx10", "--claim", "太慢", "--cause", "weather"), "INPUT"),
}  # fmt: skip


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_taken_in_is_refused(at_desk: Run, why: str) -> None:
    """With the rule, and nothing is kept."""
    before = len(at_desk("complaints", "--json").value)
    line, rule = REFUSED[why]
    assert rules(at_desk("complaint", "new", *line, "--json"))[0] == rule
    assert len(at_desk("complaints", "--json").value) == before


def test_an_unknown_case_and_a_wrong_time(at_desk: Run) -> None:
    """C-9999 is none (1); a time that nobody can read is wrong use (2)."""
    assert rules(at_desk("complaint", "show", "C-9999", "--json")) == ["INPUT"]
    assert at_desk("complaint", "new", "--claim", "x", "--received", "soon", "--json").code == 2


def test_an_administrator_has_no_complaints(at_desk: Run) -> None:
    """DATA-08 holds for scripts."""
    assert rules(at_desk("complaints", "--json", user="admin")) == ["DATA-08"]


# acts
def test_a_case_is_ended_by_a_command_with_a_second_person(own_desk: Run) -> None:
    """Nothing ended a case but the screens; here by the same fields, the same proof, the same refusals (COMP-07)."""
    no = own_desk(
        "complaint", "new", "--name", "测试投诉人", "--contact", "19000000123", "--claim", "试验", "--json", user="demo"
    ).value["no"]
    told = ("--with", "note=不属本行业务", "--with", "way=call", "--with", "proof=录音 0007")
    assert own_desk("complaint", "do", no, "decline", *told[2:], "--json", user="demo").code == 1, (
        "the reason is missing"
    )
    assert own_desk("complaint", "do", no, "decline", "--with", "nothing=x", user="demo").code == 2
    done = own_desk("complaint", "do", no, "decline", *told, "--second", "reviewer", "--json", user="demo")
    assert done.code == 0, done.err
    assert done.value["state"] == "declined"
    shown = own_desk("complaint", "show", no, user="demo").out
    assert "✓" not in shown, "nobody answered anything"
    assert shown.count("ended: Declined") == 4, "each clock says how its case ended"
    assert own_desk("complaint", "do", no, "close", "--json", user="demo").code == 1, "what has ended is reopened first"
    assert own_desk("complaint", "do", no, "nonsense", user="demo").code == 2


def test_a_merged_case_is_named_beside_the_one_that_it_went_into(own_desk: Run) -> None:
    """COMP-07: "done: C-0030" of what was asked for C-0041 reads as if another case had been taken."""
    new = ("complaint", "new", "--name", "测试并案人", "--contact", "19000000124", "--claim", "试验", "--json")
    first, second = (own_desk(*new, user="demo").value["no"] for _ in range(2))
    told = ("--with", f"into={first}", "--with", "way=call", "--with", "proof=录音 0008", "--second", "reviewer")
    done = own_desk("complaint", "do", second, "merge", *told, user="demo")
    assert done.code == 0, done.err
    assert f"{second} merged into {first}" in done.err


def test_what_was_late_stays_to_be_read(own_desk: Run) -> None:
    """COMP-06: a case that was late and then ended reads like one that never was."""
    kept = own_desk("complaint", "show", "C-0019", "--json", user="compliance").value["lateness"]
    assert [(one["rule"], one["legal"]) for one in kept] == [("COMP-06", False)]
    said = own_desk("complaint", "show", "C-0019", user="compliance").out
    assert f"Was past the bank's own deadline {kept[0]['due']} (until {kept[0]['until']})" in said


def test_a_case_without_a_client_is_linked_with_client_and_sale(own_desk: Run) -> None:
    """COMP-16: for a script the case that came by telephone would never show what the client was told."""
    said = ("--claim", "赎回费没有事先说明", "--json")
    first = own_desk("complaint", "new", "--sale", "J-0028", *said, user="compliance").value["no"]
    whose = own_desk("complaint", "show", first, "--json", user="compliance").value
    assert whose["sale"] == "J-0028", "by the number that people know"
    known = ("--name", whose["name"], "--contact", "19000000124")
    no = own_desk("complaint", "new", *known, *said, user="compliance").value["no"]
    link = ("complaint", "do", no, "link_sale", "--json", "--with", "sale_id=J-0028")
    assert own_desk(*link, user="compliance").code == 1
    client = ("complaint", "do", no, "link_client", "--json", "--with", f"client={whose['client']}")
    for line in (client, link):
        done = own_desk(*line, user="compliance")
        assert done.code == 0, (done.out, done.err)
    assert own_desk("complaint", "show", no, "--json", user="compliance").value["sale"] == "J-0028"


def test_a_file_of_the_case_is_named_by_its_name_or_place(own_desk: Run, tmp_path: Path) -> None:
    """A line took nothing but the 64 characters of a digest, which no screen shows."""
    known = ("--name", "测试投诉人", "--contact", "19000000125", "--claim", "试验", "--json")
    no = own_desk("complaint", "new", *known, user="compliance").value["no"]
    for name in ("对账 单.txt", "second.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
        path = f"path={tmp_path / name}"
        assert own_desk("complaint", "do", no, "evidence", "--with", path, user="compliance").code == 0
    take = ("complaint", "do", no, "correct_evidence_note", "--with", "reason=写错", "--with")
    for at, given in enumerate(("对账 单.txt", "2")):
        note = ("--with", f"right_note=说明 {at}", "--second", "reviewer", "--json")
        done = own_desk(*take, f"evidence={given}", *note, user="compliance")
        assert done.code == 0, (done.out, done.err)
    wrong = own_desk(*take, "evidence=3", "--with", "right_note=x", user="compliance")
    assert wrong.code == 1
    assert "1 对账 单.txt, 2 second.txt" in wrong.out + wrong.err
