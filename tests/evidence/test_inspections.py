"""The branch's own audit: a sample that anybody can draw again, nothing closed while something is open (DESK-17)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.scene import JOURNEY, sit
from rmdesk.desk.desk import Desk
from rmdesk.desk.trust import inspections
from rmdesk.desk.trust.inspections import InspectionView
from rmdesk.domain.facts import StaffAdded
from rmdesk.domain.inspection import Plan, Scope, draw
from rmdesk.domain.staff import Role
from support.clock import Clock
from support.desks import cases, done
from support.people import staff

PLAN = Plan(
    title="十一月销售检查",
    scope="sales",
    since=date(2026, 11, 1),
    until=date(2026, 11, 30),
    size=5,
    inspector="inspector",
)


@pytest.fixture
def drawn(branch: Desk) -> InspectionView:
    """A planned audit with its sample."""
    planned = done(inspections.plan(branch, PLAN))
    return done(inspections.draw_sample(branch, planned.inspection.id, "2026-11-23 骰子 6"))


@given(st.sets(st.uuids().map(str), max_size=40), st.integers(1, 50), st.text(max_size=20))
def test_the_same_seed_draws_the_same_sample(population: set[str], size: int, seed: str) -> None:
    """In any order, in any year; and never more than there are."""
    first, again = draw(population, size, seed), draw(sorted(population, reverse=True), size, seed)
    assert first == again
    assert len(first.chosen) == min(size, len(population))
    assert set(first.chosen) <= population
    assert first.population == len(population)


def test_the_drawing_is_what_its_description_says() -> None:
    """An auditor draws it again with what his machine has: these orders come from `printf 'seed\\na' | sha256sum`."""
    assert draw(["d", "c", "b", "a"], 2, "seed").chosen == ("a", "b")
    assert draw(["a", "b", "c", "d"], 3, "other").chosen == ("d", "b", "c")


def test_every_item_is_drawn_about_as_often() -> None:
    """A sample that leaves somebody's sales out is none."""
    ids = [f"id-{number}" for number in range(20)]
    counts = dict.fromkeys(ids, 0)
    for number in range(400):
        for one in draw(ids, 5, f"seed {number}").chosen:
            counts[one] += 1
    assert min(counts.values()) > 60
    assert max(counts.values()) < 145


def test_seed_and_population_are_on_record(branch: Desk, drawn: InspectionView) -> None:
    """Whoever doubts the sample draws it again."""
    sample = drawn.inspection.sample
    assert sample is not None
    assert (sample.seed, sample.population) == ("2026-11-23 骰子 6", 1)
    assert [item.no for item in drawn.items] == [JOURNEY]
    assert done(inspections.drawn_again(branch, drawn.inspection.no)) == sample
    assert cases(inspections.draw_sample(branch, drawn.inspection.id, "better")) == ["DESK-17.state"]


def test_a_seed_is_made_where_none_is_given(branch: Desk) -> None:
    """And it is another one each time."""
    seeds = set()
    for _ in range(3):
        planned = done(inspections.plan(branch, PLAN))
        sample = done(inspections.draw_sample(branch, planned.inspection.id)).inspection.sample
        assert sample is not None
        seeds.add(sample.seed)
    assert len(seeds) == 3


@pytest.mark.parametrize(("scope", "count"), [("sales", 1), ("assessments", 1), ("complaints", 1)])
def test_each_scope_draws_from_its_own(branch: Desk, scope: Scope, count: int) -> None:
    """Sales by their confirmation, assessments by their day, cases by their receipt."""
    planned = done(inspections.plan(branch, PLAN.model_copy(update={"scope": scope})))
    drawn = done(inspections.draw_sample(branch, planned.inspection.id))
    assert len(drawn.items) == count
    assert all(item.no for item in drawn.items)


def test_days_are_the_branchs_and_both_ends_count(branch: Desk) -> None:
    """The sale was confirmed on the 21st at noon in Shanghai."""
    for since, until, found in ((21, 21, 1), (22, 30, 0), (1, 20, 0)):
        days = {"since": date(2026, 11, since), "until": date(2026, 11, until)}
        assert len(inspections.population_of(branch, PLAN.model_copy(update=days))) == found


def test_who_has_an_interest_in_a_case_does_not_draw_it(branch: Desk) -> None:
    """COMP-04: the inspector is a handler too, as far as the case goes."""
    planned = done(inspections.plan(branch, PLAN.model_copy(update={"scope": "complaints", "inspector": "li"})))
    assert cases(inspections.draw_sample(branch, planned.inspection.id)) == ["DESK-17.empty"]


def test_from_finding_to_rectification_to_the_end(branch: Desk, drawn: InspectionView, clock: Clock) -> None:
    """A finding that nobody mends keeps the audit open."""
    no, item = drawn.inspection.no, drawn.items[0].id
    found = done(inspections.note_finding(branch, no, "major", "双录编号缺少摘要", item, "SALE-09"))
    finding = found.inspection.findings[0].id
    assert (found.open, found.items[0].findings) == (2, 1)
    assert cases(inspections.close(branch, no, "x")) == ["DESK-17.open"]
    assert done(inspections.look_at(branch, no, item)).items[0].looked_at
    assert cases(inspections.check(branch, no, finding, "x", mended=True)) == ["INPUT.required"]
    done(inspections.agree(branch, no, finding, "补登摘要", "li", date(2026, 12, 1)))
    clock.forward(days=5)
    assert done(inspections.check(branch, no, finding, "仍缺", mended=False)).open == 1
    sit(branch, "li", "compliance")
    assert cases(inspections.check(branch, no, finding, "好了", mended=True)) == ["DATA-08.same_person"]
    sit(branch, "inspector", "auditor")
    assert done(inspections.check(branch, no, finding, "已补登", mended=True)).open == 0
    assert cases(inspections.close(branch, no, " ")) == ["INPUT.required"]
    closed = done(inspections.close(branch, no, "一项问题，已整改")).inspection
    assert (closed.state, closed.summary) == ("closed", "一项问题，已整改")
    assert cases(inspections.look_at(branch, no, item)) == ["DESK-17.state"]
    assert [one.no for one in done(inspections.listed(branch, "closed"))] == [no]
    assert branch.store.replay().ok


def test_what_cannot_be_planned_is_refused(branch: Desk) -> None:
    """Before anything is on record; whoever could not go through the sample is not asked to."""
    branch.record(StaffAdded(staff=staff("green", "manager")), "green")
    for over, case in (
        ({"title": " "}, "INPUT.required"),
        ({"inspector": "nobody"}, "INPUT.unknown"),
        ({"inspector": "green"}, "INPUT.unknown"),
        ({"since": date(2026, 12, 1)}, "INPUT.period"),
        ({"size": 0}, "INPUT.choice"),
        ({"size": 501}, "INPUT.choice"),
    ):
        assert cases(inspections.plan(branch, PLAN.model_copy(update=over))) == [case]
    empty = {"since": date(2020, 1, 1), "until": date(2020, 1, 2)}
    planned = done(inspections.plan(branch, PLAN.model_copy(update=empty)))
    assert cases(inspections.draw_sample(branch, planned.inspection.no)) == ["DESK-17.empty"]
    assert cases(inspections.view(branch, "A-9999")) == ["INPUT.unknown"]


def test_what_does_not_belong_to_it_is_refused(branch: Desk, drawn: InspectionView) -> None:
    """A finding in a sale that was not drawn, a rule that is none, a day that is past."""
    no = drawn.inspection.no
    assert cases(inspections.look_at(branch, no, "other")) == ["INPUT.unknown"]
    assert cases(inspections.note_finding(branch, no, "minor", "x", "other")) == ["INPUT.unknown"]
    assert cases(inspections.note_finding(branch, no, "minor", "x", "", "SUIT-99")) == ["INPUT.unknown"]
    assert cases(inspections.note_finding(branch, no, "minor", " ")) == ["INPUT.required"]
    found = done(inspections.note_finding(branch, no, "minor", "制度未更新"))
    finding = found.inspection.findings[0].id
    assert cases(inspections.agree(branch, no, finding, "x", "li", date(2026, 11, 1))) == ["INPUT.past"]
    assert cases(inspections.agree(branch, no, finding, "x", "nobody", date(2026, 12, 1))) == ["INPUT.unknown"]
    assert cases(inspections.agree(branch, no, "other", "x", "li", date(2026, 12, 1))) == ["INPUT.unknown"]


@pytest.mark.parametrize("role", ["manager", "reviewer", "product_keeper", "administrator"])
def test_only_auditor_and_compliance(branch: Desk, role: Role) -> None:
    """Nobody audits himself."""
    sit(branch, "other", role)
    assert cases(inspections.plan(branch, PLAN)) == ["DATA-08.role"]
    assert cases(inspections.listed(branch)) == ["DATA-08.role"]
