"""The pack cannot loosen the law, and every word of the complaint desk is there in both languages."""

from collections.abc import Callable
from datetime import date

import pytest

from rmdesk.domain.refusal_codes import REFUSAL_CODES
from rmdesk.formpack import Pack, check_texts

CLOCKS, LETTERS, SETTINGS, LABELS = (
    "complaint_clocks.toml", "complaint_letters.toml", "complaints.toml", "labels.toml",
)  # fmt: skip


def _changed(pack: Pack, file: str, change: Callable[[str], str]) -> list[tuple[str, str, str]]:
    texts = dict(pack.files)
    texts[file] = change(texts[file])
    assert texts[file] != pack.files[file], "the test must change something"
    return [(one.file, one.reason, one.key) for one in check_texts(texts)]


def _in_clock(name: str, old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        head, mark, rest = text.partition(f'id = "{name}"')
        one, end, more = rest.partition("[[")
        return head + mark + one.replace(old, new) + end + more

    return change


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("decision_simple", "count = 15", "count = 16", "legal"),
        ("decision_complex", "count = 30", "count = 31", "legal"),
        ("decision_special", "count = 60", "count = 61", "legal"),
        ("recheck_decide", "count = 30", "count = 31", "legal"),
        ("recheck_ask", "count = 30", "count = 29", "legal"),
        ("decision_simple", "count = 15", "count = 0", "range"),
        ("decision_simple", 'unit = "days"', 'unit = "working_days"', "clock_shape"),
        ("decision_simple", 'start = "receipt"', 'start = "notice"', "clock_shape"),
        ("decision_simple", 'classes = ["simple"]', 'classes = ["special"]', "clock_shape"),
        ("decision_simple", 'types = ["complaint"]', 'types = ["praise"]', "clock_shape"),
        ("decision_simple", "legal = true", "legal = false", "not_legal"),
        ("decision_simple", 'id = "decision_simple"', "", "missing"),
        ("answer", "legal = false", "legal = true", "choice"),
        ("answer", "count = 24", "count = 0", "range"),
        ("answer", 'rule = "COMP-06"', 'rule = "COMP-99"', "unknown_rule"),
    ],
)
def test_no_setting_moves_a_legal_date_later(pack: Pack, name: str, old: str, new: str, reason: str) -> None:
    """By number, by unit, by start, by leaving it out: a slip in a form file would make every case late."""
    if not new:
        found = _changed(pack, CLOCKS, lambda text: text.replace(old, 'id = "decision_plain"'))
        assert (CLOCKS, "missing_clock", "clock") in found
        return
    found = _changed(pack, CLOCKS, _in_clock(name, old, new))
    assert reason in {why for file, why, _ in found if file == CLOCKS}


def test_a_stricter_clock_is_the_banks_own_affair(pack: Pack) -> None:
    """Ten days instead of fifteen, and a complainant who may ask for longer."""
    assert _changed(pack, CLOCKS, _in_clock("decision_simple", "count = 15", "count = 10")) == []
    assert _changed(pack, CLOCKS, _in_clock("recheck_ask", "count = 30", "count = 60")) == []


def test_a_later_row_holds_for_later_receipts(pack: Pack) -> None:
    """And an old case keeps the clock under which it came in."""
    stricter = """
[[clock]]
id = "answer"
rule = "COMP-06"
name = { zh = "首次答复", en = "First answer" }
legal = false
count = 12
unit = "hours"
start = "receipt"
types = ["complaint"]
effective_from = 2027-01-01
"""
    texts = dict(pack.files)
    texts[CLOCKS] += stricter
    assert check_texts(texts) == ()
    clocks = Pack.of(texts).clocks
    counts = {
        day: next(one.count for one in clocks.on(day) if one.id == "answer")
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    }
    assert list(counts.values()) == [24, 12]
    backwards = dict(pack.files)
    backwards[CLOCKS] += stricter.replace("2027-01-01", "2025-01-01")
    assert "date_order" in {one.reason for one in check_texts(backwards)}


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        (CLOCKS, 'clock = "answer"\nhours = 4', 'clock = "answer"\nhours = 4\ndays = 1', "warning_point"),
        (CLOCKS, 'clock = "answer"\nhours = 4', 'clock = "nothing"\nhours = 4', "unknown_clock"),
        (LETTERS, 'id = "receipt"', 'id = "decision_notice"', "missing_letter"),
        (LETTERS, "{due}。", "{dew}。", "placeholder"),
        (LETTERS, "感谢您的意见", "保本感谢您的意见", "banned"),
        (LETTERS, "也可以向{mediation}申请调解；", "", "missing_remedy"),
        (SETTINGS, "most_bytes = 10_000_000", "most_bytes = 0", "range"),
        (SETTINGS, "claim = 2000", "claim = 1", "range"),
        (SETTINGS, 'assign_to = ["compliance", "reviewer", "manager"]', "assign_to = []", "missing"),
        (SETTINGS, 'assign_to = ["compliance"', 'assign_to = ["boss"', "choice"),
        (LABELS, 'withdrawn = { zh = "已撤回", en = "Withdrawn" }\n', "", "missing_label"),
        (LABELS, "[label.complaint_cause]", "[label.complaint_causes]", "missing_vocabulary"),
    ],
)
def test_broken_forms_are_named(pack: Pack, file: str, old: str, new: str, reason: str) -> None:
    """With file and reason: compliance people have no debugger."""
    assert reason in {
        why for where, why, _ in _changed(pack, file, lambda text: text.replace(old, new)) if where == file
    }


def test_every_case_of_the_complaint_desk_has_its_words(pack: Pack) -> None:
    """Both languages, with the values that clashed."""
    said = {one.code for one in pack.refusals.refusal}
    assert {case for case in REFUSAL_CODES if case.startswith("COMP-")} <= said
    assert len([case for case in REFUSAL_CODES if case.startswith("COMP-")]) > 40


def test_what_is_confirmed_is_cited_and_nothing_else(pack: Pack) -> None:
    """The house's own promise is no law (COMP-06), nor is our own reading (COMP-16, COMP-17)."""
    for rule in ("COMP-06", "COMP-16", "COMP-17", "DESK-08"):
        assert pack.citation(rule, "zh") == ""
    assert "第十八条" in pack.citation("COMP-05", "zh")
