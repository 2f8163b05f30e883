"""An entry is what its facts say, under whatever pack it is folded."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers.build import ACTS, DAY, TEXT, attempt, begin, do, fielded, register
from rmdesk.domain.registers.act import AMEND, VOID
from rmdesk.domain.registers.act_facts import acting
from rmdesk.domain.registers.entry import acted, forgot, told
from rmdesk.domain.registers.facts import EntryForgot, EntryPrivate

NOTED = ACTS + f'note = {{ from = ["open", "closed"], asks = ["note"], roles = ["compliance"], {TEXT} }}\n'
LOG = f'[field]\nnote = {{ kind = "long_text", log = true, {TEXT} }}\nplain = {{ kind = "text", {TEXT} }}\n'


def test_every_answer_of_a_log_stays() -> None:
    """An addition that overwrites the note before it would lose what somebody wrote."""
    of = register(LOG, acts=NOTED)
    entry = do(of, do(of, begin(of), "note", "lin", note="first"), "note", "wu", note="second")
    assert [(one.by, one.value) for one in entry.log["note"]] == [("lin", "first"), ("wu", "second")]
    assert "note" not in entry.values


def test_an_answer_taken_back_is_shown_no_more() -> None:
    """A field that no longer applies must not show what it once said."""
    of = fielded('kind = "text"')
    entry = begin(of, answers={"x": "a"})
    assert do(of, entry, AMEND, x="").values == {}


def test_folding_asks_no_pack() -> None:
    """Replaying after a pack was adopted gives the same entry: the fact itself says where it led."""
    old = register(LOG, acts=NOTED)
    entry = begin(old)
    fact = acting(old, entry, attempt("close", entry), on=DAY)
    at = datetime(2026, 3, 2, tzinfo=UTC)
    assert acted(entry, fact, "lin", at).ended_on == DAY
    assert fact.ended
    assert fact.definition == old.digest != register(acts=NOTED, text=LOG.replace("甲", "乙")).digest


def test_an_act_on_another_version_cannot_be_folded() -> None:
    """Two people who acted on one screen must not both stand in the file."""
    of = register()
    entry = begin(of)
    fact = acting(of, entry, attempt("close", entry, seen=1), on=DAY)
    once = acted(entry, fact, "lin", datetime(2026, 3, 2, tzinfo=UTC))
    with pytest.raises(ValueError, match="version 1"):
        acted(once, fact, "wu", datetime(2026, 3, 3, tzinfo=UTC))


def test_retention_begins_with_the_end_and_starts_anew_after_reopening() -> None:
    """A reopened file must not be destroyed by the day it was first closed."""
    acts = ACTS + f'reopen = {{ from = ["closed"], to = "open", roles = ["compliance"], {TEXT} }}\n'
    of = register(acts=acts)
    entry = do(of, begin(of), "close", on=date(2026, 4, 1))
    assert entry.ended_on == date(2026, 4, 1)
    entry = do(of, entry, "reopen", on=date(2026, 4, 2))
    assert entry.ended_on is None
    assert do(of, entry, "close", on=date(2026, 5, 1)).ended_on == date(2026, 5, 1)


def test_a_voided_entry_stays_as_it_stood() -> None:
    """Voiding takes an entry out of the count, not out of the book."""
    of = fielded('kind = "text"')
    entry = do(of, begin(of, answers={"x": "a"}), VOID)
    assert (entry.voided, entry.ended, entry.state, entry.values) == (True, True, "open", {"x": "a"})


def test_what_is_forgotten_goes_and_the_rest_stays() -> None:
    """A third person's name is erased without the entry."""
    of = fielded('kind = "text"')
    entry = told(begin(of, answers={"x": "a"}), EntryPrivate(entry_id="e1", values={"name": "王某"}))
    assert entry.values == {"x": "a", "name": "王某"}
    assert forgot(entry, EntryForgot(entry_id="e1", fields=("name",))).values == {"x": "a"}


@given(st.lists(st.sampled_from(["a", "b", "", "c"]), max_size=8))
def test_the_latest_answer_stands_and_each_act_counts(answers: list[str]) -> None:
    """However often an entry is amended, it says what was answered last, and how it came to it."""
    of = fielded('kind = "text"')
    entry = begin(of, answers={"x": "first"})
    for one in answers:
        entry = do(of, entry, AMEND, x=one)
    assert entry.values.get("x", "") == (["first", *answers])[-1]
    assert (entry.version, len(entry.done)) == (len(answers) + 1, len(answers) + 1)
