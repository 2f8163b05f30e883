"""How papers break over pages: nothing lost, nothing beyond the edge, signature boxes whole, heads repeated."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper.layout import inside, printed
from paper.reading import page_of, shown, squeezed, texts
from paper.samples import Lang, sample_document
from rmdesk.paper import (
    AllocationChart,
    Answers,
    Bars,
    Block,
    Bullets,
    Callout,
    Checklist,
    CopySentence,
    Framed,
    Heading,
    KeepTogether,
    KeyValues,
    PageBreak,
    Paragraph,
    Scale,
    Signatures,
    Spacer,
    Table,
    render,
)
from rmdesk.paper.look import MARGIN, PAGE_HEIGHT
from support.tiers import also, longer

SIGNATURES = Signatures((("客户", "本人签字"), ("客户经理", "核对并签字"), ("复核人", "")), "日期")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("large", [False, True])
def test_nothing_stands_beyond_the_margins(lang: Lang, large: bool) -> None:
    """Else a printer cuts off what a client signs."""
    inside(render(sample_document(lang, large)))


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("filler", [at if at % 2 else also(at) for at in range(0, 44, 3)])
def test_a_signature_block_stands_on_one_page(filler: int, large: bool) -> None:
    """Else a signature stands on a page without what was signed for, and the date on a third."""
    pdf = printed(*[Paragraph(f"第{count}行") for count in range(filler)], SIGNATURES, large=large)
    pages = {page_of(pdf, role) for role in ("客户经理", "核对并签字", "复核人")}
    assert len(pages) == 1
    assert not filler or page_of(pdf, f"第{filler - 1}行") in pages
    lines = shown(pdf)[pages.pop()]
    assert sum(line.text == "签名" for line in lines) == 3
    assert sum(line.text == "日期" for line in lines) == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("large", [False, True])
def test_day_and_hour_are_blanks_and_a_seal_has_its_box(lang: Lang, large: bool) -> None:
    """Else a date is written over the line's end, a seal over the signature, and nobody knows when it was signed."""
    block = Signatures((("甲", ""),), "日期", timed=True, seals=("印章甲" * 60, "印章乙", "印章丙"))
    pdf = printed(block, lang=lang, large=large)
    inside(pdf)
    (page,) = shown(pdf)
    texts = [line.text for line in page]
    wanted = ["签名", "日期", "年", "月", "日", "时", "分"] if lang == "zh" else ["Signature", "日期", "Time"]
    assert [text for text in texts if text in wanted] == wanted
    places = [line.x for line in page if line.text in wanted[1:]]
    assert places == sorted(places)
    assert {"印章乙", "印章丙"} <= {*texts}


@pytest.mark.parametrize("millimetres", range(0, 200, 20))
def test_the_copied_sentence_and_its_signature_stand_on_one_page(millimetres: int) -> None:
    """Else a signature stands on a page that says nothing."""
    pdf = printed(Paragraph("一段"), Spacer(millimetres), CopySentence("抄写说明", "亲笔语句"), SIGNATURES)
    assert page_of(pdf, "亲笔语句") == page_of(pdf, "客户经理")


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_what_for_somebody_signs_stands_above_the_signatures(rows: int) -> None:
    """Else the line stays behind, and the signatures stand on a page that names neither client nor product."""
    own = Signatures((("客户", "本人签字"),) * rows, "日期", seals=("客户盖章",))
    bank = Signatures((("客户经理", "经理签字"), ("复核人", "")), "日期", seals=("银行盖章",))
    sentence = CopySentence("请抄写以下语句", "本人已经阅读", lines=2)
    kept = (sentence, Heading("签署"), Paragraph("甲的产品"), own, Paragraph("乙的产品"), bank)
    pdf = printed(KeepTogether(kept), large=True)
    assert page_of(pdf, "甲的产品") == page_of(pdf, "本人签字")
    assert page_of(pdf, "乙的产品") == page_of(pdf, "经理签字") > page_of(pdf, "甲的产品")


@pytest.mark.parametrize("large", [False, True])
def test_what_is_kept_leaves_no_page_mostly_empty(large: bool) -> None:
    """Else large print is twice the paper, and whoever signs leafs through pages with a line on each."""
    rows = tuple((f"项目{at}", "内容") for at in range(20 if large else 34))
    part = KeepTogether((Heading("标题"), KeyValues(rows, columns=1), Paragraph("结尾")))
    told = tuple(Paragraph("一行") for _ in range(9 if large else 20))
    pages = shown(printed(*told, part, large=large))
    assert page_of(printed(*told, part, large=large), "标题") == 0
    foot = 260 if large else 240
    assert all(min(line.y for line in page if line.y > 130) < foot for page in pages[:-1])


def test_what_is_ticked_stands_under_what_it_is_ticked_for() -> None:
    """A box alone at a page's head says nothing of what was acknowledged."""
    for count in range(3, 12):
        part = KeepTogether((Paragraph("很长的一段文字，" * 60 + "末句"), Checklist(((True, "已知悉"),))))
        pdf = printed(*[Paragraph("一行")] * count, part, large=True)
        assert page_of(pdf, "末句") == page_of(pdf, "已知悉"), count


def test_who_and_what_for_stands_above_what_is_written_by_hand() -> None:
    """A sheet that somebody wrote on named neither client nor product; the page before ended with them."""
    by_hand = KeepTogether((Heading("亲笔填写"), Paragraph("客户和产品"), CopySentence("填写说明", "甲语句", 2)))
    for count in range(5, 20):
        pdf = printed(*[Paragraph("一行")] * count, by_hand, KeepTogether((SIGNATURES,)), large=True)
        assert page_of(pdf, "亲笔填写") == page_of(pdf, "客户和产品") == page_of(pdf, "甲语句"), count


@pytest.mark.parametrize(
    "sentence", [Callout("本意见不表明判断"), Paragraph("本人确认以上各项，" * 9 + "本意见不表明判断")]
)
@pytest.mark.parametrize("large", [False, True])
def test_what_is_signed_stands_with_its_title_above_the_signatures(sentence: Block, large: bool) -> None:
    """Who and what for stood there alone: the page could be put behind any paper of the same client and product."""
    signed = KeepTogether((Paragraph("客户和产品"), SIGNATURES))
    for count in range(3, 44):
        pdf = printed(*[Paragraph("一行")] * count, Heading("签署标题"), sentence, signed, large=large)
        signatures = page_of(pdf, "客户经理")
        assert page_of(pdf, "签署标题") == page_of(pdf, "判断") == page_of(pdf, "客户和产品") == signatures, count


def test_a_long_declaration_leaves_no_page_empty_for_its_signatures() -> None:
    """Only a short one goes to the signatures whole; of a long one the end does."""
    declared = [Paragraph(f"声明{at}，" + "本人知悉以上内容，" * 8) for at in range(4)]
    pdf = printed(*[Paragraph("一行")] * 4, Heading("声明标题"), *declared, SIGNATURES, large=True)
    assert page_of(pdf, "声明标题") == page_of(pdf, "声明1，") == 0
    assert "以上内容" in texts(pdf)[page_of(pdf, "客户经理")]


@pytest.mark.parametrize("large", [False, True])
def test_a_torn_frame_leaves_more_than_its_title(large: bool) -> None:
    """An open frame with nothing but a title ended the page; the whole frame stood again on the next one."""
    title, said = Paragraph("框名", tone="strong"), Paragraph("框中的一段文字，" * 25)
    rows = KeyValues(tuple((f"行{at}", "乙") for at in range(12)), 1)
    for frame in (Framed((title, said, rows)), Framed((KeepTogether((title, said)), rows)), Framed((title, rows))):
        for count in range(40):
            pdf = printed(*[Paragraph("一行")] * count, frame, large=large)
            page = [line.text for line in shown(pdf)[page_of(pdf, "框名")]]
            assert any("框中的" in text or "行0" in text for text in page), count


def test_two_boxes_to_write_in_share_a_page_where_the_signatures_need_their_own() -> None:
    """Else large print spends a page on each box, and whoever signs leafs through near-empty paper."""
    rows = tuple((f"第{number}人", "") for number in range(4))
    last = KeepTogether((Heading("签署"), Signatures(rows, "日期", seals=("盖章",))))
    first = KeepTogether((Heading("亲笔填写"), CopySentence("填写说明", "甲语句")))
    pdf = printed(KeepTogether((first, CopySentence("抄写说明", "乙语句", 2), last)), large=True)
    assert page_of(pdf, "甲语句") == page_of(pdf, "乙语句")
    assert page_of(pdf, "签署") == page_of(pdf, "第3人") == page_of(pdf, "乙语句") + 1
    flat = printed(KeepTogether((first, CopySentence("抄写说明", "乙语句", 2), *last.blocks)), large=True)
    assert page_of(flat, "签署") == page_of(flat, "第3人") == page_of(flat, "乙语句") + 1, (
        "a title stays with its block"
    )


def test_a_page_between_two_is_not_left_nearly_empty() -> None:
    """Else whoever signs leafs past a page with one frame on it, and thinks that something is missing."""
    told = tuple(Paragraph(f"第{count}行") for count in range(18))
    kept = tuple(
        Framed((Paragraph(text), Spacer(mm), Signatures((("客户", ""),), "日期")))
        for text, mm in (("甲框", 35), ("乙框", 35), ("丙框", 180))
    )
    pdf = printed(*told, *kept)
    assert page_of(pdf, "第10行") == 0
    assert page_of(pdf, "甲框") == page_of(pdf, "乙框") == 1
    assert page_of(pdf, "丙框") == 2
    asked = printed(*told, kept[0], PageBreak(), *kept[1:])
    assert page_of(asked, "甲框") == 0
    signed = printed(*told, SIGNATURES, *kept[1:])
    assert page_of(signed, "第17行") == page_of(signed, "客户经理"), "signatures stay under what is signed"


@pytest.mark.parametrize("count", [10, 11])
def test_the_first_page_begins_what_it_cannot_keep_together(count: int) -> None:
    """Else a record of one section in large print begins with a page that bears its title alone, or it is signed on a
    page that says nothing."""
    facts = KeyValues(tuple((f"项目{number:02}", "内容") for number in range(count)), columns=1)
    pdf = printed(KeepTogether((Heading("要素"), facts, SIGNATURES)), large=True)
    assert page_of(pdf, "项目00") == 0
    assert page_of(pdf, f"项目{count - 1:02}") == page_of(pdf, "客户经理") == 1


@pytest.mark.parametrize("millimetres", [at if at % 20 else also(at) for at in range(0, 200, 10)])
def test_a_record_is_not_torn_by_a_pages_end(millimetres: int) -> None:
    """Else a comparison in large print names a property at a page's foot and the products on the next one."""
    names = tuple(f"虚构产品名称{number}" for number in range(4))
    wide = tuple("12,345,678,901,234.00" for _ in names)
    block = Table(("", *names), (("起购金额", *wide), ("发行机构", *wide)))
    pdf = printed(Paragraph("一段"), Spacer(millimetres), block, large=True)
    for page in shown(pdf):
        texts = [line.text for line in page]
        for title in {"起购金额", "发行机构"} & {*texts}:
            assert sum("虚构产品" in text for text in texts[texts.index(title) + 1 :]) >= len(names)


@longer
@settings(max_examples=40, deadline=None)
@given(
    lines=st.integers(0, 60),
    large=st.booleans(),
    filler=st.sampled_from(["一行", "很长的一段文字，" * 30, "English words " * 40]),
)
def test_wherever_it_comes_a_block_that_is_kept_stands_on_one_page(lines: int, large: bool, filler: str) -> None:
    """Else the copied sentence, or an answer, is torn from its text."""
    kept: tuple[Block, ...] = (
        CopySentence("抄写说明", "亲笔语句", 2),
        Answers((("9.", "此题问什么", (("A", "甲选项", False), ("B", "乙选项", True))),)),
        SIGNATURES,
        KeepTogether((Heading("相守标题"), Paragraph("相守一段"), PageBreak(), Paragraph("相守末段"))),
    )
    pdf = printed(*[Paragraph(filler)] * (lines // 4), *[Paragraph("短")] * (lines % 4), *kept, large=large)
    for together in (
        ("抄写说明", "亲笔语句"),
        ("此题问什么", "甲选项", "乙选项"),
        ("客户经理", "复核人"),
        ("相守标题", "相守末段"),
    ):
        assert len({page_of(pdf, text) for text in together}) == 1
    inside(pdf)


@pytest.mark.parametrize("filler", [at if at % 2 else also(at) for at in range(18, 40)])
def test_a_heading_is_never_the_last_on_a_page(filler: int) -> None:
    """Else the reader looks for the text on the wrong page."""
    rows = tuple((f"甲{count}", "乙") for count in range(30))
    for after in (
        Paragraph("长文" * 400),
        Table(("表头", "乙"), rows),
        KeyValues(rows, 1),
        Callout("框", ("长文" * 300,)),
    ):
        pdf = printed(*[Paragraph("一行")] * filler, Heading("此为标题"), after)
        page = shown(pdf)[page_of(pdf, "此为标题")]
        heading = next(line for line in page if "此为标题" in line.text)
        below = [line for line in page if 60 < line.y < heading.y]
        assert len(below) >= 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_tables_head_stands_on_every_page(lang: Lang) -> None:
    """Else the figures of the second page have no names."""
    rows = tuple((f"R{count:03d}", f"{count}.00") for count in range(120))
    pdf = printed(Table(("栏目甲", "栏目乙"), rows, align=("l", "r")), lang=lang)
    pages = shown(pdf)
    assert len(pages) > 2
    for page in pages:
        assert sum(line.text == "栏目甲" for line in page) == 1
    names = [line.text for page in pages for line in page if line.text.startswith("R") and len(line.text) == 4]
    assert names == [row[0] for row in rows]


@pytest.mark.parametrize("millimetres", range(160, 200, 3))
def test_a_tables_first_row_is_not_left_alone(millimetres: int) -> None:
    """Else a table looks as if it had one row only."""
    rows = tuple((f"行{count}", "乙") for count in range(6))
    pdf = printed(Paragraph("一段"), Spacer(millimetres), Table(("表头", "乙"), rows))
    page = shown(pdf)[page_of(pdf, "表头")]
    assert sum(line.text.startswith("行") for line in page) >= 2


def test_a_frame_that_no_page_holds_begins_under_its_heading() -> None:
    """Else the heading has a page of its own, and the frames that follow touch each other."""
    frames = [Framed(tuple(Paragraph(f"{name}{at}") for at in range(50))) for name in "甲乙"]
    pdf = printed(KeepTogether((Heading("标题"), Paragraph("说明在此"), frames[0])), frames[1])
    assert page_of(pdf, "说明在此") == page_of(pdf, "甲0")
    page = shown(pdf)[page_of(pdf, "乙0")]
    above = min(line.y for line in page if line.text.startswith("甲"))
    assert above - next(line.y for line in page if line.text == "乙0") > 30


def test_what_goes_on_of_a_frame_says_again_what_it_is_about() -> None:
    """Answer and signature stood alone on a page of large print, and nothing there said what was agreed to."""
    rows = tuple((f"行{at}", "乙") for at in range(45))
    signed = Signatures((("客户", "签字"),), "日期")
    frame = Framed(
        (KeepTogether((Paragraph("接收信息", tone="strong"), Paragraph("同意"))), KeyValues(rows, 1), signed)
    )
    pdf = printed(frame)
    pages = [[line.text for line in page] for page in shown(pdf)]
    assert len(pages) > 1
    assert all("接收信息" in page for page in pages)


@pytest.mark.parametrize("count", range(28, 44, 2))
def test_a_tables_last_row_does_not_go_on_alone(count: int) -> None:
    """A page that holds one row looks as if the paper had gone wrong."""
    pdf = printed(Table(("表头", "乙"), tuple((f"行{at}", "乙") for at in range(count))))
    assert page_of(pdf, f"行{count - 2}") == page_of(pdf, f"行{count - 1}")


def test_a_tall_last_row_in_large_print_does_not_go_on_alone_either() -> None:
    """The product that is bought stood last of those that fit, alone on a page, the next one bore the signatures."""
    for count in range(3, 14):
        rows = tuple((f"行{at}\n二\n三", "内容") for at in range(count))
        pdf = printed(Table(("项", "值"), rows), large=True)
        assert page_of(pdf, f"行{count - 1}") == page_of(pdf, f"行{count - 2}"), count


@pytest.mark.parametrize("millimetres", range(130, 201, 10))
def test_small_print_is_not_torn(millimetres: int) -> None:
    """Half the title of a regulation at a page's foot names none; a page of sources goes on with the next."""
    sources = "依据：开头" + "《关于规范金融机构产品适当性管理的办法》" * 12 + "结尾"
    pdf = printed(Spacer(millimetres), Paragraph(sources, tone="small"))
    assert page_of(pdf, "依据：开头") == page_of(pdf, "结尾")


@pytest.mark.parametrize("millimetres", range(150, 190, 8))
def test_what_says_how_a_table_is_read_stays_with_it(millimetres: int) -> None:
    """Else it stands under its heading at the foot of a page, about nothing."""
    rows = tuple((f"行{count}", "乙") for count in range(6))
    pdf = printed(Spacer(millimetres), Heading("标题"), Paragraph("说明在此", tone="small"), KeyValues(rows, 1))
    assert page_of(pdf, "说明在此") == page_of(pdf, "行0")


@pytest.mark.parametrize("millimetres", range(156, 180, 6))
def test_no_line_of_a_tall_row_stays_behind_alone(millimetres: int) -> None:
    """Else the worst case of a product begins at a page's foot and is read on the next."""
    rows = (("甲", "乙"), ("丙", "\n".join(f"行{at}" for at in range(20))))
    pdf = printed(Spacer(millimetres), Table(("表头", "乙"), rows), large=True)
    assert page_of(pdf, "行0") == page_of(pdf, "行1")


def test_a_row_that_one_page_holds_is_not_parted() -> None:
    """Else half a product's worst case is read on one page, half on the next."""
    rows = (("甲", "乙"), ("丙", "\n".join(f"行{at}" for at in range(14))))
    pdf = printed(Spacer(90), Table(("表头", "乙"), rows), large=True)
    assert page_of(pdf, "行0") == page_of(pdf, "行13") == 1


def test_large_print_squeezes_no_text_into_a_narrow_column() -> None:
    """A text of many lines beside four short ones is not read: the row is told as a record."""
    said = "持有金额一万元，方式电话，客户反应继续持有，不再另行联系，" * 2
    row = ("NT-2026-0001/1", "通知对象和方式", "2026-11-09", "已通知", said)
    pdf = printed(Table(("编号", "记录", "登记日期", "状态", "内容"), (row,)), large=True)
    assert "记录 通知对象和方式" in texts(pdf)[0]
    assert "记录 通知对象和方式" not in texts(printed(Table(("记录", "内容"), ((row[1], said),)), large=True))[0]


def test_a_cell_longer_than_a_page_goes_on_with_its_head() -> None:
    """Else the end of a long answer is cut off at the page's foot."""
    long = "".join(f"〔{count:04d}〕文字" for count in range(900))
    pdf = printed(Table(("项目", "说明"), (("甲", long), ("乙", "短"))))
    assert all("说明" in text for text in texts(pdf))
    assert len(texts(pdf)) > 1
    told = "".join(line.text for page in shown(pdf) for line in page if line.x > MARGIN + 30)
    assert told.count("〕") == 900
    inside(pdf)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("large", [False, True])
def test_a_text_of_ten_thousand_characters_is_printed_whole(lang: Lang, large: bool) -> None:
    """Else a long complaint loses its end."""
    chinese = "".join(f"第{count:05d}句，" for count in range(1250))
    latin = "word " * 2000
    pdf = printed(Paragraph(chinese), Paragraph(latin), Callout("长", (chinese,), "warning"), lang=lang, large=large)
    whole = "".join(squeezed(line.text) for page in shown(pdf) for line in page)
    assert whole.count("句，") == 2500
    assert whole.count("word") == 2000
    inside(pdf)


def _monstrous(text: str) -> tuple[Block, ...]:
    return (
        Heading(text),
        Bullets((text, "x"), ordered=True),
        KeyValues(((text, text), ("a", "b"))),
        Table((text, "b"), ((text, "c"),), caption=text),
        Callout(text, (text,), "headline"),
        Callout(text, (text,), "note"),
        CopySentence(text, text),
        Checklist(((None, text),)),
        Answers(((text, text, ((text, text, True), ("B", "b", False))),)),
        Scale((text, "b", "c"), 1, 0, (text, text, "")),
        AllocationChart(((text, "50", text), ("b", "50", "1")), text),
        Bars((text,), ("1",), (text,), text),
        Signatures(((text, text), ("b", "")), text),
        KeepTogether((Paragraph(text), Paragraph(text))),
        Framed((Paragraph(text), Signatures((("a", ""),), "b"))),
    )


@longer
@pytest.mark.parametrize(
    ("text", "large"),
    [
        also("文" * 1500, False),
        ("W" * 1500, False),
        also("a b " * 400, False),
        also("\n" * 80 + "末", False),
        ("文W " * 500, True),
    ],
    ids=["chinese", "one word", "words", "lines", "large"],
)
def test_every_block_survives_a_monstrous_text(text: str, large: bool) -> None:
    """Else one pasted text makes a paper that never ends, or leaves the page."""
    for block in _monstrous(text):
        pdf = printed(block, large=large)
        inside(pdf)
        pages = shown(pdf)
        assert len(pages) < 60
        body = "".join(line.text for page in pages for line in page)
        assert squeezed(body).count(text.strip()[-1]) >= squeezed(text).count(text.strip()[-1])


def test_a_monstrous_letterhead_is_cut_with_an_ellipsis() -> None:
    """Else a pasted text in the title leaves no room for the paper."""
    doc = sample_document(blocks=(Paragraph("正文"),))
    for field in ("title", "subtitle", "bank", "operator", "complaint_contact"):
        pdf = render(type(doc)(**{**vars(doc), field: "长" * 5000}))
        assert len(shown(pdf)) == 1
        assert "…" in "".join(line.text for line in shown(pdf)[0])
        inside(pdf)


@pytest.mark.parametrize(("lang", "told"), [("zh", "第 {} 页 共 {} 页"), ("en", "Page {} of {}")])
@pytest.mark.parametrize("large", [False, True])
def test_every_page_carries_the_footer(lang: Lang, told: str, large: bool) -> None:
    """Else a lost page cannot be traced to operator, time and number (SALE-14)."""
    doc = sample_document(lang, large)
    pages = shown(render(doc))
    assert len(pages) >= 3
    for number, page in enumerate(pages, 1):
        foot = "".join(line.text for line in page if line.y < (120 if large else 70))
        for text in (doc.operator, doc.at, doc.number, doc.form_version, doc.head, doc.complaint_contact):
            assert squeezed(text) in squeezed(foot)
        assert told.format(number, len(pages)) in foot


def test_following_pages_say_which_paper_they_belong_to() -> None:
    """Else a page that fell out of a file has no name."""
    doc = sample_document()
    for page in shown(render(doc))[1:]:
        head = [line.text for line in page if line.y > PAGE_HEIGHT - 60]
        assert head == [f"编号 {doc.number}", doc.title]


@pytest.mark.parametrize("large", [False, True])
def test_every_page_says_whom_and_what_it_is_about(large: bool) -> None:
    """Else a loose page with a signature can be put into anybody's file."""
    doc = replace(sample_document("zh", large), about="王小明 K-0001 · 身份证 110****11 · 松风稳利 SW-090")
    pages = shown(render(doc))
    assert len(pages) > 2
    for page in pages:
        assert "王小明 K-0001" in "".join(line.text for line in page if line.y > PAGE_HEIGHT - 200)


def test_sections_are_numbered_in_their_language() -> None:
    """Else a reference to a section leads nowhere."""
    twelve: list[Block] = [Heading(f"节{count}") for count in range(1, 13)]
    blocks = (*twelve, KeepTogether((Heading("末"),)), Heading("附", numbered=False))
    chinese = [line.text for page in shown(printed(*blocks)) for line in page]
    english = [line.text for page in shown(printed(*blocks, lang="en")) for line in page]
    for text in ("一、节1", "十、节10", "十二、节12", "十三、末", "附"):
        assert text in chinese
    for text in ("1. 节1", "12. 节12", "13. 末", "附"):
        assert text in english


def test_page_breaks_leave_no_empty_page() -> None:
    """Else a client gets a page with nothing but a footer."""
    pdf = printed(
        PageBreak(), Paragraph("甲"), PageBreak(), PageBreak(), Spacer(50), Paragraph("乙"), Spacer(200), PageBreak()
    )
    pages = texts(pdf)
    assert len(pages) == 2
    assert "甲" in pages[0]
    assert "乙" in pages[1]


def test_a_paper_without_blocks_is_one_page() -> None:
    """Else an empty paper ends the program."""
    assert len(texts(printed())) == 1


@pytest.mark.parametrize("before", range(21, 27))
def test_a_short_warning_stands_on_one_page(before: int) -> None:
    """Torn in two it is read by halves, or the half with the sum in it is not read at all."""
    warning = Callout("注意", tuple(f"警示第 {line} 行" for line in range(1, 7)), "warning")
    blocks: tuple[Block, ...] = (*(Paragraph(f"第 {line} 段。") for line in range(before)), warning)
    pages = shown(render(sample_document(blocks=blocks)))
    assert sum(any("警示" in line.text for line in page) for page in pages) == 1


@pytest.mark.parametrize("before", [8, 10, 12, 14, 16])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_worst_case_in_large_print_stands_on_one_page(before: int, lang: Lang) -> None:
    """The frame of a worst case in 16 pt is half a page: its figure stood on one, that more may be lost on the next."""
    said = "警示第 {} 行，按 50,000.00 元计算。" if lang == "zh" else "Warning {}: of CNY 50,000.00 all may be lost."
    warning = Callout("!", tuple(said.format(line) for line in range(1, 9)), "warning")
    blocks: tuple[Block, ...] = (*(Paragraph(f"{line}.") for line in range(before)), warning)
    pages = shown(printed(*blocks, lang=lang, large=True))
    word = said.partition(" ")[0].partition("{")[0]
    assert sum(any(word in line.text for line in page) for page in pages) == 1
