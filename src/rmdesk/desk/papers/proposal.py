"""The investment proposal: what the client wants, which products fit and why, and a share for each (DESK-04)."""

from decimal import Decimal

from rmdesk.desk import show, worst
from rmdesk.desk.papers.allocation import Allocation, Candidate, allocate, shares
from rmdesk.desk.papers.common import client_rows, headline, signatures, warned
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.desk.papers.shelf import offered, shelf_head, shelf_row
from rmdesk.domain.match import Need, Offered, insurance_reasons, least_amount, match
from rmdesk.domain.means import Purchase, most_in_one, most_in_premiums
from rmdesk.domain.money import burden
from rmdesk.domain.portfolio import Portfolio, bought
from rmdesk.domain.product import Product
from rmdesk.domain.rates import HOME, yuan
from rmdesk.paper.blocks import AllocationChart, Block, Callout, Heading, KeepTogether, KeyValues, Paragraph, Table

_LISTED = 6  # a list that stays on the page; the screen shows all of it
Parts = tuple[tuple[Product, Decimal], ...]


def compose(given: PaperInput) -> tuple[Block, ...]:
    """The proposal. Every part of it is offered to this client at its own amount (SUIT-01..04)."""
    found = offered(given)
    allocation = propose(given, found)
    named = {one.code: one for one in found}
    parts = tuple((named[code], part) for code, part in allocation.parts)
    return (
        *_headline(given, tuple(product for product, _ in parts) or found or offered(given, wishes=False)),
        KeyValues((*client_rows(given)[:2], *_wishes(given))),
        *_means(given),
        Callout("", (given.text(given.pack.sentences.proposal),)),
        *_shares(given, found, parts, allocation.rest),
        *_shared_how(given, parts),
        *_reasons(given, parts),
        *signatures(given, "proposal"),
    )


def _headline(given: PaperInput, products: tuple[Product, ...]) -> tuple[Block, ...]:
    """That it is no deposit, where something else is proposed than deposits and 国债 (SUIT-06)."""
    return (headline(given, products),) if any(one.needs_match for one in products) else ()


def total(given: PaperInput) -> Decimal:
    """The amount to be shared out, in CNY yuan. ValueError where nobody named one: `wished` asks for it first."""
    found = wished(given)
    if found is None:
        raise ValueError("nobody named an amount to be shared out")
    return found


def wished(given: PaperInput) -> Decimal | None:
    """The amount that the client named, in CNY yuan: as wished, else as chosen or asked. None: none was named, and none
    is invented."""
    if given.wish.amount is not None:
        return given.wish.amount
    named = (given.sale is not None and given.sale.choice is not None) or given.match_input.amount is not None
    return given.amount if named and given.currency == HOME else None


def propose(given: PaperInput, found: tuple[Product, ...]) -> Allocation:
    """The allocation over offered products. One whose part breaks a rule at its amount, beside the parts before it, is
    left out and all is shared out again: means, premiums and limits count for all parts together (SUIT-03)."""
    found = tuple(one for one in found if one.currency == HOME)  # yuan are shared out
    while True:
        allocation = allocate(placed(given), [_candidate(given, one) for one in found], room(given))
        bad = _unfitting(given, found, allocation)
        if bad is None:
            return allocation
        found = tuple(one for one in found if one.code != bad)


def _unfitting(given: PaperInput, found: tuple[Product, ...], allocation: Allocation) -> str | None:
    """The first product whose part could not be bought once those before it were."""
    by_code = {one.code: one for one in found}
    held = given.match_input.portfolio
    for code, part in allocation.parts:
        product = by_code[code]
        match_input = given.match_input.model_copy(update={"amount": part, "currency": HOME, "portfolio": held})
        if not isinstance(match(product, match_input), Offered) or insurance_reasons(product, match_input):
            return code
        held = Portfolio(positions=(*held.positions, bought(product, part, given.pack.levels)), rates=held.rates)
    return None


def room(given: PaperInput) -> Decimal | None:
    """What of the client's means is not bound yet, in CNY yuan (SUIT-03), a professional institution's, too: it may buy
    more, but is advised no more than it has. None where the file names no means: what needs a match waits for them
    then, deposits do not (SUIT-24)."""
    assets = given.client.amount("financial_assets")
    if assets is None:
        return None
    return max(assets - given.match_input.portfolio.bound, Decimal(0))


def placed(given: PaperInput) -> Decimal:
    """What is shared out, in CNY yuan: of the amount named no more than is free; what is beyond the client's means is
    no deposit either (SUIT-03)."""
    free = room(given)
    return total(given) if free is None else min(total(given), free)


def _candidate(given: PaperInput, product: Product) -> Candidate:
    bound = product.needs_match and not given.professional
    held = given.match_input.portfolio.by_code.get(product.code, Decimal(0))
    times = Purchase(product=product, amount=product.minimum).years
    limit = most_in_one(given.client, given.thresholds) - held
    if times:
        yearly = most_in_premiums(given.client, given.thresholds) - given.match_input.portfolio.premiums
        limit = min(limit, yearly * times)
    return Candidate(
        code=product.code,
        least=least_amount(product, given.thresholds, given.match_input.legal_rates),
        base=product.minimum,
        step=product.step,
        limit=max(limit, Decimal(0)) if bound else None,
        times=times or 1,
    )


def _wishes(given: PaperInput) -> tuple[tuple[str, str], ...]:
    wish, open_ = given.wish, given.say("papers.open")
    levels = given.level_rows or ((given.say("papers.client_level"), "—"),)
    return (
        *levels,
        (given.say("papers.amount"), given.money(total(given))),
        (given.say("papers.goal"), given.label("goal", wish.goal) if wish.goal else open_),
        (given.say("papers.horizon"), given.label("horizon", wish.horizon) if wish.horizon else open_),
        (given.say("papers.liquidity"), given.label("liquidity", wish.liquidity) if wish.liquidity else open_),
    )


def _shares(given: PaperInput, found: tuple[Product, ...], parts: Parts, rest: Decimal) -> tuple[Block, ...]:
    heading = Heading(given.say("papers.allocation"))
    if not parts:
        return (heading, *_unshared(given, found))
    lines: list[tuple[str, Product | None, Decimal]] = [(given.text(one.name), one, part) for one, part in parts]
    lines += [(given.say("papers.cash"), None, rest)] if rest else []
    percents = shares([part for _, _, part in lines])
    shared = list(zip(lines, percents, strict=True))
    slices = tuple((name, f"{percent}", given.money(part)) for (name, _, part), percent in shared)
    # The table is the bar's legend: its rows bear the numbers that stand above the parts.
    chart = AllocationChart(slices, legend=False)
    numbered = enumerate(shared, 1)
    rows = [_row(given, f"{at}. {name}", one, part, percent) for at, ((name, one, part), percent) in numbered]
    rows.append((given.say("papers.total"), "", "100%", show.money(placed(given)), show.money(_lost(parts))))
    table = Table(_share_head(given), tuple(rows), widths=(5, 2.5, 1.5, 2.4, 2.6), align=("l", "l", "r", "r", "r"))
    return (KeepTogether((heading, chart, table)), *_worst_told(given, parts))


def _lost(parts: Parts) -> Decimal:
    """What all parts lose together, each in its worst case."""
    return sum((product.worst(part) for product, part in parts), Decimal(0))


def _worst_told(given: PaperInput, parts: Parts) -> tuple[Block, ...]:
    """Below the figures: that all of them together are above what the client named (SUIT-16), and that none of them is
    a limit (SALE-04), once for all products of which the same is to be said."""
    gap, comma, stop = ("", "、", "：") if given.lang == "zh" else (" ", ", ", ": ")
    said: dict[str, list[str]] = {}
    for one, _ in parts:
        told = (worst.more(given.pack, one, given.lang), worst.unguaranteed(given.pack, one, given.lang))
        said.setdefault(gap.join(filter(None, map(given.addressed, told))), []).append(given.text(one.name))
    own = {text: "" if len(names) == len(parts) else f"{comma.join(names)}{stop}" for text, names in said.items()}
    told_of = {text: _of_several(text) if len(names) > 1 else text for text, names in said.items()}
    lines = (*_above_named(given, parts), *(f"{own[text]}{told_of[text]}" for text in said if text))
    return (Callout(given.say("papers.worst_case"), lines, tone="warning"),) if lines else ()


def _of_several(text: str) -> str:
    """What the pack says of one product, of several; its English names none."""
    return text.replace("本产品", "上述产品")


def _above_named(given: PaperInput, parts: Parts) -> tuple[str, ...]:
    bears, loss, whole = given.match_input.bears, _lost(parts), placed(given)
    if bears is None or given.professional or loss <= bears * whole:
        return ()
    share = show.percent(burden(100 * loss / whole) / 100)
    return (given.say("papers.worst_together", loss=given.money(loss), share=share, named=show.percent(bears)),)


def _unshared(given: PaperInput, found: tuple[Product, ...]) -> tuple[Block, ...]:
    """Why nothing is shared out, as the screen says it: nothing is offered, nothing meets every wish, or nothing that
    does takes a part of the amount; and what may be bought all the same (SUIT-28), with what is free (SUIT-03)."""
    found = tuple(one for one in found if _within(given, one))
    others = () if found else tuple(one for one in offered(given, wishes=False) if _within(given, one))
    listed = found or others
    if not listed:
        return (Paragraph(given.say("papers.nothing_fits")),)
    key = "papers.no_part" if found else "papers.only_others"
    rows = tuple(shelf_row(given, one) for one in listed[:_LISTED])
    said, order = [given.say(key, count=len(listed), amount=given.money(total(given)))], tuple[Block, ...]()
    if len(listed) > len(rows):
        said.append(given.say("papers.first_of", shown=len(rows)))
        order = (Paragraph(given.text(given.pack.ranking.said), tone="small"),)  # by what they are the first (SUIT-29)
    table = Table(shelf_head(given), rows, widths=(5, 2.4, 1.8, 2, 2.2), align=("l", "l", "l", "l", "r"))
    return (Paragraph(("" if given.lang == "zh" else " ").join(said)), table, *order)


def _within(given: PaperInput, product: Product) -> bool:
    """Whether what is free reaches the least that can be bought."""
    free, rates = room(given), given.match_input.legal_rates
    least = yuan(least_amount(product, given.thresholds, rates), product.currency, rates, up=True)
    return free is None or least is None or least <= free


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
    return (Heading(given.say("papers.reasons")), Table(head, rows, widths=(3, 5, 6)))


def _why(given: PaperInput, product: Product) -> str:
    """Why it fits, from the client's wishes and level, in words: nothing that the rules do not know."""
    wish, level = given.wish, product.level(given.pack.levels)
    said = []
    assessed = given.match_input.assessed_for(product)
    if level is not None and assessed is not None:
        said.append(given.say("papers.why_level", product=level, client=assessed.level))
    if wish.goal is not None:
        said.append(given.say("papers.why_goal", goal=given.label("goal", wish.goal)))
    if wish.horizon is not None:
        values = {
            "term": show.term(given.pack, product.term_days, given.lang),
            "horizon": given.label("horizon", wish.horizon),
            "liquidity": show.liquidity(given.pack, product, given.lang),
        }
        said.append(given.say("papers.why_no_term" if product.term_days is None else "papers.why_horizon", **values))
    if wish.liquidity is not None:
        said.append(given.say("papers.why_liquidity", liquidity=show.liquidity(given.pack, product, given.lang)))
    return "\n".join(said) or given.addressed(show.summary(given.pack, product, given.lang))


def _mind(given: PaperInput, product: Product, part: Decimal) -> str:
    """What to mind: the product's worst case, and what its sale would ask for, as it is said to the client."""
    verdict = match(product, given.match_input.model_copy(update={"amount": part}))
    if not isinstance(verdict, Offered):
        return given.text(product.worst_case)
    needed = [_asked(given, need) for need in verdict.needs if need != "recording"]
    return "\n".join([given.text(product.worst_case), *warned(given, verdict.warnings), *needed])


def _asked(given: PaperInput, need: Need) -> str:
    limits = given.thresholds
    hours = limits.elder_thinking_hours if need == "special_care" else limits.private_thinking_hours
    return given.say(f"papers.mind_{need}", hours=hours, age=limits.elder_age)


def _shared_how(given: PaperInput, parts: Parts) -> tuple[Block, ...]:
    """By which rule the amount was shared out; nothing where it was not."""
    if not parts:
        return ()
    order = Paragraph(given.text(given.pack.ranking.said))
    return (Heading(given.say("papers.how_shared")), Paragraph(_rule(given)), order)


def _rule(given: PaperInput) -> str:
    if given.professional:
        return given.say("papers.allocation_rule_unbound")
    return given.say("papers.allocation_rule", share=show.percent(given.thresholds.amount_share))


def _family(given: PaperInput, family: str | None) -> str:
    return given.say("holdings.other") if family is None else given.label("family", family)


def _means(given: PaperInput) -> tuple[Block, ...]:
    """The sum beside what the client has and has bound already (SUIT-03)."""
    free = room(given)
    if free is None:
        return ()
    assets, portfolio = given.client.amount("financial_assets") or Decimal(0), given.match_input.portfolio
    figures = {"assets": assets, "bound": portfolio.bound, "free": free}
    said = [given.say("papers.proposal_means", **{name: given.money(value) for name, value in figures.items()})]
    if portfolio.proposed:
        said.append(
            given.say("papers.proposal_chosen", visit=given.money(sum(portfolio.proposed.values(), Decimal(0))))
        )
    held = [f"{_family(given, one)} {given.money(worth)}" for one, worth in portfolio.signed.by_family.items()]
    if held:
        said.append(given.say("papers.proposal_held", held=given.listed(held)))
    if total(given) > free:
        said.append(given.say("papers.proposal_beyond", amount=given.money(total(given)), free=given.money(free)))
    return (Callout("", tuple(said)),)
