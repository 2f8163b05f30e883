"""A row that is not taken says something all the same of what stands on the shelf under its code."""

from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.desk.shelf import keeping
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import facts
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused
from rmdesk.faces.unconfirmed import to_confirm
from rmdesk.locale import LANGS, tr
from rmdesk.tui.imports.lines import summary
from support.desks import done

HEAD = "产品代码,产品名称,产品类别,发行机构,风险等级,起购金额,最不利情形损失比例,最不利情形,收益类型,产品状态,申购费率"
ROW = "X-1,示例稳一,理财,示例机构,R1,1000,60%,净值可能下跌六成,浮动收益,在售,1%"
OTHER = ROW.replace("X-1,示例稳一", "X-2,示例稳二")


def brought(
    desk: Desk, folder: Path, *rows: str, head: str = HEAD, answers: dict[tuple[str, str], str] | None = None
) -> Report:
    """The dry run and the import say the same of what waits."""
    path = folder / "list.csv"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    choice = Choice(answers=answers or {})
    dry = done(running.look_at(desk, "products", path, choice))
    taken = done(running.bring_in(desk, "products", path, choice))
    assert dry.withheld == taken.withheld
    return taken


def stands(desk: Desk, code: str = "X-1") -> Product:
    """What stands."""
    return done(shelf.get(desk, code))


def changes(desk: Desk, code: str = "X-1") -> int:
    """How many facts changed it."""
    return sum(one.kind == facts.ProductChanged.kind for one in desk.store.entries(subject=code))


def mended(*pairs: tuple[str, str]) -> str:
    """The row with some of its cells otherwise."""
    found = ROW
    for was, now in pairs:
        assert was in found
        found = found.replace(was, now)
    return found


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (mended(("在售,1%", "停售,100%")), "停售"),
        (mended(("在售,1%", "停止代销,0.015")), "停止代销"),
        (mended(("在售,1%", "停止代销,1%")), "停止代销"),
        (mended((",R1,1000,60%", ",R5,1000,六成")), "R5"),
        (mended((",R1,", ",R6,")), "R6"),
        (mended((",R1,", ",甲级,")), "甲级"),
        (mended((",1000,", ",待定,"), ("在售", "停售")), "停售"),
        (mended(("示例稳一", ""), ("在售", "停售")), "停售"),
        (f"{ROW}\n{mended((',R1,', ',R5,'))}", "R5"),
    ],
)
def test_what_a_row_that_is_not_taken_says_takes_its_product_off_sale(
    desk: Desk, tmp_path: Path, row: str, cell: str
) -> None:
    """SALE-10, SUIT-13: head office's next list said 停售 or R5 in a row that was refused for its fee, and the product
    was sold on, as R1, to a C1. Its keeper reads the cells and confirms it, once; another product stays on sale."""
    assert brought(desk, tmp_path, ROW, OTHER).withheld == 0
    before = changes(desk)
    report = brought(desk, tmp_path, row, OTHER)
    assert report.withheld == 1
    found = stands(desk)
    assert (found.status, found.unconfirmed, found.issuer_level) == ("suspended", ("unread",), "R1")
    assert changes(desk) == before + 1
    assert stands(desk, "X-2").status == "listed"
    for lang in LANGS:
        assert tr(lang, "imports.withheld", count=1) in summary(report, lang)
        assert any(cell in line for line in to_confirm(desk, [found], (), lang))
    assert brought(desk, tmp_path, row, OTHER).withheld == 0, "it waits already"
    done(keeping.confirm(desk, "X-1", {}))
    assert brought(desk, tmp_path, row, OTHER).withheld == 0, "what was confirmed is said again"
    assert stands(desk).status == ("suspended" if cell == "停售" else "listed"), "its list says so in a column for it"


def test_a_name_that_asks_how_it_is_offered_stops_it_too(desk: Desk, tmp_path: Path) -> None:
    """SUIT-21: called 私募 from today on, which no column says, it was sold to everybody till somebody answered."""
    brought(desk, tmp_path, ROW)
    report = brought(desk, tmp_path, mended(("示例稳一", "示例私募稳一")))
    assert [one.target for one in report.questions] == ["offer"]
    assert (report.withheld, stands(desk).left_out) == (1, (("产品名称", "示例私募稳一"),))


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (mended((",理财,", ",贵金属,")), "贵金属"),
        (mended((",理财,", ",贵金属,"), (",R1,", ",,"), ("1%", "100%")), "贵金属"),
        (mended(("示例稳一", "示例黄金T+D稳一"), ("R1", "R4")), "示例黄金T+D稳一"),
    ],
)
def test_rows_of_what_a_desk_does_not_sell_are_left_out_by_one_answer(
    desk: Desk, tmp_path: Path, row: str, word: str
) -> None:
    """Bars of gold are no family of a desk's: each list asked again what they are, and no answer was right. What stands
    on sale under such a row's code stops till its keeper has read it (SALE-10)."""
    brought(desk, tmp_path, ROW, OTHER)
    (asked,) = brought(desk, tmp_path, row, row.replace("X-1", "X-3"), OTHER).questions
    assert (asked.target, asked.word, asked.rows, asked.allowed[-1]) == ("family", word, 2, "omit")
    done(keeping.confirm(desk, "X-1", {}))
    other = row.replace("X-1", "X-4")
    for answer in ("不导入这些行", "leave these rows out", "omit"):
        report = brought(desk, tmp_path, row, other, OTHER, answers={("family", word): answer})
        assert (report.rows, report.same, report.accepted, report.refused, report.waiting) == (1, 1, 0, 0, 0)
        assert [one.why for one in report.skipped] == ["omit", "omit"]
        assert [one[:3] for one in report.told if one[0] == "omit"] == [("omit", "产品类别", 2)]
        assert (report.questions, report.faults, report.withheld) == ((), (), 0), "it was read once"
    assert isinstance(shelf.get(desk, "X-4"), Refused)
    renamed = row.replace("60%", "90%").replace("在售", "停售")
    assert brought(desk, tmp_path, renamed, OTHER).withheld == 1, "the answer is kept; what it says since is read"
    assert stands(desk).status == "suspended"


def test_a_list_that_is_mended_frees_what_waited(desk: Desk, tmp_path: Path) -> None:
    """Whoever mends the list need not confirm product by product what its rows say plainly; what they stop is
    stopped."""
    brought(desk, tmp_path, ROW)
    brought(desk, tmp_path, mended(("在售,1%", "停售,100%")))
    assert brought(desk, tmp_path, mended(("在售,1%", "停售,1%"))).withheld == 0
    assert (stands(desk).status, stands(desk).unconfirmed) == ("suspended", ())
    brought(desk, tmp_path, ROW)
    brought(desk, tmp_path, mended((",R1,1000,60%", ",R5,1000,六成")))
    assert brought(desk, tmp_path, ROW).changed == 1
    assert (stands(desk).status, stands(desk).unconfirmed, stands(desk).left_out) == ("listed", (), ())


def test_what_its_keeper_filled_in_before_is_not_asked_again_for_it(desk: Desk, tmp_path: Path) -> None:
    """A usual list tells no worst case, which the keeper did: mended, it left the product suspended with nothing to
    confirm."""
    head, cut = HEAD.replace("最不利情形损失比例,最不利情形,", ""), "60%,净值可能下跌六成,"
    row = ROW.replace(cut, "")
    brought(desk, tmp_path, row, head=head)
    done(keeping.confirm(desk, "X-1", {"worst_loss": "60%", "worst_case": "净值可能下跌六成"}))
    assert brought(desk, tmp_path, row.replace("1%", "100%"), head=head).withheld == 1
    brought(desk, tmp_path, row, head=head)
    assert (stands(desk).status, stands(desk).unconfirmed) == ("listed", ())


def test_a_column_that_is_asked_stops_what_it_speaks_of(desk: Desk, tmp_path: Path) -> None:
    """对公 under 渠道 was asked, and till somebody answered everybody could buy; answered to say nothing it is
    confirmed by the keeper."""
    head = f"{HEAD},渠道"
    brought(desk, tmp_path, f"{ROW},", f"{OTHER},", head=head)
    assert brought(desk, tmp_path, f"{ROW},仅对公", f"{OTHER},", head=head).withheld == 1
    assert stands(desk).left_out == (("渠道", "仅对公"),)
    assert brought(desk, tmp_path, f"{ROW},仅对公", head=head, answers={("column", "渠道"): "nothing"}).withheld == 0
    assert (stands(desk).status, stands(desk).unconfirmed) == ("suspended", ("unread",))


def test_what_says_nothing_new_stops_nothing(desk: Desk, tmp_path: Path) -> None:
    """A row said twice, a level that a list may not lower, a column that the list lacks, and a product that is not on
    sale: a keeper would confirm the whole shelf for nothing."""
    brought(desk, tmp_path, mended((",R1,", ",R3,")), OTHER)
    assert brought(desk, tmp_path, mended((",R1,", ",R3,")), OTHER, OTHER).withheld == 0
    assert brought(desk, tmp_path, ROW).withheld == 0, "it stays on R3"
    assert brought(desk, tmp_path, mended(("在售", "停售"))).withheld == 1, "that is lower, and off sale"
    rows = (one.replace(",1000,", ",") for one in (ROW, OTHER))
    assert brought(desk, tmp_path, *rows, head=HEAD.replace("起购金额,", "")).withheld == 0
    done(shelf.set_status(desk, "X-2", "suspended", "盘点"))
    assert brought(desk, tmp_path, OTHER.replace("1%", "100%")).withheld == 0
    assert stands(desk, "X-2").unconfirmed == ()
