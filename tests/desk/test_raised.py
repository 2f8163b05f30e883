"""Every way by which the means that a sale leans on can rise is one raise, which a second person looks at (SUIT-03)."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.desk import assess, checking, clients, confirming, linking, people, sales, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.freeing import freed_by
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings import keeping, rates
from rmdesk.desk.holdings.portfolio import held_by
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.sale import reviewing
from rmdesk.domain.client import Client
from rmdesk.domain.client_changes import raised_beside
from rmdesk.domain.holdings import Holding
from rmdesk.domain.refusal import Refused
from rmdesk.faces.sale.looks import Looks
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done, rested
from support.memory import differences
from support.people import DAY, insurance, person_profile, private, product, staff
from support.people import client as person_client
from support.walk import assessed, put_on, qualify, register, start

LESS, MORE = "800000", "9000000"
SECOND = "second-password"
AMOUNT = Decimal(1_000_000)
PASSPORT = {"id_type": "passport", "id_number": "E1234567"}
OTHER = {**PASSPORT, "phone": "13900000003"}


def _edited(desk: Desk, client: Client, **profile: str) -> Client:
    return done(clients.change(desk, client.id, client.profile | profile, "客户告知", proof=Proof(SECOND, "second")))


def _corrected(desk: Desk) -> Client:
    return _edited(desk, register(desk, financial_assets=LESS), financial_assets=MORE)


def _opened_again(desk: Desk) -> Client:
    """A second file of the same number, opened with more."""
    old, new = register(desk, financial_assets=LESS), register(desk, phone="13900000002", financial_assets=MORE)
    assert old.id != new.id
    return new


def _linked(desk: Desk) -> Client:
    """The file with more bears another number, so that only two people find out that it is one person."""
    old = register(desk, financial_assets=LESS)
    new = register(desk, **OTHER, financial_assets=MORE)
    assert new.raised == ()
    return done(linking.link(desk, old.no, new.no, "重复建档", "证件一致", Proof(SECOND, "second")))


def _renumbered(desk: Desk) -> Client:
    """Opened under another number, and mended to the one that an older file bears."""
    old = register(desk, financial_assets=LESS)
    new = register(desk, **OTHER, financial_assets=MORE)
    same = {key: old.profile[key] for key in ("id_type", "id_number")}
    return _edited(desk, new, **same)


def _raised_there(desk: Desk) -> Client:
    """Raised in the other file first, so that both say the same when they are linked."""
    old = _edited(desk, register(desk, financial_assets=LESS), financial_assets=MORE)
    new = register(desk, **OTHER, financial_assets=MORE)
    return done(linking.link(desk, old.no, new.no, "重复建档", "证件一致", Proof(SECOND, "second")))


def _opened_by_passport(desk: Desk) -> Client:
    """A second file of the same name, birth date and phone, under the number of another document."""
    register(desk, financial_assets=LESS)
    return register(desk, **PASSPORT, financial_assets=MORE)


def _phone_told(desk: Desk) -> Client:
    """Opened with another phone, which is mended to the one of the older file."""
    old = register(desk, financial_assets=LESS)
    return _edited(desk, register(desk, **OTHER, financial_assets=MORE), phone=old.profile["phone"])


WAYS = (_corrected, _opened_again, _linked, _renumbered, _raised_there, _opened_by_passport, _phone_told)


@pytest.fixture
def branch(desk: Desk) -> Desk:
    """A product of R2, and a reviewer who sells nothing."""
    put_on(desk, product())
    done(people.add(desk, staff("second", "reviewer"), SECOND, PASSWORD, COST))
    return desk


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__.strip("_"))
def test_a_sale_on_risen_means_waits_for_a_second_person(
    branch: Desk, clock: Clock, way: Callable[[Desk], Client]
) -> None:
    """Whoever sells would else open a second file, write nine millions into it, and sell the same minute."""
    client = way(branch)
    assessed(branch, client)
    walk = start(branch, clock, client).match().choose("W-01", AMOUNT).tell().understand().record()
    walk.print().take_back().countersign()
    assert walk.view.sale.review == "raised"
    assert "SALE-13.review" in codes(confirming.archive(branch, walk.id))
    seen = {one.key: one.texts for one in Looks(branch, walk.view, "zh").lines()}
    assert "800,000.00" in seen["raised:financial_assets"][1], "the reviewer reads what it was"
    assert not isinstance(reviewing.review(branch, walk.id, "second", SECOND), Refused)
    assert differences(branch.store) == []


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__.strip("_"))
def test_what_the_lower_means_allow_asks_nobody(branch: Desk, clock: Clock, way: Callable[[Desk], Client]) -> None:
    """A reviewer who is asked about every sale looks at none."""
    client = way(branch)
    assessed(branch, client)
    assert start(branch, clock, client).match().choose("W-01", Decimal(100_000)).view.context.demands.review == ""


def _ended(desk: Desk, holding: Holding) -> None:
    done(keeping.end(desk, holding.id, "录错"))


def _lessened(desk: Desk, holding: Holding) -> None:
    done(keeping.change(desk, holding.id, {"amount": "1"}, "录错"))


def _redeemed(desk: Desk, holding: Holding) -> None:
    done(keeping.redeem(desk, holding.id))


HELD = {"product": "W-01", "amount": "390000"}


def test_a_list_that_says_less_frees_nothing_unseen(branch: Desk, tmp_path: Path) -> None:
    """Who sells would else bring in a list of his own (SUIT-03)."""
    client = register(branch, financial_assets=LESS)
    for amount in ("390000", "1", "5"):
        listed = tmp_path / "holdings.csv"
        listed.write_text(
            f"客户编号,产品代码,持有金额,数据日期\n{client.no},W-01,{amount},{branch.today()}\n", encoding="utf-8"
        )
        done(running.bring_in(branch, "holdings", listed, Choice()))
    (held,) = held_by(branch, client.id)
    assert [one.bound for one in held.eased] == [Decimal(390_000)]
    assert [one.amount for one in held.lately(branch.today())] == [Decimal(390_000)]


@pytest.mark.parametrize("way", [_ended, _lessened, _redeemed], ids=lambda one: one.__name__.strip("_"))
def test_a_sale_on_means_that_were_freed_by_hand_waits_for_a_second_person(
    branch: Desk, clock: Clock, way: Callable[[Desk, Holding], None]
) -> None:
    """Whoever sells would else strike out what stands in the way, and sell the same minute."""
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    way(branch, done(keeping.add(branch, client.id, HELD)))
    smaller = start(branch, clock, client).match().choose("W-01", Decimal(10_000))
    assert smaller.view.context.demands.review == "", "what was held before allows it"
    walk = start(branch, clock, client).match().choose("W-01", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    walk.tell().understand().record().print().take_back().countersign()
    assert "SALE-13.review" in codes(confirming.archive(branch, walk.id))
    seen = {one.key: one.texts for one in Looks(branch, walk.view, "zh").lines()}
    assert "390,000.00" in seen["eased:W-01"][1], "the reviewer reads what it was"
    assert differences(branch.store) == []


ELSEWHERE = {"product": "X-9", "name": "他行理财", "family": "wealth", "amount": "390000"}
POLICY = {"product": "P-9", "name": "他行保单", "family": "insurance", "amount": "50000", "payment": "yearly",
          "premium": "100000", "years_left": "2"}  # fmt: skip
SAID_OTHERWISE = {
    "matured": (ELSEWHERE, {"maturity": "2026-11-01"}),
    "a deposit": (ELSEWHERE, {"family": "deposit"}),
    "of small coin": (ELSEWHERE, {"currency": "JPY"}),
    "another product": (
        {"product": "W-01", "amount": "200000"},
        {"product": "X-9", "name": "他行", "family": "wealth"},
    ),
    "paid once": (POLICY, {"payment": "single", "premium": "", "years_left": ""}),
    "paid up": (POLICY, {"years_left": "0"}),
    "of long ago": (POLICY, {"as_of": "2016-01-02"}),
}


@pytest.mark.parametrize("how", SAID_OTHERWISE)
def test_a_holding_that_is_said_to_be_something_else_frees_nothing_unseen(branch: Desk, clock: Clock, how: str) -> None:
    """It binds as much and counts for nothing: who sells would else rename what stands in the way (SUIT-03)."""
    held, said = SAID_OTHERWISE[how]
    bought = "I-01" if held is POLICY else "W-01"
    put_on(branch, insurance(bank_level="R2", issuer_level="R2", minimum=Decimal(10000), step=Decimal(1000)))
    client = register(branch, financial_assets="9000000" if held is POLICY else "500000", family_income_yearly="300000")
    assessed(branch, client)
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "JPY", Decimal("0.05"), branch.today(), "示例牌价"))
    branch.actor = staff("demo", "manager")
    noted = done(keeping.add(branch, client.id, held))
    amount = {"I-01": Decimal(100_000), "W-01": Decimal(240_000 if how == "another product" else 200_000)}[bought]
    refused = selling.choose(branch, start(branch, clock, client).match().id, bought, amount)
    assert {code.partition(".")[0] for code in codes(refused)} == {"SUIT-03"}
    done(keeping.change(branch, noted.id, said, "录错"))
    walk = start(branch, clock, client).match().choose(bought, amount)
    assert walk.view.context.demands.review == "raised"
    walk.tell().understand().record().print().take_back().countersign()
    assert "SALE-13.review" in codes(confirming.archive(branch, walk.id))
    assert differences(branch.store) == []


def test_what_is_heavy_between_two_acts_of_a_day_hides_nowhere(branch: Desk, clock: Clock) -> None:
    """Noted small, made large, made small, touched once more: the day's first and last states are both small."""
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    noted = done(keeping.add(branch, client.id, {**ELSEWHERE, "amount": "10", "family": "deposit"}))
    for said in ({"family": "wealth", "amount": "390000"}, {"amount": "1"}, {"begun_on": "2026-01-05"}):
        done(keeping.change(branch, noted.id, said, "录错"))
    walk = start(branch, clock, client).match().choose("W-01", Decimal(200_000))
    assert walk.view.context.demands.review == "raised"


def _noted(desk: Desk, client: Client, *says: Mapping[str, str]) -> Holding:
    """A holding noted, and said to be something else once and again."""
    first, *then = says
    noted = done(keeping.add(desk, client.id, {**ELSEWHERE, **first}))
    for said in then:
        done(keeping.change(desk, noted.id, said, "录错"))
    return noted


@pytest.mark.parametrize("days", [0, 2])
def test_two_holdings_that_were_heavy_at_different_acts_hide_nowhere(branch: Desk, clock: Clock, days: int) -> None:
    """Each looks small beside the other's small state; what may have been held at once is what counts (SUIT-03)."""
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    other = _noted(branch, client, {"product": "X-2", "amount": "240000"})
    _noted(branch, client, {"amount": "10"}, {"amount": "5"}, {"amount": "200000"}, {"amount": "1"})
    clock.forward(days=days)
    for said in ({"amount": "1"}, {"begun_on": "2026-01-05"}):
        done(keeping.change(branch, other.id, said, "录错"))
    walk = start(branch, clock, client).match().choose("W-01", Decimal(100_000))
    assert walk.view.context.demands.review == "raised"


def test_premiums_of_two_currencies_are_weighed_in_yuan(branch: Desk, clock: Clock) -> None:
    """20,000 dollars a year are more than 30,000 yen, and the yen hid them."""
    put_on(branch, insurance(bank_level="R2", issuer_level="R2", minimum=Decimal(10000), step=Decimal(1000)))
    client = register(branch, financial_assets="90000000", family_income_yearly="400000")
    assessed(branch, client)
    branch.actor = staff("keeper", "product_keeper")
    for currency, worth in (("USD", "7"), ("JPY", "0.05")):
        done(rates.enter(branch, currency, Decimal(worth), branch.today(), "示例牌价"))
    branch.actor = staff("demo", "manager")
    dollars = {**POLICY, "currency": "USD", "premium": "20000", "years_left": "9"}
    yen = {"currency": "JPY", "amount": "40000000", "premium": "30000"}
    noted = done(keeping.add(branch, client.id, dollars))
    for said in (yen, {"currency": "CNY", "amount": "20000", "premium": "1"}):
        done(keeping.change(branch, noted.id, said, "录错"))
    walk = start(branch, clock, client).match().choose("I-01", Decimal(100_000))
    assert walk.view.context.demands.review == "raised"


def test_what_was_typed_beside_a_list_was_held_beside_it(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """The same product of the same day, by a list and by hand: the list goes, and what it brought is forgotten."""
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    listed = tmp_path / "holdings.csv"
    head, day = "客户编号,产品代码,持有金额,起息日,数据日期", branch.today()
    listed.write_text(f"{head}\n{client.no},W-02,240000,2026-01-02,{day}\n", encoding="utf-8")
    put_on(branch, product(code="W-02"))
    brought = done(running.bring_in(branch, "holdings", listed, Choice())).import_id
    typed = {"product": "W-02", "amount": "200000", "begun_on": "2026-01-02"}
    done(keeping.add(branch, client.id, typed))
    done(undoing.take_back(branch, brought))
    walk = start(branch, clock, client).match().choose("W-01", Decimal(100_000))
    assert walk.view.context.demands.review == "raised"


def test_a_maturity_that_is_typed_ahead_frees_nothing_when_it_comes(branch: Desk, clock: Clock) -> None:
    """Typed five weeks before, it would be forgotten on the day on which it frees."""
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    _noted(branch, client, {}, {"maturity": (branch.today() + timedelta(35)).isoformat()})
    rested(branch, clock, days=37)
    walk = start(branch, clock, client).match().choose("W-01", Decimal(200_000))
    assert walk.view.context.demands.review == "raised"
    rested(branch, clock, days=40)
    later = start(branch, clock, client).match().choose("W-01", Decimal(200_000))
    assert later.view.context.demands.review == ""


def test_a_maturity_that_was_typed_ahead_counts_also_once_it_was_ended(branch: Desk, clock: Clock) -> None:
    """Ended before the typed day, it would be forgotten with that day; and who typed it reviews no sale on it."""
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    noted = _noted(branch, client, {}, {"maturity": (branch.today() + timedelta(35)).isoformat()})
    rested(branch, clock, days=20)
    _ended(branch, noted)
    rested(branch, clock, days=18)
    walk = start(branch, clock, client).match().choose("W-01", Decimal(200_000))
    assert walk.view.context.demands.review == "raised"
    rested(branch, clock, days=15)
    assert branch.actor.login in freed_by(branch, client.id)


def test_what_stood_is_weighed_by_the_rates_by_which_it_is_judged(branch: Desk, clock: Clock) -> None:
    """By the seller's own rate the dollars were little beside the yuan that he makes of them, and were forgotten."""
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "USD", Decimal(7), branch.today() - timedelta(2), "总行牌价"))
    branch.actor = staff("demo", "manager")
    _noted(branch, client, {"amount": "60000", "currency": "USD"}, {"amount": "100000", "currency": "CNY"})
    done(rates.enter(branch, "USD", Decimal("0.1"), branch.today(), "报价"))
    walk = start(branch, clock, client).match().choose("W-01", Decimal(200_000))
    assert walk.view.context.demands.review == "raised"


AGO: tuple[tuple[Mapping[str, str], str, Callable[[Desk], Mapping[str, str]], Mapping[str, str]], ...] = (
    (ELSEWHERE, "W-01", lambda desk: {"maturity": f"{desk.today() + timedelta(35)}"}, {"maturity": "2026-01-01"}),
    (
        {**POLICY, "years_left": "9"},
        "I-01",
        lambda desk: {"years_left": "1", "as_of": f"{desk.today() + timedelta(35 - 365)}"},
        {"as_of": "2022-01-01"},
    ),
)


@pytest.mark.parametrize(("held", "code", "ahead", "ago"), AGO, ids=["maturity", "last premium"])
def test_an_end_that_came_is_not_said_to_be_of_long_ago(
    branch: Desk,
    clock: Clock,
    held: Mapping[str, str],
    code: str,
    ahead: Callable[[Desk], Mapping[str, str]],
    ago: Mapping[str, str],
) -> None:
    """Typed five weeks ahead and, once it came, typed again as of long ago, it freed what it had bound."""
    put_on(branch, insurance(bank_level="R2", issuer_level="R2", minimum=Decimal(10000), step=Decimal(1000)))
    client = register(branch, financial_assets="9000000" if code == "I-01" else "500000", family_income_yearly="300000")
    assessed(branch, client)
    noted = _noted(branch, client, held, ahead(branch))
    rested(branch, clock, days=37)
    done(keeping.change(branch, noted.id, ago, "录错"))
    walk = start(branch, clock, client).match().choose(code, Decimal(100_000 if code == "I-01" else 200_000))
    assert walk.view.context.demands.review == "raised"
    assert branch.actor.login in freed_by(branch, client.id)


def _brought(desk: Desk, client: Client, folder: Path, code: str = "W-02") -> str:
    """A list says that the client holds 240,000 since a day; the id of its import."""
    listed = folder / f"{client.no}-{code}.csv"
    head, day = "客户编号,产品代码,持有金额,起息日,数据日期", desk.today()
    listed.write_text(f"{head}\n{client.no},{code},240000,2026-01-02,{day}\n", encoding="utf-8")
    return done(running.bring_in(desk, "holdings", listed, Choice())).import_id


def test_lists_of_two_files_of_a_person_brought_two_holdings(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """The same product of the same day in both: taken back, they were forgotten as one."""
    put_on(branch, product(code="W-02"))
    one, other = register(branch, financial_assets="500000"), register(branch, **PASSPORT, financial_assets="500000")
    third = register(branch, **PASSPORT | {"id_number": "E7654321"}, financial_assets="500000")
    assessed(branch, third)
    for brought in [_brought(branch, client, tmp_path) for client in (one, other)]:
        done(undoing.take_back(branch, brought))
    walk = start(branch, clock, third).match().choose("W-01", Decimal(100_000))
    assert walk.view.context.demands.review == "raised"


def test_what_is_renamed_to_what_a_list_took_back_is_not_what_came_again(
    branch: Desk, clock: Clock, tmp_path: Path
) -> None:
    """Both were held at once: the second one, called by the first one's name, made one of them."""
    for code in ("W-02", "W-03"):
        put_on(branch, product(code=code))
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    first, _ = (_brought(branch, client, tmp_path, code) for code in ("W-02", "W-03"))
    renamed = next(one for one in held_by(branch, client.id) if one.code == "W-03")
    done(undoing.take_back(branch, first))
    done(keeping.change(branch, renamed.id, {"product": "W-02"}, "录错"))
    walk = start(branch, clock, client).match().choose("W-01", Decimal(100_000))
    assert walk.view.context.demands.review == "raised"


def test_what_another_file_held_till_lately_counts_too(branch: Desk, clock: Clock) -> None:
    """Made less in the other file, it is made less here."""
    old, new = register(branch, financial_assets=LESS), register(branch, **PASSPORT, financial_assets=LESS)
    assessed(branch, new)
    _lessened(branch, done(keeping.add(branch, old.id, HELD)))
    walk = start(branch, clock, new).match().choose("W-01", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"


def test_two_files_of_a_person_part_by_two_people_only(branch: Desk) -> None:
    """Another phone in the second file, and what the first one holds would count no more (SUIT-03)."""
    old, new = register(branch, financial_assets=LESS), register(branch, **PASSPORT, financial_assets=LESS)
    other = new.profile | {"phone": "13900000009"}
    assert done(clients.would_end(branch, new.id, other)).parted == (old.no,)
    assert codes(clients.change(branch, new.id, other, "换号")) == ["DATA-08.second"]
    moved = done(clients.change(branch, new.id, other, "换号", proof=Proof(SECOND, "second")))
    assert done(clients.would_end(branch, moved.id, moved.profile | {"phone": "13900000010"})).parted == ()


def test_what_another_file_of_the_person_holds_is_no_second_purse(branch: Desk, clock: Clock) -> None:
    """Under the passport nothing is held: a sale on that waits for somebody who compares both documents."""
    old, new = register(branch, financial_assets=LESS), register(branch, **PASSPORT, financial_assets=LESS)
    assessed(branch, new)
    done(keeping.add(branch, old.id, HELD))
    smaller = start(branch, clock, new).match().choose("W-01", Decimal(10_000))
    assert smaller.view.context.demands.review == "", "both files together allow it"
    walk = start(branch, clock, new).match().choose("W-01", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    walk.tell().understand().record().print().take_back().countersign()
    assert "SALE-13.review" in codes(confirming.archive(branch, walk.id))
    seen = {one.key: one.texts for one in Looks(branch, walk.view, "zh").outstanding()}
    assert seen[f"apart:{old.no}"][1] == old.no, "the reviewer reads which file"
    assert differences(branch.store) == []


def test_a_file_that_a_linked_one_is_alike_is_of_the_person_too(branch: Desk, clock: Clock) -> None:
    """Linked with a file of another phone, what the first one was alike would be held by nobody."""
    first, old = register(branch, financial_assets=LESS), register(branch, **PASSPORT, financial_assets=LESS)
    new = register(branch, **OTHER | {"id_number": "E7654321"}, financial_assets=LESS)
    done(keeping.add(branch, old.id, HELD))
    done(linking.link(branch, first.no, new.no, "重复建档", "证件一致", Proof(SECOND, "second")))
    assessed(branch, new)
    smaller = start(branch, clock, new).match().choose("W-01", Decimal(10_000))
    assert smaller.view.context.demands.review == "", "all files together allow it"
    walk = start(branch, clock, new).match().choose("W-01", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    walk.tell().understand().record().print().take_back().countersign()
    seen = {one.key for one in Looks(branch, walk.view, "zh").outstanding()}
    assert f"apart:{old.no}" in seen, "the reviewer reads which file"


def test_what_is_linked_with_a_file_that_is_alike_is_of_the_person_too(branch: Desk, clock: Clock) -> None:
    """What the person holds stands in a file with another phone, which two people linked with the one that is alike."""
    new, old = register(branch, financial_assets=LESS), register(branch, **PASSPORT, financial_assets=LESS)
    far = register(branch, **OTHER | {"id_number": "E7654321"}, financial_assets=LESS)
    assessed(branch, new)
    _lessened(branch, done(keeping.add(branch, far.id, HELD)))
    done(keeping.add(branch, far.id, HELD))
    apart = start(branch, clock, new).match().choose("W-01", Decimal(300_000))
    assert apart.view.context.demands.review == "", "nobody knows yet that it is one person"
    done(linking.link(branch, old.no, far.no, "重复建档", "证件一致", Proof(SECOND, "second")))
    walk = start(branch, clock, new).match().choose("W-01", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    assert branch.actor.login in freed_by(branch, new.id), "who made it less there reviews nothing here"
    assert done(clients.would_end(branch, new.id, new.profile | {"phone": "13900000009"})).parted == (far.no, old.no)


def test_another_file_of_the_person_is_no_second_try(branch: Desk, clock: Clock) -> None:
    """SUIT-18, QUES-09: two takes a day, and a level that is lifted by a retake is looked at, whatever document is
    shown."""
    old, new = register(branch), register(branch, **PASSPORT)
    assert assessed(branch, old, "C2").flags == ()
    clock.forward(minutes=5)
    assert "lift" in assessed(branch, new, "C4").flags
    clock.forward(minutes=5)
    assert codes(assess.begin(branch, new.id)) == ["SUIT-18.day"]
    other = register(branch, **PASSPORT | {"id_number": "E7654321", "phone": "13900000004"})
    assert assessed(branch, other, "C4").flags == (), "a namesake of the same day with another phone is somebody else"


def _listed(desk: Desk, client: Client, folder: Path) -> str:
    """A list says that the client holds 390,000; the id of its import."""
    listed = folder / "holdings.csv"
    listed.write_text(
        f"客户编号,产品代码,持有金额,数据日期\n{client.no},W-01,390000,{desk.today()}\n", encoding="utf-8"
    )
    return done(running.bring_in(desk, "holdings", listed, Choice())).import_id


def test_a_sale_on_means_that_a_list_taken_back_frees_waits_for_a_second_person(
    branch: Desk, clock: Clock, tmp_path: Path
) -> None:
    """Whoever sells would else take back the list that stands in the way; a list that comes again frees nothing."""
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    clock.forward(days=1)
    done(undoing.take_back(branch, _listed(branch, client, tmp_path)))
    assert held_by(branch, client.id) == ()
    walk = start(branch, clock, client).match().choose("W-01", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    seen = {one.key: one.texts for one in Looks(branch, walk.view, "zh").lines()}
    assert "390,000.00" in seen["eased:W-01"][1], "the reviewer reads what it was"
    _listed(branch, client, tmp_path)
    again = start(branch, clock, client).match().choose("W-01", Decimal(10_000))
    assert again.view.context.demands.review == "", "it is held once, not twice"
    assert differences(branch.store) == []


def test_a_signed_sale_that_its_seller_ends_frees_nothing_unseen(branch: Desk, clock: Clock) -> None:
    """Who sells would else end one purchase to make room for another, and nobody looks at either (SUIT-03)."""
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    first = start(branch, clock, client).match().choose("W-01", Decimal(390_000)).tell().understand().record()
    first.print().take_back().countersign()
    done(sales.abandon(branch, first.id, "客户取消"))
    assert held_by(branch, client.id) == ()
    smaller = start(branch, clock, client).match().choose("W-01", Decimal(10_000))
    assert smaller.view.context.demands.review == "", "both together are within the client's means"
    walk = start(branch, clock, client).match().choose("W-01", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    walk.tell().understand().record().print().take_back().countersign()
    assert "SALE-13.review" in codes(confirming.archive(branch, walk.id))
    seen = {one.key: one.texts for one in Looks(branch, walk.view, "zh").lines()}
    assert "390,000.00" in seen["eased:W-01"][1], "the reviewer reads what it was"
    assert differences(branch.store) == []
    assert done(checking.rules(branch)).faults == ()


def _by_hand(desk: Desk, client: Client) -> None:
    _ended(desk, done(keeping.add(desk, client.id, HELD)))


def _by_figure(desk: Desk, client: Client) -> None:
    _edited(desk, client, financial_assets=MORE)


@pytest.mark.parametrize(("way", "amount"), [(_by_hand, 300_000), (_by_figure, 1_000_000)])
def test_who_freed_the_means_reviews_no_sale_on_them(
    branch: Desk, clock: Clock, way: Callable[[Desk, Client], None], amount: int
) -> None:
    """SALE-13: a colleague strikes out what stood in the way, and reviews the sale himself: nobody else looks."""
    done(people.add(branch, staff("both", "manager", "reviewer"), SECOND, PASSWORD, COST))
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    seller, branch.actor = branch.actor, staff("both", "manager", "reviewer", "compliance")
    way(branch, client)
    branch.actor = seller
    small = start(branch, clock, client).match().choose("W-01", Decimal(10_000)).tell().understand().record()
    small.print().take_back().countersign()
    assert {one.login for one in done(reviewing.reviewers(branch, small.id))} == {"second", "both"}
    walk = start(branch, clock, client).match().choose("W-01", Decimal(amount)).tell().understand().record()
    walk.print().take_back().countersign()
    assert codes(reviewing.review(branch, walk.id, "both", SECOND)) == ["SUIT-03.freed"]
    assert codes(reviewing.send_back(branch, walk.id, "match", "重来", "both", SECOND)) == ["SUIT-03.freed"]
    assert {one.login for one in done(reviewing.reviewers(branch, walk.id))} == {"second"}
    done(reviewing.review(branch, walk.id, "second", SECOND))


def test_a_sale_on_a_rate_of_the_seller_s_waits_for_a_second_person(branch: Desk, clock: Clock) -> None:
    """A dollar for a fen sold 300,000 of them to whom 2 million yuan were too much."""
    put_on(branch, product(code="W-901", currency="USD"))
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "USD", Decimal(7), branch.today() - timedelta(1), "总行牌价"))
    branch.actor = staff("demo", "manager")
    small = start(branch, clock, client).match().choose("W-901", Decimal(10_000))
    assert small.view.context.demands.review == ""
    done(rates.enter(branch, "USD", Decimal("0.01"), branch.today(), "报价"))
    walk = start(branch, clock, client).match().choose("W-901", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    assert {one.key for one in Looks(branch, walk.view, "en").outstanding()} >= {"rate"}
    branch.actor = staff("colleague", "manager", "compliance")
    assert walk.view.context.demands.review == "raised", "whoever signs for it sold it, too"


def test_a_rate_of_the_seller_s_leaves_the_keeper_s_of_that_day_in_force(branch: Desk, clock: Clock) -> None:
    """Entered for the keeper's own day, it would be the only one left, and every dollar sale would wait for it."""
    put_on(branch, product(code="W-901", currency="USD"))
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "USD", Decimal(7), branch.today(), "总行牌价"))
    branch.actor = staff("demo", "manager")
    done(rates.enter(branch, "USD", Decimal("0.01"), branch.today(), "报价"))
    assert [one.source for one in done(rates.rates(branch))] == ["报价"], "what was entered last counts"
    small = start(branch, clock, client).match().choose("W-901", Decimal(10_000))
    assert small.view.context.demands.review == "", "by the keeper's rate it is within the client's means"
    walk = start(branch, clock, client).match().choose("W-901", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "USD", Decimal("7.1"), branch.today(), "总行牌价"))
    assert [one.rate for one in done(rates.rates(branch))] == [Decimal("7.1")], "the keeper has the last word"
    assert differences(branch.store) == []


def test_a_private_minimum_is_counted_by_no_rate_of_the_seller_s(branch: Desk, clock: Clock) -> None:
    """700 yuan a dollar made a private sale of 2,000 dollars one of a million (SALE-07)."""
    put_on(branch, private(code="P-02", currency="USD", minimum=Decimal(1000), step=Decimal(1)))
    client = register(branch, financial_assets="500000000", experience_years="5")
    done(people.add(branch, staff("officer", "compliance"), PASSWORD, PASSWORD, COST))
    client = qualify(branch, client, "qualified", "officer")
    assessed(branch, client, "C5")
    done(rates.enter(branch, "USD", Decimal(700), branch.today(), "报价"))
    walk = start(branch, clock, client).match()
    assert "SALE-07.rate" in codes(selling.choose(branch, walk.id, "P-02", Decimal(2000)))
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "USD", Decimal(7), branch.today() - timedelta(1), "总行牌价"))
    branch.actor = staff("demo", "manager")
    assert "SALE-07" in codes(selling.choose(branch, walk.id, "P-02", Decimal(2000)))
    walk.choose("P-02", Decimal(150_000))
    assert walk.view.context.demands.review == "private", "by the keeper's rate it is no more than the client has"


def test_a_review_of_its_kind_says_also_that_means_rose(branch: Desk, clock: Clock) -> None:
    """A private sale is reviewed anyway: the reviewer would not be asked to look at the figures (SALE-13)."""
    put_on(branch, product(code="W-04", bank_level="R4", issuer_level="R4"))
    client = _edited(branch, register(branch, financial_assets=LESS), financial_assets=MORE)
    assessed(branch, client, "C5")
    small = start(branch, clock, client).match().choose("W-04", Decimal(10_000))
    assert small.view.context.demands.review == "R4"
    walk = start(branch, clock, client).match().choose("W-04", AMOUNT).tell().understand().record()
    walk.print().take_back().countersign()
    assert walk.view.sale.review == "R4, raised"
    said = branch.pack.say(Looks(branch, walk.view, "en").why, "en").text
    assert "SUIT-03" in said


def test_years_that_make_a_qualified_investor_are_looked_at(branch: Desk, clock: Clock) -> None:
    """SALE-06: verified by two people, and without the years; who sells would else type them in."""
    put_on(branch, private(family="wealth", bank_level="R2", issuer_level="R2", minimum=Decimal(1_000_000)))
    client = register(branch, financial_assets=MORE, net_financial_assets=MORE, experience_years="9")
    assessed(branch, client)
    done(people.add(branch, staff("officer", "compliance"), PASSWORD, PASSWORD, COST))
    client = qualify(branch, client, "qualified", "officer")
    client = _edited(branch, client, experience_years="1")
    client = _edited(branch, client, experience_years="9")
    walk = start(branch, clock, client).match().choose("P-01", Decimal(1_000_000))
    assert walk.view.context.demands.review == "raised"
    assert {one.key for one in Looks(branch, walk.view, "en").outstanding()} >= {"raised:experience_years"}
    other = register(branch, **OTHER, financial_assets=MORE, net_financial_assets="", experience_years="9")
    assessed(branch, other)
    other = qualify(branch, other, "qualified", "officer")
    other = _edited(branch, other, financial_assets="2000000")
    other = _edited(branch, other, net_financial_assets=MORE)
    walk = start(branch, clock, other).match().choose("P-01", Decimal(1_000_000))
    assert walk.view.context.demands.review == "raised", "what nobody verified carries no sale alone"


def test_a_file_with_less_raises_nothing(branch: Desk) -> None:
    """Beside it the other means fell: limits are held against what is worked with."""
    register(branch, financial_assets=MORE)
    assert register(branch, phone="13900000002", financial_assets=LESS).raised == ()


def test_what_one_file_does_not_say_yet_is_held_against_the_other() -> None:
    """Linked while it says nothing, filled in the day after: the budget of the other file would be forgotten."""
    said = person_client(person_profile(insurance_budget="10000", financial_assets=LESS), id="a")
    unsaid = person_client(person_profile(insurance_budget="", financial_assets=MORE), id="b")
    found = {one.key: one.before for one in raised_beside(unsaid, (said,), DAY)}
    assert found == {"financial_assets": Decimal(LESS), "insurance_budget": Decimal(10_000)}
