"""`rmdesk cards`: talk tracks, answers to objections and emergency cards (DESK-05, DESK-14)."""

import argparse

from rmdesk.commands.declaring import command, switch, word
from rmdesk.commands.output import Output
from rmdesk.commands.session import session
from rmdesk.desk.cards import finding
from rmdesk.domain.refusal import Refused
from rmdesk.faces import card_text
from rmdesk.formpack import Pack
from rmdesk.formpack.cards import CARD_KINDS, Card


@command(
    "cards",
    word("card", "CARD", "cli.card", needed=False),
    switch("--find", "TEXT", "cli.card_find", default=""),
    switch("--family", "FAMILY", "cli.card_family", default=""),
    switch("--kind", "KIND", "cli.card_kind", choices=CARD_KINDS),
    examples=("rmdesk cards --find TEXT --family wealth", "rmdesk cards CARD", "rmdesk cards --json"),
)
def cards(args: argparse.Namespace, out: Output) -> int:
    """Talk tracks, answers to objections and emergency cards; one in full by its id."""
    with session(args, out, reading=True) as desk:
        if args.card:
            one = finding.get(desk, args.card)
            found: tuple[Card, ...] | Refused = one if isinstance(one, Refused) else (one,)
        else:
            found = finding.find(desk, args.find, args.family, args.kind or "")
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            out.json([one.model_dump(mode="json") for one in found])
        elif args.card:
            for line in card_text.lines(desk.pack, found[0], out.lang):
                out.line(f"{line.label}  {line.value}".strip())
        else:
            head = [out.tr(f"cards.column.{name}") for name in ("id", "kind", "title", "families")]
            out.table(head, (_row(one, desk.pack, out) for one in found))
    return 0


def _row(one: Card, pack: Pack, out: Output) -> tuple[str, str, str, str]:
    kind, families = pack.label("card_kind", one.kind, out.lang), card_text.families(pack, one, out.lang)
    return one.id, kind, one.title.of(out.lang), families
