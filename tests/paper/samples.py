"""A paper with every kind of block, of invented people, in both languages: for tests, and for looking at."""

from typing import Literal

from rmdesk.paper import (
    LAYOUT,
    AllocationChart,
    Answers,
    Bars,
    Block,
    Bullets,
    Callout,
    Checklist,
    CopySentence,
    Document,
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
)

Lang = Literal["zh", "en"]


def sample_document(lang: Lang = "zh", large: bool = False, blocks: tuple[Block, ...] | None = None) -> Document:
    """The sample paper, or one with its letterhead and footer around `blocks`."""
    zh = lang == "zh"
    return Document(
        kind="disclosure_book",
        number="D-20261121-0042",
        title="理财产品风险揭示书" if zh else "Wealth Product Risk Disclosure",
        subtitle="松风稳利 90 天 (SW-090)" if zh else "Pinebreeze Steady 90 Days (SW-090)",
        lang=lang,
        large=large,
        bank="松风银行" if zh else "Pinebreeze Bank",
        branch="城东支行" if zh else "East Gate Branch",
        operator="王敏 M-0107" if zh else "Wang Min M-0107",
        at="2026-11-21 10:24",
        form_version="FX-2026.1",
        complaint_contact="95500-0 · 城东支行大堂 · 松风市东门路 1 号"
        if zh
        else "95500-0 · East Gate Branch lobby, 1 East Gate Road",
        head="1042-7F3K-9QXD-0AV2-MW6T",
        blocks=(_zh() if zh else _en()) if blocks is None else blocks,
        layout=LAYOUT,
    )


def _zh() -> tuple[Block, ...]:
    return (
        Callout("理财非存款、产品有风险、投资须谨慎", tone="headline"),
        Heading("客户与产品"),
        KeyValues(
            (
                ("客户姓名", "李建国"),
                ("证件号码", "3101**********0017"),
                ("风险承受能力", "C3 稳健型 (有效期至 2027-03-05)"),
                ("产品风险等级", "R2 中低风险"),
                ("拟投资金额", "200,000.00 元"),
                ("产品期限", "90 天"),
                ("适合客户", "风险承受能力为 C2、C3、C4、C5 的个人客户；首次购买的客户须在网点完成风险承受能力评估。"),
            )
        ),
        Heading("风险揭示"),
        Paragraph(
            "本产品为非保本浮动收益产品，不保证本金，也不保证收益。以您拟投资的 200,000.00 元计，在最不利的情形下，"
            "产品所投资的债券发行人全部违约且不能收回任何款项，您可能损失全部本金 200,000.00 元。"
        ),
        Bullets(
            (
                "信用风险：债券发行人不能按时还本付息时，产品净值会下降。",
                "市场风险：利率上升时债券价格下跌，产品净值会随之波动，您在到期前不能赎回。",
                "流动性风险：产品存续期为 90 天，期间不开放赎回，您如急需资金将无法取回。",
            ),
            ordered=True,
        ),
        Callout("请您在签署前通读全部文件", ("如您的财务状况或投资目的发生变化，请先重新进行风险评估。",), "warning"),
        Heading("费用"),
        Table(
            head=("费用项目", "费率 (年化)", "收取方式", "以拟投资金额计"),
            rows=(
                ("固定管理费", "0.20%", "按日计提，到期收取", "98.63 元"),
                ("销售服务费", "0.15%", "按日计提，到期收取", "73.97 元"),
                ("托管费", "0.02%", "按日计提，到期收取", "9.86 元"),
            ),
            align=("l", "r", "l", "r"),
            caption="费用一览",
        ),
        Heading("风险等级"),
        Paragraph("您最近一次评估的结果与上一次不同，请确认：等级由 C2 变为 C3。", tone="strong"),
        Scale(
            ("C1\n保守型", "C2\n谨慎型", "C3\n稳健型", "C4\n进取型", "C5\n激进型"),
            2,
            1,
            ("不能承受本金损失", "可承受少量波动", "可承受一定波动", "可承受较大波动", "可承受大幅波动"),
        ),
        Heading("评估答卷"),
        Answers(
            (
                (
                    "1.",
                    "您的家庭年收入（税后）大约是多少？",
                    (("A", "10 万元以下", False), ("B", "10 万至 30 万元", True), ("C", "30 万元以上", False)),
                ),
                (
                    "2.",
                    "如果您的投资在三个月内下跌 10%，您会怎么做？",
                    (
                        ("A", "全部赎回，不能接受任何损失", False),
                        ("B", "赎回一部分，其余继续持有等待回升", False),
                        ("C", "继续持有，因为投资期限尚未到", True),
                        ("D", "追加投资", False),
                    ),
                ),
            )
        ),
        Heading("配置建议"),
        AllocationChart(
            (
                ("现金及活期存款", "20", "100,000.00 元"),
                ("松风稳利 90 天 (R2)", "40", "200,000.00 元"),
                ("国债", "25", "125,000.00 元"),
                ("松风平衡混合基金 (R3)", "13.5", "67,500.00 元"),
                ("其他", "1.5", "7,500.00 元"),
            ),
            "建议配置（合计 500,000.00 元）",
        ),
        Bars(
            ("服务态度及服务质量", "营销方式和手段", "信息披露"),
            ("12", "5", "2"),
            ("12 件", "5 件", "2 件"),
            "本季度投诉原因",
        ),
        Callout(
            "匹配意见不是对产品风险和收益的判断或保证", ("本意见仅表明产品风险等级与您的风险承受能力相匹配。",), "note"
        ),
        Heading("材料核对"),
        Checklist(
            ((True, "客户已收到本风险揭示书"), (False, "客户已收到产品说明书"), (None, "录音录像（本产品不适用）"))
        ),
        Heading("客户确认"),
        CopySentence("请您亲笔抄写下列语句：", "本人已经阅读风险揭示，愿意承担投资风险", 2),
        Signatures(
            (("客户", "本人签字"), ("客户经理", "核对并签字"), ("复核人", "")),
            "日期",
            timed=True,
            seals=("松风清泉水务有限公司（盖章）", "松风银行城东支行（盖章）"),
        ),
        Framed((Paragraph("接收营销信息", tone="strong"), Signatures((("客户", "另行签字"),), "日期"))),
        Spacer(3),
        Paragraph("本揭示书一式两份，客户与银行各执一份。", tone="small"),
    )


def _en() -> tuple[Block, ...]:
    return (
        Callout("Wealth products are not deposits. They carry risk. Invest with care.", tone="headline"),
        Heading("Client and product"),
        KeyValues(
            (
                ("Client", "Li Jianguo (李建国)"),
                ("ID number", "3101**********0017"),
                ("Risk profile", "C3 Balanced (valid until 2027-03-05)"),
                ("Product risk level", "R2 Medium-low"),
                ("Intended amount", "CNY 200,000.00"),
                ("Term", "90 days"),
                (
                    "Suitable for",
                    "Personal clients with a profile of C2, C3, C4 or C5; first-time buyers are assessed at a branch.",
                ),
            )
        ),
        Heading("Risks"),
        Paragraph(
            "This product guarantees neither principal nor return. For the CNY 200,000.00 that you intend to invest, "
            "the worst case is that every bond issuer in the portfolio defaults and nothing is recovered: you "
            "would lose your whole principal of CNY 200,000.00."
        ),
        Bullets(
            (
                "Credit risk: when an issuer fails to pay interest or principal, the product's net value falls.",
                "Market risk: bond prices fall when interest rates rise, and the net value follows them.",
                "Liquidity risk: there is no redemption during the 90-day term.",
            )
        ),
        Callout(
            "Read all documents before you sign",
            ("If your finances or your aims have changed, ask for a new risk assessment first.",),
            "warning",
        ),
        KeepTogether(
            (
                Heading("Fees"),
                Table(
                    head=("Fee", "Rate p.a.", "How it is charged", "For your amount"),
                    rows=(
                        ("Management", "0.20%", "accrued daily, taken at maturity", "CNY 98.63"),
                        ("Distribution", "0.15%", "accrued daily, taken at maturity", "CNY 73.97"),
                        ("Custody", "0.02%", "accrued daily, taken at maturity", "CNY 9.86"),
                    ),
                    align=("l", "r", "l", "r"),
                ),
            )
        ),
        Heading("Risk level"),
        Scale(("C1\nCautious", "C2\nConservative", "C3\nBalanced", "C4\nGrowth", "C5\nAggressive"), 2),
        Heading("Answers"),
        Answers(
            (
                (
                    "1.",
                    "What is your family's yearly income after tax?",
                    (
                        ("A", "below CNY 100,000", False),
                        ("B", "CNY 100,000 to 300,000", True),
                        ("C", "above CNY 300,000", False),
                    ),
                ),
            )
        ),
        Heading("Proposed allocation"),
        AllocationChart(
            (
                ("Cash and current deposits", "20", "CNY 100,000.00"),
                ("Pinebreeze Steady 90 Days (R2)", "40", "CNY 200,000.00"),
                ("Treasury bonds", "25", "CNY 125,000.00"),
                ("Pinebreeze Balanced Fund (R3)", "15", "CNY 75,000.00"),
            ),
            "Proposed allocation of CNY 500,000.00",
        ),
        PageBreak(),
        Bars(
            ("Service", "Sales practice", "Disclosure"),
            ("12", "5", "0"),
            ("12 cases", "5 cases", "0 cases"),
            "Causes of complaints this quarter",
        ),
        Heading("Papers", numbered=False),
        Checklist(
            (
                (True, "The client has this book"),
                (False, "The client has the product manual"),
                (None, "Recording: not due"),
            )
        ),
        Heading("Confirmation"),
        CopySentence(
            "Please copy this sentence by hand:",
            "I have read the risk disclosure and accept the risk of the investment.",
            2,
        ),
        Signatures(
            (("Client", "in person"), ("Relationship manager", "checked and signed")),
            "Date",
            timed=True,
            seals=("Bank",),
        ),
        Paragraph("Made out in two copies, one for the client and one for the bank.", tone="small"),
    )
