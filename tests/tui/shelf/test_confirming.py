"""A product that its keeper put on the shelf with everything said comes on sale from its own page (SUIT-13)."""

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import institutions, keeping
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.base import Text
from rmdesk.domain.directives import HandedDown, InstitutionGiven
from rmdesk.domain.institutions import Institution
from rmdesk.locale import Lang
from rmdesk.tui.kit.rows import Rows
from support.desks import PASSWORD, done
from support.people import product, text
from support.walk import put_on
from tui.hands import answer, hire
from tui.looking import cut_off
from tui.stage import LEAST, SMALL, Driver, app_over, drive

TOLD = {
    "code": "W-777", "name": "虚构新品", "family": "理财产品", "issuer": "虚构远山理财有限责任公司",
    "issuer_level": "R2", "minimum": "10000", "term_days": "91", "return_kind": "浮动收益",
    "worst_loss": "5%", "worst_case": "示例：净值下跌。",
}  # fmt: skip


def test_what_lacks_only_its_state_is_confirmed_with_one_key(full: Desk) -> None:
    """A branch that opened today puts its first product on the shelf, and the program ended."""
    assert done(keeping.add(full, TOLD)).unconfirmed == ("status",)

    async def walk(see: Driver) -> None:
        await see.press("f4")
        await see.type("W-777")
        await see.press("enter", "4")
        assert see.table == "record"
        await see.press("enter")
        assert see.table != "record"

    drive(app_over(full, "zh"), walk, SMALL)
    assert done(shelf.get(full, "W-777")).unconfirmed == ()
    assert done(shelf.get(full, "W-777")).status == "listed"


@pytest.mark.parametrize(("kind", "said"), [("fixed", "固定收益"), ("floating", "浮动收益")])
def test_the_form_begins_with_what_stands(full: Desk, kind: str, said: str) -> None:
    """A deposit whose list said no kind of return stood as fixed, and its form began with a floating one: the lot of
    seven stopped on it, with words of families."""
    waits = product(code="Z-01", return_kind=kind, unconfirmed=("return_kind",), status="suspended")
    put_on(full, waits)

    async def walk(see: Driver) -> None:
        await see.press("f4")
        await see.type("Z-01")
        await see.press("enter", "4")
        assert f"✓{said}" in see.text

    drive(app_over(full, "zh"), walk, SMALL)


def test_issuers_are_chosen_by_the_names_that_the_reader_sees(full: Desk) -> None:
    """An English list offered Chinese names to filter by, beside a product that bears the English one."""
    issuer = Text(zh="虚构甲信托", en="Zeta Trust (sample)")
    put_on(full, product(code="Z-01", issuer=issuer))

    async def walk(see: Driver) -> None:
        await see.press("f4", "ctrl+p", "1", "5")
        assert "Zeta Trust (sample) (1)" in see.text
        assert "虚构甲信托" not in see.text
        value = next(one.key for one in see.app.screen.choice.options if "Zeta" in one.label)  # type: ignore[attr-defined]
        assert value == "虚构甲信托"
        see.app.screen.dismiss(value)
        await see.pilot.pause()
        assert "Zeta Trust (sample)" in see.lines[1]

    drive(app_over(full, "en"), walk, SMALL)


def test_institutions_stand_by_the_names_that_the_reader_sees(full: Desk) -> None:
    """English names in the order of the Chinese ones look unsorted."""
    for at, name in enumerate(("Zeta", "Alpha", "Mid")):
        put_on(
            full,
            product(
                code=f"Z-0{at}", self_issued=False, approved=True, issuer=Text(zh=f"虚构{at}公司", en=f"{name} Co")
            ),
        )

    async def walk(see: Driver) -> None:
        await see.press("f4", "ctrl+p", "3")
        await see.type("Co")
        found = [line for line in see.lines if " Co  " in line and "shown" not in line]
        assert found == sorted(found, key=str.strip)
        assert len(found) == 3

    drive(app_over(full, "en"), walk, SMALL)


def test_the_institution_pointed_at_is_admitted_without_its_name_being_typed(full: Desk) -> None:
    """The name that a product gives must be met letter by letter, or the product stays unsold (SALE-16)."""
    done(keeping.add(full, TOLD))

    async def walk(see: Driver) -> None:
        await see.press("f4", "ctrl+p", "3")
        await see.type("远山")
        await see.press("f10")
        assert see.app.screen.input.value == TOLD["issuer"]  # type: ignore[attr-defined]

    drive(app_over(full), walk, SMALL)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_head_office_stopped_is_admitted_with_a_second_person(full: Desk, lang: Lang) -> None:
    """SALE-16: whoever agrees reads what head office stopped, and why; without him it stays stopped."""
    hire(full, "second", "compliance")
    stopped = Institution(name="虚构远山理财", state="suspended", since=full.today(), reason="总行叫停")
    given = InstitutionGiven(institution=stopped)
    with full.transaction():
        down = HandedDown(device="hq", seq=1, by="op", second="other", about=stopped.name, directive=given)
        full.record(down, "hq")

    def state() -> str:
        lines = done(institutions.listed(full))
        return next(one.institution.state for one in lines if one.institution and one.name == stopped.name)

    async def walk(see: Driver) -> None:
        await see.press("f4", "ctrl+p", "3")
        await see.type("远山")
        await see.press("enter", "1")
        await answer(see, "总行函")
        assert see.table == "ProofDialog"
        assert "总行叫停" in see.text
        assert cut_off(see.app) == []
        await see.press("escape")
        assert state() == "suspended"
        await see.press("enter", "1")
        await answer(see, "总行函", PASSWORD)
        await see.until("ProofDialog", gone=True)
        assert see.table == "institutions"

    drive(app_over(full, lang), walk, LEAST)
    assert state() == "admitted"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whoever_stops_an_institution_reads_what_else_is_stopped_and_what_is_not(full: Desk, lang: Lang) -> None:
    """SALE-16: a name with a word more stayed on sale, and its keeper thought that all of it was stopped."""
    beside = ("虚构远山理财（管理人）", "虚构远山理财香港公司")
    for at, name in enumerate(beside):
        put_on(full, product(code=f"X-0{at}", self_issued=False, approved=True, issuer=text(name)))
    done(institutions.state(full, ("虚构远山理财",), "admitted", "名单"))

    async def walk(see: Driver) -> None:
        await see.press("f4", "ctrl+p", "3")
        await see.type("远山")
        await see.press("down", *("up",) * 3)
        while see.app.screen.query_one(Rows).row.key != "虚构远山理财":  # type: ignore[union-attr]
            await see.press("down")
        await see.press("enter", "2")
        await answer(see, "总行通知")
        assert see.table == "Message"
        assert all(name in see.text.replace("\n", "") for name in beside)
        assert cut_off(see.app) == []
        await see.press("enter")
        assert see.table == "institutions"

    drive(app_over(full, lang), walk, LEAST)
