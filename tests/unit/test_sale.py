"""The sale: no step before its predecessor, and what was redone undoes what came after it (SALE-01, SUIT-05)."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from rmdesk.domain import facts, sale_fold
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.fact import Fact
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish
from rmdesk.domain.refusal import refuse
from rmdesk.domain.sale import (
    STEPS,
    Acknowledged,
    Choice,
    Demands,
    OfferedAlike,
    Opinion,
    Printed,
    Recording,
    Sale,
    SaleContext,
    Step,
    Understood,
    VisitPapers,
    WithheldAlike,
)
from rmdesk.domain.sale_signing import confirm_ready, thinking_awaits_papers, thinking_until, visit_papers
from rmdesk.domain.sale_since import Since, since_signed
from rmdesk.domain.sale_steps import disclose_missing, match_missing, may, status
from support.people import (
    NOW,
    assessment,
    client,
    insurance,
    match_input,
    organisation_profile,
    person_profile,
    private,
    product,
)
from unit.matching import VERIFIED

DEMANDS = Demands(
    items={"basics": "d1", "risks": "d2"},
    questions=("q1",),
    papers=("opinion", "disclosure_book"),
    signed_papers=("disclosure_book",),
)
AMOUNT = Decimal(20_000)


def _asking(**over: Any) -> Demands:
    """Those demands with others in their place."""
    return DEMANDS.model_copy(update=over)


def _at(minutes: float) -> datetime:
    """An instant on the day of the sale, `minutes` after the sale was opened."""
    return NOW - timedelta(hours=2) + timedelta(minutes=minutes)


def _sale(*happened: Fact) -> Sale:
    """A sale in which this happened, a minute after one another."""
    opened = facts.SaleOpened(sale_id="j", no="J-0001", client_id="client-1", visit_id="v")
    one = sale_fold.opened(opened, _at(0), "demo")
    for minute, fact in enumerate(happened, 1):
        one = sale_fold.fold(one, fact, _at(minute), "demo")
    return one


def _opinion(minute: float = 1, of: str | None = "assessment-1", on: date | None = None) -> facts.OpinionGiven:
    opinion = Opinion(
        on=on or NOW.date(),
        at=_at(minute),
        by="demo",
        assessment_id=of,
        offered=(OfferedAlike(codes=("W-01",)),),
        withheld=(),
    )
    return facts.OpinionGiven(sale_id="j", opinion=opinion)


def _choice(level: str | None = "R2", minute: float = 2, **over: Any) -> facts.ProductChosen:
    choice = Choice(**{"code": "W-01", "amount": AMOUNT, "level": level, "at": _at(minute)} | over)
    return facts.ProductChosen(sale_id="j", choice=choice)


def _told(item: str, digest: str, minute: float = 3) -> facts.ItemAcknowledged:
    seen = Acknowledged(item=item, at=_at(minute), seconds=20, digest=digest)
    return facts.ItemAcknowledged(sale_id="j", acknowledged=seen, lang="zh", text="…")


def _answered(question: str = "q1", right: bool = True, minute: float = 5) -> facts.UnderstandingTested:
    understood = Understood(question=question, option="A", right=right, at=_at(minute))
    return facts.UnderstandingTested(sale_id="j", understood=understood)


def _printed(kind: str, number: str = "P-1") -> facts.PaperPrinted:
    paper = Printed(kind=kind, number=number, digest="x", at=_at(7))
    return facts.PaperPrinted(sale_id="j", client_id="client-1", printed=paper, content="", pdf_sha256="")


RECORDED = facts.RecordingNoted(sale_id="j", recording=Recording(reference="S-1", made_at=_at(3)))
RETURNED = facts.PapersReturned(sale_id="j", kinds=("disclosure_book",), sentence_seen=True)
COUNTERSIGNED = facts.Countersigned(sale_id="j")
REVIEWED = facts.SaleReviewed(sale_id="j")
WHOLE: tuple[Fact, ...] = (
    _opinion(), _choice(), _told("basics", "d1"), _told("risks", "d2", 4), _answered(), RECORDED,
    _printed("opinion"), _printed("disclosure_book"), RETURNED, COUNTERSIGNED,
)  # fmt: skip


def _world(one: Product | None = None, assessed: Assessment | str | None = "C3", **over: Any) -> SaleContext:
    """Today's world around that sale."""
    demands, now = over.pop("demands", DEMANDS), over.pop("now", NOW)
    of = over.pop("of", None)
    given = match_input(of, assessed, amount=AMOUNT, **over)
    return SaleContext(now=now, match_input=given, product=one or product(), demands=demands)


def _missing(sale: Sale, context: SaleContext) -> dict[Step, list[str]]:
    found = status(sale, context).missing
    return {step: [reason.code for reason in found[step]] for step in STEPS if found[step]}


def test_a_whole_sale_misses_nothing_but_its_archive() -> None:
    """The happy way is open."""
    one = _sale(*WHOLE)
    assert _missing(one, _world()) == {"archive": ["SALE-01.step"]}
    assert may("archive", one, _world()) == ()


@pytest.mark.parametrize(
    ("left_out", "step", "case"),
    [
        (0, "match", "SALE-01.step"),
        (1, "match", "SALE-01.step"),
        (2, "disclose", "SUIT-22.items"),
        (3, "disclose", "SUIT-22.items"),
        (4, "disclose", "SUIT-22.understanding"),
        (5, "confirm", "SALE-09"),
        (6, "confirm", "SALE-13.printed"),
        (7, "confirm", "SALE-13.printed"),
        (8, "confirm", "SALE-13.returned"),
    ],
)
def test_each_predecessor_is_missed(left_out: int, step: Step, case: str) -> None:
    """One thing left out, and its step says so before the countersignature."""
    happened = [fact for at, fact in enumerate(WHOLE[:-1]) if at != left_out]
    assert case in _missing(_sale(*happened), _world())[step]


@pytest.mark.parametrize(
    ("over", "step", "case"),
    [
        ({"of": client(person_profile(notice_given="no"))}, "know", "DATA-01"),
        ({"of": client(person_profile(aml_grade=""))}, "know", "KYC-05"),
        ({"of": client(person_profile(phone=""))}, "know", "KYC-03"),
        ({"of": client(organisation_profile() | {"owner.1.name": ""})}, "know", "KYC-07"),
        ({"of": client(organisation_profile() | {"owner.1.share": "24.9"})}, "know", "KYC-07"),
        ({"assessed": None}, "assess", "SUIT-20.none"),
        ({"assessed": assessment(on=date(2025, 11, 1))}, "assess", "SUIT-20.expired"),
        ({"assessed": assessment(previous_level="C5")}, "assess", "SUIT-19"),
        ({"assessed": assessment(id="assessment-2")}, "match", "SALE-01.opinion"),
        ({"of": client(changed_at=_at(1.5))}, "match", "SALE-01.client_changed"),
        ({"of": client(changed_at=_at(1))}, "match", "SALE-01.client_changed"),  # the same instant: was it judged?
        ({"one": product(issuer_level="R3")}, "match", "SUIT-14"),
        ({"one": product(status="suspended")}, "match", "DESK-03.suspended"),
        ({"demands": _asking(items={"basics": "d1", "risks": "new"})}, "disclose", "SUIT-22.changed"),
        ({"demands": _asking(items={**DEMANDS.items, "fees": "d3"})}, "disclose", "SUIT-22.items"),
        ({"demands": _asking(care_questions=("q9",))}, "disclose", "SUIT-10.care"),
    ],
)  # fmt: skip
def test_what_expired_meanwhile_is_to_be_redone(over: dict[str, Any], step: Step, case: str) -> None:
    """A sale that is resumed days later says by itself what no longer holds, and nothing behind it may go on."""
    one, context = _sale(*WHOLE[:-1]), _world(**over)
    assert case in _missing(one, context)[step]
    behind = [later for later in STEPS[STEPS.index(step) + 1 :] if (step, later) != ("assess", "match")]
    for later in behind:
        assert may(later, one, context)[0] == refuse("SALE-01.step", step=later, needs=step)


@pytest.mark.parametrize("assessed", [None, assessment(on=date(2025, 11, 1)), assessment(previous_level="C5")])
@pytest.mark.parametrize("over", [{}, {"of": client(person_profile(info_refused="yes"))}])
def test_what_fits_everybody_asks_for_no_assessment(assessed: Assessment | None, over: dict[str, Any]) -> None:
    """If it fails, a client who only wants a savings account answers a risk questionnaire first (SUIT-24, SUIT-27)."""
    deposit = product(family="deposit", regime="none", issuer_level=None, bank_level=None)
    none_yet, opinion = _sale(), _opinion(of=None if assessed is None else assessed.id)
    before = _world(assessed=assessed, **over).model_copy(update={"product": None, "demands": Demands()})
    assert _missing(none_yet, before)["match"] == ["SALE-01.step"]
    assert "assess" not in _missing(none_yet, before)
    assert may("match", none_yet, before) == ()
    chosen = _sale(opinion, _choice(level=None), *WHOLE[2:-1])
    found = _missing(chosen, _world(deposit, assessed, **over))
    assert found == {"confirm": ["SALE-13.countersign"], "archive": ["SALE-01.step"]}


def test_another_assessment_leaves_the_opinion_on_a_deposit() -> None:
    """If it fails, a deposit is told and printed anew because its buyer was assessed meanwhile (SUIT-24)."""
    deposit = product(family="deposit", regime="none", issuer_level=None, bank_level=None)
    one = _sale(_opinion(of=None), _choice(level=None), *WHOLE[2:-1])
    assert "match" not in _missing(one, _world(deposit, "C3"))
    assert _missing(one, _world(product(), "C3"))["match"] == ["SALE-01.opinion"]


def test_the_day_of_a_change_is_the_branchs() -> None:
    """A file changed before eight in the morning would be said to have been changed the day before."""
    here = timezone(timedelta(hours=8))
    at = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    context = _world(of=client(changed_at=at), now=NOW.astimezone(here))
    one = _sale(*WHOLE[:-1])
    assert one.opinion is not None
    early = one.model_copy(update={"opinion": one.opinion.model_copy(update={"at": at})})
    (reason,) = match_missing(early, context)
    assert (reason.code, reason.saw["changed_on"]) == ("SALE-01.client_changed", "2026-11-21")


@pytest.mark.parametrize(
    "owner", [{"share": "25"}, {"basis": "control", "share": ""}, {"basis": "manager", "share": ""}]
)
def test_kyc_07_an_owner_by_share_control_or_else_the_manager(owner: dict[str, str]) -> None:
    """A quarter is enough; so is control; failing both, the daily manager."""
    of = client(organisation_profile(**{f"owner.1.{key}": value for key, value in owner.items()}))
    assert "know" not in _missing(_sale(), _world(of=of))


def test_an_opinion_serves_thirty_days() -> None:
    """The thirtieth day itself is good."""
    for days, stale in ((30, False), (31, True)):
        old = _sale(_opinion(on=NOW.date() - timedelta(days)), *WHOLE[1:-1])
        assert ("SALE-01.opinion" in _missing(old, _world()).get("match", [])) == stale


def test_a_professional_institution_walks_without_an_assessment() -> None:
    """SUIT-17."""
    of = client(organisation_profile(org_kind="professional"), licence=VERIFIED)
    one = _sale(_opinion(of=None), *WHOLE[1:-1])
    assert _missing(one, _world(of=of, assessed=None)) == {
        "confirm": ["SALE-13.countersign"], "archive": ["SALE-01.step"]
    }  # fmt: skip


@pytest.mark.parametrize("redone", range(4))
def test_redoing_a_step_undoes_those_behind_it(redone: int) -> None:
    """After a new match, choice or telling, the papers that came back signed were signed on something else."""
    again = (_opinion(11), _choice(code="W-02", minute=11), _told("basics", "d1", 11), _answered(minute=11))[redone]
    one = _sale(*WHOLE[:-1], again)
    assert one.printed == ()
    assert one.returned == ()
    assert not one.sentence_seen
    if redone < 2:
        assert one.acknowledged == ()
        assert one.understood == ()
        assert one.recording is None
    assert (one.choice is None) == (redone == 0)


def test_another_amount_keeps_what_still_holds() -> None:
    """If it fails, a client who takes more of the same product is told everything anew, or not what changed with the
    amount (SUIT-22)."""
    more = _choice(minute=11, amount=AMOUNT * 2)
    one = _sale(*WHOLE[:-1], more)
    assert [seen.item for seen in one.acknowledged] == ["basics", "risks"]
    assert (one.recording, one.printed) == (None, ())
    context = _world()
    demands = context.demands.model_copy(update={"items": {"basics": "d1", "risks": "d9"}})
    reworded = context.model_copy(update={"demands": demands})
    (missing,) = disclose_missing(one, reworded)
    assert (missing.code, missing.saw["missing"]) == ("SUIT-22.items", "risks")
    told = sale_fold.fold(one, _told("risks", "d9", 12), _at(12), "demo")
    assert told.understood == (), "the questions were about the old words"


def test_papers_of_a_visit_hold_for_its_other_sales() -> None:
    """If it fails, a client who buys two products signs the same questionnaire twice, or none at all (SALE-13)."""
    sheet = _printed("questionnaire")
    shared = sheet.model_copy(update={"printed": sheet.printed.model_copy(update={"visit": True})})
    back = facts.PapersReturned(sale_id="j", kinds=("questionnaire",), sentence_seen=False)
    first, second = _sale(_opinion(), _choice(), shared, back), _sale(_opinion())
    assert visit_papers(second, [first]) == VisitPapers(numbers={"questionnaire": "P-1"}, returned=("questionnaire",))
    assert visit_papers(_sale(_opinion(of="another")), [first]) == VisitPapers(), "signed on another assessment"
    left = sale_fold.fold(first, facts.SaleAbandoned(sale_id="j", reason="x"), _at(9), "demo")
    assert visit_papers(second, [left]) == VisitPapers(), "nothing was sold on it"
    again = sale_fold.fold(first, _choice(code="W-02", minute=9), _at(9), "demo")
    assert [one.kind for one in again.printed] == ["questionnaire"]
    assert again.returned == ("questionnaire",)
    anew = sale_fold.fold(again, _opinion(10, of="another"), _at(10), "demo")
    assert anew.printed == ()


def test_a_stated_wish_undoes_nothing() -> None:
    """It filters what is shown; the choice was judged by its own amount."""
    one = _sale(*WHOLE[:-1], facts.WishStated(sale_id="j", wish=Wish(goal="growth")))
    assert "disclose" not in _missing(one, _world())
    assert one.returned


def test_new_words_make_the_old_book_worthless() -> None:
    """The text of an item changed and was told again: questions, recording and papers were about the old words."""
    one = _sale(*WHOLE[:-1], _told("risks", "new", 11))
    context = _world(demands=_asking(items={"basics": "d1", "risks": "new"}))
    assert set(_missing(one, context)) == {"disclose", "confirm", "archive"}
    assert _missing(one, context)["disclose"] == ["SUIT-22.understanding"]
    assert {"SALE-09", "SALE-13.printed", "SALE-13.returned", "SALE-03"} <= set(_missing(one, context)["confirm"])


def test_the_same_words_told_again_keep_the_answers() -> None:
    """A wrong answer leads back to its paragraph; the other answers need not be given again."""
    one = _sale(*WHOLE[:6], _told("risks", "d2", 11))
    assert one.understood
    assert one.recording
    assert "disclose" not in _missing(one, _world())


def test_the_last_answer_counts() -> None:
    """Right first and wrong later is not understood."""
    assert "disclose" not in _missing(_sale(*WHOLE[:4], _answered(right=False), _answered()), _world())
    wrong = _sale(*WHOLE[:4], _answered(), _answered(right=False))
    assert _missing(wrong, _world())["disclose"] == ["SUIT-22.understanding"]


def test_a_new_print_of_a_signed_paper_wants_a_new_signature() -> None:
    """The one that came back is not the one that is filed."""
    one = _sale(*WHOLE[:-1], _printed("disclosure_book", "P-9"))
    assert _missing(one, _world())["confirm"] == ["SALE-13.returned", "SALE-03", "SALE-13.countersign"]
    other = _sale(*WHOLE[:-1], _printed("comparison", "P-9"))
    assert _missing(other, _world())["confirm"] == ["SALE-13.countersign"]


def test_a_paper_printed_before_the_telling_ended_does_not_count() -> None:
    """The book says when each item was acknowledged."""
    early = _sale(*WHOLE[:2], _printed("opinion"), _printed("disclosure_book"), *WHOLE[2:6], RETURNED)
    assert "SALE-13.printed" in _missing(early, _world())["confirm"]


def test_sale_03_the_copied_sentence_must_stand_there() -> None:
    """Returned is not enough; where no paper carries the sentence, none is asked for."""
    one = _sale(*WHOLE[:-2], RETURNED.model_copy(update={"sentence_seen": False}))
    assert _missing(one, _world())["confirm"] == ["SALE-03", "SALE-13.countersign"]
    plain = _asking(copied_sentence=False)
    assert _missing(one, _world(demands=plain))["confirm"] == ["SALE-13.countersign"]


def test_a_second_person_reviews_where_it_was_due_at_the_countersignature() -> None:
    """SALE-13: what the world says later neither adds the review nor takes it away."""
    one = _sale(*WHOLE[:-1], COUNTERSIGNED.model_copy(update={"review": "R4"}))
    assert _missing(one, _world())["confirm"] == ["SALE-13.review"]
    assert may("archive", one, _world())[0] == refuse("SALE-01.step", step="archive", needs="confirm")
    reviewed = _sale(*WHOLE[:-1], COUNTERSIGNED.model_copy(update={"review": "R4"}), REVIEWED)
    assert may("archive", reviewed, _world()) == ()
    later = _asking(review="R4")
    assert may("archive", _sale(*WHOLE), _world(demands=later)) == ()


@pytest.mark.parametrize(
    "over",
    [
        {"assessed": assessment(on=date(2025, 1, 1))},
        {"assessed": assessment(id="assessment-2", level="C1")},
        {"of": client(person_profile(notice_given="no"))},
        {"of": client(changed_at=NOW)},
        {"one": product(issuer_level="R5", status="ended")},
        {"demands": _asking(items={"basics": "new"}, papers=("level_change",))},
    ],
)
def test_what_was_confirmed_is_judged_no_more(over: dict[str, Any]) -> None:
    """Otherwise a sale that waits for its review over a birthday could be neither finished nor mended."""
    one = _sale(*WHOLE)
    assert _missing(one, _world(**over)) == {"archive": ["SALE-01.step"]}
    assert may("archive", one, _world(**over)) == ()


def test_nothing_is_told_or_chosen_after_the_countersignature() -> None:
    """The confirmed sale stands as it was confirmed."""
    one = _sale(*WHOLE)
    for step in STEPS[:4]:
        assert may(step, one, _world()) == (refuse("SALE-01.signed", sale="J-0001"),)


@pytest.mark.parametrize(
    "end",
    [facts.SaleArchived(sale_id="j", shelf="A-1"), facts.SaleAbandoned(sale_id="j", reason="客户放弃")],
)
def test_a_closed_sale_stays_closed(end: Fact) -> None:
    """Whatever the world says now: what was, was."""
    one = _sale(*WHOLE, end)
    for step in STEPS:
        assert may(step, one, _world()) == (refuse("SALE-01.closed", sale="J-0001"),)
    assert _missing(one, _world(assessed=None)) == {}


@pytest.mark.parametrize(
    ("one", "of", "hours", "case"),
    [
        (product(), client(), None, ""),
        (private(), client(), 24, "SALE-08"),
        (product(issuer_level="R4"), client(person_profile(date(1950, 1, 1))), 24, "SUIT-10.thinking"),
        (product(issuer_level="R3"), client(person_profile(date(1950, 1, 1))), None, ""),
    ],
)
def test_time_to_think_runs_from_the_last_item(one: Product, of: Any, hours: int | None, case: str) -> None:
    """SUIT-10, SALE-08: only then has the client been told all; who comes at the minute that was said may sign."""
    told = _sale(*WHOLE[:-1])
    context = _world(one, of=of)
    found = thinking_until(told, context)
    if hours is None:
        assert found is None
        return
    end = _at(4) + timedelta(hours=hours)
    assert found == (case, end)
    early = [
        reason.code for reason in confirm_ready(told, context.model_copy(update={"now": end - timedelta(seconds=1)}))
    ]
    assert case in early
    assert case not in [reason.code for reason in confirm_ready(told, context.model_copy(update={"now": end}))]
    late = tuple(item.model_copy(update={"at": item.at + timedelta(seconds=1)}) for item in told.acknowledged)
    found = thinking_until(told.model_copy(update={"acknowledged": late}), context)
    assert found == (case, end + timedelta(minutes=1)), "never a minute that is said too early"


def _from_signing(of: Any) -> SaleContext:
    """The world of a private product where the pack lets the hours run from the signed papers' return."""
    context = _world(private(issuer_level="R4"), of=of)
    limits = context.match_input.thresholds.model_copy(update={"private_thinking_signed": 1})
    return context.model_copy(update={"match_input": context.match_input.model_copy(update={"thresholds": limits})})


def test_a_private_product_is_thought_over_after_signing() -> None:
    """SALE-08: the book promises a day after signing; it ran from the telling, so who signed a day later had no day to
    cancel in."""
    context, unsigned = _from_signing(client()), _sale(*WHOLE[:-2])
    assert thinking_until(unsigned, context) is None
    assert thinking_awaits_papers(unsigned, context)
    signed = sale_fold.fold(unsigned, RETURNED, _at(60 * 24), "demo")
    end = _at(60 * 48)
    assert thinking_until(signed, context) == ("SALE-08", end)
    assert not thinking_awaits_papers(signed, context)
    early = confirm_ready(signed, context.model_copy(update={"now": end - timedelta(seconds=1)}))
    assert [one.code for one in early if one.code == "SALE-08"] == ["SALE-08"]
    assert "SALE-08" not in [one.code for one in confirm_ready(signed, context.model_copy(update={"now": end}))]
    elder = client(person_profile(date(1950, 1, 1)))
    assert thinking_until(unsigned, _from_signing(elder)) == ("SUIT-10.thinking", _at(4 + 60 * 24))
    assert thinking_until(signed, _from_signing(elder)) == ("SALE-08", end), "the later of both"


def test_the_day_after_signing_begins_with_the_last_paper_that_is_back() -> None:
    """SALE-08: what is ticked again does not move it, a paper that was printed anew does; none back, none begun."""
    signed = _sale(*WHOLE[:-1])
    assert signed.returned_at == _at(9)
    unseen = sale_fold.fold(signed, RETURNED.model_copy(update={"sentence_seen": False}), _at(20), "demo")
    assert unseen.returned_at == _at(9)
    anew = sale_fold.fold(signed, _printed("disclosure_book", "P-2"), _at(30), "demo")
    assert anew.returned_at is None
    assert sale_fold.fold(anew, RETURNED, _at(40), "demo").returned_at == _at(40)
    none = sale_fold.fold(signed, RETURNED.model_copy(update={"kinds": ()}), _at(50), "demo")
    assert none.returned_at is None


def test_the_end_of_the_time_to_think_is_said_as_the_branchs_clock_shows_it() -> None:
    """An instant of another zone, to the microsecond, tells nobody at a counter when to come back."""
    here = timezone(timedelta(hours=8))
    context = _world(private(), of=client()).model_copy(update={"now": _at(4).astimezone(here)})
    (reason,) = [one for one in confirm_ready(_sale(*WHOLE[:-1]), context) if one.code == "SALE-08"]
    end = (_at(4) + timedelta(hours=24)).astimezone(here)
    assert reason.saw["until"] == f"{end:%Y-%m-%d %H:%M}"


def test_suit_25_the_clients_own_choice_holds_only_for_insurance_that_merely_does_not_fit() -> None:
    """As soon as anything else speaks against it, the insistence is worth nothing."""
    above = insurance(code="W-01", issuer_level="R4", design="traditional")
    insisted = _sale(_opinion(), _choice("R4", own_choice=True), *WHOLE[2:-1])
    assert "match" not in _missing(insisted, _world(above))
    assert _missing(_sale(_opinion(), _choice("R4"), *WHOLE[2:-1]), _world(above))["match"] == ["SUIT-25"]
    refusing = _world(above, of=client(person_profile(info_refused="yes")))
    assert _missing(insisted, refusing)["match"] == ["SUIT-25", "SUIT-27"]
    wealth = product(issuer_level="R4")
    assert _missing(insisted, _world(wealth))["match"] == ["SUIT-02"]


def test_what_the_client_chose_against_advice_stays_so_till_its_review() -> None:
    """SUIT-25: a signed own choice is not refused at its review for what it was signed for; without one it is."""
    above = insurance(code="W-01", issuer_level="R4", design="traditional")
    for own, refused in ((True, []), (False, ["SUIT-25"])):
        signed = _sale(_opinion(), _choice("R4", own_choice=own), *WHOLE[2:-1], COUNTERSIGNED)
        assert [one.code for one in since_signed(signed, _world(above)).refused] == refused
    assert since_signed(_sale(*WHOLE[:-1]), _world(above)) == Since(), "it is not signed"


def test_a_private_product_of_whom_nobody_verified_any_more_is_complete_with_nobody() -> None:
    """SUIT-21: what made the client qualified was found false before the review."""
    signed = _sale(_opinion(), _choice("R4"), *WHOLE[2:-1], COUNTERSIGNED)
    found = since_signed(signed, _world(private(code="W-01", issuer_level="R3")))
    assert "SUIT-21" in {one.code for one in found.refused}
    assert "SUIT-21" not in {one.code for one in found.told}


def test_a_withheld_product_stops_the_sale_with_the_reasons() -> None:
    """The step says why, not merely that."""
    one = _sale(*WHOLE[:-1])
    found = status(one, _world(assessed="C1")).missing["match"]
    assert found == (refuse("SUIT-02", product_level="R2", client_level="C1"),)


def test_a_fact_of_something_else_does_not_change_a_sale() -> None:
    """A slip in the program must be loud."""
    with pytest.raises(TypeError, match=r"desk\.unlocked/1"):
        sale_fold.fold(_sale(), facts.DeskUnlocked(), NOW, "demo")


def test_withheld_products_are_kept_with_their_reasons() -> None:
    """QUES-07 and SUIT-09: the opinion survives a trip through the journal."""
    reasons = (refuse("SUIT-02", product_level="R5", client_level="C3"),)
    withheld = WithheldAlike(codes=("W-02", "W-03"), reasons=reasons)
    opinion = _opinion().opinion.model_copy(update={"withheld": (withheld,)})
    fact = facts.OpinionGiven(sale_id="j", opinion=opinion)
    assert facts.OpinionGiven.model_validate_json(fact.model_dump_json()) == fact
