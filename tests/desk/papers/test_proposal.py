"""The proposal with its allocation, and the comparison (DESK-04, SUIT-03, SUIT-07)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.papers import people
from desk.papers.every import LANGS, flat, inputs, paper, words
from rmdesk.desk import show, worst
from rmdesk.desk.papers.allocation import MOST_PARTS, Candidate, allocate, shares
from rmdesk.desk.papers.compose import compose
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.desk.papers.proposal import propose, room
from rmdesk.desk.papers.ready import why_not
from rmdesk.desk.papers.shelf import offered
from rmdesk.domain.base import Lang
from rmdesk.domain.match import Offered, insurance_reasons, match
from rmdesk.domain.portfolio import Portfolio, Position
from rmdesk.domain.product import Insurance, Product
from rmdesk.domain.ranking import Wish, wish_of_file
from rmdesk.domain.sale import OfferedAlike, Opinion, Sale
from rmdesk.paper import AllocationChart, Callout, KeyValues, Table
from support.families import default_pack

fen = st.integers(0, 500_000_000).map(lambda cents: Decimal(cents) / 100)


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    """A product with any minimum, step and limit; private ones may be bought only from above their minimum."""
    base = Decimal(draw(st.sampled_from([1, 100, 1000, 10000, 400000])))
    return Candidate(
        code=draw(st.text("ABCDEF", min_size=1, max_size=6)),
        least=base + draw(st.sampled_from([Decimal(0), Decimal(250), base])),
        base=base,
        step=draw(st.sampled_from([Decimal("0.01"), Decimal(1), Decimal(300), Decimal(1000)])),
        limit=draw(st.none() | fen),
    )


@given(fen, st.lists(candidates(), max_size=7, unique_by=lambda one: one.code))
def test_parts_and_rest_make_the_amount_and_no_part_breaks_a_bound(amount: Decimal, known: list[Candidate]) -> None:
    """A proposal that cannot be bought as printed, or loses a fen, would be a promise broken at the counter."""
    found = allocate(amount, known)
    by_code = {one.code: one for one in known}
    assert sum((part for _, part in found.parts), Decimal(0)) + found.rest == amount
    assert found.rest >= 0
    assert len(found.parts) <= MOST_PARTS
    for code, part in found.parts:
        one = by_code[code]
        assert part >= one.least
        assert (part - one.base) % one.step == 0
        assert one.limit is None or part <= one.limit


@given(fen, st.lists(candidates(), max_size=7, unique_by=lambda one: one.code))
def test_something_is_proposed_whenever_a_single_product_can_be_bought(amount: Decimal, known: list[Candidate]) -> None:
    """An empty proposal is given only where nothing fits alone either."""
    alone = [one for one in known if allocate(amount, [one]).parts]
    assert bool(allocate(amount, known).parts) == bool(alone)


@given(fen, st.lists(candidates(), max_size=7, unique_by=lambda one: one.code), fen, st.integers(1, 20))
def test_all_parts_together_stay_within_the_means(
    amount: Decimal, known: list[Candidate], room: Decimal, times: int
) -> None:
    """Four parts of half the means each are twice what the client has; twenty premiums are twenty (SUIT-03)."""
    yearly = [replace(one, times=times) for one in known]
    found = allocate(amount, yearly, room)
    limited = {one.code: one for one in yearly if one.limit is not None}
    assert sum((part * times for _, part in found.parts), Decimal(0)) <= room, "deposits are paid out of the same money"
    assert all(part * times <= (limited[code].limit or 0) for code, part in found.parts if code in limited)
    alone = [one for one in yearly if allocate(amount, [one], room).parts]
    assert bool(found.parts) == bool(alone)


def test_a_proposal_beyond_the_means_is_cut_to_them_and_says_so() -> None:
    """1,600,000 out of assets of 800,000 is not four parts of 400,000."""
    given = people.given(people.person(), people.at_level(people.person(), "C5"), None, amount="1600000")
    assets = given.client.amount("financial_assets")
    assert assets is not None
    unmatched = tuple(one for one in people.shelf() if not one.needs_match)
    for shelf in (people.shelf(), unmatched):
        assert 0 < sum((part for _, part in propose(given, shelf).parts), Decimal(0)) <= assets
    told = words(paper("proposal", given))
    assert given.say("papers.proposal_beyond", amount=given.money(Decimal(1_600_000)), free=given.money(assets)) in told


def test_a_professional_institution_is_advised_no_more_than_it_has() -> None:
    """SUIT-17: it may buy more, but nine hundred millions out of forty are no advice."""
    company = people.organisation()
    assets = company.amount("financial_assets")
    assert assets is not None
    proven = people.qualified().qualification
    bank = company.model_copy(update={"profile": company.profile | {"org_kind": "professional"}, "licence": proven})
    given = people.given(bank, None, None, amount=str(assets * 10))
    assert given.professional
    assert 0 < sum((part for _, part in propose(given, people.shelf()).parts), Decimal(0)) <= assets
    told = words(paper("proposal", given))
    assert given.say("papers.proposal_beyond", amount=given.money(assets * 10), free=given.money(assets)) in told


def test_nothing_is_proposed_of_means_that_nobody_can_count() -> None:
    """A fund in euros without a rate left all of 800,000 free: the proposal gave them away twice (SUIT-03)."""
    given = people.given(people.person(), people.at_level(people.person(), "C5"), None, amount="800000")
    fund = Position(
        code="E-1", issuer="", family="fund", level=None, exposure=True, currency="EUR", amount=Decimal(100_000),
        bound=Decimal(100_000),
    )  # fmt: skip
    held = given.match_input.model_copy(update={"portfolio": Portfolio(positions=(fund,))})
    abroad = replace(given, match_input=held)
    refused = why_not("proposal", abroad)
    assert refused is not None
    assert (refused.code, refused.saw) == ("SUIT-03.rate", {"currency": "EUR"})
    assert why_not("proposal", given) is None


@given(st.lists(fen, max_size=6))
def test_percentages_add_up_to_a_hundred(amounts: list[Decimal]) -> None:
    """A chart of 99.9% looks like a mistake of the bank."""
    assert sum(shares(amounts), Decimal(0)) == (100 if sum(amounts) > 0 else 0)


def test_the_rule_in_small_figures() -> None:
    """The printed rule, worked by hand: equal parts, cut, rounded, the last short one left out, the rest in cash."""
    whole = Candidate("A", Decimal(10000), Decimal(10000), Decimal(1000))
    capped = Candidate("B", Decimal(1), Decimal(1), Decimal(1), limit=Decimal(20000))
    costly = Candidate("C", Decimal(40000), Decimal(40000), Decimal(1000))
    found = allocate(Decimal(100500), [whole, capped, costly])
    assert found.parts == (("A", Decimal(50000)), ("B", Decimal(20000)))
    assert found.rest == Decimal(30500)


@pytest.mark.parametrize("amount", ["1", "9999", "10000", "88888.88", "200000", "749999", "3000000"])
@pytest.mark.parametrize("level", ["C1", "C2", "C3", "C4", "C5"])
def test_every_proposed_part_is_offered_at_its_own_amount(level: str, amount: str) -> None:
    """SUIT-01..04, SUIT-26: nothing on a proposal would be refused at the next screen."""
    for client in (people.person(), people.elder(), people.minor(), people.organisation(), people.qualified()):
        given = people.given(client, people.at_level(client, level), None, amount=amount)
        known = {one.code: one for one in given.products}
        for code, part in propose(given, offered(given, wishes=False)).parts:
            match_input = given.match_input.model_copy(update={"amount": part})
            assert isinstance(match(known[code], match_input), Offered)
            assert not insurance_reasons(known[code], match_input)


def test_what_the_client_does_not_have_stands_in_no_row() -> None:
    """SUIT-03: of 3,000,000 wished and 300,000 free, 2,700,000 are no demand deposit."""
    told = people.person()
    unsaid = {key: value for key, value in told.profile.items() if key not in ("purpose", "horizon", "liquidity_need")}
    client = told.model_copy(update={"profile": unsaid})
    given = people.given(client, people.at_level(client, "C3"), None, amount="3000000")
    free = room(given)
    assert free is not None
    found = propose(given, offered(given))
    assert sum((part for _, part in found.parts), found.rest) == free < 3_000_000
    table = next(
        one for one in flat(paper("proposal", given).blocks) if isinstance(one, Table) and one.rows[-1][2] == "100%"
    )
    assert table.rows[-1][3] == show.money(free)


@pytest.mark.parametrize("lang", LANGS)
def test_proposal_says_wishes_reasons_rule_and_what_it_is_not(lang: Lang) -> None:
    """DESK-04, SUIT-29: the client sees how the shares came about."""
    given = inputs(lang)["person"]
    doc = paper("proposal", given)
    said = words(doc)
    assert any(isinstance(block, AllocationChart) for block in flat(doc.blocks))
    for text in (
        given.label("goal", "growth"),
        given.label("horizon", "1y_3y"),
        given.say("papers.allocation_rule", share="50%"),
    ):
        assert text in said
    assert default_pack().ranking.said.of(lang) in said
    assert default_pack().sentences.proposal.of(lang) in said


def test_nothing_that_fits_is_said_in_words() -> None:
    """A client for whom nothing fits gets no empty chart."""
    given = replace(inputs("zh")["person"], products=(), product=None)
    doc = paper("proposal", given)
    assert given.say("papers.nothing_fits") in words(doc)
    assert given.say("papers.how_shared") not in words(doc), "nothing was shared out"
    assert not any(isinstance(block, AllocationChart) for block in flat(doc.blocks))


def test_comparison_stands_in_order_of_code_and_shows_no_return_figures() -> None:
    """SUIT-07: no order by merit; level, worst case, fees, term, liquidity, minimum, issuer."""
    given = inputs("zh")["person"]
    doc = paper("comparison", replace(given, products=tuple(reversed(people.shelf()[:4]))))
    table = next(block for block in flat(doc.blocks) if isinstance(block, Table))
    assert table.rows[0] == ("产品代码", "JJ-320", "SF-001", "SF-090", "SF-365")
    labels = [row[0] for row in table.rows]
    assert labels == [
        "产品代码", "产品类型", "发行机构", "产品风险等级", "适合的客户", "最不利情形",
        "费用", "产品期限", "流动性", "起点金额",
    ]  # fmt: skip
    assert words(paper("comparison", given)) == words(doc)
    assert default_pack().sentences.comparison.zh in words(doc)


def test_all_compared_products_lose_of_the_same_amount_and_of_none_that_nobody_named() -> None:
    """The loss of ten yuan beside that of ten thousand says nothing, and an invented amount is nobody's."""
    given = replace(inputs("zh")["person"], products=people.shelf()[:4])
    unasked = replace(given, match_input=given.match_input.model_copy(update={"amount": None}), sale=None)
    asked = replace(unasked, match_input=given.match_input.model_copy(update={"amount": Decimal(70_000)}))
    for one, begins in ((unasked, "可能损失投入金额的"), (asked, f"按 {asked.money(Decimal(70_000))}计算")):
        doc = compose("comparison", one)
        table = next(block for block in flat(doc.blocks) if isinstance(block, Table))
        worst = next(row[1:] for row in table.rows if row[0] == one.say("papers.worst_case"))
        told = [text for text in worst if "可能损失" in text]
        assert told
        assert all(text.split("\n")[1].startswith(begins) for text in told)
        assert ("70,000.00" in words(doc)) == (one is asked)


@pytest.mark.parametrize("lang", LANGS)
def test_that_a_worst_case_is_no_limit_stands_once_for_all_it_is_true_of(lang: Lang) -> None:
    """SALE-04, SUIT-07: said in every column it pushed the table onto a second page, where nothing is compared; left
    out, the figure would read as the most that can be lost."""
    given = inputs(lang)["person"]
    shelf = {one.code: one for one in people.shelf()}
    products = tuple(shelf[code] for code in ("CK-003", "SF-001", "SF-090", "BX-010"))
    doc = compose("comparison", replace(given, products=products))
    said = words(doc)
    common = worst.more(default_pack(), shelf["SF-001"], lang)
    own = worst.more(default_pack(), shelf["BX-010"], lang)
    assert common != own
    assert [said.count(common), said.count(own)] == [1, 1]
    (line,) = (line for line in said.split("\n") if common in line)
    assert [code for code in shelf if code in line] == ["SF-090", "SF-001"]


def test_without_an_amount_nothing_is_proposed() -> None:
    """A proposal of 0.00 yuan says of a client with many fitting products that none fits (DESK-04)."""
    given = replace(inputs("zh")["person"], sale=None)
    unasked = replace(given, match_input=given.match_input.model_copy(update={"amount": None}))
    reason = why_not("proposal", unasked)
    assert reason is not None
    assert reason.code == "DESK-04.amount"
    assert why_not("proposal", given) is None


@pytest.mark.parametrize("lang", LANGS)
def test_what_fits_but_takes_no_part_is_named_as_on_the_screen(lang: Lang) -> None:
    """Paper and screen name the same products, with the reason why nothing is shared out."""
    tiny = people.given(people.person(), people.at_level(people.person(), "C3"), None, lang, amount="1")
    costly = replace(tiny, products=tuple(one for one in people.shelf() if one.minimum > 1))
    found = offered(replace(costly, match_input=costly.match_input.model_copy(update={"amount": None})))
    sale = _opinion_on(found, people.sale(found[0], Decimal(1), tiny.match_input))
    unjudged = replace(costly, products=found, sale=sale)
    said = words(paper("proposal", unjudged))
    assert case_count(unjudged, "papers.no_part", len(found)) in said
    assert all(one.name.of(lang) in said for one in found)
    assert costly.say("papers.nothing_fits") not in said
    many = tuple(found[0].model_copy(update={"code": f"{found[0].code}-{at}"}) for at in range(7))
    more = words(paper("proposal", replace(unjudged, products=many, sale=_opinion_on(many, sale))))
    order = unjudged.pack.ranking.said.of(lang)
    assert [order in one for one in (said, more)] == [False, True], "by what order six of them are the first (SUIT-29)"


def case_count(given: PaperInput, key: str, count: int) -> str:
    """The sentence that names how many."""
    return given.say(key, count=count, amount=given.money(Decimal(1)))


def _opinion_on(found: tuple[Product, ...], sale: Sale) -> Sale:
    """An open sale with a wish of one yuan, in which these products were offered."""
    verdicts = (OfferedAlike(codes=tuple(one.code for one in found)),)
    opinion = Opinion(on=people.DAY, at=people.AT, by="wang.min", assessment_id=None, offered=verdicts, withheld=())
    return sale.model_copy(update={"opinion": opinion, "choice": None, "wish": Wish(amount=Decimal(1))})


def test_two_policies_together_stay_within_the_income() -> None:
    """Half of the income for each would be all of it: the second one is left out, and all is shared out again."""
    first, second = (
        people.insurance().model_copy(
            update={
                "code": code,
                "minimum": Decimal(1000),
                "step": Decimal(1000),
                "insurance": Insurance(design="traditional", premium="yearly", pay_years=1),
            }
        )
        for code in ("BX-1", "BX-2")
    )
    given = people.given(people.person(), people.at_level(people.person(), "C5"), None, amount="400000")
    given = replace(given, products=(first, second))
    parts = propose(given, given.products).parts
    assert sum((part for _, part in parts), Decimal(0)) <= Decimal(420_000) / 2
    assert parts


def test_large_print_compares_two_by_two() -> None:
    """Four columns of 16 pt do not fit a page."""
    tables = [block for block in flat(paper("comparison", inputs("zh")["elder"]).blocks) if isinstance(block, Table)]
    assert [table.column_count for table in tables] == [3, 3]


@pytest.mark.parametrize("lang", LANGS)
def test_a_proposal_beside_every_sale_says_what_the_file_says(lang: Lang) -> None:
    """Purpose and horizon stood in the file; the paper said that any would do, and proposed what serves neither."""
    given = replace(inputs(lang)["person"], sale=None)
    wish = wish_of_file(given.client)
    assert wish.goal
    assert wish.horizon
    rows = [
        row for block in flat(paper("proposal", given).blocks) if isinstance(block, KeyValues) for row in block.rows
    ]
    assert (given.say("papers.goal"), given.label("goal", wish.goal)) in rows
    assert (given.say("papers.horizon"), given.label("horizon", wish.horizon)) in rows
    assert all(wish.admits(one) for one in offered(given))


def test_comparison_takes_four_at_most() -> None:
    """A fifth column would not be readable."""
    given = replace(inputs("zh")["person"], products=people.shelf())
    table = next(block for block in flat(compose("comparison", given).blocks) if isinstance(block, Table))
    assert table.column_count == 5


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("codes", "banner"), [(("CK-003",), False), (("CK-003", "SF-001"), True), (("SF-001",), True)])
def test_no_deposit_is_said_to_be_none(codes: tuple[str, ...], banner: bool, lang: Lang) -> None:
    """SUIT-06: whoever is proposed deposits alone reads above them that they are not deposits, and believes no
    headline any more. The banner stands wherever something of the proposal is none."""
    given = inputs(lang)["person"]
    shelf = tuple(one for one in people.shelf() if one.code in codes)
    doc = paper("proposal", replace(given, products=shelf, sale=None))
    shown = [one for one in flat(doc.blocks) if isinstance(one, Callout) and one.tone == "headline"]
    assert bool(shown) is banner


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_is_the_legend_of_the_bar(lang: Lang) -> None:
    """Every product, share and amount stood twice below one another; now the rows bear the numbers of the bar."""
    blocks = flat(paper("proposal", inputs(lang)["person"]).blocks)
    chart = next(one for one in blocks if isinstance(one, AllocationChart))
    table = blocks[blocks.index(chart) + 1]
    assert isinstance(table, Table)
    assert not chart.legend
    named = [f"{at}. {name}" for at, (name, _, _) in enumerate(chart.slices, 1)]
    assert [row[0] for row in table.rows[:-1]] == named


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("bears", ["1", "0.01"])
def test_the_worst_losses_are_summed_and_held_against_what_the_client_can_bear(lang: Lang, bears: str) -> None:
    """SUIT-16, SALE-04: no product alone was above the 30% that she named, all four together were; the paper had no
    sum, and nothing said that each figure is on an assumption, and no limit."""
    given = inputs(lang)["person"]
    match_input = given.match_input.model_copy(update={"named_loss": Decimal(bears)})
    unsaid = {key: value for key, value in given.client.profile.items() if key != "tolerable_loss"}
    client = given.client.model_copy(update={"profile": unsaid})
    given = replace(given, client=client, match_input=match_input.model_copy(update={"client": client}))
    parts = propose(given, offered(given)).parts
    by_code = {one.code: one for one in given.products}
    loss = sum((by_code[code].worst(part) for code, part in parts), Decimal(0))
    assert loss > 0
    blocks = flat(paper("proposal", given).blocks)
    table = next(one for one in blocks if isinstance(one, Table) and one.rows[-1][2] == "100%")
    assert table.rows[-1][4] == show.money(loss)
    told = blocks[blocks.index(table) + 1]
    assert isinstance(told, Callout)
    (risky,) = {worst.more(given.pack, by_code[code], lang) for code, _ in parts if by_code[code].worst_loss}
    assert sum(risky in line for line in told.lines) == 1
    unsure = given.pack.sentences.no_guarantee.of(lang)
    several = len({code for code, _ in parts if by_code[code].worst_loss}) > 1
    assert any((unsure.replace("本产品", "上述产品") if several else unsure) in line for line in told.lines)
    assert not [code for code, _ in parts for line in told.lines if code in line], "the table above has names alone"
    assert any(given.money(loss) in line for line in told.lines) is (bears == "0.01")


def test_what_cannot_be_bought_with_what_is_free_is_not_called_suitable() -> None:
    """SUIT-03: a child with 60,000 free was told that a certificate from 200,000 on suits her."""
    given = people.given(people.minor(), people.at_level(people.minor(), "C1"), None, amount="200000")
    profile = {**given.client.profile, "financial_assets": "60000", "net_financial_assets": "60000"}
    client = given.client.model_copy(update={"profile": profile})
    certificate = next(one for one in people.shelf() if not one.needs_match)
    dear = certificate.model_copy(update={"code": "D-1", "minimum": Decimal(200_000)})
    match_input = given.match_input.model_copy(update={"client": client})
    poor = replace(given, client=client, match_input=match_input, products=(dear,))
    assert offered(poor, wishes=False) == (dear,)
    said = words(paper("proposal", poor))
    assert dear.name.zh not in said
    assert poor.say("papers.nothing_fits") in said


@pytest.mark.parametrize("lang", LANGS)
def test_what_has_no_term_is_not_said_to_end_in_time(lang: Lang) -> None:
    """无固定期限 does not lie within one to three years, nor do 30 days: each is said as it is."""
    given = inputs(lang)["person"]
    horizon = given.label("horizon", given.wish.horizon or "")
    for days in (30, None):
        shelf = tuple(one.model_copy(update={"term_days": days}) for one in given.products)
        said = words(paper("proposal", replace(given, products=shelf)))
        term = show.term(given.pack, days, lang)
        fixed = given.say("papers.why_horizon", term=term, horizon=horizon)
        assert (fixed in said) is (days is not None)
        assert term in said
