"""Printing in plain mode: the signing set, single papers, a paper again; where the files are is said."""

from pathlib import Path

from rmdesk.desk import printers, printing, printing_sets
from rmdesk.desk.printing import Sheet
from rmdesk.desk.printing_sets import Printed
from rmdesk.desk.sales import View
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.faces.fields import Option
from rmdesk.faces.large_print import LARGE, print_of, print_said, with_large
from rmdesk.plain.talk import BACK, Off, Talk

_WAYS = ("printer", "file", "singly", "again")


def print_papers(talk: Talk, view: View, asked: bool | None = None) -> None:
    """Ask what is to be printed and where to; Enter takes the likeliest. `asked`: the print that was chosen here."""
    sale = view.sale
    printer = printers.printer_of(talk.desk)
    name = printers.words(printer, talk.lang)["name"]
    large = print_of(talk.desk, view) if asked is None else asked
    ways = [Option(way, talk.tr(f"sale.papers.way.{way}", printer=name), at) for at, way in enumerate(_WAYS)]
    again = _WAYS.index("again")
    off = [] if sale.printed else [Off(again + 1, ways.pop(again).label, talk.tr("plain.sale.off.reprint"))]
    options = with_large(ways, large, talk.lang, len(_WAYS))
    likely = "printer" if printers.tested(talk.desk) is not None else "file"
    at = _WAYS.index(likely)
    talk.tell("plain.likeliest", at=at + 1, what=ways[at].label)
    if large:
        talk.say(print_said(large, talk.lang))
    way = talk.choose(options, default=likely, off=off)
    if way == LARGE:
        print_papers(talk, view, asked=not large)
    elif way == "singly":
        tell_files(talk, printing.print_sale(talk.desk, sale.id, talk.papers, talk.lang, large=large))
    elif way == "again":
        _again(talk, view, likely)
    elif way != BACK:
        folder = talk.papers if way == "file" else None
        _tell(talk, printing_sets.print_set(talk.desk, sale.id, talk.lang, folder, large=large))


def _again(talk: Talk, view: View, likely: str) -> None:
    """Which paper, then which page of it."""
    last = {one.kind: one.number for one in view.sale.printed}
    titles = talk.desk.pack.paper
    number = talk.choose([Option(no, f"{no}  {titles(kind).title.of(talk.lang)}") for kind, no in last.items()])
    if number == BACK:
        return
    asked = talk.tr("plain.prompt", label=talk.tr("sale.papers.page", number=number))
    page = talk.line(asked, talk.tr("plain.page_help"))
    if page != BACK:
        only = int(page) if page.isdecimal() and len(page) < 4 else 0
        _tell(talk, printing_sets.print_again(talk.desk, number, talk.papers if likely == "file" else None, only))


def _tell(talk: Talk, answer: Printed | Refused) -> None:
    printed = talk.got(answer)
    if printed is None:
        return
    talk.tell("sale.papers.set", count=len(printed.numbers), sheets=printed.sheets)
    _by_hand(talk, printed.warnings)
    if printed.path is None:
        talk.tell("sale.papers.sent", printer=printed.printer or talk.tr("papers.test.default"))
    else:
        _where(talk, printed.path)


def tell_files(talk: Talk, answer: tuple[Sheet, ...] | Refused) -> None:
    """The files that were written."""
    sheets = talk.got(answer) or ()
    _by_hand(talk, tuple(one for sheet in sheets for one in sheet.warnings))
    for sheet in sheets:
        _where(talk, sheet.path)


def _by_hand(talk: Talk, warnings: tuple[Refusal, ...]) -> None:
    """What is to be written in by hand (SALE-14)."""
    for said in dict.fromkeys(talk.words(one) for one in warnings):
        talk.say(f"! {said}")


def _where(talk: Talk, path: Path) -> None:
    talk.tell("sale.papers.where", folder=path)
