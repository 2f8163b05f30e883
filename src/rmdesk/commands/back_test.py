"""`rmdesk backtest`: which past sales another form pack would have withheld (SUIT-28)."""

import argparse

from rmdesk.commands.declaring import command, switch
from rmdesk.commands.output import Output
from rmdesk.commands.packs import proposed
from rmdesk.commands.session import session
from rmdesk.desk import back_testing
from rmdesk.desk.back_testing import Stopped
from rmdesk.desk.packs import Proposal
from rmdesk.domain.refusal import Refused
from rmdesk.faces.back_test import reason_lines, tested_lines
from rmdesk.faces.cells import money


@command(
    "backtest",
    switch("--pack", "DIR", "cli.help.tested_pack", needed=True, field="folder"),
    examples=("rmdesk backtest --pack DIR", "rmdesk backtest --pack DIR --json"),
)
def back_test(args: argparse.Namespace, out: Output) -> int:
    """Ask every signed sale again under the pack in a folder; nothing comes into force by it."""
    with session(args, out, reading=True) as desk:
        found = proposed(args, out, desk)
        if not isinstance(found, Proposal):
            return found
        rows: list[dict[str, object]] = []
        if not found.changes:
            out.say(out.tr("pack.same"))

        def tell(one: Stopped) -> None:
            if out.as_json:
                rows.append(_plain(one, found, out))
                return
            amount = f"{money(one.amount)} {one.currency}"
            out.line("  ".join((one.no, one.on.isoformat(), one.client_no, one.code, amount)))
            for line in reason_lines(one, found, out.lang):
                out.line(f"    {line}")

        tested = back_testing.back_test(desk, found, tell)
        if isinstance(tested, Refused):
            return out.refused(tested, desk.pack)
    if out.as_json:
        pack = {"version": found.pack.version, "digest": found.pack.digest, "begins": found.begins.isoformat()}
        out.json({**pack, "sales": tested.sales, "erased": tested.erased, "withheld": rows})
        return 0
    for line in tested_lines(tested, found, out.lang):
        out.line(line)
    return 0


def _plain(one: Stopped, found: Proposal, out: Output) -> dict[str, object]:
    reasons = [
        {
            "rule": each.refusal.rule,
            "detail": found.pack.say(each.refusal, out.lang).text,
            "saw": each.refusal.saw,
            "figures": [
                {"key": figure.key, "name": figure.name.of(out.lang), "was": figure.was, "now": figure.now}
                for figure in each.figures
            ],
        }
        for each in one.reasons
    ]
    return {
        "sale": one.no,
        "client": one.client_no,
        "product": one.code,
        "amount": f"{one.amount:f}",
        "currency": one.currency,
        "on": one.on.isoformat(),
        "already": one.already,
        "reasons": reasons,
    }
