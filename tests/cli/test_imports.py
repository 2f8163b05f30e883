"""A head office's list from the command line: shown first, taken whole, confirmed, changed (SALE-10, SUIT-15)."""

from pathlib import Path

import pytest

from cli.conftest import Ran, Run
from rmdesk.domain.base import Lang

CALENDAR = Path(__file__).parents[1] / "imports/files/holidays_2027.ics"
HEAD = (
    "产品代码,产品名称,产品类型,发行机构,发行机构评级,本行评级,起购金额(元),递增金额(元),期限(天),募集起始日,募集结束日,"
    "管理费率(%),最不利情形损失比例,最不利情形说明,收益类型,销售状态"
)
GOOD = (
    "9{n:03d},虚构测试{n}号,理财产品,虚构远山理财有限责任公司,R2,二级,1万,1000,91天,2026-01-05,,"
    "0.30%,5%,示例：净值下跌。,浮动收益,在售"
)


def written(folder: Path, *lines: str, encoding: str = "gb18030") -> Path:
    """A list as a bank's computer writes it."""
    path = folder / "products.csv"
    path.write_bytes("\r\n".join((HEAD, *lines, "")).encode(encoding))
    return path


def confirmed(at_desk: Run, code: str, *more: str) -> Ran:
    """A confirmation as the command wants it: read, then named by the digest of what was read."""
    unread = at_desk("product", "confirm", code, *more)
    assert (unread.code, unread.out) == (2, "")
    digest = unread.err.rpartition("--digest ")[2].split()[0].rstrip("。")
    return at_desk("product", "confirm", code, *more, "--digest", digest, "--json")


def test_a_list_is_shown_then_taken_and_taken_again_changes_nothing(at_desk: Run, tmp_path: Path) -> None:
    """Whoever brings the same file twice must not have everything twice."""
    path = written(tmp_path, *(GOOD.format(n=n) for n in range(3)))
    dry = at_desk("import", "products", path, "--json").value
    assert (dry["rows"], dry["accepted"], dry["refused"], dry["encoding"]) == (3, 3, 0, "gb18030")
    assert dry["import"] is None
    assert "9000" not in at_desk("products", "--json").out
    taken = at_desk("import", "products", path, "--take", "--json").value
    assert taken["import"]
    shelf = {one["code"]: one for one in at_desk("products", "--json").value}
    assert (shelf["9000"]["level"], shelf["9000"]["status"]) == ("R2", "listed")
    again = at_desk("import", "products", path, "--json").value
    assert (again["accepted"], again["changed"], again["same"]) == (0, 0, 3)


def test_a_column_that_the_list_lacks_is_told_once(at_desk: Run, tmp_path: Path) -> None:
    """Whose list heads its codes in a way of its own hears so once and which switch names them, not at each row."""
    path = written(tmp_path, *(GOOD.format(n=n) for n in range(20, 23)))
    path.write_bytes(path.read_bytes().replace("产品代码".encode("gb18030"), "自编序列".encode("gb18030")))
    said = at_desk("import", "products", path, "--lang", "zh").out
    assert said.count("没有“产品代码”一列") == 1
    assert "3 行" in said
    assert "--map 表头=code" in said
    assert at_desk("import", "products", path, "--map", "自编序列=code", "--json").value["accepted"] == 3


def test_which_of_two_columns_counts_is_told_with_its_switch(at_desk: Run, tmp_path: Path) -> None:
    """The answer that the command takes stands there, to be copied."""
    path = written(tmp_path, GOOD.format(n=30))
    path.write_bytes(path.read_bytes().replace("本行评级".encode("gb18030"), "风险等级".encode("gb18030")))
    for lang in ("zh", "en"):
        assert "--answer counts:issuer_level=" in at_desk("import", "products", path, "--lang", lang).out
    said = at_desk("import", "products", path, "--answer", "counts:issuer_level=风险等级", "--json").value
    assert (said["questions"], said["waiting"], said["accepted"]) == ([], 0, 1)


def test_how_many_on_sale_a_list_will_stop_is_told_before_it_is_taken(at_desk: Run, tmp_path: Path) -> None:
    """Exit 0 and a reason for one cell: nothing said that the product, on R5 now, would be sold on as R2."""
    at_desk("import", "products", written(tmp_path, GOOD.format(n=60)), "--take")
    path = written(tmp_path, GOOD.format(n=60).replace(",R2,二级,1万", ",R2,R5,待定"))
    assert "在售产品 1 只本次未读全，暂停至确认" in at_desk("import", "products", path, "--lang", "zh").out
    assert "1 product on sale was not read in full" in at_desk("import", "products", path, "--lang", "en").out
    assert at_desk("import", "products", path, "--take", "--json").value["withheld"] == 1
    shelf = {one["code"]: one for one in at_desk("products", "--json").value}
    assert shelf["9060"]["status"] == "suspended"
    unread = at_desk("product", "confirm", "9060", "--lang", "zh")
    assert (unread.code, unread.out) == (2, "")
    assert "待定" in unread.err, "what the list said is read before"
    shelf = {one["code"]: one for one in at_desk("products", "--json").value}
    assert shelf["9060"]["status"] == "suspended"
    confirmed(at_desk, "9060")
    shelf = {one["code"]: one for one in at_desk("products", "--json").value}
    assert shelf["9060"]["status"] == "listed"


def test_each_fault_is_told_with_row_column_and_what_stood_there(at_desk: Run, tmp_path: Path) -> None:
    """A list of 300 rows is mended by whoever knows which cell is wrong."""
    good = GOOD.format(n=10)
    lines = (
        good.replace("9010", "9011").replace(",R2,", ",R7,"),
        good.replace("9010", "9012").replace("2026-01-05,,", "2026-01-05,2026/11/31,"),
        good.replace("9010", "9013").replace("示例：净值下跌。", "保本稳赚"),
        good,
        good.replace("1万", "5万"),
        good.replace("9010", "9014").replace(",在售", ",待售"),
        "合计,,,,,,,,,,,,,,,",
    )
    report = at_desk("import", "products", written(tmp_path, *lines), "--json").value
    faults = {(one["row"], one["column"], one["given"]): one["rule"] for one in report["faults"]}
    assert faults == {
        (2, "发行机构评级", "R7"): "INPUT",
        (3, "募集结束日", "2026/11/31"): "INPUT",
        (4, "最不利情形说明", "保本稳赚"): "SALE-11",
        (5, "产品代码", "9010"): "IMPORT",
        (6, "产品代码", "9010"): "IMPORT",
    }
    assert report["skipped"] == [{"row": 8, "why": "total"}]
    assert [(one["field"], one["word"], one["rows"]) for one in report["questions"]] == [("status", "待售", 1)]
    asked = at_desk(
        "import", "products", tmp_path / "products.csv", "--answer", "status:待售=suspended", "--json"
    ).value
    assert asked["questions"] == []


@pytest.mark.parametrize(
    ("content", "case"),
    [
        (b"", "空"),
        (b"PK\x03\x04rest", "损坏"),
        ("产品代码,产品名称\r\n1,甲\r\n".encode("gb18030") + "2,乙\r\n".encode(), "编码"),
        ("一,二,三\r\n1,2,3\r\n".encode(), "表头"),
        (("产品代码,产品名称,产品类型,币种\r\n" + "1,甲,理财,CNY\r\n" * 5 + "2;乙;理财;CNY;;\r\n").encode(), "分隔符"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    at_desk: Run, tmp_path: Path, content: bytes, case: str
) -> None:
    """Half a file on the shelf is worse than none."""
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    ran: Ran = at_desk("--lang", "zh", "import", "products", path, "--json")
    assert ran.code == 1
    assert case in ran.value["refused"][0]["detail"]


def test_what_a_list_does_not_say_is_confirmed_before_it_is_sold(at_desk: Run, tmp_path: Path) -> None:
    """A product whose worst case nobody wrote down must not reach a client (SUIT-22)."""
    path = written(tmp_path, GOOD.format(n=20).replace("5%,示例：净值下跌。", ","))
    assert at_desk("import", "products", path, "--take", "--json").value["unconfirmed"] == 1
    assert at_desk("product", "resume", "9020", "--reason", "x", "--json").value["refused"][0]["rule"] == "DESK-03"
    lacking = confirmed(at_desk, "9020").value["refused"]
    assert {one["field"] for one in lacking} == {"worst_loss", "worst_case"}
    told = ("--with", "worst_loss=5%", "--with", "worst_case=示例：债券违约。")
    assert confirmed(at_desk, "9020", *told).value["status"] == "listed"
    sold = ("bank_level=R4", "raise_from=2026-01-05", "raise_to=2026-01-09")
    terms = [part for one in sold for part in ("--with", one)]
    changed = at_desk("product", "change", "9020", *terms, "--reason", "重新评级", "--json").value
    assert (changed["level"], changed["status"]) == ("R4", "over")
    assert [one["status"] for one in at_desk("products", "--json").value if one["code"] == "9020"] == ["over"]
    assert at_desk("product", "end", "9020", "--reason", "募集结束", "--json").value["status"] == "ended"


def test_columns_are_left_out_at_once_and_what_they_held_is_confirmed_by_its_words(
    at_desk: Run, tmp_path: Path
) -> None:
    """SUIT-13: a usual list took one --answer for each of its columns, and one command for each of its products."""
    path = written(tmp_path, *(GOOD.format(n=n) for n in range(60, 63)))
    head, first, *rest = path.read_text("gb18030").splitlines()
    more = (
        f"{head},节假日可购,额度状态,净值日期",
        f"{first},是,已售罄,2026-11-20",
        *(f"{one},否,充足,2026-11-20" for one in rest),
    )
    path.write_text("\n".join(more), "gb18030")
    for lang in ("zh", "en"):
        said = at_desk("import", "products", path, "--lang", lang).out
        assert '--answer "column:节假日可购,额度状态=nothing"' in said
        assert "净值日期 →" not in said
        assert [one for one in said.splitlines() if one.endswith("净值日期")]
    assert at_desk("import", "products", path, "--json").value["unused"] == ["净值日期"]
    answer = ("--answer", "column:节假日可购,额度状态=nothing")
    assert at_desk("import", "products", path, *answer, "--take", "--json").value["unconfirmed"] == 3
    rest_of_it, sold_out = at_desk("product", "confirm", "--json").value
    assert (rest_of_it["said"], rest_of_it["products"]) == ([], ["9061", "9062"])
    assert (sold_out["said"], sold_out["products"]) == ([{"column": "额度状态", "cell": "已售罄"}], ["9060"])
    assert rest_of_it["cells"] == [{"column": "节假日可购", "cell": "否", "products": 2}]
    for lang in ("zh", "en"):
        told = at_desk("product", "confirm", "--lang", lang).out
        assert f"product confirm 9060 --alike --digest {sold_out['digest']}" in told
        for cell in ("是", "否", "已售罄"):
            assert cell in told, "a cell is read before it is confirmed"
    ran = at_desk("product", "confirm", "9062", "--alike", "--digest", rest_of_it["digest"], "--lang", "zh")
    assert ran.out.strip() == "已确认 2 只"
    states = {one["code"]: one["status"] for one in at_desk("products", "--json").value}
    assert [states[one] for one in ("9060", "9061", "9062")] == ["suspended", "listed", "listed"]
    assert confirmed(at_desk, "9060", "--alike").value == {"confirmed": 1}
    assert at_desk("product", "confirm", "--json").value == []
    assert at_desk("product", "confirm", "--lang", "en").out.strip() == "No product awaits confirmation"


@pytest.mark.parametrize("alike", [(), ("--alike",)])
def test_what_a_list_says_since_is_read_before_it_is_confirmed(
    at_desk: Run, tmp_path: Path, alike: tuple[str, ...]
) -> None:
    """SUIT-13: what is stopped was on sale, and the remark that says so stood below the confirmation; a digest of the
    list before is no proof that this one was read."""
    code = "9081" if alike else "9080"

    def remarked(remark: str) -> str:
        path = written(tmp_path, f"{GOOD.format(n=int(code[1:]))},{remark}")
        path.write_text(path.read_text("gb18030").replace("销售状态", "销售状态,备注"), "gb18030")
        at_desk("import", "products", path, "--take", "--json")
        groups = {one["products"][0]: one for one in at_desk("product", "confirm", "--json").value}
        return str(groups[code]["digest"])

    first = remarked("待总行批复")
    remarked("停止申购")
    for digest in ((), ("--digest", first), ("--digest", "")):
        ran = at_desk("product", "confirm", code, *alike, *digest, "--lang", "zh")
        assert (ran.code, ran.out) == (2, "")
        assert "停止申购" in ran.err
    states = {one["code"]: one["status"] for one in at_desk("products", "--json").value}
    assert states[code] == "suspended"
    assert confirmed(at_desk, code, *alike).code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_is_readable_in_a_terminal(at_desk: Run, tmp_path: Path, lang: Lang) -> None:
    """Not everybody reads JSON."""
    shown = at_desk("--lang", lang, "import", "products", written(tmp_path, GOOD.format(n=30).replace("R2", "R9")))
    assert shown.code == 0
    assert "R9" in shown.out
    assert "产品代码 → code" in shown.out


def test_a_command_shows_first_and_takes_with_its_notice(at_desk: Run) -> None:
    """Whoever brings a file in sees what it says of itself before it counts."""
    dry = at_desk("import", "holidays", CALENDAR, "--json").value
    assert (dry["rows"], dry["accepted"], dry["refused"], dry["taken"]) == (35, 35, 0, False)
    assert "INVENTED" in " ".join(dry["warnings"])
    assert at_desk("import", "holidays", CALENDAR, "--take", "--json").value["refused"][0]["rule"] == "COMP-17"
    assert at_desk("import", "holidays", CALENDAR, "--take", "--source", "通知", "--json").value["taken"] is True
