"""Papers of what is no sale and no client: a case, an entry of a register, a product. Without `--kind` the only one
that there is is printed; of several it is said which they are."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from rmdesk.commands.output import Output, WrongUseError
from rmdesk.desk import own_papers
from rmdesk.desk.complaints import cases, letters
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_titles import paper_title
from rmdesk.desk.printing import Sheet
from rmdesk.desk.registers import opening, printing
from rmdesk.desk.shelf import products
from rmdesk.domain.refusal import Refused

Sheets = tuple[Sheet, ...] | Refused | None


def printed(desk: Desk, args: argparse.Namespace, out: Output, kinds: Sequence[str]) -> Sheets:
    """The papers of what the number or code names; `kinds`: those that were asked for. None where it names nothing of
    the kind. WrongUseError where it must be said which one is meant."""
    of_case = _of_case(desk, args, out, kinds)
    if of_case is not None:
        return of_case
    of_entry = _of_entry(desk, args, out, kinds)
    return _of_product(desk, args, out, kinds) if of_entry is None else of_entry


def one_letter(desk: Desk, args: argparse.Namespace, kind: str, out: Output) -> Sheet | Refused:
    """One letter of a case."""
    view = cases.view(desk, args.subject)
    if isinstance(view, Refused):
        return view
    folder, large = Path(args.out), args.large or None
    sent = letters.print_letter(desk, view.case.id, view.case.version, kind, folder, out.lang, large)
    return sent if isinstance(sent, Refused) else Sheet(sent.kind, sent.number, sent.path, sent.warnings)


def _of_case(desk: Desk, args: argparse.Namespace, out: Output, kinds: Sequence[str]) -> Sheets:
    found = letters.printable(desk, args.subject)
    if isinstance(found, Refused):
        return _unless_unknown(found)
    own = [one.kind for one in own_papers.own_papers_of(desk, "case")]
    ready = [*(kind for kind, gaps in found.items() if not gaps), *own]
    kind = _the_one(desk, args, out, kinds, ready)
    sheet = one_letter(desk, args, kind, out)
    return sheet if isinstance(sheet, Refused) else (sheet,)


def _of_entry(desk: Desk, args: argparse.Namespace, out: Output, kinds: Sequence[str]) -> Sheets:
    view = opening.entry(desk, args.subject)
    if isinstance(view, Refused):
        return _unless_unknown(view)
    papers = {key: title.of(out.lang) for key, title in view.papers}
    if kinds or not papers:
        raise WrongUseError(out.tr("cli.wrong.no_paper", given=args.subject))
    if len(papers) > 1:
        raise WrongUseError(out.tr("cli.wrong.entry_paper", given=args.subject, allowed=_listed(papers)))
    made = printing.print_entry(desk, view.id, next(iter(papers)), Path(args.out), out.lang, args.large or None)
    return made if isinstance(made, Refused) else (Sheet(made.paper, made.number, made.path, made.warnings),)


def _of_product(desk: Desk, args: argparse.Namespace, out: Output, kinds: Sequence[str]) -> Sheets:
    found = products.get(desk, args.subject)
    if isinstance(found, Refused):
        return _unless_unknown(found)
    ready = [one.kind for one in own_papers.own_papers_of(desk, "product")]
    kind = _the_one(desk, args, out, kinds, ready)
    sheet = own_papers.print_product(desk, found.code, kind, Path(args.out), out.lang, args.large or None)
    return sheet if isinstance(sheet, Refused) else (sheet,)


def _the_one(desk: Desk, args: argparse.Namespace, out: Output, kinds: Sequence[str], ready: list[str]) -> str:
    """The kind that is meant: the only one that can be printed now, where none was asked for."""
    allowed = _listed({kind: paper_title(desk.pack, kind, out.lang) for kind in ready})
    if not ready:
        raise WrongUseError(out.tr("cli.wrong.no_paper", given=args.subject))
    if kinds:
        raise WrongUseError(out.tr("cli.wrong.kind", given=", ".join(kinds), allowed=allowed))
    if len(ready) > 1:
        raise WrongUseError(out.tr("cli.wrong.which_kind", given=args.subject, allowed=allowed))
    return ready[0]


def _listed(titles: dict[str, str]) -> str:
    return ", ".join(f"{kind} ({title})" for kind, title in titles.items())


def _unless_unknown(refused: Refused) -> Refused | None:
    """What stands against it; None where nothing bears that number, or the person at the desk sees none of its kind."""
    return None if refused.reasons[0].rule in ("INPUT", "DATA-08") else refused
