"""`rmdesk backup` and `rmdesk restore`."""

import argparse
from pathlib import Path

from rmdesk.commands.declaring import command, flag, word
from rmdesk.commands.leaving import in_order
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.place import user_of
from rmdesk.commands.session import password_of, session
from rmdesk.desk import backup as backups
from rmdesk.domain.refusal import Refused
from rmdesk.store.slots import RECOVERY


@command(
    "backup",
    word("file", "FILE", "vault.help.file"),
    flag("--force", "vault.help.force"),
    examples=("rmdesk backup DIR", "rmdesk backup FILE.rmdesk --json"),
)
def backup(args: argparse.Namespace, out: Output) -> int:
    """Back the desk up into one file, proved before it counts."""
    with session(args, out, reading=False) as desk:
        made = backups.make(desk, Path(args.file), over=args.force)
        if isinstance(made, Refused):
            return out.refused(made, desk.pack)
    if out.as_json:
        out.json({"file": str(made.file), "facts": made.head.seq, "head": made.head.short, "bytes": made.size})
    else:
        out.line(out.tr("vault.backed_up", path=made.file, facts=made.head.seq, head=made.head.short))
    return 0


@command(
    "restore",
    word("file", "FILE", "vault.help.from_file"),
    word("folder", "DIR", "vault.help.to_folder"),
    flag("--recovery", "vault.help.recovery"),
    flag("--anywhere", "vault.help.anywhere"),
    examples=("rmdesk restore FILE.rmdesk DIR --user NAME", "rmdesk restore FILE.rmdesk DIR --recovery"),
)
def restore(args: argparse.Namespace, out: Output) -> int:
    """Make a desk from a backup in a new folder."""
    login = RECOVERY if args.recovery else user_of(args)
    if not login:
        raise WrongUseError(out.tr("vault.restore_as"))
    secret = password_of(args, out, login)
    with in_order():
        made = backups.restore(Path(args.file), Path(args.folder), login, secret, anywhere=args.anywhere)
    if isinstance(made, Refused):
        return out.refused(made)
    at = f"{made.made_at.astimezone():%Y-%m-%d %H:%M}"
    if out.as_json:
        facts, head = made.head.seq, made.head.short
        out.json({"desk": str(made.folder), "facts": facts, "head": head, "made_at": made.made_at.isoformat()})
    else:
        out.line(out.tr("vault.restored", path=made.folder, at=at, facts=made.head.seq, head=made.head.short))
    return 0
