"""`rmdesk indicators`: the branch's figures of a period, never sales alone (DESK-11)."""

import argparse
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from rmdesk.commands.declaring import command, switch
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk.indicators import figures
from rmdesk.desk.indicators.figures import Shown
from rmdesk.desk.indicators.naming import key_name
from rmdesk.desk.indicators.saying import figure_text, state_text
from rmdesk.domain.fields import read_date
from rmdesk.domain.indicators.periods import month_of
from rmdesk.domain.refusal import Refused
from rmdesk.faces.indicators import plain

D = TypeVar("D", date, None)
_COLUMNS = ("indicator", "value", "n", "previous", "year_before", "target", "warning", "state")


@command(
    "indicators",
    switch("--from", "DATE", "indicators.cli.from", default="", field="start"),
    switch("--to", "DATE", "indicators.cli.to", default="", field="end"),
    switch("--by", "FIELD", "indicators.cli.by", default=""),
    switch("--as-known", "DATE", "indicators.cli.known", default=""),
    examples=(
        "rmdesk indicators",
        "rmdesk indicators --from 2026-10-01 --to 2026-10-31 --json",
        "rmdesk indicators --by manager",
        "rmdesk indicators --from 2026-10-01 --as-known 2026-10-31",
    ),
)
def indicators(args: argparse.Namespace, out: Output) -> int:
    """Every figure of a period, this month when none is named."""
    with session(args, out, reading=True) as desk:
        month = month_of(desk.today())
        start = day_or(args.start, month.start, out)
        end = day_or(args.end, month.end if not args.start else month_of(start).end, out)
        found = figures.listed(desk, start, end, args.by, day_or(args.as_known, None, out))
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            out.json([figure_json(one) for one in found])
            return 0
        out.say(out.tr("letters.report_period", start=start.isoformat(), end=end.isoformat()))
        names: dict[str | None, str] = {
            one.of: key_name(desk, one.indicator, args.by, one.of, out.lang) for one in found if one.of
        }
        show(out, found, names)
    return 0


def show(out: Output, found: Iterable[Shown], names: Mapping[str | None, str] | None = None) -> None:
    """Figures as a table; `names`: what those are called by whom they are split."""
    head = [out.tr(f"indicators.column.{name}") for name in _COLUMNS]
    out.table(head, (_row(one, names or {}, out) for one in found), right=(1, 2, 3, 4, 5, 6))


def day_or(given: str, usual: D, out: Output) -> date | D:
    """The day that was given, `usual` for none."""
    if not given:
        return usual
    day = read_date(given)
    if day is None:
        raise WrongUseError(out.tr("cli.wrong.date", given=given[:40]))
    return day


def figure_json(one: Shown) -> dict[str, Any]:
    """One figure as plain values; `of` only where figures are split."""
    told: dict[str, Any] = {
        "key": one.indicator.key,
        "value": plain(one.figure.value),
        "unit": one.indicator.unit,
        "n": one.figure.n,
        "previous": plain(one.previous),
        "year_before": plain(one.year_before),
        "target": plain(one.indicator.target),
        "warning": plain(one.indicator.warning),
    }
    return told if one.of is None else told | {"of": one.of}


def _row(one: Shown, names: Mapping[str | None, str], out: Output) -> tuple[str, ...]:
    each = one.indicator
    title = each.title.of(out.lang)
    return (
        title if one.of is None else f"{title} · {names.get(one.of) or out.tr('indicators.nobody')}",
        figure_text(each, one.figure.value, out.lang),
        str(one.figure.n),
        figure_text(each, one.previous, out.lang),
        figure_text(each, one.year_before, out.lang),
        figure_text(each, each.target, out.lang),
        figure_text(each, each.warning, out.lang),
        state_text(one, out.lang),
    )
