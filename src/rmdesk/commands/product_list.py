"""`rmdesk products`: the shelf."""

import argparse

from rmdesk.commands.declaring import command
from rmdesk.commands.output import Output
from rmdesk.commands.session import session
from rmdesk.desk import show
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.refusal import Refused


@command("products", examples=("rmdesk products", "rmdesk products --json"))
def products(args: argparse.Namespace, out: Output) -> int:
    """The whole shelf by code, with the level that counts (SUIT-13)."""
    with session(args, out, reading=True) as desk:
        found = shelf.products(desk)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        pack, lang = desk.pack, out.lang
        if out.as_json:
            out.json(
                [
                    {
                        "code": one.code,
                        "name": one.name.of(lang),
                        "family": one.family,
                        "regime": one.regime,
                        "level": one.level(pack.levels),
                        "status": one.state_on(desk.today()),
                    }
                    for one in found
                ]
            )
            return 0
        head = [out.tr(f"cli.column.{name}") for name in ("code", "name", "family", "regime", "level", "status")]
        out.table(
            head,
            (
                (
                    one.code,
                    one.name.of(lang),
                    pack.label("family", one.family, lang),
                    pack.label("regime", one.regime, lang),
                    one.level(pack.levels) or "—",
                    show.product_state(pack, one, desk.today(), lang),
                )
                for one in found
            ),
        )
    return 0
