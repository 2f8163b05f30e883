"""A client with two assessments: each product is matched with the one whose questionnaire serves it (SUIT-24)."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.desk import assess, checking, clients, matching, printing, sales, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.proving.sales_then import wrong_sales
from rmdesk.domain import facts, people_facts
from rmdesk.domain.match import Withheld
from rmdesk.domain.ranking import Wish
from rmdesk.formpack import Pack
from rmdesk.formpack.comparing import compare
from rmdesk.tui.lines import client_rows
from support.clock import Clock
from support.desks import codes, done, new_desk, rested
from support.people import product
from support.two_forms import SECURITIES, TITLE, two_form_pack
from support.walk import assessed, put_on, register, register_organisation, start

AMOUNT = Decimal(20_000)


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk whose pack has two questionnaires for persons, and a product of either regime."""
    with new_desk(tmp_path / "desk", two_form_pack(), clock) as one:
        put_on(one, product(), product(code="F-01", family="fund", regime="securities", issuer_level="R4"))
        yield one


def _verdicts(desk: Desk, client_id: str) -> dict[str, list[str]]:
    found = done(matching.match(desk, client_id))
    both = (*found.offered, *found.withheld)
    return {
        one.code: [why.code for why in verdict.reasons] if isinstance(verdict, Withheld) else []
        for one, verdict in both
    }


def test_each_product_takes_the_level_of_its_own_questionnaire(desk: Desk, clock: Clock) -> None:
    """If it fails, a fund is sold at the level of the bank's form, or one assessment stands for another regime's."""
    client = register(desk)
    assert _verdicts(desk, client.id) == {"W-01": ["SUIT-20.form"], "F-01": ["SUIT-20.form"]}
    assessed(desk, client, "C2")
    assert _verdicts(desk, client.id) == {"W-01": [], "F-01": ["SUIT-20.form"]}
    (why,) = next(one.reasons for of, one in done(matching.match(desk, client.id)).withheld if of.code == "F-01")
    assert TITLE in desk.pack.say(why, "zh").text
    clock.forward(minutes=1)
    second = assessed(desk, client, "C4", questionnaire="securities")
    assert (second.questionnaire, second.form_id, second.previous_level) == ("securities", "securities", None)
    assert _verdicts(desk, client.id) == {"W-01": [], "F-01": []}
    (line,) = done(clients.find(desk, client.no, 5))
    assert line.level == "C2", "lists name the general level"
    assert done(assess.recompute(desk, second.id)).level == "C4"


def test_a_sale_stands_on_its_own_questionnaire_to_the_file(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """If it fails, the papers show the other regime's answers, or a retake there undoes this sale."""
    client = register(desk)
    assessed(desk, client, "C2")
    second = assessed(desk, client, "C4", questionnaire="securities")
    clock.forward(minutes=1)
    walk = start(desk, clock, client).match().choose("F-01")
    assert walk.view.sale.stands_on == second.id
    rested(desk, clock, days=1)
    assessed(desk, client, "C1")
    assert walk.view.status.current == "disclose", "the fund does not stand on the bank's questionnaire"
    walk.tell().understand().record().print(tmp_path)
    assert next(one for one in walk.view.sale.printed if one.kind == "questionnaire")
    assert walk.view.context.assessment == second
    walk.take_back()
    walk.countersign()
    assert list(wrong_sales(desk)) == []
    assert done(checking.verify(desk, replay=True)).ok
    wealth = start(desk, clock, client).match()
    assert codes(selling.choose(desk, wealth.id, "W-01", AMOUNT)) == ["SUIT-02"]


def test_each_questionnaire_is_reassessed_by_itself(desk: Desk, clock: Clock) -> None:
    """If it fails, an assessment runs out unseen because another one was taken later (SUIT-20)."""
    client = register(desk)
    assessed(desk, client, "C3")
    rested(desk, clock, days=30)
    assessed(desk, client, "C3", questionnaire="securities")
    due = [one for one in done(client_dues.of_client(desk, client.id)) if one.kind == "reassess"]
    assert [(one.questionnaire, one.on.month) for one in due] == [("", 11), ("securities", 12)]
    rested(desk, clock, days=340)
    assert _verdicts(desk, client.id) == {"W-01": ["SUIT-20.expired"], "F-01": ["SUIT-02"]}


def test_a_questionnaire_that_the_pack_lacks_is_refused(desk: Desk) -> None:
    """If it fails, answers to a form that nobody adopted make a level (QUES-07), or one form's pass for another's."""
    client = register(desk)
    assert codes(assess.begin(desk, client.id, questionnaire="futures")) == ["QUES-07.form"]
    take = done(assess.begin(desk, client.id))
    assert codes(assess.finish(desk, take._replace(key="securities"))) == ["QUES-07.form"]
    assert codes(assess.finish(desk, take._replace(key="futures"))) == ["QUES-07.form"]


def test_one_assessment_under_the_other_key_is_named_by_the_rules(desk: Desk, clock: Clock) -> None:
    """If it fails, a forged key lets the bank's answers carry a fund, and `verify --rules` is silent (QUES-07)."""
    client = register(desk)
    taken = assessed(desk, client, "C4")
    clock.forward(minutes=1)
    forged = taken.model_copy(update={"id": desk.new_id(), "questionnaire": "securities", "taken_at": desk.now()})
    desk.record(facts.AssessmentTaken(assessment=forged), client.id)
    assert [one.what for one in done(checking.rules(desk)).faults if one.what != "id"] == ["QUES-07"]


def test_papers_about_several_products_name_each_level(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """If it fails, a proposal with funds in it shows the bank's level alone, or none is made at all (DESK-04)."""
    client = register(desk)
    assessed(desk, client, "C4", questionnaire="securities")
    clock.forward(minutes=1)
    walk = start(desk, clock, client).match(Wish(amount=AMOUNT))
    (sheet,) = done(printing.print_sale(desk, walk.id, tmp_path, "zh", ("proposal",)))
    text = str(printing.printed_document(desk, sheet.number))
    assert TITLE in text
    assert "F-01" in text
    assert "W-01" not in text


def test_both_questionnaires_can_be_printed(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """If it fails, a client gets the answers of one form alone, whichever was asked for (SUIT-05)."""
    client = register(desk)
    general = assessed(desk, client, "C2")
    clock.forward(minutes=1)
    second = assessed(desk, client, "C4", questionnaire="securities")
    for one in (general, second):
        (sheet,) = done(
            printing.print_client(desk, client.id, tmp_path, "zh", ("questionnaire",), assessment_id=one.id)
        )
        text = str(printing.printed_document(desk, sheet.number))
        assert (TITLE in text) == (one is second)
    assert done(sales.of_client(desk, client.id)) == ()


def test_answers_of_a_form_that_nobody_knew_stand_for_nothing(desk: Desk, clock: Clock) -> None:
    """If it fails, a forged assessment of an unknown form ends every screen of the client, or carries a sale."""
    client = register(desk)
    taken = assessed(desk, client, "C2")
    for key, digest in (("futures", taken.pack_digest), ("securities", "0" * 64)):
        clock.forward(minutes=1)
        over = {"id": desk.new_id(), "questionnaire": key, "pack_digest": digest, "level": "C5", "taken_at": desk.now()}
        desk.record(facts.AssessmentTaken(assessment=taken.model_copy(update=over)), client.id)
        assert codes(assess.recompute(desk, str(over["id"]))) == ["QUES-07.form"]
    assert _verdicts(desk, client.id) == {"W-01": [], "F-01": ["SUIT-20.form"]}
    assert len(done(assess.history(desk, client.id))) == 3
    assert [one.what for one in done(checking.rules(desk)).faults if one.what != "id"] == ["QUES-07", "QUES-07"]


def test_answers_of_another_audience_or_level_stand_for_nothing(desk: Desk, clock: Clock) -> None:
    """If it fails, a person's answers in a company's file, or a level of no pack, end every screen of the client."""
    person, company = register(desk), register_organisation(desk)
    general = assessed(desk, person, "C2")
    second = assessed(desk, person, "C4", questionnaire="securities")
    for client, taken, level in ((company, second, "C4"), (company, general, "C2"), (person, general, "C9")):
        clock.forward(minutes=1)
        over = {"id": desk.new_id(), "client_id": client.id, "taken_at": desk.now(), "level": level}
        desk.record(facts.AssessmentTaken(assessment=taken.model_copy(update=over)), client.id)
    assert _verdicts(desk, company.id) == {"W-01": ["SUIT-20.none"], "F-01": ["SUIT-20.none"]}
    assert _verdicts(desk, person.id) == {"W-01": [], "F-01": []}
    assert [one.what for one in done(checking.rules(desk)).faults if one.what != "id"] == ["QUES-07"] * 3
    rested(desk, clock, days=1)
    assert assessed(desk, person, "C2").previous_level == "C2"


def test_a_pack_that_serves_otherwise_is_asked_again(desk: Desk, clock: Clock, pack: Pack) -> None:
    """If it fails, a fund is signed at a level of a questionnaire that the pack in force has no more (SUIT-24)."""
    client = register(desk)
    assessed(desk, client, "C2")
    assessed(desk, client, "C4", questionnaire="securities")
    clock.forward(minutes=1)
    walk = start(desk, clock, client).match().choose("F-01")
    _adopt(desk, pack)
    assert [one.code for one in walk.view.status.missing["match"]] == ["SUIT-24.served"]
    assert _verdicts(desk, client.id) == {"W-01": [], "F-01": ["SUIT-02"]}
    assert "SUIT-02" in codes(selling.choose(desk, walk.id, "F-01", AMOUNT))
    rested(desk, clock, days=1)  # both count for the day (SUIT-18)
    assessed(desk, client, "C2")
    due = [one.questionnaire for one in done(client_dues.of_client(desk, client.id)) if one.kind == "reassess"]
    assert due == [""], "nobody can end what the pack dropped"


def test_a_questionnaire_that_serves_more_is_shown_as_looser(pack: Pack) -> None:
    """If it fails, two people adopt unseen that the bank's level opens funds (DATA-08, SUIT-24)."""
    found = {(one.file, one.key): one.way for one in compare(two_form_pack(), pack)}
    assert found["questionnaire.toml", "regimes"] == "looser"
    assert found[SECURITIES, ""] == "gone"
    back = {(one.file, one.key): one.way for one in compare(pack, two_form_pack())}
    assert back["questionnaire.toml", "regimes"] == "tighter"


def _adopt(desk: Desk, pack: Pack) -> None:
    agreed = people_facts.SecondPersonAgreed(act="packs.adopt", about=pack.digest)
    desk.record(agreed, "desk")
    desk.record(facts.PackAdopted(digest=pack.digest, files=pack.files, begins=desk.today()), "desk")
    desk.pack = pack


def test_a_level_that_the_pack_has_no_more_is_still_shown_and_printed(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """If it fails, the bank's next form pack ends the list of clients, and no questionnaire of before is printed."""
    client = register(desk)
    taken = assessed(desk, client, "C2")
    clock.forward(minutes=1)
    over = {"id": desk.new_id(), "level": "C9", "previous_level": "C2", "taken_at": desk.now()}
    desk.record(facts.AssessmentTaken(assessment=taken.model_copy(update=over)), client.id)
    (line,) = done(clients.page(desk))
    assert "C9" in client_rows.rows(desk, "zh", [line])[0].cells
    for kind in ("questionnaire", "level_change"):
        (sheet,) = done(printing.print_client(desk, client.id, tmp_path, "zh", (kind,), assessment_id=str(over["id"])))
        assert "C9" in str(printing.printed_document(desk, sheet.number))
