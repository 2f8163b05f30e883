"""`rmdesk forms compare` and `rmdesk forms adopt`: what another form pack changes, and putting it into force."""

import argparse
from pathlib import Path

from rmdesk.commands.declaring import SECOND, command, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.proving import proof_for
from rmdesk.commands.session import session
from rmdesk.desk import packs
from rmdesk.desk.desk import Desk
from rmdesk.desk.packcheck import faults
from rmdesk.desk.packs import Proposal
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack, load_texts
from rmdesk.formpack.comparing import Change
from rmdesk.formpack.comparing import compare as compare_packs
from rmdesk.formpack.loader import read_folder

_LEAST_DIGEST = 12


@command(
    "forms compare",
    word("folder", "DIR", "cli.help.other_pack"),
    examples=("rmdesk forms compare DIR", "rmdesk forms compare DIR --json"),
)
def compare(args: argparse.Namespace, out: Output) -> int:
    """Say what the pack in a folder changes against the one in force, what became looser first."""
    with session(args, out, reading=True) as desk:
        found = proposed(args, out, desk)
        return _show(found, out) if isinstance(found, Proposal) else found


@command(
    "forms diff",
    word("old", "OLD", "cli.help.diff_old"),
    word("folder", "NEW", "cli.help.other_pack"),
    examples=("rmdesk forms diff OLD NEW", "rmdesk forms diff OLD NEW --json"),
)
def diff(args: argparse.Namespace, out: Output) -> int:
    """Say of two folders what the newer pack changes against the older, what became looser first. It needs no desk."""
    read: list[Pack] = []
    for given in (args.old, args.folder):
        if given == "" or not Path(given).is_dir():
            raise WrongUseError(out.tr("cli.no_folder", path=given))
        wrong = faults(Path(given))
        if wrong:
            return out.faults(wrong)
        read.append(load_texts(read_folder(Path(given))[0]))
    old, new = read
    return _show(Proposal(new, compare_packs(old, new), new.meta.effective_from), out)


@command(
    "forms adopt",
    word("folder", "DIR", "cli.help.other_pack"),
    switch("--digest", "DIGEST", "cli.help.digest", needed=True),
    SECOND,
    examples=("rmdesk forms adopt DIR --digest 1f0c9a5e33b2 --second NAME",),
)
def adopt(args: argparse.Namespace, out: Output) -> int:
    """Put the pack in a folder into force: the very one that was compared, which its digest names."""
    with session(args, out, reading=False) as desk:
        found = proposed(args, out, desk)
        if not isinstance(found, Proposal):
            return found
        seen = args.digest.strip().lower()
        if len(seen) < _LEAST_DIGEST or not found.pack.digest.startswith(seen):
            raise WrongUseError(out.tr("cli.other_digest", digest=found.pack.digest[:_LEAST_DIGEST]))
        needs_proof = packs.is_new(desk, found.pack)
        proof = proof_for(args, out, desk, packs.asked(desk).demand) if needs_proof else None
        adopted = packs.adopt(desk, found, proof)
        if isinstance(adopted, Refused):
            return out.refused(adopted, desk.pack)
        if out.as_json:
            out.json({"version": adopted.version, "digest": adopted.digest, "begins": found.begins.isoformat()})
        else:
            waits = found.begins > desk.today()
            said = {"version": adopted.version, "digest": adopted.digest[:_LEAST_DIGEST]}
            out.line(out.tr("cli.adopted_waits", **said, day=found.begins) if waits else out.tr("cli.adopted", **said))
        return 0


def proposed(args: argparse.Namespace, out: Output, desk: Desk) -> Proposal | int:
    """The pack in the folder that was named, or the exit code when it cannot be used, which was said."""
    folder = Path(args.folder)
    if args.folder == "" or not folder.is_dir():  # "" is a variable of a script that was never set
        raise WrongUseError(out.tr("cli.no_folder", path=args.folder))
    found = packs.propose(desk, folder)
    if isinstance(found, Refused):
        return out.refused(found, desk.pack)
    return found if isinstance(found, Proposal) else out.faults(found)


def _show(found: Proposal, out: Output) -> int:
    pack, changes = found.pack, found.changes
    if out.as_json:
        rows = [_plain(one, out) for one in changes]
        begins = found.begins.isoformat()
        out.json({"version": pack.version, "digest": pack.digest, "begins": begins, "changes": rows})
        return 0
    for one in changes:
        out.line(f"{out.tr(f'pack.way.{one.way}')}  {_line(one, out)}")
    looser = sum(one.way == "looser" for one in changes)
    name = f"{pack.meta.name.of(out.lang)} {pack.version} · {pack.digest[:_LEAST_DIGEST]}"
    name += f" · {out.tr('pack.begins', day=found.begins)}"
    out.line(out.tr("pack.changes", pack=name, count=len(changes), looser=looser))
    return 0


def _line(one: Change, out: Output) -> str:
    if one.way == "text":
        key = "pack.reworded" if one.places else "pack.relaid"
        return f"{one.place}: {out.tr(key, count=len(one.places))}"
    return "  ".join(filter(None, (one.place, one.called(out.lang), one.values(out.lang))))


def _plain(one: Change, out: Output) -> dict[str, object]:
    return {
        "way": one.way,
        "file": one.file,
        "key": one.key,
        "name": one.called(out.lang),
        "was": one.was.of(out.lang),
        "now": one.now.of(out.lang),
        "places": list(one.places),
    }
