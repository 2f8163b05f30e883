"""`rmdesk export list`: any list as a file."""

import argparse
from pathlib import Path

from rmdesk.commands.declaring import command, word
from rmdesk.commands.output import Output
from rmdesk.commands.session import session
from rmdesk.desk.lists import exporting
from rmdesk.domain.refusal import Refused


@command(
    "export list",
    word("name", "LIST", "cli.help.list_name"),
    word("file", "FILE", "cli.help.list_file"),
    examples=("rmdesk export list clients FILE.xlsx", "rmdesk export list dues FILE.csv --json"),
)
def export_list(args: argparse.Namespace, out: Output) -> int:
    """A list as this person sees it, masked; the export is logged (DATA-07)."""
    with session(args, out, reading=False) as desk:
        rows = exporting.export(desk, args.name, Path(args.file), out.lang)
        if isinstance(rows, Refused):
            return out.refused(rows, desk.pack)
        if out.as_json:
            out.json({"list": args.name, "rows": rows, "path": args.file})
        else:
            out.line(out.tr("cli.list_exported", rows=rows, path=args.file))
    return 0
