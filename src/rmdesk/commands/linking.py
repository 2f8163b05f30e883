"""`rmdesk client link`, `client unlink`: two files of one person, worked with as one (DESK-01)."""

import argparse

from rmdesk.commands.declaring import SECOND, command, switch, word
from rmdesk.commands.output import Output
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk import linking, same_person
from rmdesk.desk.desk import Desk
from rmdesk.domain.client import Client
from rmdesk.domain.refusal import Refused


@command(
    "client link",
    word("other", "OTHER_NO", "cli.help.link_other"),
    word("client", "CLIENT_NO", "cli.help.link_one"),
    switch("--seen", "TEXT", "cli.help.seen", needed=True),
    switch("--reason", "TEXT", "cli.help.reason", needed=True),
    SECOND,
    examples=("rmdesk client link K-0009 K-0001 --seen TEXT --reason TEXT --second NAME",),
)
def link(args: argparse.Namespace, out: Output) -> int:
    """The first file is of the same person as the second, which alone is worked with from now on."""
    with session(args, out, reading=False) as desk:
        proof = proof_of(args, out, desk, linking.ACT)
        return _told(out, desk, linking.link(desk, args.other, args.client, args.reason, args.seen, proof))


@command(
    "client unlink",
    word("client", "CLIENT_NO", "cli.help.link_other"),
    word("text", "TEXT", "cli.help.reason"),
    SECOND,
    examples=("rmdesk client unlink K-0009 TEXT --second NAME",),
)
def unlink(args: argparse.Namespace, out: Output) -> int:
    """The file is one of its own again."""
    with session(args, out, reading=False) as desk:
        proof = proof_of(args, out, desk, linking.ACT)
        return _told(out, desk, linking.unlink(desk, args.client, args.text, proof))


def _told(out: Output, desk: Desk, client: Client | Refused) -> int:
    if isinstance(client, Refused):
        return out.refused(client, desk.pack)
    also = same_person.others(desk, client.id)
    if out.as_json:
        out.json({"client": client.no, "linked": list(also)})
    else:
        out.say(out.tr("cli.linked", client=client.no, others=", ".join(also) or "—"))
    return 0
