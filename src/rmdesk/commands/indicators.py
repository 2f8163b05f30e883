"""`rmdesk indicators`: the branch's figures of a period, never sales alone (DESK-11)."""

import argparse
from datetime import date
from typing import Any

from rmdesk.commands.declaring import command, switch
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk.indicators import figures
from rmdesk.desk.indicators.figures import Shown
from rmdesk.desk.indicators.naming import key_name
from rmdesk.desk.indicators.saying import figure_text
from rmdesk.domain.fields import read_date
from rmdesk.domain.indicators.periods import month_of
from rmdesk.domain.refusal import Refused
from rmdesk.faces.indicators import plain, state_text

_COLUMNS = ("indicator", "value", "n", "previous", "target", "warning", "state")


@command(
    "indicators",
    switch("--from", "DATE", "indicators.cli.from", default="", field="start"),
    switch("--to", "DATE", "indicators.cli.to", default="", field="end"),
    switch("--by", "FIELD", "indicators.cli.by", default=""),
    examples=(
        "rmdesk indicators",
        "rmdesk indicators --from 2026-10-01 --to 2026-10-31 --json",
        "rmdesk indicators --by manager",
    ),
)
def indicators(args: argparse.Namespace, out: Output) -> int:
    """Every figure of a period, this month when none is named."""
    with session(args, out, reading=True) as desk:
        month = month_of(desk.today())
        start = _day(args.start, month.start, out)
        end = _day(args.end, month.end if not args.start else month_of(start).end, out)
        found = figures.listed(desk, start, end, args.by)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            out.json([_line(one) for one in found])
            return 0
        out.say(out.tr("letters.report_period", start=start.isoformat(), end=end.isoformat()))
        head = [out.tr(f"indicators.column.{name}") for name in _COLUMNS]
        names: dict[str | None, str] = {
            one.of: key_name(desk, one.indicator, args.by, one.of, out.lang) for one in found if one.of
        }
        out.table(head, (_row(one, names, out) for one in found), right=(1, 2, 3, 4, 5))
    return 0


def _day(given: str, usual: date, out: Output) -> date:
    if not given:
        return usual
    day = read_date(given)
    if day is None:
        raise WrongUseError(out.tr("cli.wrong.date", given=given[:40]))
    return day


def _line(one: Shown) -> dict[str, Any]:
    """One figure as plain values; `of` only where figures are split."""
    told: dict[str, Any] = {
        "key": one.indicator.key,
        "value": plain(one.figure.value),
        "unit": one.indicator.unit,
        "n": one.figure.n,
        "previous": plain(one.previous),
        "target": plain(one.indicator.target),
        "warning": plain(one.indicator.warning),
    }
    return told if one.of is None else told | {"of": one.of}


def _row(one: Shown, names: dict[str | None, str], out: Output) -> tuple[str, ...]:
    each = one.indicator
    title = each.title.of(out.lang)
    return (
        title if one.of is None else f"{title} · {names.get(one.of) or out.tr('indicators.nobody')}",
        figure_text(each, one.figure.value, out.lang),
        str(one.figure.n),
        figure_text(each, one.previous, out.lang),
        figure_text(each, each.target, out.lang),
        figure_text(each, each.warning, out.lang),
        one.why.of(out.lang) if one.why is not None else state_text(one, out.lang),
    )
