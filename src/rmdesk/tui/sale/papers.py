"""Printing from the screens of a sale: one set behind a cover, or each paper alone; to the printer or into files."""

from functools import partial
from typing import TYPE_CHECKING

from rmdesk.desk import printers, printing, printing_sets, spooling
from rmdesk.desk.archive import leftovers
from rmdesk.desk.own_papers import own_papers_of
from rmdesk.desk.paper_titles import paper_title
from rmdesk.desk.printing_sets import Printed
from rmdesk.domain.refusal import Refused, StopError
from rmdesk.faces.fields import Option
from rmdesk.faces.large_print import print_of
from rmdesk.formpack.own_papers import PREFIX
from rmdesk.tui.kit.dialogs import AskText, Choose, Message
from rmdesk.tui.kit.print_choice import ask_print

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from rmdesk.desk.printing import Sheet
    from rmdesk.tui.sale.frame import SaleScreen

FOLDER = leftovers.PAPERS


def folder_of(screen: "SaleScreen") -> "Path":
    """Where this desk's papers are written."""
    return screen.desk.folder / FOLDER


def print_set_of(screen: "SaleScreen") -> None:
    """The signing set: on the printer where one was tested, else into one file."""
    _print_set(screen, None if printers.tested(screen.desk) is not None else folder_of(screen))


def choose_print(screen: "SaleScreen") -> None:
    """Ask what is to be printed, and where to."""
    printed = bool(screen.view.sale.printed)
    ways = ("printer", "file", "singly", *(("again",) if printed else ()))
    name = printers.words(printers.printer_of(screen.desk), screen.lang)["name"]
    options = [Option(way, screen.tr(f"sale.papers.way.{way}", printer=name)) for way in ways]
    own = [one for of in ("sale", "client") for one in own_papers_of(screen.desk, of)]
    options += [Option(one.kind, one.title.of(screen.lang)) for one in own]
    first = "printer" if printers.tested(screen.desk) is not None else "file"
    large = print_of(screen.desk, screen.view)
    ask_print(screen.desk_app, options, partial(_chosen, screen), large=large, first=first, about=screen.view.sale.no)


def print_of_sale(screen: "SaleScreen", kinds: "tuple[str, ...]" = (), large: bool | None = None) -> None:
    """Each paper that is due, or of `kinds`, in a file of its own."""
    sheets = printing.print_sale(screen.desk, screen.sale_id, folder_of(screen), screen.lang, kinds, large)
    _tell_files(screen, sheets)


def print_comparison(screen: "SaleScreen", codes: tuple[str, ...], amount: "Decimal | None") -> None:
    """Print the comparison of up to four products at `amount` yuan, if one was named, as the screen shows it."""
    client_id, folder = screen.view.sale.client_id, folder_of(screen)
    sheets = printing.print_client(screen.desk, client_id, folder, screen.lang, ("comparison",), codes, amount)
    _tell_files(screen, sheets)


def _chosen(screen: "SaleScreen", way: str, large: bool | None) -> None:
    if way == "singly":
        print_of_sale(screen, large=large)
    elif way == "again":
        _ask_again(screen)
    elif way.startswith(PREFIX):
        print_of_sale(screen, (way,), large)
    else:
        _print_set(screen, folder_of(screen) if way == "file" else None, large)


def _print_set(screen: "SaleScreen", folder: "Path | None", large: bool | None = None) -> None:
    _tell(screen, printing_sets.print_set(screen.desk, screen.sale_id, screen.lang, folder, large=large))


def _ask_again(screen: "SaleScreen") -> None:
    """Which paper, then which page of it."""
    product = screen.view.context.product
    family = None if product is None else product.family
    last = {one.kind: one.number for one in screen.view.sale.printed}
    options = [
        Option(number, f"{number}  {paper_title(screen.desk.pack, kind, screen.lang, family)}")
        for kind, number in last.items()
    ]
    ask = Choose(screen.tr("sale.papers.way.again"), "", options, lang=screen.lang)
    screen.desk_app.push_screen(ask, lambda number: None if number is None else _ask_page(screen, number))


def _ask_page(screen: "SaleScreen", number: str) -> None:
    ask = AskText(screen.tr("sale.papers.way.again"), screen.tr("sale.papers.page", number=number), lang=screen.lang)

    def given(page: str | None) -> None:
        if page is None:
            return
        to = None if printers.tested(screen.desk) is not None else folder_of(screen)
        only = int(page) if page.strip().isdecimal() else 0
        _tell(screen, printing_sets.print_again(screen.desk, number, to, only))

    screen.desk_app.push_screen(ask, given)


def _tell(screen: "SaleScreen", answer: Printed | Refused) -> None:
    """What was printed, and where it is; a file can be opened from here."""
    printed = screen.got(answer)
    if printed is None:
        return
    screen.printed()
    counted = screen.tr("sale.papers.set", count=len(printed.numbers), sheets=printed.sheets)
    counted = "\n".join((counted, *(f"! {screen.words(one)}" for one in printed.warnings)))
    path = printed.path
    heading = screen.tr("sale.papers.printed" if path is None else "sale.papers.saved")
    if path is None:
        name = printed.printer or screen.tr("papers.test.default")
        text = f"{counted}\n{screen.tr('sale.papers.sent', printer=name)}"
        screen.desk_app.push_screen(Message(heading, text, lang=screen.lang))
        return
    text = f"{counted}\n{screen.tr('sale.papers.where', folder=path)}"
    options = [Option("open", screen.tr("sale.papers.open")), Option("done", screen.tr("sale.papers.done"))]
    ask = Choose(heading, text, options, lang=screen.lang, first="done")
    screen.desk_app.push_screen(ask, lambda way: _open(screen, path) if way == "open" else None)


def _open(screen: "SaleScreen", path: "Path") -> None:
    try:
        spooling.show(path)
    except StopError as stopped:
        screen.refuse(stopped.refused)


def _tell_files(screen: "SaleScreen", answer: "tuple[Sheet, ...] | Refused") -> None:
    sheets = screen.got(answer)
    if not sheets:
        return
    lines = [sheet.path.name for sheet in sheets]
    lines += dict.fromkeys(f"! {screen.words(one)}" for sheet in sheets for one in sheet.warnings)
    text = "\n".join([*lines, "", screen.tr("sale.papers.where", folder=folder_of(screen))])
    screen.desk_app.push_screen(
        Message(screen.tr("sale.papers.saved"), text, lang=screen.lang), lambda _: screen.printed()
    )
