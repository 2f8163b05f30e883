"""Only a bond of the state needs no match (SUIT-24): neither a form nor a list makes one of what sounds like it."""

from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.shelf import keeping
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.refusal import Faulty, Refused
from support.desks import done


def test_a_bond_that_is_no_bond_of_the_state_must_fit_its_buyer(desk: Desk) -> None:
    """SUIT-02, SUIT-24: a company's bond of R5 stood on the shelf as a savings bond, for everybody."""
    bond = {"code": "B-888", "name": "虚构地产公司债", "family": "bond", "issuer": "虚构地产", "minimum": "1000",
            "return_kind": "fixed", "term_days": "365", "worst_loss": "60%", "worst_case": "发行人违约"}  # fmt: skip
    assert done(keeping.add(desk, {**bond, "issuer_level": "R5"})).needs_match
    unrated = keeping.add(desk, {**bond, "code": "B-889"})
    assert isinstance(unrated, Refused)
    assert {one.saw.get("field", "issuer_level") for one in unrated.reasons} == {"issuer_level"}
    for more in ({"worst_loss": "1%", "client_kind": "person"}, {"family": "国债", "name": "示例储蓄国债"}):
        assert isinstance(keeping.add(desk, {**bond, "code": "B-891", **more}), Refused)
    for issuer in ("示例银行控股地产公司", "Treasury Wine Estates"):
        named = {"name": "示例国债优选债券", "issuer": issuer, "worst_loss": "1%"}
        assert isinstance(keeping.add(desk, {**bond, "code": "B-893", **named}), Refused)
    for placed in ("示例银行股份有限公司虚构市分行", "Treasury (sample)"):
        added = {**bond, "code": f"B-9{len(placed)}", "name": "示例储蓄国债", "issuer": placed, "worst_loss": "0"}
        assert not done(keeping.add(desk, added)).needs_match
    saving = {**bond, "code": "B-890", "name": "示例储蓄国债", "issuer": "财政部（示例）", "worst_loss": "1%"}
    saved = done(keeping.add(desk, {**saving, "client_kind": "person"}))
    assert not saved.needs_match
    became = {"name": "虚构地产公司债", "issuer": "虚构地产"}
    for more in (became, {"worst_loss": "60%"}):
        assert isinstance(keeping.change(desk, saved.code, more, "测试"), Refused)
    rated = done(keeping.change(desk, saved.code, {**became, "issuer_level": "R3", "worst_loss": "60%"}, "测试"))
    assert rated.needs_match, "what a company issues must fit its buyer whoever issued it before"


def test_a_list_that_makes_a_company_s_bond_of_one_of_the_state_has_it_matched(desk: Desk, tmp_path: Path) -> None:
    """SUIT-24: the list kept it exempt, and R3 with a loss of 60% was sold to a C1."""
    path = tmp_path / "products.csv"
    for row in ("示例储蓄国债,国债,财政部（示例）,,", "虚构地产公司债,债券,虚构地产,R3,60%"):
        path.write_text(
            f"产品代码,产品名称,产品类型,发行机构,风险等级,最不利情形损失比例,起点金额\nB-1,{row},100\n",
            encoding="utf-8",
        )
        assert done(running.bring_in(desk, "products", path, Choice())).refused == 0
    assert done(shelf.get(desk, "B-1")).needs_match


@pytest.mark.parametrize(
    "said",
    [
        {"name": "示例地产国债收益债", "issuer": "示例财政部地产公司"},
        {"name": "示例银行国债主题二级资本债", "issuer": "示例银行股份有限公司"},
        {"name": "示例银行国债", "issuer": "示例银行"},
        {"name": "国债期货合约", "issuer": "财政部"},
        {"name": "国债逆回购", "issuer": "示例银行示例分行"},
        {"name": "非国债", "issuer": "财政部"},
        {"name": "2026年记账式附息（五期）国债", "issuer": "示例银行"},
        {"name": "阿根廷国债", "issuer": "阿根廷财政部"},
        {"name": "美国国债10年期", "issuer": ""},
        {"name": "储蓄国债", "issuer": "财政部", "currency": "USD"},
        {"name": "US Treasury bond", "issuer": "The Treasury"},
    ],
    ids=lambda said: said["name"],
)
def test_what_only_sounds_like_a_bond_of_the_state_wants_a_level(desk: Desk, said: dict[str, str]) -> None:
    """SUIT-24: it was offered to a C1 who was never asked whether it fits him."""
    bond = {"code": "B-895", "family": "bond", "minimum": "1000", "return_kind": "fixed", "worst_loss": "1%",
            "worst_case": "提前支取损失利息"}  # fmt: skip
    refused = keeping.add(desk, {**bond, **said})
    assert isinstance(refused, Faulty)
    assert set(refused.fields) - {"term_days"} == {"issuer_level"}, "ten years in a name are asked, too"


@pytest.mark.parametrize(
    ("name", "issuer"),
    [
        ("2026年第三期储蓄国债（电子式）", "中华人民共和国财政部"),
        ("26附息国债05", "财政部（示例）"),
        ("2026年超长期特别国债（一期）", "财政部"),
        ("2026年凭证式（一期）国债", "示例银行股份有限公司虚构市分行"),
        ("Savings Bond 3 Years", "Ministry of Finance"),
    ],
)
def test_a_bond_of_the_state_needs_no_match(desk: Desk, name: str, issuer: str) -> None:
    """SUIT-24: a level that nobody gives would be asked for."""
    bond = {"code": "B-896", "name": name, "issuer": issuer, "family": "bond", "minimum": "100", "term_days": "1095",
            "return_kind": "fixed", "worst_loss": "0", "worst_case": "提前支取损失利息"}  # fmt: skip
    assert not done(keeping.add(desk, bond)).needs_match


def test_a_company_s_bond_is_no_government_bond_in_its_book(desk: Desk) -> None:
    """SALE-04: the first line of the book said that the state repays it."""
    assert "国债" not in desk.pack.families.of("bond").default.summary.zh
