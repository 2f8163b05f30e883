"""Invented clients and products, and what papers about them are composed from."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from rmdesk.desk.disclosure_items import disclosure_items, disclosure_questions
from rmdesk.desk.papers.framing import Frame
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.client import Client, ClientKind, Profile, Qualification
from rmdesk.domain.fees import Fee
from rmdesk.domain.match import MatchInput
from rmdesk.domain.people import Branch, Certificate, Person, Training
from rmdesk.domain.product import Insurance, Product
from rmdesk.domain.ranking import Wish
from rmdesk.domain.sale import Acknowledged, Choice, Recording, Sale, Understood
from support.families import default_pack

DAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 6, 5, tzinfo=UTC)
HEAD = "1042-7F3K-9QXD-0AV2-MW6T"
BRANCH = Branch(bank="松风银行", branch="城东支行", contact="95000-1 · 城东支行大堂")
SELLER = Person(
    login="wang.min",
    name="王敏",
    roles=("manager",),
    certificates=(
        Certificate(
            families=("bond", "fund", "insurance", "wealth", "structured", "trust", "derivative", "private"),
            number="ZS-2024-0417",
            expires_on=date(2027, 6, 30),
            classes=("ordinary", "saving", "investing"),
        ),
    ),
    training=(Training(kind="compliance", hours=Decimal(8), on=date(2026, 1, 5)),),
)
NAMES: dict[str, Text] = {
    "wealth": Text(zh="松风稳利 90 天", en="Pinebreeze Steady 90"),
    "deposit": Text(zh="松风三年期定期存款", en="Pinebreeze Three-Year Deposit"),
    "private": Text(zh="听涛稳进私募一号", en="Tide Listener Private One"),
    "insurance": Text(zh="长松分红型年金保险", en="Old Pine Participating Annuity"),
}
KINDS: tuple[ClientKind, ...] = ("person", "organisation")
SECRET = "内部关注：大额现金"  # the reason of the AML grade: on no paper


def person(name: str = "李建国", born: str = "1980-04-12", **more: str) -> Client:
    """A person's file, complete."""
    profile: Profile = {
        "name": name, "id_type": "resident", "id_number": "11010519800412003X", "id_valid_until": "2036-05-01",
        "sex": "male", "born": born, "nationality": "CHN", "phone": "13900001234",
        "address": "松风市城东区柳荫街 18 号院 3 号楼 602 室",
        "occupation": "professional",
        "employer": "松风水务设计院", "email": "li.jianguo@example.com",
        "education": "bachelor", "capacity": "by_age", "has_agent": "no",
        "income_source": "salary", "income_yearly": "260000", "family_income_yearly": "420000",
        "financial_assets": "1500000", "net_financial_assets": "1200000", "debts": "300000",
        "experience_years": "6", "experience": "deposit,wealth,fund", "purpose": "growth", "horizon": "1y_3y",
        "expected_return": "slightly", "preference": "small", "tolerable_loss": "15", "liquidity_need": "medium",
        "notice_given": "yes", "consent_sensitive": "yes", "consent_marketing": "no", "consent_sharing": "yes",
        "aml_grade": "high", "aml_reason": SECRET, "info_refused": "no", "remarks": "客户脾气急，少打电话",
    }  # fmt: skip
    return _client("C-0017", "person", profile | more)


def elder() -> Client:
    """A person of 68."""
    return person("孙秀英", "1958-03-09", sex="female", id_number="110105195803090026", insurance_budget="20000")


def minor() -> Client:
    """A pupil of 15 with a guardian."""
    guardian = {
        "guardian.1.name": "何丽", "guardian.1.id_type": "resident", "guardian.1.id_number": "110105198309090041",
        "guardian.1.id_valid_until": "2038-01-01", "guardian.1.phone": "13900005678", "guardian.1.relation": "parent",
        "guardian.1.consent": "yes",
    }  # fmt: skip
    return person("何小满", "2011-06-01", occupation="student", **guardian)


def organisation() -> Client:
    """A company with representative, agent and two owners."""
    profile: Profile = {
        "name": "松风清泉水务有限公司", "licence_type": "business", "uscc": "91110105MA01ABCD2X",
        "licence_valid_until": "long", "address": "松风市城东区清泉路 1 号",
        "business_scope": "水处理设备的研发、销售与维护", "phone": "010-55550001",
        "org_kind": "company", "industry": "manufacturing", "has_agent": "yes",
        "representative.1.name": "周大川", "representative.1.id_type": "resident",
        "representative.1.id_number": "110105197001010013", "representative.1.id_valid_until": "long",
        "representative.1.phone": "13900002222",
        "agent.1.name": "赵小莉", "agent.1.id_type": "resident", "agent.1.id_number": "110105199203030022",
        "agent.1.id_valid_until": "2031-03-03", "agent.1.phone": "13900003333", "agent.1.mandate": "yes",
        "agent.1.mandate_on": "2026-10-12",
        "owner.1.name": "周大川", "owner.1.id_type": "resident", "owner.1.id_number": "110105197001010013",
        "owner.1.basis": "equity", "owner.1.share": "60",
        "owner.2.name": "钱多多", "owner.2.id_type": "passport", "owner.2.id_number": "E00000001",
        "owner.2.basis": "equity", "owner.2.share": "40",
        "income_source": "operations", "income_yearly": "20000000", "net_assets": "18000000",
        "financial_assets": "6000000", "debts": "4000000", "experience_years": "4", "experience": "deposit,wealth",
        "purpose": "preserve", "horizon": "under_6m", "expected_return": "deposit", "preference": "small",
        "tolerable_loss": "5", "liquidity_need": "medium", "notice_given": "yes", "consent_sensitive": "yes",
        "consent_marketing": "no", "consent_sharing": "no", "aml_grade": "medium", "aml_reason": SECRET,
        "info_refused": "no",
    }  # fmt: skip
    return _client("C-0102", "organisation", profile)


def qualified() -> Client:
    """A person whose means as a qualified investor were verified."""
    rich = person(
        "钱伯远", "1974-01-20", financial_assets="9000000", net_financial_assets="8000000", income_3y="900000"
    )
    seen = Qualification(
        verified_on=date(2026, 10, 8), valid_until=date(2027, 10, 8), evidence="存款证明与三年收入证明"
    )
    return rich.model_copy(update={"qualification": seen})


def _client(no: str, kind: str, profile: Profile) -> Client:
    return Client.model_validate(
        {
            "id": f"client-{no}",
            "no": no,
            "kind": kind,
            "profile": profile,
            "registered_on": date(2024, 3, 5),
            "changed_at": datetime(2026, 11, 20, 1, 30, tzinfo=UTC),
        }
    )


def assessed(client: Client, letters: str = "", previous: str | None = None) -> Assessment:
    """The client's assessment by the default form: `letters` one a question, else the second option of each."""
    form = default_pack().questionnaire(client.kind)
    given = [letters[at] if letters else one.options[1].key for at, one in enumerate(form.questions)]
    for at, one in enumerate(form.questions):
        if one.source == "age":
            given[at] = one.for_age(client.age(DAY) or 0)
    outcome = default_pack().score(client.kind, tuple(given))
    return Assessment(
        id=f"assessment-{client.no}",
        client_id=client.id,
        form_id=form.id,
        form_version=form.version,
        pack_digest=default_pack().digest,
        answers=tuple(given),
        seconds=(9,) * len(given),
        score=outcome.score,
        level=outcome.level,
        previous_level=previous,
        flags=outcome.flags,
        started_at=datetime(2026, 11, 21, 1, 0, tzinfo=UTC),
        taken_at=datetime(2026, 11, 21, 1, 4, tzinfo=UTC),
        on=DAY,
        by="wang.min",
        confirmed_at=datetime(2026, 11, 21, 1, 6, tzinfo=UTC),
    )


def at_level(client: Client, level: str, previous: str | None = None) -> Assessment:
    """An assessment that comes to `level`: the form's own worked example for it."""
    form = default_pack().questionnaire(client.kind)
    example = next(one for one in form.examples if one.level == level)
    taken = assessed(client, "".join(one[0] for one in example.answers), previous)
    return taken.model_copy(update={"level": level})


def product(code: str = "SF-090", family: str = "wealth", level: str | None = "R2", **more: object) -> Product:
    """A product of the shelf."""
    values: dict[str, object] = {
        "code": code,
        "name": NAMES.get(family, Text(zh=f"松风甲号 {code}", en=f"Pinebreeze One {code}")),
        "family": family,
        "regime": {"deposit": "none", "fund": "securities", "insurance": "insurance"}.get(family, "bank"),
        "issuer": Text(zh="松风理财有限责任公司", en="Pinebreeze Wealth Ltd"),
        "self_issued": False,
        "approved": True,
        "issuer_level": None if family == "deposit" else level,
        "bank_level": None if family == "deposit" else level,
        "return_kind": "floating",
        "risks": ("market", "credit", "liquidity"),
        "term_days": 90,
        "liquidity": "at_maturity",
        "minimum": Decimal(10000),
        "step": Decimal(1000),
        "fees": (
            Fee(kind="sales", rate=Decimal("0.30")),
            Fee(kind="management", rate=Decimal("0.20")),
        ),
        "goals": ("preserve", "growth"),
        "summary": Text(
            zh="主要投资于存款、债券等固定收益类资产，封闭期 90 天。",
            en="Invests mainly in deposits and bonds; closed for 90 days.",
        ),
        "worst_loss": Decimal("0.06"),
        "worst_case": Text(
            zh="所投债券大面积违约且无法处置，产品净值跌至 0.94。",
            en="Many of its bonds default and cannot be sold; the value falls to 0.94.",
        ),
        "listed_on": date(2025, 1, 1),
    }
    return Product.model_validate(values | more)


def insurance(**more: object) -> Product:
    """A participating policy with a yearly premium."""
    design = Insurance(design="participating", premium="yearly", pay_years=10)
    return product("BX-010", "insurance", "R3", insurance=design, term_days=None, minimum=Decimal(50000), **more)


def private() -> Product:
    """A private product."""
    return product("SM-001", "private", "R4", private_kind="mixed", minimum=Decimal(400000), worst_loss=Decimal("0.6"))


def shelf() -> tuple[Product, ...]:
    """A small shelf over several families and levels."""
    fund = Text(zh="望岳均衡混合基金", en="Mount View Balanced Fund")
    year = Text(zh="松风稳利 365 天", en="Pinebreeze Steady 365")
    tide = Text(zh="松风悦享每日开放", en="Pinebreeze Daily")
    return (
        product(),
        product(
            "SF-001", "wealth", "R1", name=tide, term_days=None, liquidity="daily", minimum=Decimal(1), step=Decimal(1)
        ),
        product("SF-365", "wealth", "R3", name=year, term_days=365, worst_loss=Decimal("0.18")),
        product("JJ-320", "fund", "R3", name=fund, term_days=None, liquidity="daily", worst_loss=Decimal("0.35")),
        product("CK-003", "deposit", None, worst_loss=Decimal(0), self_issued=True, term_days=1095),
        insurance(),
        private(),
        product("YS-007", "derivative", "R5", worst_loss=Decimal("1.4")),
    )


def sale(chosen: Product, amount: Decimal, match_input: MatchInput, *, own_choice: bool = False) -> Sale:
    """A sale up to the confirmation: everything told, understood and recorded."""
    level = chosen.level(default_pack().levels)
    told = disclosure_items(default_pack(), chosen, match_input.model_copy(update={"amount": amount}), amount)
    asked = disclosure_questions(default_pack(), chosen, match_input, amount)
    return Sale(
        id="sale-142",
        no="J-0142",
        client_id=match_input.client.id,
        visit_id="visit-97",
        opened_at=datetime(2026, 11, 21, 0, 50, tzinfo=UTC),
        by="wang.min",
        touched_at=AT,
        touched_by="wang.min",
        wish=Wish(goal="growth", horizon="1y_3y", amount=amount),
        choice=Choice(code=chosen.code, amount=amount, level=level, at=AT, own_choice=own_choice),
        acknowledged=tuple(
            Acknowledged(item=one.id, at=datetime(2026, 11, 21, 2, at, tzinfo=UTC), seconds=21, digest=one.digest)
            for at, one in enumerate(told, 10)
        ),
        understood=tuple(
            Understood(question=one.id, option=one.correct, right=True, at=datetime(2026, 11, 21, 2, 30, tzinfo=UTC))
            for one in asked
        ),
        recording=Recording(reference="LX-20261121-0007", made_at=datetime(2026, 11, 21, 2, 0, tzinfo=UTC)),
    )


def given(
    client: Client,
    taken: Assessment | None,
    chosen: Product | None = None,
    lang: Lang = "zh",
    amount: str = "200000",
    *,
    own_choice: bool = False,
) -> PaperInput:
    """All that a paper may say, on the small shelf."""
    pack = default_pack()
    match_input = MatchInput(
        client=client, assessment=taken, seller=SELLER, day=DAY, levels=pack.levels,
        thresholds=pack.thresholds_on(DAY), amount=Decimal(amount), institutions={"松风理财有限责任公司": "admitted"},
        uncertified=pack.families.uncertified,
    )  # fmt: skip
    bare = PaperInput(
        frame=Frame(pack=pack, lang=lang, branch=BRANCH, operator="王敏", at=AT, head=HEAD),
        number="D-20261121-0042",
        client=client, match_input=match_input, assessment=taken, product=chosen, products=shelf(),
    )  # fmt: skip
    if chosen is None:
        return bare
    return replace(bare, sale=sale(chosen, Decimal(amount), match_input, own_choice=own_choice))


def taken_back(given: PaperInput) -> PaperInput:
    """The same client, who took two consents back."""
    keys = ("consent_marketing", "consent_sharing")
    return replace(given, withdrawn=tuple((key, given.at, "虚构大河基金公司，95000") for key in keys))


def dropped(given: PaperInput) -> PaperInput:
    """The same sale, cancelled by the client while there was time to think."""
    assert given.sale is not None
    until = given.at + timedelta(hours=20)
    return replace(given, sale=given.sale.model_copy(update={"abandoned": "家人不同意", "cancelled_until": until}))
