"""`rmdesk branch`: what the branch says of itself on papers and letters (SALE-14, COMP-10)."""

import argparse
from pathlib import Path

from rmdesk.commands.declaring import command, flag, switch
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk.settings import branch as branches
from rmdesk.domain.people import Branch
from rmdesk.domain.refusal import Refused


@command("branch", examples=("rmdesk branch", "rmdesk branch --json"))
def shown(args: argparse.Namespace, out: Output) -> int:
    """Every line as it stands."""
    with session(args, out, reading=True) as desk:
        _show(desk.branch, out)
    return 0


@command(
    "branch set",
    switch("--with", "FIELD=TEXT", "cli.branch_with", many=True, field="texts"),
    switch("--logo", "FILE", "cli.branch_logo"),
    flag("--no-logo", "cli.branch_no_logo"),
    examples=(
        "rmdesk branch set --with bank_en=TEXT --with accent=#0a3d5c --logo FILE",
        "rmdesk branch set --with review=superior --with superior=TEXT --json",
        "rmdesk branch set --with review=own",
    ),
)
def changed(args: argparse.Namespace, out: Output) -> int:
    """Change what is named and leave the rest."""
    texts = dict(_pair(one, out) for one in args.texts or ())
    logo = Path(args.logo) if args.logo else None
    if not (texts or logo or args.no_logo):
        raise WrongUseError(out.tr("cli.branch_nothing", fields=" ".join(branches.LENGTHS)))
    with session(args, out, reading=False) as desk:
        found = branches.set_branch(desk, texts, logo, without_logo=args.no_logo)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        _show(found, out)
        if warning := branches.in_chinese(found, out.lang):
            out.say(warning)
    return 0


def _pair(given: str, out: Output) -> tuple[str, str]:
    key, mark, value = given.partition("=")
    if not mark or key not in branches.LENGTHS:
        raise WrongUseError(out.tr("cli.branch_pair", given=given[:40], fields=" ".join(branches.LENGTHS)))
    return key, value


def _show(branch: Branch, out: Output) -> None:
    values = {key: getattr(branch, key) for key in (*branches.LENGTHS, "logo")}
    if out.as_json:
        out.json(values)
        return
    head = (out.tr("cli.branch_field"), out.tr("cli.branch_value"))
    out.table(head, ((f"{key}  {out.tr(branches.label(key))}", value) for key, value in values.items()))
