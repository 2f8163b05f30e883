"""The investment proposal: what the client wants, which products fit and why, and a share for each (DESK-04)."""

from decimal import Decimal

from rmdesk.desk import show
from rmdesk.desk.papers.allocation import Allocation, Candidate, allocate, shares
from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.common import client_rows, headline, signatures
from rmdesk.desk.papers.opinion import need_texts
from rmdesk.desk.papers.shelf import offered
from rmdesk.domain.holdings import HOME
from rmdesk.domain.kinds import Family
from rmdesk.domain.match import Offered, insurance_reasons, least_amount, match
from rmdesk.domain.means import Purchase
from rmdesk.domain.product import Product
from rmdesk.paper.blocks import AllocationChart, Block, Callout, Heading, KeepTogether, KeyValues, Paragraph, Table

Parts = tuple[tuple[Product, Decimal], ...]


def compose(case: Case) -> tuple[Block, ...]:
    """The proposal. Every part of it is offered to this client at its own amount (SUIT-01..04)."""
    found = offered(case)
    allocation = propose(case, found)
    named = {one.code: one for one in found}
    parts = tuple((named[code], part) for code, part in allocation.parts)
    return (
        headline(case),
        KeyValues((*client_rows(case)[:2], *_wishes(case))),
        *_means(case),
        *_shares(case, parts, allocation.rest),
        Heading(case.say("papers.how_shared")),
        Paragraph(_rule(case)),
        Paragraph(case.text(case.pack.ranking.text)),
        *_reasons(case, parts),
        Callout("", (case.text(case.pack.sentences.proposal),)),
        *signatures(case, "proposal"),
    )


def total(case: Case) -> Decimal:
    """The amount to be shared out, in CNY yuan: the client's wish, else what the case is about."""
    return case.wish.amount if case.wish.amount is not None else case.amount


def propose(case: Case, found: tuple[Product, ...]) -> Allocation:
    """The allocation over offered products. One whose part breaks a rule at its amount is left out and all is shared
    out again: SUIT-26 knows only the amount that is asked."""
    found = tuple(one for one in found if one.currency == HOME)  # yuan are shared out
    while True:
        allocation = allocate(total(case), [_candidate(case, one) for one in found], room(case))
        bad = {code for code, part in allocation.parts if not _fits(case, found, code, part)}
        if not bad:
            return allocation
        found = tuple(one for one in found if one.code not in bad)


def _fits(case: Case, found: tuple[Product, ...], code: str, part: Decimal) -> bool:
    product = next(one for one in found if one.code == code)
    match_input = case.match_input.model_copy(update={"amount": part, "currency": HOME})
    return isinstance(match(product, match_input), Offered) and not insurance_reasons(product, match_input)


def room(case: Case) -> Decimal | None:
    """What of the client's means is not bound yet, in CNY yuan (SUIT-03); None for a professional institution."""
    if case.client.professional:
        return None
    assets = case.client.amount("financial_assets") or Decimal(0)
    return max(assets - case.match_input.portfolio.bound, Decimal(0))


def _candidate(case: Case, product: Product) -> Candidate:
    assets = case.client.amount("financial_assets") or Decimal(0)
    bound = product.needs_match and not case.client.professional
    held = case.match_input.portfolio.by_code.get(product.code, Decimal(0))
    limit = (assets * case.thresholds.amount_share).quantize(Decimal("0.01"))
    return Candidate(
        code=product.code,
        least=least_amount(product, case.thresholds),
        base=product.minimum,
        step=product.step,
        limit=max(limit - held, Decimal(0)) if bound else None,
        times=Purchase(product=product, amount=product.minimum).years or 1,
    )


def _wishes(case: Case) -> tuple[tuple[str, str], ...]:
    wish, open_ = case.wish, case.say("papers.open")
    level = "—" if case.assessment is None else case.client_level(case.assessment.level)
    return (
        (case.say("papers.client_level"), level),
        (case.say("papers.amount"), case.money(total(case))),
        (case.say("papers.goal"), case.label("goal", wish.goal) if wish.goal else open_),
        (case.say("papers.horizon"), case.label("horizon", wish.horizon) if wish.horizon else open_),
        (case.say("papers.liquidity"), case.label("liquidity", wish.liquidity) if wish.liquidity else open_),
    )


def _shares(case: Case, parts: Parts, rest: Decimal) -> tuple[Block, ...]:
    heading = Heading(case.say("papers.allocation"))
    if not parts:
        return (heading, Paragraph(case.say("papers.nothing_fits")))
    lines: list[tuple[str, Product | None, Decimal]] = [(case.text(one.name), one, part) for one, part in parts]
    lines += [(case.say("papers.cash"), None, rest)] if rest else []
    percents = shares([part for _, _, part in lines])
    shared = list(zip(lines, percents, strict=True))
    chart = AllocationChart(tuple((name, f"{percent}", case.money(part)) for (name, _, part), percent in shared))
    rows = [_row(case, *line, percent) for line, percent in shared]
    rows.append((case.say("papers.total"), "", "100%", show.money(total(case)), ""))
    table = Table(_share_head(case), tuple(rows), widths=(5, 2.5, 1.5, 2.4, 2.6), align=("l", "l", "r", "r", "r"))
    return (KeepTogether((heading, chart)), table)


def _share_head(case: Case) -> tuple[str, ...]:
    return (
        case.say("papers.product"), case.say("papers.level"), case.say("papers.share"),
        case.say("papers.amount_yuan"), case.say("papers.worst_yuan"),
    )  # fmt: skip


def _row(case: Case, name: str, product: Product | None, part: Decimal, percent: Decimal) -> tuple[str, ...]:
    level = "—" if product is None else case.product_level(product.level(case.pack.levels))
    worst = "—" if product is None else show.money(product.worst(part))
    return (name, level, f"{percent}%", show.money(part), worst)


def _reasons(case: Case, parts: Parts) -> tuple[Block, ...]:
    if not parts:
        return ()
    head = (case.say("papers.product"), case.say("papers.why_fits"), case.say("papers.mind"))
    rows = tuple((f"{case.text(one.name)}\n{one.code}", _why(case, one), _mind(case, one, part)) for one, part in parts)
    return (Heading(case.say("papers.reasons")), Table(head, rows, widths=(3, 6, 4)))


def _why(case: Case, product: Product) -> str:
    """Why it fits, from the client's wishes and level, in words: nothing that the rules do not know."""
    wish, level = case.wish, product.level(case.pack.levels)
    said = []
    if level is not None and case.assessment is not None:
        said.append(case.say("papers.why_level", product=level, client=case.assessment.level))
    if wish.goal is not None:
        said.append(case.say("papers.why_goal", goal=case.label("goal", wish.goal)))
    if wish.horizon is not None:
        term = show.term(product.term_days, case.lang)
        said.append(case.say("papers.why_horizon", term=term, horizon=case.label("horizon", wish.horizon)))
    if wish.liquidity is not None:
        said.append(case.say("papers.why_liquidity", liquidity=case.label("liquidity", product.liquidity)))
    return "\n".join(said) or case.text(product.summary)


def _mind(case: Case, product: Product, part: Decimal) -> str:
    """What to mind: the product's worst case, and what its sale would ask for."""
    verdict = match(product, case.match_input.model_copy(update={"amount": part}))
    texts = need_texts(case)
    needed = [texts[need] for need in verdict.needs if need != "recording"] if isinstance(verdict, Offered) else []
    return "\n".join([case.text(product.worst_case), *needed])


def _rule(case: Case) -> str:
    if case.client.professional:
        return case.say("papers.allocation_rule_unbound")
    return case.say("papers.allocation_rule", share=show.percent(case.thresholds.amount_share))


def _family(case: Case, family: Family | None) -> str:
    return case.say("holdings.other") if family is None else case.label("family", family)


def _means(case: Case) -> tuple[Block, ...]:
    """The sum beside what the client has and has bound already (SUIT-03)."""
    free = room(case)
    if free is None:
        return ()
    assets = case.client.amount("financial_assets") or Decimal(0)
    figures = {"assets": assets, "bound": case.match_input.portfolio.bound, "free": free}
    said = [case.say("papers.proposal_means", **{name: case.money(value) for name, value in figures.items()})]
    held = [f"{_family(case, one)} {case.money(worth)}" for one, worth in case.match_input.portfolio.by_family.items()]
    if held:
        said.append(case.say("papers.proposal_held", held=case.listed(held)))
    if total(case) > free:
        said.append(case.say("papers.proposal_beyond", amount=case.money(total(case)), free=case.money(free)))
    return (Callout("", tuple(said)),)
