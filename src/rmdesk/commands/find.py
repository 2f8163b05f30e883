"""`rmdesk find`: one search over everything."""

import argparse

from rmdesk.commands.declaring import command, word
from rmdesk.commands.output import Output
from rmdesk.commands.session import session
from rmdesk.desk.search import everything, told_apart
from rmdesk.desk.search.everything import Hit
from rmdesk.domain.refusal import Refused


@command(
    "find",
    word("text", "TEXT", "cli.help.find"),
    examples=("rmdesk find TEXT", "rmdesk find J-0001 --json"),
)
def find(args: argparse.Namespace, out: Output) -> int:
    """Clients, sales, cases, papers, products and register entries that a text names or stands in."""
    with session(args, out, reading=True) as desk:
        found = everything.find(desk, args.text)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            out.json([_hit(one) for one in found])
            return 0
        head = [out.tr(f"search.{name}") for name in ("kind", "no", "what", "about")]
        apart = {one.id: told_apart.marks(desk, one.line, out.lang) for one in found if one.line is not None}
        rows = (
            (out.tr(f"search.kind_of.{one.kind}"), one.no, one.what.of(out.lang),
             apart.get(one.id, "") or one.about.of(out.lang) or "—")
            for one in found
        )  # fmt: skip
        out.table(head, rows)
    return 0


def _hit(one: Hit) -> dict[str, object]:
    return {
        "kind": one.kind,
        "no": one.no,
        "name": {"zh": one.what.zh, "en": one.what.en},
        "about": {"zh": one.about.zh, "en": one.about.en},
    }
