"""A bank's own tenth family of products: rows of the pack carry it from a list of head office to a signed paper."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from formpack.broken_families import GOLD, OWN_FAMILY, F
from formpack.packs import changed, cut, drop, swap, write
from rmdesk.desk import matching, packs, people, printing
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.imports import running, templates
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.settings import checklist
from rmdesk.desk.shelf import keeping, listing
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import facts
from rmdesk.domain.match import Offered, Withheld
from rmdesk.domain.people import Certificate
from rmdesk.domain.ranking import Wish
from rmdesk.formpack import Fault, Pack, load
from support.clock import Clock
from support.desks import PASSWORD, FreshDesks, codes, done
from support.families import FAMILIES
from support.people import product
from support.walk import Walk, assessed, put_on, register, start

LIST = """产品代码,产品名称,产品大类,发行机构,风险等级,起点金额,最不利情形损失比例,最不利情形,收益类型,销售状态
AU-01,如意积存,积存金,{bank},R2,1000,30%,金价大幅下跌。,浮动收益,在售
"""
KEY = "gold_plan"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The default pack with the bank's plan to save in gold."""
    return load(write(changed(OWN_FAMILY), tmp_path_factory.mktemp("own")))


@pytest.fixture
def gold(tmp_path: Path, own: Pack, clock: Clock, fresh_desks: FreshDesks) -> Iterator[Desk]:
    """A desk under that pack, with the plan on its shelf, as a list brought it."""
    with fresh_desks.copied(tmp_path / "gold", own, clock) as desk:
        file = tmp_path / "list.csv"
        file.write_text(LIST.format(bank=desk.branch.bank), encoding="utf-8")
        report = done(running.bring_in(desk, "products", file, Choice()))
        assert (report.accepted, report.faults, report.questions) == (1, (), ()), report
        yield desk


def _certified(desk: Desk, *families: str) -> None:
    held = Certificate(families=families, number="AU-2026-1", expires_on=date(2030, 1, 1))
    person = done(people.everybody(desk))[0]
    certified = person.model_copy(update={"certificates": (*person.certificates, held)})
    assert codes(people.change(desk, certified, "新增资质", Proof(PASSWORD))) == ["DESK-15.own"]
    desk.record(facts.PersonChanged(person=certified, reason="新增资质"), person.login)
    desk.actor = certified


def _matched(desk: Desk, clock: Clock) -> tuple[Walk, Offered | Withheld]:
    client = register(desk)
    assessed(desk, client, "C3")
    walk = start(desk, clock, client).match(Wish(amount=Decimal(20_000)))
    verdict = matching.verdict(desk, walk.id, "AU-01", Decimal(20_000))
    assert isinstance(verdict, Offered | Withheld)
    return walk, verdict


def test_from_a_list_of_head_office_to_signed_papers(gold: Desk, clock: Clock, tmp_path: Path) -> None:
    """Whatever the nine can do, the tenth can: without it a bank's own product is sold beside the desk."""
    one = done(shelf.get(gold, "AU-01"))
    assert (one.family, one.regime, one.liquidity, one.needs_match, one.unconfirmed) == (KEY, "bank", "daily", True, ())
    assert done(listing.values(gold, "family")) == ((KEY, 1),)
    _, withheld = _matched(gold, clock)
    assert isinstance(withheld, Withheld)
    assert [(why.code, why.saw.get("family")) for why in withheld.reasons] == [("SUIT-08", KEY)]
    assert "黄金积存" in gold.pack.say(withheld.reasons[0], "zh").text
    step = next(one for one in done(checklist.read(gold)).items if one.key == "certificates")
    assert any("黄金积存" in said for said in checklist.lacking(step, gold, "zh"))
    _certified(gold, KEY)
    walk, offered = _matched(gold, clock)
    assert isinstance(offered, Offered)
    assert "recording" in offered.needs
    walk.choose("AU-01").tell().understand().record()
    texts = " ".join(
        str(block) for made in printing.made_of_sale(gold, walk.id, "zh") for block in made.document.blocks
    )
    words = gold.pack.families.of(KEY).words
    assert words.headline is not None
    assert words.copied is not None
    for said in (words.headline.zh, words.copied.zh, "黄金积存", "30%"):
        assert said in texts
    walk.print(tmp_path / "papers").take_back().countersign().archive()
    assert walk.view.sale.archived is not None


def test_its_keeper_and_its_template_know_it(gold: Desk, tmp_path: Path) -> None:
    """The form takes it, a template offers its name, and no other family's terms are asked of it."""
    texts = {"code": "AU-02", "name": "吉祥积存", "family": KEY, "issuer": gold.branch.bank, "issuer_level": "R2"}
    added = done(keeping.add(gold, {**texts, "minimum": "500"}))
    assert (added.family, added.insurance, added.private) == (KEY, None, False)
    path = done(templates.write_template(gold, "products", tmp_path / "list.xlsx", "zh"))
    notes = openpyxl.load_workbook(path).worksheets[1]
    assert any("黄金积存" in str(row[1]) for row in notes.iter_rows(values_only=True))


def test_no_pack_takes_it_from_under_its_products(gold: Desk, tmp_path: Path) -> None:
    """Without its row no rule could be asked about what is on the shelf."""
    gone = changed(
        OWN_FAMILY, cut(F, f'\n[[family]]\nkey = "{KEY}"', ""), drop(GOLD), swap("thresholds.toml", f'"{KEY}", ', "")
    )
    found = packs.propose(gold, write(gone, tmp_path / "gone"))
    assert isinstance(found, tuple)
    assert [(one.file, one.key, one.reason) for one in found if isinstance(one, Fault)] == [
        (F, "family", "family_used")
    ]
    other = changed(OWN_FAMILY, swap(F, 'regimes = ["bank"]\ncalled', 'regimes = ["securities"]\ncalled'))
    found = packs.propose(gold, write(other, tmp_path / "other"))
    assert isinstance(found, tuple)
    assert [(one.key, one.reason) for one in found if isinstance(one, Fault)] == [
        (f"family[{KEY}].regimes", "family_product")
    ]


def test_a_certificate_is_for_families_that_there_are(desk: Desk) -> None:
    """A right to sell what nobody knows opens nothing, and hides that the true one is missing."""
    held = Certificate(families=("gold",), number="AU-1", expires_on=date(2030, 1, 1))
    person = done(people.everybody(desk))[0]
    changed = person.model_copy(update={"certificates": (*person.certificates, held)})
    assert codes(people.change(desk, changed, "新增资质")) == ["INPUT.choice"]


@pytest.mark.parametrize("family", [one for one in FAMILIES if one not in ("deposit", "bond")])
def test_no_family_escapes_the_match_by_its_regime(desk: Desk, family: str) -> None:
    """SUIT-24: regime "none" on a fund would switch every suitability rule off."""
    one = product(family=family, regime="none", private_kind="equity" if family == "private" else None)
    assert codes(shelf.put_on(desk, one)) == ["INPUT.choice"]


def test_a_private_product_says_of_which_kind_it_is(desk: Desk) -> None:
    """SUIT-21: a slip of the product keeper must not open it to everybody."""
    one = product(family="private", regime="securities", private_kind=None)
    assert codes(shelf.put_on(desk, one)) == ["INPUT.required"]
    put_on(desk, one.model_copy(update={"private_kind": "equity"}))
