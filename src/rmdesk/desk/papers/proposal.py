"""The investment proposal: what the client wants, which products fit and why, and a share for each (DESK-04)."""

from decimal import Decimal

from rmdesk.desk import show
from rmdesk.desk.papers.allocation import Allocation, Candidate, allocate, shares
from rmdesk.desk.papers.common import client_rows, headline, signatures
from rmdesk.desk.papers.opinion import need_texts
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.desk.papers.shelf import offered
from rmdesk.domain.holdings import HOME
from rmdesk.domain.kinds import Family
from rmdesk.domain.match import Offered, insurance_reasons, least_amount, match
from rmdesk.domain.means import Purchase
from rmdesk.domain.product import Product
from rmdesk.paper.blocks import AllocationChart, Block, Callout, Heading, KeepTogether, KeyValues, Paragraph, Table

Parts = tuple[tuple[Product, Decimal], ...]


def compose(given: PaperInput) -> tuple[Block, ...]:
    """The proposal. Every part of it is offered to this client at its own amount (SUIT-01..04)."""
    found = offered(given)
    allocation = propose(given, found)
    named = {one.code: one for one in found}
    parts = tuple((named[code], part) for code, part in allocation.parts)
    return (
        headline(given),
        KeyValues((*client_rows(given)[:2], *_wishes(given))),
        *_means(given),
        *_shares(given, parts, allocation.rest),
        Heading(given.say("papers.how_shared")),
        Paragraph(_rule(given)),
        Paragraph(given.text(given.pack.ranking.text)),
        *_reasons(given, parts),
        Callout("", (given.text(given.pack.sentences.proposal),)),
        *signatures(given, "proposal"),
    )


def total(given: PaperInput) -> Decimal:
    """The amount to be shared out, in CNY yuan: the client's wish, else what the paper is about."""
    return given.wish.amount if given.wish.amount is not None else given.amount


def propose(given: PaperInput, found: tuple[Product, ...]) -> Allocation:
    """The allocation over offered products. One whose part breaks a rule at its amount is left out and all is shared
    out again: SUIT-26 knows only the amount that is asked."""
    found = tuple(one for one in found if one.currency == HOME)  # yuan are shared out
    while True:
        allocation = allocate(total(given), [_candidate(given, one) for one in found], room(given))
        bad = {code for code, part in allocation.parts if not _fits(given, found, code, part)}
        if not bad:
            return allocation
        found = tuple(one for one in found if one.code not in bad)


def _fits(given: PaperInput, found: tuple[Product, ...], code: str, part: Decimal) -> bool:
    product = next(one for one in found if one.code == code)
    match_input = given.match_input.model_copy(update={"amount": part, "currency": HOME})
    return isinstance(match(product, match_input), Offered) and not insurance_reasons(product, match_input)


def room(given: PaperInput) -> Decimal | None:
    """What of the client's means is not bound yet, in CNY yuan (SUIT-03); None for a professional institution."""
    if given.client.professional:
        return None
    assets = given.client.amount("financial_assets") or Decimal(0)
    return max(assets - given.match_input.portfolio.bound, Decimal(0))


def _candidate(given: PaperInput, product: Product) -> Candidate:
    assets = given.client.amount("financial_assets") or Decimal(0)
    bound = product.needs_match and not given.client.professional
    held = given.match_input.portfolio.by_code.get(product.code, Decimal(0))
    limit = (assets * given.thresholds.amount_share).quantize(Decimal("0.01"))
    return Candidate(
        code=product.code,
        least=least_amount(product, given.thresholds),
        base=product.minimum,
        step=product.step,
        limit=max(limit - held, Decimal(0)) if bound else None,
        times=Purchase(product=product, amount=product.minimum).years or 1,
    )


def _wishes(given: PaperInput) -> tuple[tuple[str, str], ...]:
    wish, open_ = given.wish, given.say("papers.open")
    level = "—" if given.assessment is None else given.client_level(given.assessment.level)
    return (
        (given.say("papers.client_level"), level),
        (given.say("papers.amount"), given.money(total(given))),
        (given.say("papers.goal"), given.label("goal", wish.goal) if wish.goal else open_),
        (given.say("papers.horizon"), given.label("horizon", wish.horizon) if wish.horizon else open_),
        (given.say("papers.liquidity"), given.label("liquidity", wish.liquidity) if wish.liquidity else open_),
    )


def _shares(given: PaperInput, parts: Parts, rest: Decimal) -> tuple[Block, ...]:
    heading = Heading(given.say("papers.allocation"))
    if not parts:
        return (heading, Paragraph(given.say("papers.nothing_fits")))
    lines: list[tuple[str, Product | None, Decimal]] = [(given.text(one.name), one, part) for one, part in parts]
    lines += [(given.say("papers.cash"), None, rest)] if rest else []
    percents = shares([part for _, _, part in lines])
    shared = list(zip(lines, percents, strict=True))
    chart = AllocationChart(tuple((name, f"{percent}", given.money(part)) for (name, _, part), percent in shared))
    rows = [_row(given, *line, percent) for line, percent in shared]
    rows.append((given.say("papers.total"), "", "100%", show.money(total(given)), ""))
    table = Table(_share_head(given), tuple(rows), widths=(5, 2.5, 1.5, 2.4, 2.6), align=("l", "l", "r", "r", "r"))
    return (KeepTogether((heading, chart)), table)


def _share_head(given: PaperInput) -> tuple[str, ...]:
    return (
        given.say("papers.product"), given.say("papers.level"), given.say("papers.share"),
        given.say("papers.amount_yuan"), given.say("papers.worst_yuan"),
    )  # fmt: skip


def _row(given: PaperInput, name: str, product: Product | None, part: Decimal, percent: Decimal) -> tuple[str, ...]:
    level = "—" if product is None else given.product_level(product.level(given.pack.levels))
    worst = "—" if product is None else show.money(product.worst(part))
    return (name, level, f"{percent}%", show.money(part), worst)


def _reasons(given: PaperInput, parts: Parts) -> tuple[Block, ...]:
    if not parts:
        return ()
    head = (given.say("papers.product"), given.say("papers.why_fits"), given.say("papers.mind"))
    rows = tuple(
        (f"{given.text(one.name)}\n{one.code}", _why(given, one), _mind(given, one, part)) for one, part in parts
    )
    return (Heading(given.say("papers.reasons")), Table(head, rows, widths=(3, 6, 4)))


def _why(given: PaperInput, product: Product) -> str:
    """Why it fits, from the client's wishes and level, in words: nothing that the rules do not know."""
    wish, level = given.wish, product.level(given.pack.levels)
    said = []
    if level is not None and given.assessment is not None:
        said.append(given.say("papers.why_level", product=level, client=given.assessment.level))
    if wish.goal is not None:
        said.append(given.say("papers.why_goal", goal=given.label("goal", wish.goal)))
    if wish.horizon is not None:
        term = show.term(product.term_days, given.lang)
        said.append(given.say("papers.why_horizon", term=term, horizon=given.label("horizon", wish.horizon)))
    if wish.liquidity is not None:
        said.append(given.say("papers.why_liquidity", liquidity=given.label("liquidity", product.liquidity)))
    return "\n".join(said) or given.text(product.summary)


def _mind(given: PaperInput, product: Product, part: Decimal) -> str:
    """What to mind: the product's worst case, and what its sale would ask for."""
    verdict = match(product, given.match_input.model_copy(update={"amount": part}))
    texts = need_texts(given)
    needed = [texts[need] for need in verdict.needs if need != "recording"] if isinstance(verdict, Offered) else []
    return "\n".join([given.text(product.worst_case), *needed])


def _rule(given: PaperInput) -> str:
    if given.client.professional:
        return given.say("papers.allocation_rule_unbound")
    return given.say("papers.allocation_rule", share=show.percent(given.thresholds.amount_share))


def _family(given: PaperInput, family: Family | None) -> str:
    return given.say("holdings.other") if family is None else given.label("family", family)


def _means(given: PaperInput) -> tuple[Block, ...]:
    """The sum beside what the client has and has bound already (SUIT-03)."""
    free = room(given)
    if free is None:
        return ()
    assets = given.client.amount("financial_assets") or Decimal(0)
    figures = {"assets": assets, "bound": given.match_input.portfolio.bound, "free": free}
    said = [given.say("papers.proposal_means", **{name: given.money(value) for name, value in figures.items()})]
    held = [
        f"{_family(given, one)} {given.money(worth)}" for one, worth in given.match_input.portfolio.by_family.items()
    ]
    if held:
        said.append(given.say("papers.proposal_held", held=given.listed(held)))
    if total(given) > free:
        said.append(given.say("papers.proposal_beyond", amount=given.money(total(given)), free=given.money(free)))
    return (Callout("", tuple(said)),)
