"""What is typed into an entry is read as its field promises, or refused with what to do."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers.build import DAY, TEXT, fielded, register
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.registers.act import AMEND
from rmdesk.domain.registers.values import Answers, read_answer, read_answers
from support.tiers import longer

GOOD = [
    ('kind = "integer"', "1234567", "1234567"),
    ('kind = "integer"', "１２３４", "1234"),
    ('kind = "integer"', "-5", "-5"),
    ('kind = "integer"', "-0", "0"),
    ('kind = "decimal"', "1,234.50", "1234.50"),
    ('kind = "decimal"', "−1", None),
    ('kind = "time"', "9:05", "09:05"),
    ('kind = "time"', "９：０５", "09:05"),
    ('kind = "time"', "1430", "14:30"),
    ('kind = "time"', "24:00", None),
    ('kind = "time"', "2430", None),
    ('kind = "amount"', "20万", "200000"),
    ('kind = "date"', "2026年3月2日", "2026-03-02"),
    ('kind = "date_or_long"', "长期", "long"),
    ('kind = "yes_no"', "是", "yes"),
    ('kind = "percent"', "51%", "51"),
    ('kind = "choice", options = "grade"', "3", "3"),
    ('kind = "choice", options = "grade"', "Grade 3", "3"),
    ('kind = "choice", options = "grade"', "9", None),
    ('kind = "choices", options = "grade"', "5、1, 5", "1,5"),
    ('kind = "person"', "lin", "lin"),
    ('kind = "person"', "lin, wu", None),
    ('kind = "person", many = true', "lin, wu, lin", "lin,wu"),
    ('kind = "person", many = true, most = 1', "lin, wu", None),
    ('kind = "person", many = true, least = 2', "lin", None),
    ('kind = "person"', "not a login", None),
    ('kind = "integer", least = 1, most = 500', "0", None),
    ('kind = "integer", least = 1, most = 500', "501", None),
    ('kind = "text", most = 3', "四个汉字", None),
    ('kind = "text", least = 3', "二字", None),
    ('kind = "text"', "两行\n文字", None),
    ('kind = "long_text"', "两行\n文字", "两行\n文字"),
    ('kind = "date", not_before = "today"', "2026-03-01", None),
    ('kind = "date", not_before = "today"', "2026-03-02", "2026-03-02"),
    ('kind = "date", not_after = "today"', "2026-03-03", None),
    ('kind = "date_or_long", not_before = "today"', "long", "long"),
    ('kind = "long_text", banned = true', "此产品保本", None),
]


@pytest.mark.parametrize(("spec", "typed", "read"), GOOD)
def test_an_answer_is_read_as_its_kind_promises(spec: str, typed: str, read: str | None) -> None:
    """A reader narrower than its field would turn away what the form asks for; a wider one would keep nonsense."""
    found = read_answer(fielded(spec), "x", typed, {}, DAY, lambda text: ("保本",) if "保本" in text else ())
    assert (None if isinstance(found, Refusal) else found) == read


@longer
@given(st.integers(min_value=-(10**20), max_value=10**20))
def test_whole_numbers_of_any_length_come_back(number: int) -> None:
    """A headcount or a sample size of four digits is a number like any other."""
    assert read_answer(fielded('kind = "integer"'), "x", str(number), {}, DAY) == str(number)


def test_a_retired_option_is_kept_where_it_stands_and_offered_to_nobody_else() -> None:
    """Editing an older entry must not lose what it says."""
    of = fielded('kind = "choice", options = "grade"')
    gone = of.lists["grade"][0].model_copy(update={"retired": True})
    of = of.model_copy(update={"lists": {"grade": (gone, *of.lists["grade"][1:])}})
    assert isinstance(read_answer(of, "x", "1", {}, DAY), Refusal)
    assert read_answer(of, "x", "1", {"x": "1"}, DAY) == "1"


def _conditional() -> str:
    return (
        f'[field]\nwhy = {{ kind = "choice", options = "grade", {TEXT} }}\n'
        f'more = {{ kind = "text", when = {{ key = "why", any = ["5"] }}, {TEXT} }}\n'
    )


def _asking() -> str:
    return (
        f'[act]\nbegin = {{ begins = true, to = "open", asks = ["why!", "more!"], roles = ["compliance"], {TEXT} }}\n'
    )


def test_a_field_that_is_not_asked_takes_no_answer() -> None:
    """An answer to a question that was never shown would stand in the file; a mandatory one is not missed either."""
    of = register(_conditional(), acts=_asking())
    assert read_answers(of, "begin", {"why": "1"}, {}, DAY) == Answers(values={"why": "1", "more": ""})
    wrong = read_answers(of, "begin", {"why": "1", "more": "x"}, {}, DAY)
    assert isinstance(wrong, tuple)
    assert [(one.key, one.refusal.code) for one in wrong] == [("more", "INPUT.not_asked")]


def test_everything_that_is_wrong_is_named_at_once() -> None:
    """A form that tells one fault at a time is filled in five times."""
    of = register(_conditional(), acts=_asking())
    wrong = read_answers(of, "begin", {"why": "9", "extra": "x"}, {}, DAY)
    assert isinstance(wrong, tuple)
    assert [(one.key, one.refusal.code) for one in wrong] == [("extra", "INPUT.not_asked"), ("why", "INPUT.choice")]
    missing = read_answers(of, "begin", {"why": "5"}, {}, DAY)
    assert isinstance(missing, tuple)
    assert [(one.key, one.refusal.code) for one in missing] == [("more", "INPUT.required")]


def test_a_day_is_held_against_another_answer_of_the_same_form() -> None:
    """ "Until" before "since" would draw an audit over nothing."""
    fields = (
        f'[field]\nsince = {{ kind = "date", {TEXT} }}\nuntil = {{ kind = "date", not_before = "since", {TEXT} }}\n'
    )
    acts = (
        f'[act]\nbegin = {{ begins = true, to = "open", asks = ["since", "until"], roles = ["compliance"], {TEXT} }}\n'
    )
    of = register(fields, acts=acts)
    wrong = read_answers(of, "begin", {"since": "2026-03-02", "until": "2026-03-01"}, {}, date(2026, 5, 1))
    assert isinstance(wrong, tuple)
    assert [(one.key, one.refusal.code) for one in wrong] == [("until", "INPUT.early")]


def test_amending_cannot_empty_what_had_to_be_answered() -> None:
    """Else an amendment would be the way round every mandatory field; logs and filled-in fields are not amended."""
    of = register(_conditional(), acts=_asking())
    wrong = read_answers(of, AMEND, {"why": ""}, {"why": "1"}, DAY)
    assert isinstance(wrong, tuple)
    assert [one.refusal.code for one in wrong] == ["INPUT.required"]
    assert read_answers(of, AMEND, {"why": "2"}, {"why": "1"}, DAY) == Answers(values={"why": "2"})
    fixed = fielded('kind = "text", fixed = true')
    refused = read_answers(fixed, AMEND, {"x": "other"}, {"x": "a"}, DAY)
    assert isinstance(refused, tuple)
    assert [one.refusal.code for one in refused] == ["INPUT.not_asked"]
