"""`rmdesk product document list|add|save|withdraw`: the documents of a product, version by version (DESK-03)."""

import argparse
from pathlib import Path

from rmdesk.commands.declaring import command, flag, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk import show
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import documents
from rmdesk.desk.shelf.documents import Brought
from rmdesk.domain.documents import Document, in_force
from rmdesk.domain.refusal import Refused

_CODE = word("product", "CODE", "cli.product_code")
_WHICH = word("document", "KIND", "cli.document_which")
_VERSION = switch("--number", "N", "cli.document_version", default="0")


@command("product document list", _CODE, examples=("rmdesk product document list W-101 --json",))
def listed(args: argparse.Namespace, out: Output) -> int:
    """Every version, the newest of each document first, and which is in force today."""
    with session(args, out, reading=True) as desk:
        found = documents.listed(desk, args.product)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        now = {one.id for one in in_force(found, desk.today())}
        if out.as_json:
            out.json([_plain(one, desk, in_force=one.id in now) for one in found])
            return 0
        names = ("kind", "version", "since", "stands", "by", "file")
        rows = (
            (
                show.document_name(desk.pack, one, out.lang),
                f"V{one.number}",
                show.day(one.since),
                out.tr(f"shelf.document.{documents.state(desk, one, now)}"),
                one.by,
                one.name,
            )
            for one in found
        )
        out.table([out.tr(f"shelf.document.{name}") for name in names], rows)
    return 0


@command(
    "product document add",
    _CODE,
    word("file", "FILE", "cli.document_file"),
    switch("--kind", "KIND", "cli.document_kind", needed=True),
    switch("--title", "TEXT", "cli.document_title", default=""),
    switch("--since", "DATE", "cli.document_since", default=""),
    switch("--material", "TEXT", "cli.document_material", default=""),
    examples=("rmdesk product document add W-101 FILE.pdf --kind prospectus --since 2027-01-05 --json",),
)
def add(args: argparse.Namespace, out: Output) -> int:
    """Keep a file as the next version of a document; those before stay readable."""
    brought = Brought(args.kind, Path(args.file).expanduser(), args.title, args.since, args.material)
    with session(args, out, reading=False) as desk:
        return _told(documents.add(desk, args.product, brought), desk, out)


@command(
    "product document save",
    _CODE,
    _WHICH,
    word("file", "FILE", "cli.document_out"),
    _VERSION,
    flag("--force", "vault.help.force"),
    examples=("rmdesk product document save W-101 prospectus FILE.pdf --number 1",),
)
def save(args: argparse.Namespace, out: Output) -> int:
    """Write a copy of a version, logged; what is there is written over with --force alone (DATA-07)."""
    with session(args, out, reading=False) as desk:
        one = documents.find(desk, args.product, args.document, _number(args, out))
        if isinstance(one, Refused):
            return out.refused(one, desk.pack)
        path = documents.save(desk, args.product, one.id, Path(args.file).expanduser(), over=args.force)
        if isinstance(path, Refused):
            return out.refused(path, desk.pack)
        if out.as_json:
            out.json({**_plain(one, desk), "path": str(path)})
        else:
            out.line(str(path))
    return 0


@command(
    "product document withdraw",
    _CODE,
    _WHICH,
    _VERSION,
    switch("--reason", "TEXT", "cli.product_reason", needed=True),
    examples=("rmdesk product document withdraw W-101 prospectus --number 2 --reason TEXT",),
)
def withdraw(args: argparse.Namespace, out: Output) -> int:
    """A version counts no more; the one before it is in force again."""
    with session(args, out, reading=False) as desk:
        one = documents.find(desk, args.product, args.document, _number(args, out))
        if isinstance(one, Refused):
            return out.refused(one, desk.pack)
        return _told(documents.withdraw(desk, args.product, one.id, args.reason), desk, out)


def _number(args: argparse.Namespace, out: Output) -> int:
    given: str = args.number.lstrip("Vv")
    if not given.isdecimal():
        raise WrongUseError(out.tr("cli.wrong.document_version", given=args.number[:40]))
    return int(given)


def _told(answer: Document | Refused, desk: Desk, out: Output) -> int:
    if isinstance(answer, Refused):
        return out.refused(answer, desk.pack)
    if out.as_json:
        out.json(_plain(answer, desk))
    else:
        out.line(f"{answer.code}  {show.document(desk.pack, answer, out.lang)}  {answer.sha256[:16]}")
    return 0


def _plain(one: Document, desk: Desk, **more: object) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "title": one.title,
        "version": one.number,
        "since": one.since.isoformat(),
        "file": one.name,
        "size": one.size,
        "sha256": one.sha256,
        "material": one.change,
        "withdrawn": one.withdrawn,
        "by": one.by,
        "at": f"{desk.local(one.at):%Y-%m-%d %H:%M}",
        **more,
    }
