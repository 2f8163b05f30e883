"""`rmdesk paper`: papers as PDF."""

import argparse
from decimal import Decimal
from pathlib import Path

from rmdesk.commands import papers_about
from rmdesk.commands.declaring import command, flag, switch, word
from rmdesk.commands.money import money_given
from rmdesk.commands.output import Output, WrongUseError, default_pack
from rmdesk.commands.papers_told import paper_line, plain_paper
from rmdesk.commands.session import session
from rmdesk.desk import clients, own_papers, printing, printing_sets, sales
from rmdesk.desk.archive import finding
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_titles import paper_title
from rmdesk.desk.papers import codecheck, papercheck
from rmdesk.desk.printing import Sheet
from rmdesk.desk.search import everything
from rmdesk.desk.search.everything import Outside
from rmdesk.domain.refusal import Refused, refused
from rmdesk.formpack.complaint_letters import LETTER_KINDS


@command(
    "paper",
    word("subject", "NUMBER", "cli.help.subject", needed=False),
    switch("--kind", "KIND", "cli.help.kind", many=True),
    switch("--out", "DIR", "cli.help.out"),
    flag("--print", "cli.help.print"),
    flag("--set", "cli.help.signing_set"),
    flag("--one-sale", "cli.help.one_sale"),
    flag("--large", "cli.help.large"),
    switch("--product", "CODE", "cli.help.compared", many=True),
    switch("--amount", "CNY", "cli.help.amount"),
    switch("--page", "PAGE", "cli.help.page"),
    flag("--list", "cli.help.list"),
    examples=(
        "rmdesk paper J-0012 --out DIR",
        "rmdesk paper J-0012 --print",
        "rmdesk paper K-0001 --kind own:NAME --out DIR",
        "rmdesk paper J-0012 --set --large --out DIR",
        "rmdesk paper K-0007 --kind comparison --product W-101 --product W-102 --amount 200000 --out DIR",
        "rmdesk paper C-0003 --kind receipt --out DIR",
        "rmdesk paper P-0031 --page 2 --print",
        "rmdesk paper --list",
        "rmdesk paper check FILE.pdf",
    ),
)
def paper(args: argparse.Namespace, out: Output) -> int:
    """Print the papers of a sale or a client, one by one or as a set; or a paper again; or list the kinds there are."""
    if args.list:
        return _kinds(out)
    if not args.subject or bool(args.out) == args.print:
        raise WrongUseError(out.tr("cli.wrong.paper"))
    again = args.subject[:1].upper() == "P"
    whole = args.print or args.set or again
    idle = {"--page": args.page and not again, "--kind": args.kind and whole, "--set": args.set and again,
            "--one-sale": args.one_sale and (again or not whole),
            "--product": args.product and whole, "--amount": args.amount and whole}  # fmt: skip
    for option, given in idle.items():
        if given:
            raise WrongUseError(out.tr("cli.wrong.idle", option=option, given=args.subject))
    if whole:
        return _whole(args, out)
    amount = money_given(args.amount, out)
    with session(args, out, reading=False) as desk:
        kinds = _chosen(desk, args.kind, out)
        if (args.product or amount) and "comparison" not in kinds:
            raise WrongUseError(out.tr("cli.wrong.compared"))
        sheets = _printed(desk, args, out, kinds, amount)
        if isinstance(sheets, Refused):
            return out.refused(sheets, desk.pack)
        out.warned((told for one in sheets for told in one.warnings), desk.pack)
    if out.as_json:
        out.json([{"kind": one.kind, "number": one.number, "file": str(one.path)} for one in sheets])
    else:
        for one in sheets:
            out.line(str(one.path))
    return 0


def _whole(args: argparse.Namespace, out: Output) -> int:
    """The signing set of a sale, or one paper again: into a file or on the printer."""
    folder = None if args.print else Path(args.out)
    if args.page and not args.page.isdecimal():
        raise WrongUseError(out.tr("cli.wrong.page", given=args.page))
    again = args.subject[:1].upper() == "P"
    if again and args.large:
        raise WrongUseError(out.tr("cli.wrong.large", given=args.subject))
    with session(args, out, reading=False) as desk:
        if again:
            made = printing_sets.print_again(desk, args.subject, folder, int(args.page or 0))
        else:
            large = args.large or None
            made = printing_sets.print_set(desk, args.subject, out.lang, folder, visit=not args.one_sale, large=large)
        if isinstance(made, Refused) and made.reasons[0].code == "INPUT.unknown" and _names_no_sale(args.subject):
            raise WrongUseError(out.tr("cli.wrong.set_of", given=args.subject))
        if isinstance(made, Refused):
            return out.refused(made, desk.pack)
        out.warned(made.warnings, desk.pack)
    if out.as_json:
        file = None if made.path is None else str(made.path)
        out.json({"no": made.no, "papers": list(made.numbers), "pages": made.sheets, "file": file})
    elif made.path is not None:
        out.line(str(made.path))
    else:
        out.line(out.tr("sale.papers.set", count=len(made.numbers), sheets=made.sheets))
        out.line(out.tr("sale.papers.sent", printer=made.printer or out.tr("papers.test.default")))
    return 0


def _names_no_sale(subject: str) -> bool:
    """Whether a number is none of a sale nor of a paper, which alone are printed at once."""
    return subject[:1].upper() not in ("J", "P")


@command(
    "paper check",
    word("file", "FILE.pdf", "cli.help.checked", needed=False),
    switch("--code", "CODE", "cli.help.chain_code"),
    examples=("rmdesk paper check FILE.pdf --json", "rmdesk paper check --code 1042-7F3K-9QXD-0AV2-MW6T"),
)
def check(args: argparse.Namespace, out: Output) -> int:
    """Say whether a PDF is the paper that this desk made, or a code at its foot one of the journal's. 1 when not."""
    if bool(args.file) == bool(args.code):
        raise WrongUseError(out.tr("cli.wrong.paper_check"))
    return _checked_code(args, out) if args.code else _checked_file(args, out)


@command(
    "paper find",
    word("code", "NUMBER|CODE", "cli.help.paper_code"),
    examples=("rmdesk paper find P-0031", "rmdesk paper find 1042-7F3K-9QXD-0AV2-MW6T --json"),
)
def find(args: argparse.Namespace, out: Output) -> int:
    """Find a paper by its number or a code on it: whose it is, and where; of a letter its case."""
    with session(args, out, reading=True) as desk:
        found = finding.find(desk, args.code)
        if isinstance(found, Refused):
            others = everything.outside_files(desk, args.code)
            if isinstance(others, Refused) or not others:
                return out.refused(found, desk.pack)
            return _found_outside(desk, others, out)
        if out.as_json:
            printed = [f"{desk.local(one.place.track.printed_at):%Y-%m-%d %H:%M}" for one in found]
            out.json([{**plain_paper(desk, one.place), "at": at} for one, at in zip(found, printed, strict=True)])
            return 0
        for one in found:
            out.line(paper_line(desk, one.place, out))
    return 0


def _found_outside(desk: Desk, found: tuple[Outside, ...], out: Output) -> int:
    """Papers that stand in no client's file, with what they are of."""
    if out.as_json:
        out.json([{"number": one.number, "kind": one.kind, one.of.kind: one.of.no} for one in found])
        return 0
    for one in found:
        whose = f"{one.of.no} {one.of.what.of(out.lang)}"
        out.line(f"{one.number}  {paper_title(desk.pack, one.kind, out.lang)}  {whose}")
    return 0


def _checked_code(args: argparse.Namespace, out: Output) -> int:
    with session(args, out, reading=True) as desk:
        found = codecheck.check(desk, args.code)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        at = "" if found.at is None else f"{desk.local(found.at):%Y-%m-%d %H:%M}"
        papers = [(one.number, paper_title(desk.pack, one.kind, out.lang), one.kind) for one in found.papers]
    good = found.verdict == "known"
    if out.as_json:
        told = [{"number": number, "kind": kind} for number, _, kind in papers]
        out.json({"ok": good, "verdict": found.verdict, "code": found.code, "at": at, "papers": told})
    else:
        out.line(out.tr(f"papers.chain_code.{found.verdict}", code=found.code, seq=found.seq, at=at))
        for number, title, _ in papers:
            out.line(f"  {number}  {title}")
    return 0 if good else 1


def _checked_file(args: argparse.Namespace, out: Output) -> int:
    with session(args, out, reading=True) as desk:
        found = papercheck.check(desk, Path(args.file))
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        printed = "" if found.printed_at is None else f"{desk.local(found.printed_at):%Y-%m-%d %H:%M}"
        title = paper_title(desk.pack, found.kind, out.lang)
    good = found.verdict in ("same", "resaved")
    if out.as_json:
        out.json({"ok": good, "verdict": found.verdict, "number": found.number, "kind": found.kind, "at": printed})
    else:
        out.line(out.tr(f"papers.check.{found.verdict}", number=found.number, title=title, at=printed))
    return 0 if good else 1


def _printed(
    desk: Desk, args: argparse.Namespace, out: Output, kinds: tuple[str, ...], amount: Decimal | None
) -> tuple[Sheet, ...] | Refused:
    subject, folder, large = args.subject, Path(args.out), args.large or None
    if not isinstance(sales.view(desk, subject), Refused):
        return printing.print_sale(desk, subject, folder, out.lang, kinds, large)
    if kinds and {_about(desk, kind) for kind in kinds} <= {"case", "product"}:
        return _elsewhere(desk, args, out, kinds)
    client = clients.get(desk, subject)
    if isinstance(client, Refused):
        if client.reasons[0].rule != "INPUT":
            return client
        about = papers_about.printed(desk, args, out, kinds)
        what = {"J": "sale", "K": "client", "C": "complaint"}.get(subject[:1].upper(), "client_or_sale")
        return refused("INPUT.unknown", what=what, given=subject) if about is None else about
    return printing.print_client(desk, client.id, folder, out.lang, kinds, tuple(args.product), amount, large)


def _about(desk: Desk, kind: str) -> str:
    """What a letter or a kind of the bank's own papers is about; "" for the program's other kinds."""
    if kind in LETTER_KINDS:
        return "case"
    own = desk.pack.own_paper(kind)
    return "" if own is None else own.of


def _elsewhere(
    desk: Desk, args: argparse.Namespace, out: Output, kinds: tuple[str, ...]
) -> tuple[Sheet, ...] | Refused:
    """Letters of a complaint, and the bank's own papers about one or about a product."""
    sheets: list[Sheet] = []
    for kind in kinds:
        printed = _one_elsewhere(desk, args, kind, out)
        if isinstance(printed, Refused):
            return printed
        sheets.append(printed)
    return tuple(sheets)


def _one_elsewhere(desk: Desk, args: argparse.Namespace, kind: str, out: Output) -> Sheet | Refused:
    if _about(desk, kind) == "product":
        return own_papers.print_product(desk, args.subject, kind, Path(args.out), out.lang, args.large or None)
    return papers_about.one_letter(desk, args, kind, out)


def _chosen(desk: Desk, given: list[str], out: Output) -> tuple[str, ...]:
    known = (*desk.pack.printable_kinds, *LETTER_KINDS)
    names = [name.strip() for one in given for name in one.split(",") if name.strip()]
    strange = [name for name in names if name not in known]
    if strange:
        raise WrongUseError(out.tr("cli.wrong.kind", given=", ".join(strange), allowed=", ".join(known)))
    return tuple(kind for kind in known if kind in names)


def _kinds(out: Output) -> int:
    pack = default_pack()
    titles = [(kind, pack.paper(kind).title.of(out.lang)) for kind in pack.printable_kinds]
    titles += [(kind, pack.label("case_letter", kind, out.lang)) for kind in LETTER_KINDS]
    if out.as_json:
        out.json([{"kind": kind, "title": title} for kind, title in titles])
    else:
        out.table([out.tr("cli.column.kind_of_paper"), out.tr("cli.column.title")], titles)
    return 0
