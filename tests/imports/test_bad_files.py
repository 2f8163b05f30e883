"""Files in every shape that people bring, and those that nothing is taken from: each is told apart, in words."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.domain.client import Profile
from rmdesk.domain.facts import ClientRegistered
from rmdesk.domain.refusal import Refused
from support.desks import codes, done
from support.tiers import longer

HEAD = "客户号,姓名,手机号码,职业"
TABBED = ("0099003\t虚丙\t19000000003\t退休", "0099004\t虚丁\t19000000004\t学生")
ROWS = ("0099001,虚甲,19000000001,退休", "0099002,虚乙,19000000002,学生")


def look(desk: Desk, path: Path, sheet: str = "") -> Report:
    """A dry run of clients."""
    return done(running.look_at(desk, "clients", path, Choice(sheet=sheet)))


def taken(desk: Desk, path: Path) -> list[Profile]:
    """The profiles that a file gives."""
    before = desk.store.head().seq
    done(running.bring_in(desk, "clients", path, Choice()))
    found = (one.fact for one in desk.store.entries(after=before, kind=ClientRegistered.kind))
    return [fact.client.profile for fact in found if isinstance(fact, ClientRegistered)]


def text(*lines: str) -> str:
    """Lines as a file has them."""
    return "\r\n".join((*lines, ""))


GOOD = text(HEAD, *ROWS)


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter"),
    [
        (GOOD.encode("utf-8"), "utf-8", ","),
        (GOOD.encode("utf-8-sig"), "utf-8", ","),
        (GOOD.encode("gb18030"), "gb18030", ","),
        (GOOD.replace(",", "\t").encode("utf-16"), "utf-16", "\t"),
        (("sep=;\r\n" + GOOD.replace(",", ";")).encode("gb18030"), "gb18030", ";"),
        (GOOD.replace(",", "，").encode(), "utf-8", "，"),
        (GOOD.replace(",", "|").encode(), "utf-8", "|"),
    ],
    ids=["utf-8", "bom", "gb18030", "utf-16", "sep", "full-width", "pipe"],
)
def test_a_text_is_read_in_every_dress(
    desk: Desk, tmp_path: Path, content: bytes, encoding: str, delimiter: str
) -> None:
    """Whoever has to know an encoding to bring a list in brings none in."""
    path = tmp_path / "clients.csv"
    path.write_bytes(content)
    report = look(desk, path)
    assert (report.encoding, report.delimiter, report.rows, report.accepted) == (encoding, delimiter, 2, 2)


def zipped(path: Path, size: int) -> Path:
    """A workbook that swells."""
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(part, "w", force_zip64=True) as file:
        for _ in range(size // 2**20):
            file.write(bytes(2**20))
    return path


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MIXED = text(HEAD, ROWS[0]).encode("gb18030") + text(ROWS[1].replace("虚乙", "虚中")).encode("utf-8")
TURNED = text(HEAD, *ROWS, ROWS[0].replace(",", ";") + ";;")
WITH_COMMAS = text(f"{HEAD},联系地址", *(f"{one},路1号" for one in ROWS), *(f"{one}\t一区,二楼" for one in TABBED))


@pytest.mark.parametrize(
    ("content", "case"),
    [
        (b"", "IMPORT.empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "IMPORT.empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "IMPORT.password"),
        (OLE, "IMPORT.damaged"),
        (b"PK\x03\x04 no archive", "IMPORT.damaged"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "IMPORT.markup"),
        (b'<?xml version="1.0"?><Workbook/>', "IMPORT.markup"),
        ("<!-- 导出 --><table>".encode("utf-16"), "IMPORT.markup"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", "IMPORT.markup"),
        (b"%PDF-1.7\n1,2\n", "IMPORT.format"),
        (MIXED, "IMPORT.encoding"),
        (text(HEAD).encode() + text(ROWS[0]).encode("gb18030"), "IMPORT.encoding"),
        (TURNED.encode(), "IMPORT.delimiter"),
        (WITH_COMMAS.encode(), "IMPORT.delimiter"),
        (text(HEAD, *ROWS, ROWS[0].replace(",", "，")).encode(), "IMPORT.delimiter"),
        (text(HEAD, '"0099001,虚甲').encode(), "IMPORT.quotes"),
        (b"\x00\x01\x02\x03,\x00", "IMPORT.encoding"),
        (text("甲", "乙").encode(), "IMPORT.columns"),
        (text("甲,乙,丙", "1,2,3").encode(), "IMPORT.headings"),
    ],
)
def test_a_file_that_is_none_is_refused(desk: Desk, tmp_path: Path, content: bytes, case: str) -> None:
    """Nothing is half-read."""
    path = tmp_path / "clients.xls"
    path.write_bytes(content)
    assert codes(running.look_at(desk, "clients", path, Choice())) == [case]


def packed(*parts: str) -> bytes:
    """An archive with these parts, one of which may say what it is: "mimetype=…"."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for part in parts:
            name, _, text = part.partition("=")
            archive.writestr(name, text)
    return content.getvalue()


MAIL = b"Return-Path: <a@example.org>\r\nReceived: by mail\r\n for b\r\nSubject: list\r\n\r\n1,2\r\n"


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (b'\xef\xbb\xbf{"rows": [\n {"code": "W-1", "note": "a\n"}]}', "JSON"),
        ('[\n  {"产品代码": "W-1"},\n'.encode("utf-16"), "JSON"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "JPEG"),
        (MAIL, "EML"),
        (OLE + "WordDocument".encode("utf-16-le"), "DOC"),
        (packed("[Content_Types].xml", "word/document.xml"), "DOCX"),
        (packed("mimetype=application/vnd.oasis.opendocument.text", "content.xml"), "ODT"),
        (packed("清单/products.xlsx", "readme.txt"), "ZIP"),
        (packed("xl/workbook.bin"), "XLSB"),
    ],
)
def test_what_is_no_list_is_called_by_what_it_is(desk: Desk, tmp_path: Path, content: bytes, seen: str) -> None:
    """Told that a quotation mark is not closed, somebody would look for it in a file that never was a list."""
    path = tmp_path / "clients.csv"
    path.write_bytes(content)
    refused = running.look_at(desk, "clients", path, Choice())
    assert isinstance(refused, Refused)
    assert [(one.code, one.saw["format"]) for one in refused.reasons] == [("IMPORT.format", seen)]


@pytest.mark.parametrize("head", ["[1] 数据截至 2026-11-20", "{附表}", "From: 核心系统", "BM 客户清单"])
def test_a_note_above_a_list_makes_it_nothing_else(desk: Desk, tmp_path: Path, head: str) -> None:
    """A list of another system may begin with any words."""
    path = tmp_path / "clients.csv"
    path.write_text(text(head, GOOD), encoding="utf-8")
    assert look(desk, path).accepted == 2


@pytest.mark.parametrize(
    ("mapping", "phone"),
    [({"手机号码 (2)": ""}, "19000000001"), ({"手机号码": "", "手机号码 (2)": "phone"}, "19000000002")],
)
def test_of_two_columns_with_one_heading_either_can_be_left_out(
    desk: Desk, tmp_path: Path, mapping: dict[str, str], phone: str
) -> None:
    """Told to leave one out by its heading, somebody would leave out both, and could never bring the file in."""
    path = tmp_path / "clients.csv"
    head, row = "客户号,姓名,手机号码,手机号码", "0099001,虚甲,19000000001,19000000002"
    path.write_text(f"{head}\n{row}\n{head}\n", encoding="utf-8")
    (asked,) = look(desk, path).questions
    assert (asked.target, asked.word, asked.allowed) == ("counts", "phone", ("手机号码", "手机号码 (2)"))
    report = done(running.bring_in(desk, "clients", path, Choice(mapping=mapping)))
    assert (report.rows, report.accepted, report.faults) == (1, 1, ())
    facts = [one.fact for one in desk.store.entries(kind=ClientRegistered.kind)]
    assert [one.client.profile["phone"] for one in facts if isinstance(one, ClientRegistered)] == [phone]


def test_sentences_above_and_below_a_list_are_no_other_delimiter(desk: Desk, tmp_path: Path) -> None:
    """A list of head office says with five commas whence it comes; it was turned away for that."""
    path = tmp_path / "clients.csv"
    above, below = (
        "来源：核心系统，截止：2026-11-20，币种：人民币，制表：虚甲，复核：虚乙",
        "以上，仅供，内部，使用，谢谢",
    )
    path.write_text(text(above, "", HEAD, *ROWS, "合计,2,,", below), encoding="utf-8")
    report = look(desk, path)
    assert (report.heading_row, report.accepted, [one.no for one in report.skipped]) == (3, 2, [6, 7])


@longer
def test_a_file_that_is_too_large_or_swells_is_refused(desk: Desk, tmp_path: Path) -> None:
    """A bomb of a megabyte takes the laptop down."""
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(101 * 2**20)
    assert codes(running.look_at(desk, "clients", large, Choice())) == ["IMPORT.size"]
    one_line = tmp_path / "line.csv"
    one_line.write_bytes(f"{HEAD}\n".encode() + "虚".encode() * 2**20)
    assert codes(running.look_at(desk, "clients", one_line, Choice())) == ["IMPORT.columns"]
    bomb = zipped(tmp_path / "bomb.xlsx", 220 * 2**20)
    assert codes(running.look_at(desk, "clients", bomb, Choice())) == ["IMPORT.bomb"]


def test_a_sheet_that_reaches_to_the_end_of_the_world_is_refused(desk: Desk, tmp_path: Path) -> None:
    """One cell by mistake in the last row of the last column, or one that says it stands a million times, asks for half
    a terabyte, and the program dies with all that is typed in it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD.split(","))
    sheet.cell(1_048_576, 16_384, "x")
    book.save(path := tmp_path / "clients.xlsx")
    assert codes(running.look_at(desk, "clients", path, Choice())) == ["IMPORT.cells"]
    old = bytearray((Path(__file__).parent / "files" / "clients_old.xls").read_bytes())
    at = old.index(b"\x03\x02\x0e\x00") + 4  # a number; where it stands follows
    old[at : at + 4] = b"\xff\xff\xff\x00"
    (path := tmp_path / "clients.xls").write_bytes(old)
    assert codes(running.look_at(desk, "clients", path, Choice())) == ["IMPORT.book"]
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    with zipfile.ZipFile(path := tmp_path / "clients.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content>{row}</office:document-content>")
    assert codes(running.look_at(desk, "clients", path, Choice())) == ["IMPORT.cells"]


def test_the_line_at_which_a_file_turns_is_named(desk: Desk, tmp_path: Path) -> None:
    """Two exports pasted together read as garbled names without any error."""
    path = tmp_path / "clients.csv"
    path.write_bytes(MIXED)
    refused = running.look_at(desk, "clients", path, Choice())
    assert codes(refused) == ["IMPORT.encoding"]
    assert not isinstance(refused, Report)
    assert refused.reasons[0].saw == {"line": "3"}


def test_a_workbook_says_what_its_cells_show(desk: Desk, tmp_path: Path) -> None:
    """Zeros of a number format, a day that counts from 1904, a hidden row, a formula nobody worked out, #N/A."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append(["客户号", "姓名", "出生日期", "手机号码", "年收入（元）"])
    for name, income in (("虚甲", 120000), ("虚乙", "=1+1"), ("虚丙", "=NA()"), ("虚丁", 30)):
        sheet.append([9900 + sheet.max_row, name, 28000, 19000000000 + sheet.max_row, income])
        sheet.cell(sheet.max_row, 1).number_format = "0000000"
    sheet["E5"].number_format = '0"万元"'
    sheet.row_dimensions[5].hidden = True
    hidden = book.create_sheet("旧")
    hidden.append(["客户号", "姓名", "出生日期", "手机号码", "年收入（元）", "学历"])
    hidden.sheet_state = "hidden"
    book.save(path := tmp_path / "clients.xlsx")
    report = look(desk, path)
    assert [(one.row, one.refusal.code) for one in report.faults] == [(3, "IMPORT.formula"), (4, "IMPORT.formula")]
    assert ("hidden", "", 1, 5) in report.told
    assert (report.sheet, report.others) == ("Sheet", ("(旧)",))
    profiles = taken(desk, path)
    assert {one["born"] for one in profiles} == {"1980-08-29"}
    assert [one["income_yearly"] for one in profiles] == ["120000", "300000"]
    assert desk.store.query("SELECT external_no FROM client ORDER BY no")[0][0] == "0009901"
    assert codes(running.look_at(desk, "clients", path, Choice(sheet="新"))) == ["INPUT.choice"]
    assert look(desk, path, "旧").rows == 0


def test_days_of_a_column_that_decides_nothing_are_asked_once(desk: Desk, tmp_path: Path) -> None:
    """3/5 is in March or in May: a guess makes a client of another age."""
    path = tmp_path / "clients.csv"
    path.write_text(text("客户号,姓名,出生日期", "1,虚甲,3/5/1980", "2,虚乙,4/6/1981"), encoding="utf-8")
    report = look(desk, path)
    assert (report.asked, report.refused, len(report.questions)) == (2, 2, 1)
    (asked,) = report.questions
    assert asked.allowed == ("month_first", "day_first")
    answers = {(asked.target, asked.word): "day_first"}
    assert done(running.look_at(desk, "clients", path, Choice(answers=answers))).accepted == 2


def ods(path: Path, rows: str, *, encrypted: bool = False) -> Path:
    """A sheet as LibreOffice keeps it: `rows` are its table:table-row elements."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
        f'xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet><table:table table:name="客户">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    secret = "<manifest:encryption-data/>" if encrypted else ""
    manifest = (
        f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry '
        f'manifest:full-path="content.xml" manifest:media-type="text/xml">{secret}</manifest:file-entry>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return path


def cell(text: str, kind: str = "string", value: str = "") -> str:
    """One cell: what it shows, and what it holds."""
    held = {"float": f'office:value="{value}"', "date": f'office:date-value="{value}"'}.get(kind, "")
    return f'<table:table-cell office:value-type="{kind}" {held}><text:p>{text}</text:p></table:table-cell>'


def line(*cells: str) -> str:
    """One row."""
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def test_an_old_workbook_is_read_as_a_new_one(desk: Desk) -> None:
    """Many a core system still writes .xls: a day, a number, zeros, the sheet among others, a total, a merged title."""
    path = Path(__file__).parent / "files" / "clients_old.xls"
    report = look(desk, path)
    assert (report.sheet, report.others, report.heading_row) == ("客户", ("说明", "(旧)"), 2)
    assert (report.rows, report.accepted, [one.why for one in report.skipped]) == (2, 2, ["total"])
    profiles = taken(desk, path)
    assert [(one["born"], one["phone"]) for one in profiles] == [
        ("1980-08-29", "19000000001"), ("1981-03-05", "19000000002"),
    ]  # fmt: skip
    assert profiles[0]["income_yearly"] == "120000"
    assert desk.store.query("SELECT external_no FROM client ORDER BY no")[0][0] == "0099001"


def test_an_open_document_is_read_as_the_others(desk: Desk, tmp_path: Path) -> None:
    """A branch without Excel keeps its list in LibreOffice."""
    head = line(*map(cell, ("客户号", "姓名", "出生日期", "手机号码")))
    first = line(cell("0099001"), cell("虚甲"), cell("1980/8/29", "date", "1980-08-29"),
                 cell("19000000001", "float", "19000000001"))  # fmt: skip
    second = line(cell("0099002"), cell("虚乙"), cell("1981-03-05"), cell("190 0000 0002"))
    path = ods(tmp_path / "clients.ods", head + first + second)
    report = look(desk, path)
    assert (report.sheet, report.rows, report.accepted) == ("客户", 2, 2)
    profiles = taken(desk, path)
    assert [(one["born"], one["phone"]) for one in profiles] == [
        ("1980-08-29", "19000000001"), ("1981-03-05", "19000000002"),
    ]  # fmt: skip
    locked = ods(tmp_path / "locked.ods", head, encrypted=True)
    assert codes(running.look_at(desk, "clients", locked, Choice())) == ["IMPORT.password"]


def test_one_sheet_of_twelve_is_found_by_its_headings(desk: Desk, tmp_path: Path) -> None:
    """Eleven sheets of a month's report stand before the list; another may be picked all the same."""
    book = openpyxl.Workbook()
    for at in range(11):
        sheet = book.create_sheet(f"{at + 1}月")
        sheet.append(["机构", "金额"])
        sheet.append(["虚构支行", at])
    clients = book.create_sheet("客户")
    clients.append(["基本信息", None, "联系", None])
    clients.append(["客户号", "姓名", "手机号码", "职业"])
    clients.merge_cells("A1:B1")
    clients.merge_cells("C1:D1")
    clients.append(["0099001", "虚甲", "19000000001", "退休"])
    book.remove(book.worksheets[0])
    book.save(path := tmp_path / "clients.xlsx")
    report = look(desk, path)
    assert (report.sheet, len(report.others), report.rows, report.accepted) == ("客户", 11, 1, 1)
    assert codes(running.look_at(desk, "clients", path, Choice(sheet="3月"))) == ["IMPORT.headings"]
