"""`rmdesk sale order`: the number that an agent system gave a client's order (SALE-15)."""

import argparse

from rmdesk.commands.declaring import command, word
from rmdesk.commands.output import Output
from rmdesk.commands.session import session
from rmdesk.desk import confirming, sales
from rmdesk.domain.refusal import Refused


@command(
    "sale order",
    word("sale", "SALE_NO", "cli.help.sale"),
    word("number", "NUMBER", "cli.help.order_number"),
    examples=("rmdesk sale order J-0012 NUMBER --json",),
)
def order(args: argparse.Namespace, out: Output) -> int:
    """Note the number of a sale's order in the system in which it was placed."""
    with session(args, out, reading=False) as desk:
        found = sales.view(desk, args.sale)
        noted = found if isinstance(found, Refused) else confirming.note_order(desk, found.sale.id, args.number)
        if isinstance(noted, Refused):
            return out.refused(noted, desk.pack)
        kept = noted.sale.order
    assert kept is not None, "what was noted stands there"
    if out.as_json:
        out.json({"sale": noted.sale.no, "system": kept.system, "order": kept.number})
    else:
        out.line(f"{noted.sale.no}  {kept.system}  {kept.number}")
    return 0
