"""`rmdesk client regrade`: the yearly review of the highest AML grade (KYC-05)."""

import argparse

from rmdesk.commands.declaring import SECOND, command, word
from rmdesk.commands.output import Output
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk import becoming, clients
from rmdesk.desk.dues import client_dues
from rmdesk.domain.client import GRADES
from rmdesk.domain.refusal import Refused, passed


@command(
    "client regrade",
    word("client", "CLIENT_NO", "cli.help.client"),
    word("grade", "", "cli.help.grade", choices=GRADES),
    word("text", "TEXT", "cli.help.grade_seen"),
    SECOND,
    examples=("rmdesk client regrade K-0012 high TEXT --second NAME",),
)
def regrade(args: argparse.Namespace, out: Output) -> int:
    """The highest grade is confirmed or changed, with a second person."""
    with session(args, out, reading=False) as desk:
        proof = proof_of(args, out, desk, becoming.REGRADE)
        client = clients.review_grade(desk, args.client, args.grade, args.text, proof)
        if isinstance(client, Refused):
            return out.refused(client, desk.pack)
        ahead = (one.on for one in passed(client_dues.of_client(desk, client.id)) if one.kind == "aml_review")
        following = next(ahead, None)
        grade = client.profile["aml_grade"]
        if out.as_json:
            out.json({"client": client.no, "grade": grade, "next": following and following.isoformat()})
        else:
            name = desk.pack.label("aml_grade", grade, out.lang)
            out.say(out.tr("cli.graded", client=client.no, grade=name, next=following or "—"))
    return 0
