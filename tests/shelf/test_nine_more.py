"""A family of a bank's own for each that law names: nine more, each treated as its model, down to the last field."""

import re
from collections.abc import Iterator

import pytest

from formpack.packs import Texts, default_texts, write
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.shelf import listing
from rmdesk.desk.shelf import products as shelf
from rmdesk.formpack import load
from rmdesk.formpack.check.families import LAW
from support.clock import Clock
from support.desks import done, new_desk
from support.families import FAMILIES

F = "families.toml"
WORDS = {
    "deposit": "存款", "bond": "国债", "fund": "基金", "insurance": "保险", "wealth": "理财",
    "structured": "结构性存款", "trust": "信托", "derivative": "衍生品", "private": "私募",
}  # fmt: skip
LOSS = {"deposit": "0", "structured": "0", "derivative": "150%"}
RATED = {"deposit": ("R1", "固定收益")}


def _twinned(texts: Texts, of: str) -> None:
    """Another family, written as a bank would: a row, its disclosures, whether it is recorded."""
    row = next(one for one in re.split(r"(?=^\[\[family\]\])", texts[F], flags=re.M) if f'key = "{of}"\n' in one)
    own = row.replace(f'key = "{of}"\n', f'key = "own_{of}"\nlike = "{of}"\n').rstrip()
    texts[F] += "\n" + re.sub(r"called = \[.*?\]", f'called = ["自有{WORDS[of]}"]', own) + "\n"
    text = texts[f"disclosures/{of}.toml"].replace(f'id = "{of}"', f'id = "own_{of}"')
    texts[f"disclosures/own_{of}.toml"] = text
    if LAW[of].recorded:
        texts["thresholds.toml"] = texts["thresholds.toml"].replace('"structured", "', f'"own_{of}", "structured", "')


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with a product of each of the eighteen families, out of one list."""
    texts, home = default_texts(), tmp_path_factory.mktemp("twins")
    for of in FAMILIES:
        _twinned(texts, of)
    lines = ["产品代码,产品名称,产品大类,发行机构,风险等级,起点金额,最不利情形损失比例,最不利情形,收益类型,交费年限"]
    for at, of in enumerate(FAMILIES):
        level, pays = RATED.get(of, ("R2", "浮动收益"))
        for code, own in ((f"L-{at}", ""), (f"O-{at}", "自有")):
            lines.append(
                f"{code},示例产品,{own}{WORDS[of]},示例机构,{level},2000000,{LOSS.get(of, '30%')},市场下跌。,{pays},5"
            )
    (home / "list.csv").write_text("\n".join(lines), encoding="utf-8")
    with new_desk(home / "desk", load(write(texts, home / "forms")), Clock()) as desk:
        answers = {("offer", "示例产品"): "private"}  # asked of the trusts
        report = done(running.bring_in(desk, "products", home / "list.csv", Choice(answers=answers)))
        assert (report.accepted, report.faults, report.questions) == (18, (), ())
        yield desk


@pytest.mark.parametrize("of", FAMILIES)
def test_it_is_the_same_product_but_for_its_family(twins: Desk, of: str) -> None:
    """Terms, regime, private offer, defaults: nothing falls back to what suits no family."""
    at = FAMILIES.index(of)
    law, own = (done(shelf.get(twins, f"{sort}-{at}")) for sort in "LO")
    assert own.family == f"own_{of}"
    assert own.model_copy(update={"code": law.code, "family": of}) == law


def test_the_shelf_is_filtered_by_all_of_them(twins: Desk) -> None:
    """In the order of the pack, the bank's own behind those of the law."""
    known = done(listing.values(twins, "family"))
    assert known == tuple((key, 1) for key in (*FAMILIES, *(f"own_{of}" for of in FAMILIES)))


def test_who_may_sell_what_is_asked_of_each_alike(twins: Desk) -> None:
    """A deposit of the bank's own needs no certificate either, and nothing else goes without."""
    families = twins.pack.families
    assert families.uncertified == {"deposit", "own_deposit"}
    assert families.unmatched == {"deposit", "bond", "own_deposit", "own_bond"}
    assert families.insured(("own_insurance",))
