"""`rmdesk office list` and `office evidence`: what all desks recorded, as a table, and of one sale as evidence."""

import argparse
from pathlib import Path

from rmdesk.commands.declaring import command, switch, word
from rmdesk.commands.office import DSN, answered, clock, dsn_of, needs_driver, unlocked
from rmdesk.commands.output import Output, default_pack


@command(
    "office list",
    word("name", "LIST", "office.help.list"),
    word("file", "FILE", "cli.help.list_file"),
    DSN,
    examples=(
        "rmdesk office list cases FILE.xlsx --dsn dbname=rmdesk",
        "rmdesk office list products FILE.csv --json",
    ),
)
def list_(args: argparse.Namespace, out: Output) -> int:
    """A list of all desks in one table, by branch and desk; names and numbers masked. `cases`: every complaint, as a
    regulator asks for them."""
    needs_driver(out)
    from rmdesk.office import looking

    with answered(out) as told:
        office = told(unlocked(args, out))
        rows = told(looking.write_list(office, dsn_of(args), args.name, Path(args.file), out.lang, clock()))
        if out.as_json:
            out.json({"list": args.name, "rows": rows, "path": args.file})
        else:
            out.line(out.tr("cli.list_exported", rows=rows, path=args.file))
    return told.code


@command(
    "office evidence",
    word("name", "NAME", "exchange.help.name"),
    word("sale", "SALE_NO", "cli.help.sale"),
    switch("--out", "DIR", "cli.help.out", needed=True),
    DSN,
    examples=("rmdesk office evidence 07 J-0012 --out DIR --dsn dbname=rmdesk",),
)
def evidence(args: argparse.Namespace, out: Output) -> int:
    """Write the evidence pack of a sale of any desk into a folder: its cover and everything in one zip."""
    needs_driver(out)
    from rmdesk.office import looking

    with answered(out) as told:
        office = told(unlocked(args, out))
        given = (args.name, args.sale, Path(args.out))
        made = told(looking.evidence_of(office, dsn_of(args), *given, out.lang, clock()))
        pack = default_pack()
        missing = [(one.rule, pack.say(one, out.lang).text) for one in made.missing]
        if out.as_json:
            lacking = [{"rule": rule, "detail": text} for rule, text in missing]
            files = {"cover": str(made.cover), "zip": str(made.zip)}
            out.json({"number": made.number, **files, "withheld": made.withheld, "missing": lacking})
        else:
            out.line(str(made.cover))
            out.line(str(made.zip))
            for rule, text in missing:
                out.line(f"  {rule}  {text}")
    return told.code
