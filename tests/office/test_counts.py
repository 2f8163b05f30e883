"""How often a client was assessed at other desks, and who has files at several: told to each desk of its own alone."""

from collections.abc import Iterator

from exchange.meeting import SECOND, refused_as
from office.headquarters import AN, BO, Headquarters
from rmdesk.desk import assess, checking, client_file
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange.counted import AtOthers
from rmdesk.desk.exchange.enrolling import strike
from rmdesk.domain.client import Client
from rmdesk.domain.directives import CountedElsewhere, CountsGiven, PersonCounted
from rmdesk.domain.facts import AssessmentTaken, ClientRegistered
from rmdesk.domain.refusal import Refused, refuse
from rmdesk.faces.sale.person import said_of_others
from rmdesk.office import directing
from rmdesk.office.directing import Second
from support.clock import Clock
from support.desks import done
from support.tiers import longer
from support.walk import assessed, register

NAME, NUMBER = "欧阳静怡", "E7654321"


def in_both(desk: Desk, other: Desk) -> tuple[Client, Client]:
    """A person with a file at each desk, beside somebody whom each has alone."""
    register(desk)
    register(other, name="司徒明", id_type="passport", id_number="E1111111")
    mine, theirs = (register(one, name=NAME, id_type="passport", id_number=NUMBER) for one in (desk, other))
    return mine, theirs


def counted_at(head: Headquarters, *desks: Desk) -> int:
    """Everything comes in and is counted; so many directives are new."""
    for one in desks:
        done(head.load(head.bundle(one)))
    head.project()
    return done(directing.counts(head.office, head.dsn, Second(head.folder, BO), head.clock()))


def told(head: Headquarters, *desks: Desk) -> int:
    """And goes back."""
    new = counted_at(head, *desks)
    for one in desks:
        head.answer(one)
        assert one.store.replay().faults == ()
        assert done(checking.rules(one)).faults == ()
    return new


def given(head: Headquarters) -> Iterator[CountsGiven]:
    """Every count that was handed down."""
    for one in done(directing.said(head.office, head.dsn)):
        assert isinstance(one.fact.directive, CountsGiven)
        yield one.fact.directive


def refusals(answer: object) -> list[object]:
    """What was refused, with its figures."""
    assert isinstance(answer, Refused), answer
    return list(answer.reasons)


def at_others(desk: Desk, client: Client) -> AtOthers:
    """What head office told there."""
    found = done(assess.at_others(desk, client.id))
    assert found is not None
    return found


@longer
def test_nobody_is_assessed_too_often_at_two_desks(head: Headquarters, desk: Desk, other: Desk, clock: Clock) -> None:
    """If it fails, a client who was turned away at one desk answers until it fits at the next one (SUIT-18)."""
    mine, theirs = in_both(desk, other)
    assert done(assess.at_others(other, theirs.id)) is None
    assessed(desk, mine, "C2")
    clock.forward(minutes=30)
    assessed(other, theirs)
    assert told(head, desk, other) == 2
    assert told(head, desk, other) == 0
    assert done(assess.known_counts(other, theirs.id)) == (2, 2)
    answer = assess.begin(other, theirs.id)
    assert refusals(answer) == [refuse("SUIT-18.day_elsewhere", here=1, elsewhere=1, most=2)]
    found = at_others(other, theirs)
    assert (found.days, found.level, found.by, found.second) == ((desk.today(),), "C2", AN.login, BO.login)
    assert found.desks == (desk.store.device,)
    for _ in range(3):
        clock.forward(days=1)
        assessed(desk, mine, "C3")
        clock.forward(minutes=30)
        assessed(other, theirs, "C3")
    clock.forward(days=1)
    taken = assessed(other, theirs, "C3")
    assert (taken.bank_today, taken.bank_year) == (0, 5), "head office does not know the last days yet"
    assert told(head, desk, other) == 2
    clock.forward(days=1)
    answer = assess.begin(other, theirs.id)
    assert refusals(answer) == [refuse("SUIT-18.year_elsewhere", here=5, elsewhere=4, most=8)]


def test_a_desk_learns_of_its_own_clients_alone(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, a stolen laptop tells who is a client of every other branch."""
    mine, theirs = in_both(desk, other)
    assessed(desk, mine)
    told(head, desk, other)
    (first,), (second,) = (one.persons for one in given(head))
    assert first.person != second.person, "what one desk was told names nobody at another"
    said = "".join(one.model_dump_json() for one in given(head))
    assert NAME not in said
    assert NUMBER not in said
    facts = [entry.fact for entry in other.store.entries(kind=CountedElsewhere.kind)]
    assert [one.client_id for one in facts if isinstance(one, CountedElsewhere)] == [theirs.id]
    for one in (desk, other):
        opened = one.store.query("SELECT count(*) FROM opened_fact")
        assert opened[0][0] == 1, "what is said to another desk stays shut"


def test_the_file_and_the_questionnaire_say_where_it_is_from(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, nobody sees that a client has a second file elsewhere, or who said so."""
    mine, theirs = in_both(desk, other)
    assessed(desk, mine)
    told(head, desk, other)
    assert said_of_others(other, theirs.id, "en") == (
        f"Head office, {other.today()} (an, with bo): at other desks 1 today, 1 in 12 months, "
        f"last C3 Balanced on {desk.today()}; files at: {desk.store.device}"
    )
    warned = done(client_file.read(other, theirs.id)).warnings
    assert refuse("DESK-01.elsewhere", client=theirs.no, desks=desk.store.device) in warned


def test_what_two_desks_have_both_is_counted_once(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, a file of which a copy lived on counts twice, and nobody may assess the client."""
    assessed(desk, register(desk, name=NAME, id_type="passport", id_number=NUMBER))
    for entry in desk.store.entries():
        if isinstance(entry.fact, ClientRegistered | AssessmentTaken):
            other.record(entry.fact, entry.subject)
    counted_at(head, desk, other)
    assert [one.persons[0].days for one in given(head)] == [(), ()]


def test_counts_that_nobody_gave_are_found(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, whoever writes into the own journal that no other desk knows the client is never found out."""
    mine, theirs = in_both(desk, other)
    assessed(desk, mine)
    told(head, desk, other)
    (fact,) = (entry.fact for entry in other.store.entries(kind=CountedElsewhere.kind))
    assert isinstance(fact, CountedElsewhere)
    fewer = PersonCounted(person=fact.counted.person, desks=fact.counted.desks)
    other.record(fact.model_copy(update={"counted": fewer}), theirs.id)
    assert {one.what for one in done(checking.rules(other)).faults} == {"elsewhere"}


def test_one_operator_or_a_struck_off_office_counts_nothing(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, one person alone says how often clients were assessed, or a desk trusts whom it struck off."""
    mine, theirs = in_both(desk, other)
    assessed(desk, mine)
    for one in (desk, other):
        done(head.load(head.bundle(one)))
    head.project()
    alone = Second(head.folder, AN)
    assert refused_as(directing.counts(head.office, head.dsn, alone, head.clock())) == "DATA-08.same_person"
    told(head, desk, other)
    done(strike(other, head.office.card.device, "停用", SECOND))
    assert done(assess.at_others(other, theirs.id)) is None
    assert done(assess.known_counts(other, theirs.id)) == (0, 0)
