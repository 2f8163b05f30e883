"""The list of cooperating institutions: who is stopped there stops all products at once (SALE-16)."""

from decimal import Decimal
from pathlib import Path

from rmdesk.desk import checking, matching, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.shelf import institutions
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.directives import HandedDown, InstitutionGiven
from rmdesk.domain.institutions import Institution, InstitutionStated
from support.clock import Clock
from support.desks import codes, done
from support.people import insurance, product, staff, text
from support.registers import people, second
from support.walk import assessed, put_on, register, start

ISSUER = "示例理财公司"


def test_a_recall_stops_every_product_and_a_sale_under_way(desk: Desk, clock: Clock) -> None:
    """Head office calls an institution back at noon: what was matched in the morning is not sold in the afternoon."""
    put_on(desk, product(self_issued=False, approved=True), insurance(), product(code="W-02"))
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match()
    assert done(institutions.state(desk, (ISSUER,), "suspended", "总行〔2026〕1号")) == 1
    assert codes(selling.choose(desk, walk.id, "W-01", Decimal(20_000))) == ["SALE-16.suspended"]
    matched = done(matching.match(desk, client.id))
    assert [one.code for one, _ in matched.offered] == ["W-02"]
    done(institutions.state(desk, (ISSUER,), "admitted", "恢复合作"))
    walk.match().choose("W-01")


def _stopped_above(desk: Desk) -> None:
    one = Institution(name=ISSUER, state="suspended", since=desk.today(), reason="总行叫停")
    given = InstitutionGiven(institution=one)
    with desk.transaction():
        desk.record(HandedDown(device="hq", seq=7, by="op", second="other", about=ISSUER, directive=given), "hq")


def test_what_head_office_stopped_is_lifted_by_no_one_alone(desk: Desk, tmp_path: Path) -> None:
    """SALE-16: two people stopped it everywhere; the keeper of one branch called it admitted, or its product another's,
    or brought a list that says so, and sold it on."""
    put_on(desk, product(self_issued=False, approved=True))
    people(desk)
    done(institutions.state(desk, ("另一理财公司",), "admitted", "名单"))
    _stopped_above(desk)
    assert codes(institutions.state(desk, (ISSUER,), "admitted", "恢复")) == ["DATA-08.second"]
    assert done(institutions.state(desk, (ISSUER,), "ended", "总行〔2026〕1号")) == 1
    assert codes(institutions.state(desk, (ISSUER,), "admitted", "恢复")) == ["DATA-08.second"]
    renamed = done(shelf.get(desk, "W-01")).model_copy(update={"issuer": text("另一理财公司")})
    assert codes(shelf.put_on(desk, renamed, "更名")) == ["DATA-08.second"]
    path = tmp_path / "list.csv"
    for issuer, code in ((ISSUER, "SALE-16.above"), ("另一理财公司", "SUIT-15.looser")):
        path.write_text(
            "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元),合作机构状态\n"
            f"W-01,稳健一号,理财产品,{issuer},R2,10000,合作中\n",
            encoding="utf-8",
        )
        report = done(running.bring_in(desk, "products", path, Choice()))
        assert code in [one.refusal.code for one in report.faults]
    assert institutions.states(desk)[ISSUER] == "ended"
    assert "总行叫停" in institutions.lifted(desk, (ISSUER,), "zh")
    done(institutions.state(desk, (ISSUER,), "admitted", "总行函〔2026〕2号", second("compliance")))
    done(shelf.put_on(desk, renamed, "更名"))
    assert "second" not in [one.what for one in done(checking.rules(desk)).faults]
    _stopped_above(desk)
    one = Institution(name=ISSUER, state="admitted", since=desk.today(), reason="恢复")
    desk.record(InstitutionStated(institution=one, was="suspended"), ISSUER)
    assert [one.what for one in done(checking.rules(desk)).faults].count("second") == 1


def test_whose_products_nobody_admitted_stands_first_in_the_list(desk: Desk) -> None:
    """After an import the keeper sees at once which institutions are still to be admitted; it is one act for all."""
    for number, name in enumerate(("远山", "近水", "远山")):
        one = product(code=f"W-{number}", issuer=text(name), self_issued=False, approved=True)
        done(shelf.put_on(desk, one))
    done(institutions.state(desk, ("尚无产品",), "admitted", "名单"))
    found = done(institutions.listed(desk))
    assert [(one.name, one.institution is None, one.products) for one in found] == [
        ("近水", True, 1),
        ("远山", True, 2),
        ("尚无产品", False, 0),
    ]
    assert done(institutions.state(desk, ("远山", "近水", "远山"), "admitted", "名单")) == 2
    assert done(institutions.state(desk, ("远山",), "admitted", "名单")) == 0, "nothing changed, nothing is written"


def test_the_list_is_kept_by_the_product_keeper_with_a_reason(desk: Desk) -> None:
    """Who sells does not admit whom he sells for; an unexplained recall cannot be looked into later."""
    assert codes(institutions.state(desk, (ISSUER,), "admitted", " ")) == ["INPUT.required"]
    assert codes(institutions.state(desk, ("  ",), "admitted", "x")) == ["INPUT.required"]
    assert codes(institutions.state(desk, (ISSUER,), "ended", "x")) == ["INPUT.unknown"]
    desk.actor = staff("manager", "manager")
    assert codes(institutions.state(desk, (ISSUER,), "admitted", "x")) == ["DATA-08.role"]
