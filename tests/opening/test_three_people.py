"""Three people can run a desk: one sells, one reviews and keeps the products, one administers and is of compliance."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from complaints.kit import about, acting, taken, told
from rmdesk.desk import packs, people
from rmdesk.desk.complaints import corrective_actions, ending, timing
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.packs import Proposal
from rmdesk.desk.sale import reviewing
from rmdesk.domain.people import DESK_ROLES, Role, clash
from rmdesk.formpack import Pack
from rmdesk.store.slots import Cost
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done, new_desk
from support.people import product, staff
from support.walk import assessed, put_on, register, start

VERSION = ('version = "2026.1"\neffective', 'version = "2026.2"\neffective')
SELLS, KEEPS, RUNS = "lin", "zhou", "he"
ROLES: dict[str, tuple[Role, ...]] = {
    SELLS: ("manager",),
    KEEPS: ("reviewer", "product_keeper"),
    RUNS: ("administrator", "compliance"),
}


@pytest.fixture
def three(tmp_path: Path, pack: Pack, clock: Clock) -> Iterator[Desk]:
    """A desk of three people; the one who administers it sits there."""
    owner = staff(RUNS, *ROLES[RUNS], sells=False)
    with new_desk(tmp_path / "three", pack, clock, owner) as desk:
        for login in (SELLS, KEEPS):
            person = staff(login, *ROLES[login], sells=login == SELLS)
            done(people.add(desk, person, PASSWORD, PASSWORD, COST))
        yield desk


def test_a_list_that_nobody_may_bring_yet_says_where_somebody_is_named(three: Desk, tmp_path: Path) -> None:
    """Whoever opens a desk is sent to a keeper only where there is one."""
    path = tmp_path / "list.csv"
    assert codes(running.look_at(three, "products", path, Choice())) == ["DATA-08.role"]
    done(people.suspend(three, KEEPS, "离岗", Proof(PASSWORD)))
    assert codes(running.look_at(three, "products", path, Choice())) == ["DATA-08.role_open"]


def test_they_sell_and_review(three: Desk, clock: Clock) -> None:
    """The branch's first sale must not wait for a fourth person."""
    with acting(three, KEEPS):
        put_on(three, product(issuer_level="R4"))
    with acting(three, SELLS):
        client = register(three)
        assessed(three, client, "C4")
        walk = start(three, clock, client).match().choose("W-01").tell().understand().record().print().take_back()
        walk.countersign()
        assert codes(reviewing.review(three, walk.id, SELLS, PASSWORD)) == ["DATA-08.role"]
        done(reviewing.review(three, walk.id, KEEPS, PASSWORD))
        walk.archive()
        assert walk.view.sale.archived is not None


def test_they_adopt_a_pack(three: Desk, tmp_path: Path) -> None:
    """Compliance and administration are one person here: the reviewer agrees, and nobody alone."""
    for name, text in three.pack.files.items():
        path = tmp_path / "new" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("感谢您的意见", "感谢您的宝贵意见").replace(*VERSION), encoding="utf-8")
    found = packs.propose(three, tmp_path / "new")
    assert isinstance(found, Proposal)
    assert codes(packs.adopt(three, found, Proof(PASSWORD, RUNS))) == ["DATA-08.same_person"]
    assert codes(packs.adopt(three, found, Proof(PASSWORD, SELLS))) == ["DATA-08.second_role"]
    adopted = done(packs.adopt(three, found, Proof(PASSWORD, KEEPS)))
    assert three.pack.digest == adopted.digest


@pytest.mark.parametrize(
    ("named", "handles", "approves"), [(SELLS, KEEPS, RUNS), (KEEPS, SELLS, RUNS), (RUNS, SELLS, KEEPS)]
)
def test_they_handle_a_complaint_about_any_of_them(
    three: Desk, tmp_path: Path, named: str, handles: str, approves: str
) -> None:
    """Whoever is complained about neither handles it nor approves its longer time, and it is closed all the same."""
    with acting(three, handles):
        view = taken(three, about=about(named))
        assert view.case.handler != named
        extended = timing.extend(
            three, view.case.id, view.case.version, "需核查录像", "sms", three.now(), Proof(PASSWORD, named)
        )
        assert set(codes(extended)) & {"COMP-04.person", "DATA-08.second_role"}
        view = done(
            timing.extend(
                three, view.case.id, view.case.version, "需核查录像", "sms", three.now(), Proof(PASSWORD, approves)
            )
        )
        view = told(three, view, tmp_path)
        plan = {"cause": "话术缺少费用说明", "action": "修订话术并培训", "due": three.today() + timedelta(10)}
        view = done(corrective_actions.set_action(three, view.case.id, view.case.version, owner=approves, **plan))  # type: ignore[arg-type]
        assert done(ending.close(three, view.case.id, view.case.version)).case.ended


def test_some_roles_nobody_holds_together(three: Desk) -> None:
    """Whoever sells sets no level (SUIT-15); whoever audits does nothing that is audited."""
    cost = Cost(16, 1, 1)
    both = staff("both", "manager", "product_keeper")
    long = "Heron-Lantern-42"
    assert codes(people.add(three, both, long, PASSWORD, cost)) == ["SUIT-15.apart"]
    seller = next(one for one in done(people.everybody(three)) if one.login == SELLS)
    audits = seller.model_copy(update={"roles": ("manager", "auditor")})
    assert codes(people.change(three, audits, "兼任", Proof(PASSWORD))) == ["DATA-08.apart"]
    assert clash(("auditor",)) is None
    assert all(clash((one, "auditor")) for one in DESK_ROLES if one != "auditor")
    assert clash(("manager", "auditor"), before=("manager", "auditor")) is None, "what stands is not blocked"
