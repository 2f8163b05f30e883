"""`rmdesk families`: the families of the pack in force, or of a folder that needs no desk."""

import argparse
from pathlib import Path

from rmdesk.commands.declaring import command, switch
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk.shelf import listing
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack, PackFaults, load
from rmdesk.formpack.families import FamilyRow


@command(
    "families",
    switch("--forms", "DIR", "cli.help.families_forms"),
    examples=("rmdesk families", "rmdesk families --json", "rmdesk families --forms DIR"),
)
def families(args: argparse.Namespace, out: Output) -> int:
    """Every family of products in the order of the shelf: what it is treated as, and how many products it has."""
    if args.forms:
        folder = Path(args.forms)
        if not folder.is_dir():
            raise WrongUseError(out.tr("cli.no_folder", path=args.forms))
        try:
            return _told(load(folder), {}, out)
        except PackFaults as error:
            return out.faults(error.faults)
    with session(args, out, reading=True) as desk:
        found = listing.values(desk, "family")
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        return _told(desk.pack, dict(found), out)


def _told(pack: Pack, many: dict[str, int], out: Output) -> int:
    rows = pack.families.family
    if out.as_json:
        out.json([{**_row(one, out), "products": many.get(one.key, 0)} for one in rows])
        return 0
    head = [out.tr(f"cli.column.{name}") for name in ("family_key", "family", "family_like", "regime", "products")]
    mark = "、" if out.lang == "zh" else ", "
    out.table(
        head,
        (
            (
                one.key,
                one.name.of(out.lang),
                pack.label("family", one.law, out.lang),
                mark.join(pack.label("regime", regime, out.lang) for regime in one.regimes),
                str(many.get(one.key, 0)),
            )
            for one in rows
        ),
    )
    return 0


def _row(one: FamilyRow, out: Output) -> dict[str, object]:
    return {
        "key": one.key,
        "name": one.name.of(out.lang),
        "like": one.law,
        "regimes": list(one.regimes),
        "certified": one.certified,
        "principal": one.principal,
        "terms": one.terms,
    }
