"""Printing in plain mode: the signing set, single papers, a paper again; where the files are is said."""

from pathlib import Path

from rmdesk.desk import printers, printing, printing_sets
from rmdesk.desk.printing import Sheet
from rmdesk.desk.printing_sets import Printed
from rmdesk.desk.sales import View
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.faces.fields import Option
from rmdesk.plain.talk import BACK, Talk


def print_papers(talk: Talk, view: View) -> None:
    """Ask what is to be printed and where to; Enter takes the likeliest."""
    sale = view.sale
    printer = printers.printer_of(talk.desk)
    name = printers.words(printer, talk.lang)["name"]
    ways = ("printer", "file", "singly", *(("again",) if sale.printed else ()))
    options = [Option(way, talk.tr(f"sale.papers.way.{way}", printer=name)) for way in ways]
    likely = "printer" if printers.tested(talk.desk) is not None else "file"
    talk.tell("plain.likeliest", at=ways.index(likely) + 1)
    way = talk.choose(options, default=likely)
    if way == "singly":
        tell_files(talk, printing.print_sale(talk.desk, sale.id, talk.papers, talk.lang))
    elif way == "again":
        _again(talk, view, likely)
    elif way != BACK:
        _tell(talk, printing_sets.print_set(talk.desk, sale.id, talk.lang, talk.papers if way == "file" else None))


def _again(talk: Talk, view: View, likely: str) -> None:
    """Which paper, then which page of it."""
    last = {one.kind: one.number for one in view.sale.printed}
    titles = talk.desk.pack.paper
    number = talk.choose([Option(no, f"{no}  {titles(kind).title.of(talk.lang)}") for kind, no in last.items()])
    if number == BACK:
        return
    page = talk.line(talk.tr("plain.prompt", label=talk.tr("sale.papers.page", number=number)))
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
