"""`rmdesk report`: the figures of a month, a quarter or a year on paper and as CSV (DESK-11)."""

import argparse
from pathlib import Path
from typing import Any

from rmdesk.commands.declaring import command, switch, word
from rmdesk.commands.indicators import day_or, figure_json
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk.indicators import reporting
from rmdesk.desk.indicators.correlating import Correlation
from rmdesk.domain.fields import one_of
from rmdesk.domain.indicators.periods import SPANS, read_span
from rmdesk.domain.refusal import Refused
from rmdesk.faces.indicators import plain


@command(
    "report",
    word("span", "SPAN", "indicators.cli.span", choices=SPANS),
    word("period", "PERIOD", "indicators.cli.period"),
    switch("--out", "DIR", "cli.help.out", needed=True),
    switch("--manager", "LOGIN", "indicators.cli.manager", default=""),
    switch("--as-known", "DATE", "indicators.cli.known", default=""),
    examples=(
        "rmdesk report month 2026-10 --out DIR",
        "rmdesk report quarter 2026-Q3 --out DIR --json",
        "rmdesk report month 2026-10 --manager lin --out DIR",
        "rmdesk report year 2026 --as-known 2026-12-31 --out DIR",
    ),
)
def report(args: argparse.Namespace, out: Output) -> int:
    """Print the figures of a period, and write them as CSV beside it."""
    span = one_of(SPANS, args.span)
    period = read_span(span, args.period)
    if period is None:
        raise WrongUseError(out.tr("indicators.cli.no_period", given=args.period[:40], span=span))
    with session(args, out, reading=False) as desk:
        known = day_or(args.as_known, None, out)
        made = reporting.print_report(desk, *period, Path(args.out), out.lang, known, args.manager)
        if isinstance(made, Refused):
            return out.refused(made, desk.pack)
        out.warned(made.sheet.warnings, desk.pack)
        if out.as_json:
            told = {"number": made.sheet.number, "file": str(made.sheet.path), "csv": str(made.csv)}
            figures = [{"by": line.by, **figure_json(line.shown)} for line in made.report.lines]
            with_outcome = [_correlation(one) for one in made.report.correlations]
            out.json({**told, "open": made.report.open, "figures": figures, "correlations": with_outcome})
        else:
            out.line(out.tr("indicators.cli.written", path=made.sheet.path, csv=made.csv))
    return 0


def _correlation(one: Correlation) -> dict[str, Any]:
    """`r` is None where nothing can be said, and `why` says so: "few" months, or one stood "still"."""
    found = one.found
    return {"key": one.indicator.key, "with": one.outcome.key, "n": found.n, "r": plain(found.r), "why": found.why}
