"""The sample shows everything that the desk can meet; what it lacks, nobody who tries the demo will see."""

from pathlib import Path
from shutil import copytree

import pytest

from rmdesk.desk import checking, intake, opening, sales
from rmdesk.desk.assessment import standing
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import listing
from rmdesk.desk.search import everything
from rmdesk.desk.shelf import documents
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client_standing import id_standing
from rmdesk.domain.people import DESK_ROLES
from rmdesk.domain.refusal import Refused
from rmdesk.tui.lines import beside
from sample.told import all_clients, all_products, all_sales, state, stories
from support.desks import done
from support.families import FAMILIES
from support.tiers import also
from tui.stage import app_over


def latest(desk: Desk) -> dict[str, Assessment | None]:
    """The last assessment of each client by name."""
    return {name: standing.latest(desk, one.id) for name, one in all_clients(desk).items()}


def test_it_is_as_large_as_it_says(sample: Desk) -> None:
    """A demo with three clients shows no list, no search and no paging."""
    assert 55 <= len(all_clients(sample)) <= 70
    assert 42 <= len(all_products(sample)) <= 50
    assert 60 <= len(all_sales(sample)) <= 80


def test_every_family_regime_and_level_is_on_the_shelf(sample: Desk) -> None:
    """A family without a product is a disclosure that nobody ever sees."""
    products = all_products(sample).values()
    levels = sample.pack.levels
    assert {one.family for one in products} == set(FAMILIES)
    assert {one.regime for one in products} == {"bank", "securities", "insurance", "none"}
    assert {one.level(levels) for one in products} == {None, "R1", "R2", "R3", "R4", "R5"}
    assert {one.private_kind for one in products} == {None, "fixed_income", "mixed", "equity", "derivative"}
    designs = {one.insurance.design for one in products if one.insurance is not None}
    assert designs == {"traditional", "participating", "universal", "unit_linked", "variable"}
    assert {one.insurance.premium for one in products if one.insurance is not None} == {"single", "yearly"}


def test_products_that_nobody_may_be_offered_are_there_too(sample: Desk) -> None:
    """Each reason of the shelf itself must be seen at work: unapproved, suspended, ended, not yet on sale."""
    products, today = all_products(sample).values(), sample.today()
    assert any(not one.self_issued and not one.approved for one in products)
    assert {one.status for one in products} == {"listed", "suspended", "ended"}
    assert any(one.ends_on is not None and one.ends_on < today for one in products)
    assert any(one.listed_on > today for one in products)
    assert any(one.issuer_level is not None and one.issuer_level != one.bank_level for one in products)


def test_clients_are_of_every_age_kind_and_level(sample: Desk) -> None:
    """SUIT-11, SUIT-10 and SUIT-17 each need somebody whom they concern."""
    today, limits = sample.today(), sample.thresholds()
    known = all_clients(sample).values()
    ages = {one.age(today) for one in known if one.kind == "person"} - {None}
    assert any(age < 8 for age in ages if age is not None)
    assert {12, 17, 65, 83} <= ages
    assert {one.capacity(today, limits) for one in known} == {"full", "limited", "none"}
    assert {one.profile.get("capacity") for one in known if one.kind == "person"} == {"by_age", "limited", "none"}
    assert any(one.professional_on(sample.today()) for one in known)
    assert {one.level for one in latest(sample).values() if one is not None} == {"C1", "C2", "C3", "C4", "C5"}


def test_identity_tells_its_stories(sample: Desk) -> None:
    """Grace, expiry, agents, high grades, refused information: each stands in somebody's file."""
    today, limits, known = sample.today(), sample.thresholds(), all_clients(sample).values()
    status = {reason.code for one in known if (reason := id_standing(one, today, limits)) is not None}
    assert status == {"KYC-06", "KYC-06.grace"}
    assert {agent["mandate"] for one in known for agent in one.related("agent")} == {"yes", "no"}
    assert {guardian["consent"] for one in known for guardian in one.related("guardian")} == {"yes", "no"}
    assert any(one.profile["aml_grade"] == "high" for one in known)
    assert any(one.says("info_refused") for one in known)
    assert any(one.change_reported_at is not None for one in known)
    assert {one.kind for one in known if one.qualification is not None} == {"person", "organisation"}


def test_assessments_tell_theirs(sample: Desk) -> None:
    """A flag, a level that waits for the client, one that is about to expire, one that has."""
    taken = [one for one in latest(sample).values() if one is not None]
    assert {"fast", "lift", "knock_out:Q12"} <= {flag for one in taken for flag in one.flags}
    assert any(one.awaits_confirmation for one in taken)
    days = {(sample.today() - one.on).days for one in taken}
    assert max(days) > 366
    assert 362 in days or 363 in days


def test_sales_stand_in_every_state(sample: Desk) -> None:
    """Each step of the sale, and both ends of it, can be looked at without walking there."""
    states = {state(view) for _, view in all_sales(sample)}
    assert states == {"assess", "match", "disclose", "confirm", "archive", "archived", "abandoned"}


def test_what_changed_meanwhile_is_seen_and_said(sample: Desk) -> None:
    """SUIT-20, SUIT-14, SUIT-10, SALE-08 and SALE-13 each hold up a sale of the sample."""
    told = stories(sample)
    assert told["魏来", "W-202"][1] == ("SUIT-20.expired",)
    assert told["陶知远", "F-302"][1] == ("SUIT-20.changed",)
    assert told["任远", "F-403"][1] == ("SUIT-14",)
    assert "SUIT-10.thinking" in told["钱守拙", "F-401"][1]
    assert "SALE-08" in told["许广", "Q-301"][1]
    assert told["毕胜", "W-301"][1] == ("SALE-13.review",)


def test_the_one_override_and_the_statement_are_there(sample: Desk) -> None:
    """SUIT-25 and SUIT-26 leave papers that nobody should have to make up to see them."""
    views = [view for _, view in all_sales(sample) if view.sale.archived is not None]
    assert any(view.sale.choice is not None and view.sale.choice.own_choice for view in views)
    assert any("statement_insurance" in {one.kind for one in view.sale.printed} for view in views)
    due = [name for name, view in all_sales(sample) if "statement_insurance" in view.context.demands.papers]
    assert {"葛根", "柳岸"} <= set(due)


def test_each_kind_of_due_comes_up_around_today(sample: Desk) -> None:
    """The first screen of the demo is what people see of follow-up (DESK-07)."""
    rows = sample.store.query("SELECT DISTINCT kind FROM due WHERE done = 0")
    kinds = {row["kind"] for row in rows}
    assert kinds >= {"elder_call", "maturity", "reassess", "id_expiry", "aml_review", "review", "level_changed"}
    assert "assessment_review" in kinds
    assert done(listing.listed(sample))


def test_half_typed_work_waits_for_its_owner(sample: Desk) -> None:
    """What was left is offered again: a person's file, an organisation's, a questionnaire."""
    kept = done(intake.kept(sample))
    assert sorted(one.kind for one in kept) == ["assessment", "intake", "intake"]


def test_the_journal_is_whole_and_the_tables_are_what_it_says(sample: Desk) -> None:
    """A sample built past the use cases would show it here."""
    verdict = done(checking.verify(sample, replay=True))
    assert done(checking.rules(sample)).faults == ()
    assert verdict.faults == ()
    assert verdict.facts > 500


def test_one_person_for_each_role_with_the_password_demo(sample: Desk, tmp_path: Path) -> None:
    """Whoever tries the demo logs in as each of them."""
    folder = tmp_path / "desk"
    copytree(sample.folder, folder)  # an auditor's look is a fact, so it cannot be had beside an open desk
    logins = opening.people_of(folder)
    assert not isinstance(logins, Refused)
    roles = set()
    for login in logins:
        desk = done(opening.unlock(folder, login, "demo"))
        roles.add(desk.actor.roles)
        desk.close()
    assert roles == {DESK_ROLES, *((role,) for role in DESK_ROLES)}


@pytest.mark.parametrize("name", ["姜𬭎", "邹㛃", "喻䶮堃", "石𫍰"])
def test_rare_names_are_there(sample: Desk, name: str) -> None:
    """A rare character is a client like any other, until a font fails."""
    assert name in all_clients(sample)


def test_a_product_has_two_versions_of_its_brochure_and_sales_that_show_either(sample: Desk) -> None:
    """DESK-03: whoever tries the demo sees what a new version does, and what an old sale still shows."""
    found = done(documents.listed(sample, "W-103"))
    assert [(one.kind, one.number, bool(one.change)) for one in found] == [
        ("prospectus", 2, True),
        ("prospectus", 1, False),
    ]
    sold = [view.sale for _, view in all_sales(sample)]
    shown = {one.number for sale in sold for one in sale.documents if sale.choice and sale.choice.code == "W-103"}
    assert shown == {1, 2}


def test_an_order_of_another_system_bears_its_number(sample: Desk) -> None:
    """SALE-15: a distributed fund's order is placed elsewhere, and its number is found from the sale."""
    orders = [view.sale.order for _, view in all_sales(sample) if view.sale.order is not None]
    assert [(one.system, one.number) for one in orders] == [("示例代销业务管理系统", "DX-示例-0001")]


@pytest.mark.parametrize("step", [9, also(1)])
def test_every_papers_number_may_be_typed_into_the_search(sample: Desk, step: int) -> None:
    """A letter's number read off its sheet must not end the program; letters have readers of their own (COMP-04)."""
    printed = sample.store.query("SELECT number, client_id FROM paper ORDER BY client_id, number")[::step]
    assert {bool(row["client_id"]) for row in printed} == {True, False}
    for row in printed:
        hits = {one.no for one in done(everything.find(sample, row["number"])) if one.kind == "paper"}
        assert hits == ({row["number"]} if row["client_id"] else set())


def test_beside_a_sale_stands_the_level_of_today(sample: Desk) -> None:
    """Today's worst case stood beside the level that was chosen: the client is told of another product (SUIT-14)."""
    (row,) = sample.store.query("SELECT id FROM sale WHERE no = 'J-0014'")
    view = done(sales.view(sample, row["id"]))
    assert view.context.product is not None
    assert view.sale.choice is not None
    now, was = view.context.product.level(sample.pack.levels), view.sale.choice.level
    level = beside.purchase(app_over(sample), view)[1].value
    assert now != was
    assert level.startswith(f"{now} ")
    assert f" {was}" in level
