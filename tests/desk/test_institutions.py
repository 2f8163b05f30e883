"""The list of cooperating institutions: who is stopped there stops all products at once (SALE-16)."""

from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.desk import checking, matching, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.shelf import institutions
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.directives import HandedDown, InstitutionGiven
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.institutions import Institution, InstitutionStated, folded, parts
from rmdesk.domain.refusal import Refused
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


def _stopped_above(desk: Desk, name: str = ISSUER) -> None:
    one = Institution(name=name, state="suspended", since=desk.today(), reason="总行叫停")
    given = InstitutionGiven(institution=one)
    with desk.transaction():
        desk.record(HandedDown(device="hq", seq=7, by="op", second="other", about=name, directive=given), "hq")


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


@pytest.mark.parametrize(
    ("shelf_says", "above"),
    [
        ("示例理财（北京）公司", "示例理财(北京)公司"),
        ("示例 理财公司", "示例理财公司"),
        ("Sample WM Ltd", "SAMPLE WM LTD "),
    ],
)
def test_an_institution_is_one_however_its_name_is_written(
    desk: Desk, clock: Clock, shelf_says: str, above: str
) -> None:
    """SALE-16: head office stopped a company in other brackets than the list of products, and it was sold on; the
    keeper of one branch admitted it under the other spelling."""
    issuer = text(shelf_says)
    sold = [product(code=code, self_issued=False, approved=True, issuer=issuer) for code in ("W-01", "W-02")]
    put_on(desk, *sold)
    people(desk)
    done(institutions.state(desk, (above,), "admitted", "名单"))
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match()
    _stopped_above(desk, above)
    assert codes(selling.choose(desk, walk.id, "W-01", Decimal(20_000))) == ["SALE-16.suspended"]
    for name in (shelf_says, above):
        assert codes(institutions.state(desk, (name,), "admitted", "恢复")) == ["DATA-08.second"]
    renamed = sold[0].model_copy(update={"issuer": text("另一理财公司")})
    assert codes(shelf.put_on(desk, renamed, "更名")) == ["DATA-08.second"]
    (found,) = (one for one in done(institutions.listed(desk)) if one.products)
    assert found.institution is not None
    assert (found.institution.state, found.products) == ("suspended", 2)
    assert "总行叫停" in institutions.lifted(desk, (shelf_says,), "zh")
    done(institutions.state(desk, (shelf_says,), "admitted", "总行函", second("compliance")))
    walk.match().choose("W-01")
    assert "second" not in [one.what for one in done(checking.rules(desk)).faults]


def test_what_head_office_stopped_stays_as_its_list_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    """SALE-16: the keeper took today's list back, by which the product was that institution's, and it was sold on as
    another's."""
    people(desk)
    done(institutions.state(desk, (ISSUER, "另一理财公司"), "admitted", "名单"))
    path = tmp_path / "list.csv"

    def bring(issuer: str) -> str:
        head = "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元)"
        path.write_text(f"{head}\nW-01,稳健一号,理财产品,{issuer},R2,10000\n", encoding="utf-8")
        return done(running.bring_in(desk, "products", path, Choice())).import_id

    first, later = bring("另一理财公司"), bring(ISSUER)
    _stopped_above(desk)
    assert [one.why for one in done(undoing.take_back(desk, later)).kept] == ["changed"]
    assert done(shelf.get(desk, "W-01")).issuer.zh == ISSUER
    assert [one.why for one in done(undoing.take_back(desk, first)).kept] == ["changed"]


def test_what_a_wrong_list_admitted_goes_with_it(desk: Desk, tmp_path: Path) -> None:
    """SALE-16: the list was taken back, and the institution that it alone admitted stayed admitted: its other products
    were sold on. A later list that says the same, or the keeper, holds it up."""
    path = tmp_path / "list.csv"

    def bring(*, state: bool = True, name: str = "虚构一号") -> str:
        head = "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元),最不利情形损失比例,最不利情形,收益类型"
        row = f"T-1,{name},理财产品,虚构理财,R2,10000,60%,可能损失,浮动收益"
        ends = (",合作机构状态", ",合作中") if state else ("", "")
        path.write_text(f"{head}{ends[0]}\n{row}{ends[1]}\n", encoding="utf-8")
        return done(running.bring_in(desk, "products", path, Choice())).import_id

    first = bring()
    assert institutions.states(desk)["虚构理财"] == "admitted"
    done(undoing.take_back(desk, first))
    assert institutions.states(desk)["虚构理财"] == "suspended"
    first = bring()
    bring()
    done(undoing.take_back(desk, first))
    assert institutions.states(desk)["虚构理财"] == "admitted"
    done(institutions.state(desk, ("虚构理财",), "suspended", "停止合作"))
    wrong = bring(name="虚构二号")
    bring(state=False, name="虚构二号")
    done(undoing.take_back(desk, wrong))
    assert institutions.states(desk)["虚构理财"] == "suspended", "the daily list says nothing of it"
    wrong = bring(name="虚构三号")
    bring(name="虚构四号")
    done(undoing.take_back(desk, wrong))
    assert institutions.states(desk)["虚构理财"] == "admitted", "said again of a product that changed, too"


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


@pytest.mark.parametrize(
    "other",
    [
        *("示例理财公司。", "示例理財公司", "示例理财·公司", "示例理财有限公司", "示例理财股份有限公司"),
        *("示例理财公司北京分公司", "示例理财公司（新）", "示例理财公司一部", "示例理财公司 托管人：示例银行"),
        *("示例银行/示例理财公司", "示例银行（原示例理财公司）", "示例银行 (formerly 示例理财公司)"),
        *(
            "示例理财公司（管理人）",
            "示例理财公司(代销)",
            "管理人：示例理财公司",
            "示例理财公司－发行人",
            "示例理财公司 管理人",
        ),
        *("示例银行（示例理财公司）", "示例银行和示例理财公司", "原示例理财公司", "示例理财公司（已更名为示例银行）"),
        *("由示例理财公司管理", "【示例理财公司】", "示例理财有限公司（管理人、发行人）"),
    ],
)
def test_what_is_stopped_is_stopped_however_it_is_written(desk: Desk, other: str) -> None:
    """SALE-16: a second spelling that was admitted sold on what head office had stopped under the first."""
    put_on(desk, product(self_issued=False, approved=True, issuer=text(other)))
    people(desk)
    client = register(desk)
    assessed(desk, client)
    for name in (ISSUER, other):
        done(institutions.state(desk, (name,), "admitted", "名单"))
    assert [one.code for one, _ in done(matching.match(desk, client.id)).offered] == ["W-01"]
    done(institutions.state(desk, (ISSUER,), "suspended", "总行〔2026〕1号"))
    found = done(matching.match(desk, client.id))
    assert [reason.code for _, one in found.withheld for reason in one.reasons] == ["SALE-16.suspended"]
    _stopped_above(desk)
    assert codes(institutions.state(desk, (other,), "admitted", "恢复")) == ["DATA-08.second"]
    assert ISSUER in institutions.lifted(desk, (other,), "zh"), "the second person reads what was stopped"
    done(institutions.state(desk, (ISSUER, other), "admitted", "恢复合作", second("compliance")))
    assert [one.code for one, _ in done(matching.match(desk, client.id)).offered] == ["W-01"]


@pytest.mark.parametrize(
    "other",
    [
        "示例理财公司香港有限公司",
        "示例理财（北京）有限公司",
        "新示例理财公司",
        "示例理财子公司",
        "示例银行 托管人：示例理财公司",
    ],
)
def test_what_is_only_called_alike_is_shown_and_sold_on(desk: Desk, other: str) -> None:
    """SALE-16: a subsidiary of a longer name is another institution; whoever stops one reads which it did not stop, and
    which it did, with how many products."""
    for at, one in enumerate((other, f"{ISSUER}（管理人）", "远山公司", ISSUER)):
        put_on(desk, product(code=f"W-0{at}", self_issued=False, approved=True, issuer=text(one)))
    done(institutions.state(desk, (ISSUER,), "suspended", "总行〔2026〕1号"))
    sold = {one.name: one.state for one in done(institutions.listed(desk))}
    assert (sold[other], sold[f"{ISSUER}（管理人）"], sold["远山公司"]) == ("admitted", "suspended", "admitted")
    alike, looked = institutions.with_them(desk, (ISSUER,), "zh").split("\n"), folded(ISSUER) in folded(other)
    assert "远山" not in "".join(alike)
    assert f"一并停售：{ISSUER}（管理人）（1 个产品）" in alike
    assert any(one.startswith(f"名称相近、仍可销售：{other}（1 个产品）") for one in alike) is looked


def test_another_institution_is_not_stopped_with_it() -> None:
    """What is left of a name tells two apart; where nothing is left it stays."""
    assert folded("Sample WM Ltd.") == folded("sample wm co., ltd") == "samplewm"
    assert folded("示例银行") != folded("示例理财公司")
    assert folded("示例新") != folded("示例") != folded("示例分公司")
    assert folded("公司") == "公司"
    for alone in ("Sample Bank A/S", "示例理财（北京）公司", "示例原油公司", ""):
        assert parts(alone) == (alone,)


HEADS = (
    "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元),最不利情形损失比例,最不利情形,收益类型,合作机构状态"
)


@pytest.mark.parametrize(
    ("issuer", "asked"),
    [
        ("示例银行/示例理财公司", True),
        ("示例银行（原示例理财公司）", True),
        ("示例银行、示例资管公司", False),
        ("Sample Bank A/S", False),
    ],
)
def test_a_list_that_names_several_institutions_is_asked_which(desk: Desk, issuer: str, asked: bool) -> None:
    """SALE-16: a list that called it 合作中 under both names admitted an institution that nobody had admitted."""
    done(institutions.state(desk, ("示例银行", "示例资管公司"), "admitted", "名单"))
    path = desk.folder / "list.csv"
    path.write_text(
        f"{HEADS}\nT-1,虚构一号,理财产品,{issuer},R2,10000,60%,可能损失,浮动收益,合作中\n", encoding="utf-8"
    )
    found = done(running.bring_in(desk, "products", path, Choice()))
    named = [(one.target, one.word) for one in found.questions]
    assert named == ([("issuer", issuer)] if asked else [])
    assert isinstance(shelf.get(desk, "T-1"), Refused) is asked
    if asked:
        answers = {("issuer", issuer): "示例银行"}
        assert not done(running.bring_in(desk, "products", path, Choice(answers=answers))).questions
        assert done(shelf.get(desk, "T-1")).issuer.zh == "示例银行"
    assert (plain(issuer) in institutions.states(desk)) is not asked


@pytest.mark.parametrize(
    ("issuer", "asked"),
    [
        ("示例资管公司（管理人）", True),
        ("示例银行理财公司（示例资管公司）", True),
        ("示例银行理财公司和示例资管公司", True),
        ("原示例资管公司", True),
        ("示例资管公司（已更名为示例银行理财公司）", True),
        ("示例银行理财公司北京分公司", False),
        ("示例银行理财公司（代销）", False),
    ],
)
def test_a_name_around_that_of_a_stopped_institution_is_asked(desk: Desk, issuer: str, asked: bool) -> None:
    """SALE-16: a word more in its name, and what head office had stopped stood in the signed book as who issues it. A
    stopped bank is not asked about where its subsidiary of a longer name is admitted."""
    for one in ("示例资管公司", "示例银行"):
        done(institutions.state(desk, (one,), "admitted", "名单"))
        done(institutions.state(desk, (one,), "suspended", "总行通知"))
    done(institutions.state(desk, ("示例银行理财公司",), "admitted", "名单"))
    path = desk.folder / "list.csv"
    path.write_text(
        f"{HEADS}\nT-1,虚构一号,理财产品,{issuer},R2,10000,60%,可能损失,浮动收益,合作中\n", encoding="utf-8"
    )
    found = done(running.bring_in(desk, "products", path, Choice()))
    assert [(one.target, one.word) for one in found.questions] == ([("issuer", issuer)] if asked else [])
    assert isinstance(shelf.get(desk, "T-1"), Refused) is asked
