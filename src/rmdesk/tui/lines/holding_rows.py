"""What a client holds in rows, and how it is spread, as a small bar with its names."""

from decimal import Decimal

from rich.text import Text

from rmdesk.desk import show
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.seeing import HoldingLine, Holdings, Share
from rmdesk.desk.holdings.summary import summary
from rmdesk.faces import pictures
from rmdesk.faces.cells import cut, width
from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.rows import Column, Row

_BAR = 40


def holding_columns(lang: Lang) -> tuple[Column, ...]:
    """Product, amount, in yuan, state; wider: bought, maturity, source."""

    def column(key: str, cells: int, grow: int = 0, from_width: int = 0, align: str = "left") -> Column:
        title = tr(lang, f"holdings.column.{key}")
        return Column(title, cells, grow=grow, from_width=from_width, align="right" if align == "right" else "left")

    return (
        column("name", 14, 1), column("amount", 15, align="right"), column("state", 8),
        column("yuan", 14, from_width=70, align="right"), column("begun", 10, from_width=84),
        column("maturity", 10, from_width=96), column("source", 8, from_width=108),
    )  # fmt: skip


def holding_row(desk: Desk, line: HoldingLine, lang: Lang) -> Row:
    """One holding; what is over stands muted."""
    one, label = line.holding, desk.pack.label
    state = label("holding_state", "ended" if not line.held else one.state, lang)
    name = f"{one.code} {line.name.of(lang)}" if line.on_shelf else f"{line.name.of(lang)} {one.code}"
    cells = (
        name,
        show.money(one.amount, currency=one.currency),
        state,
        tr(lang, "holdings.no_rate") if line.yuan is None else show.money(line.yuan),
        "—" if one.begun_on is None else show.day(one.begun_on),
        "—" if one.maturity is None else show.day(one.maturity),
        label("holding_source", one.source, lang),
    )
    sign = "" if not line.held else "!" if one.state == "frozen" else "▸" if one.state == "redeeming" else ""
    return Row(one.id, cells, sign=sign, tone="" if line.held else "muted")


def allocation(desk: Desk, found: Holdings, lang: Lang, cells: int) -> Text:
    """The bar and its legend on one line of `cells`; empty for who holds nothing."""
    if not found.shares:
        return Text("")
    legend = "  ".join(_legend(desk, share, at, lang) for at, share in enumerate(found.shares))
    room = max(8, min(_BAR, cells - width(legend) - 2))
    bar = pictures.shares([share.share for share in found.shares], room)
    return Text(cut(f"{bar}  {legend}", cells), no_wrap=True)


def _legend(desk: Desk, share: Share, at: int, lang: Lang) -> str:
    name = tr(lang, "holdings.other") if share.family is None else desk.pack.label("family", share.family, lang)
    signs = pictures.share_signs()
    return f"{signs[at % len(signs)]} {name} {show.percent(share.share.quantize(Decimal('0.01')))}"


def sums(desk: Desk, found: Holdings, lang: Lang, cells: int) -> Text:
    """Bar and sums beside level and means, line by line."""
    lines = [allocation(desk, found, lang, cells), *(Text(cut(line, cells)) for line in summary(found, lang))]
    return Text("\n").join(line for line in lines if line.plain)
