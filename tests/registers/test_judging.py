"""What may be done with an entry: the right people, the right state, with this act's answers in."""

from decimal import Decimal

import pytest

from registers.build import ACTS, DAY, TEXT, actor, attempt, begin, do, register
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.registers.act import AMEND, VOID
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.deriving import Part, derive
from rmdesk.domain.registers.facts import About
from rmdesk.domain.registers.judging import Around, Attempt, judge, offered, unique_keys
from rmdesk.formpack import Pack

AROUND = Around(today=DAY)
PEOPLE = f'[field]\nowner = {{ kind = "person", many = true, {TEXT} }}\nmark = {{ kind = "integer", {TEXT} }}\n'


def _acts(more: str, asks: str = "") -> str:
    return ACTS.replace('from = ["open"], to = "closed"', f'from = ["open"], to = "closed"{more}{asks}')


def _cases(found: tuple[Refusal, ...]) -> list[str]:
    return [one.code for one in found]


def test_a_refusal_cites_the_rule_of_its_register_in_words(pack: Pack) -> None:
    """A person is told what is wrong by the names on the screen, in both languages."""
    risk = pack.registers["risk"]
    entry = begin(risk, answers={"owner": "lin"})
    (found,) = judge(risk, attempt("close", entry), actor("wu"), AROUND)
    assert (found.rule, found.code) == ("DESK-13", "REGISTER.state")
    assert pack.say(found, "zh").text == "“未处置”状态下不能“关闭”。"
    assert pack.say(found, "en").text == "“Close” cannot be done in the state “Open”."
    void = attempt(VOID, entry, reason="twice")
    (who,) = judge(risk, void, actor("wu", "reviewer"), AROUND)
    assert pack.say(who, "zh").text == "“作废”只能由登记人、合规人员办理。"


@pytest.mark.parametrize("name", ["owner", "about", "act.begin", "author"])
def test_four_eyes_hold_for_whoever_has_a_part(name: str) -> None:
    """One of several owners, the subject, the one who began it: none of them closes it."""
    of = register(PEOPLE, acts=_acts(f', not_by = ["{name}"]'))
    entry = begin(of, "lin", {"owner": "wu,lin"}, About(kind="person", id="lin"))
    assert _cases(judge(of, attempt("close", entry), actor("lin"), AROUND)) == ["REGISTER.not_by"]
    assert judge(of, attempt("close", entry), actor("chen"), AROUND) == ()


@pytest.mark.parametrize("name", ["owner", "about"])
def test_whom_an_entry_is_kept_from_does_not_void_it(name: str) -> None:
    """The owner of a finding, who may not close it, made it vanish; what he wrote himself that day is a slip."""
    of = register(PEOPLE, acts=_acts(f', not_by = ["{name}"]'))
    entry = begin(of, "wu", {"owner": "wu,lin"}, About(kind="person", id="lin"))
    void = attempt(VOID, entry, reason="twice")
    assert _cases(judge(of, void, actor("lin", "compliance"), AROUND)) == ["REGISTER.not_by"]
    for one in (actor("wu", "compliance"), actor("chen", "compliance")):
        assert judge(of, void, one, AROUND) == ()


def test_who_amended_has_a_hand_in_what_was_done() -> None:
    """Else two people would make an entry between them and one of them would check it."""
    of = register(PEOPLE, acts=_acts(', not_by = ["act.begin"]'))
    entry = do(of, begin(of, "lin"), AMEND, "chen", mark="3")
    assert _cases(judge(of, attempt("close", entry), actor("chen"), AROUND)) == ["REGISTER.not_by"]
    assert _cases(judge(of, attempt("close", entry), actor("lin"), AROUND)) == ["REGISTER.not_by"]


def test_an_act_cannot_make_its_own_doer() -> None:
    """Naming oneself as the owner in the very act that is for the owner opens nothing."""
    of = register(PEOPLE, acts=_acts(', by = ["owner"]', ', asks = ["owner"]'))
    entry = begin(of, answers={"owner": "wu"})
    assert _cases(judge(of, attempt("close", entry, owner="lin"), actor("lin"), AROUND)) == ["REGISTER.roles"]
    assert judge(of, attempt("close", entry, owner="lin"), actor("wu"), AROUND) == ()


def test_roles_and_people_both_must_hold() -> None:
    """An owner without the role is refused, and so is the role without being the owner."""
    of = register(PEOPLE, acts=_acts(', by = ["owner"]'))
    entry = begin(of, answers={"owner": "wu"})
    assert _cases(judge(of, attempt("close", entry), actor("wu", "manager"), AROUND)) == ["REGISTER.roles"]
    assert _cases(judge(of, attempt("close", entry), actor("lin"), AROUND)) == ["REGISTER.roles"]


def test_the_second_person_is_another_one() -> None:
    """One login under two roles is one pair of eyes; a barred person does not agree either."""
    of = register(PEOPLE, acts=_acts(', proof = "second", not_by = ["owner"]'))
    entry = begin(of, answers={"owner": "wu"})
    close, lin = attempt("close", entry), actor("lin", "compliance", "reviewer")
    assert _cases(judge(of, close, lin, AROUND)) == ["REGISTER.second"]
    assert _cases(judge(of, close, lin, AROUND, actor("lin", "reviewer"))) == ["REGISTER.same"]
    assert _cases(judge(of, close, lin, AROUND, actor("wu", "reviewer"))) == ["REGISTER.same"]
    assert _cases(judge(of, close, lin, AROUND, actor("chen", "manager"))) == ["REGISTER.second"]
    assert judge(of, close, lin, AROUND, actor("chen", "reviewer")) == ()


def test_needs_are_judged_with_the_answers_of_the_act_in() -> None:
    """The mark that is being written decides whether the exam is passed, not the one before."""
    needs = ', needs = { key = "mark", least = 80, threshold = "exam_pass_mark", rule = "DESK-15" }'
    of = register(PEOPLE, acts=_acts(needs, ', asks = ["mark"]'))
    entry = begin(of, answers={"mark": "90"})
    (failed,) = judge(of, attempt("close", entry, mark="79"), actor("lin"), AROUND)
    assert (failed.rule, failed.code, failed.saw["given"]) == ("DESK-15", "REGISTER.needs", "79")
    assert judge(of, attempt("close", entry, mark="80"), actor("lin"), AROUND) == ()
    stricter = Around(today=DAY, thresholds={"exam_pass_mark": Decimal(85)})
    assert _cases(judge(of, attempt("close", entry, mark="80"), actor("lin"), stricter)) == ["REGISTER.needs"]
    assert _cases(judge(of, attempt("close", entry, mark=""), actor("lin"), AROUND)) == ["REGISTER.needs"]


def test_a_whole_does_not_end_before_its_parts() -> None:
    """Two holders who were not told keep the notice open, and their number is said."""
    of = register()
    entry = begin(of)
    parts = tuple(Part(register_id="x", state="s", ended=ended) for ended in (True, False, False))
    (found,) = judge(of, attempt("close", entry), actor("lin"), Around(today=DAY, parts=parts))
    assert (found.code, found.saw) == ("REGISTER.parts", {"count": "2"})


def test_an_old_screen_is_told_who_was_faster() -> None:
    """Nobody closes what another person has just changed."""
    of = register(PEOPLE)
    entry = do(of, begin(of), AMEND, "wu", mark="3")
    (found,) = judge(of, attempt("close", entry, seen=1), actor("lin"), AROUND)
    assert (found.code, found.saw["person"]) == ("INPUT.stale", "wu")


def test_a_voided_entry_takes_no_act() -> None:
    """Not even a second voiding; and voiding wants its reason."""
    of = register()
    entry = begin(of, "lin")
    assert _cases(judge(of, attempt(VOID, entry), actor("lin", "manager"), AROUND)) == ["REGISTER.reason"]
    assert judge(of, attempt(VOID, entry, reason="twice"), actor("lin", "manager"), AROUND) == ()
    voided = do(of, entry, VOID)
    for act in ("close", VOID, AMEND):
        assert _cases(judge(of, attempt(act, voided, reason="x"), actor("lin"), AROUND)) == ["REGISTER.state"]


def test_nothing_is_amended_after_the_end_or_where_only_additions_count() -> None:
    """What was concluded on stays what it was."""
    of = register()
    ended = do(of, begin(of), "close")
    assert _cases(judge(of, attempt(AMEND, ended, reason="x"), actor("lin"), AROUND)) == ["REGISTER.state"]
    strict = of.model_copy(update={"amend": False})
    assert _cases(judge(strict, attempt(AMEND, begin(of), reason="x"), actor("lin"), AROUND)) == ["REGISTER.state"]


def test_no_two_entries_share_what_is_unique() -> None:
    """A holder listed twice would be told twice and counted twice."""
    of = register().model_copy(update={"unique": (("parent", "about"),)})
    attempted = Attempt(act="begin", entry=None, about=About(kind="client", id="c1"), parent_id="p1")
    taken = frozenset(unique_keys(of, attempted.about, "p1", {}))
    assert _cases(judge(of, attempted, actor("lin"), Around(today=DAY, taken=taken))) == ["REGISTER.unique"]
    other = attempted.model_copy(update={"parent_id": "p2"})
    assert judge(of, other, actor("lin"), Around(today=DAY, taken=taken)) == ()


def test_only_what_may_be_done_is_offered(pack: Pack) -> None:
    """A button that ends in a refusal is no button."""
    risk = pack.registers["risk"]
    entry = begin(risk, "lin", {"owner": "wu", "likelihood": "3", "impact": "5"})
    assert offered(risk, entry, actor("wu", "manager"), AROUND) == ("treat",)
    assert offered(risk, entry, actor("lin"), AROUND) == ("review",)


def _scored(of: Register, **values: str) -> dict[str, Decimal]:
    return derive(of, values, (), DAY)


def test_derived_values_are_exact_or_missing(pack: Pack) -> None:
    """A score of half of its factors would be read as a low risk."""
    risk = pack.registers["risk"]
    assert _scored(risk, likelihood="3", impact="5") == {"score": Decimal(15)}
    assert _scored(risk, likelihood="3") == {}
    band = risk.derived["score"].band(Decimal(12))
    assert band is not None
    assert band.tone == "watch"
    more = register(
        f'{PEOPLE}n = {{ kind = "decimal", {TEXT} }}\nd = {{ kind = "date_or_long", {TEXT} }}\n'
        f'[derived]\nmid = {{ mean = ["mark", "n"], {TEXT} }}\ngap = {{ difference = ["mark", "n"], {TEXT} }}\n'
        f'all = {{ sum = ["mark", "n"], {TEXT} }}\nage = {{ days_since = "d", {TEXT} }}\n'
    )
    found = _scored(more, mark="1", n="0.2", d="2026-02-20")
    assert found == {"mid": Decimal("0.6"), "gap": Decimal("0.8"), "all": Decimal("1.2"), "age": Decimal(10)}
    assert _scored(more, d="long") == {}


def test_a_share_of_no_parts_is_no_number(pack: Pack) -> None:
    """ "0 %" of nobody would look like nothing was done."""
    notice = pack.registers["notice"]
    assert derive(notice, {}, (), DAY) == {"recipients": Decimal(0)}
    parts = tuple(Part(register_id="notice_recipient", state=one, ended=False) for one in ("told", "waiting"))
    assert derive(notice, {}, parts, DAY) == {"recipients": Decimal(2), "told": Decimal("0.5")}
