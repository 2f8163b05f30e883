"""`rmdesk checklist`: what the desk still needs before its first sale, who does it and how."""

import argparse
import sys

from rmdesk.commands.declaring import command, switch
from rmdesk.commands.output import Output
from rmdesk.commands.session import session
from rmdesk.commands.wrapped import by_words
from rmdesk.desk.desk import Desk
from rmdesk.desk.settings import checklist as checklists
from rmdesk.desk.settings.checklist import Item, Opening
from rmdesk.domain.refusal import Refused


@command(
    "checklist",
    switch("--end", "REASON", "cli.checklist_end"),
    examples=("rmdesk checklist", "rmdesk checklist --json", "rmdesk checklist --end REASON"),
)
def checklist(args: argparse.Namespace, out: Output) -> int:
    """Every line with what it lacks; with --end the list is put away, with the reason."""
    with session(args, out, reading=not args.end) as desk:
        found = checklists.end(desk, args.end) if args.end else checklists.read(desk)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            out.json([_plain(one, desk, out) for one in found.items])
        else:
            _told(found, desk, out)
    return 0


def _plain(one: Item, desk: Desk, out: Output) -> dict[str, object]:
    return {
        "key": one.key,
        "done": one.done,
        "who": list(one.who),
        "roles": list(one.roles),
        "how": out.tr(f"opening.how.{one.key}"),
        "lacks": [
            {"what": lack.what, "value": lack.value, "text": checklists.lacked(lack.what, (lack,), desk, out.lang)}
            for lack in one.lacks
        ],
    }


def _told(found: Opening, desk: Desk, out: Output) -> None:
    say = by_words(out.line) if sys.stdout.isatty() else out.line
    say(checklists.heading(found, out.lang))
    for one in () if found.ended else found.items:
        lacks = " · ".join(checklists.lacking(one, desk, out.lang))
        say(f"{'✓' if one.done else '·'} {out.tr(f'opening.step.{one.key}')}{'  ' if lacks else ''}{lacks}")
        if not one.done:
            say(f"    {out.tr('opening.who', who=checklists.named(one, desk, out.lang))}")
            say(f"    {out.tr(f'opening.how.{one.key}')}")
