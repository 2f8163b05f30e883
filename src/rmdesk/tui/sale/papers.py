"""Printing from the screens of a sale: into the desk's folder of papers, and the files are named."""

from typing import TYPE_CHECKING

from rmdesk.desk import printing
from rmdesk.desk.archive import leftovers
from rmdesk.domain.refusal import Refused
from rmdesk.tui.kit.dialogs import Message

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from rmdesk.desk.printing import Sheet
    from rmdesk.formpack.papers import PaperKind
    from rmdesk.tui.sale.frame import SaleScreen

FOLDER = leftovers.PAPERS


def folder_of(screen: "SaleScreen") -> "Path":
    """Where this desk's papers are written."""
    return screen.desk.folder / FOLDER


def print_of_sale(screen: "SaleScreen", kinds: "tuple[PaperKind, ...]" = ()) -> None:
    """Print the set that is due, or `kinds`, and say where the files are."""
    _tell(screen, printing.print_sale(screen.desk, screen.sale_id, folder_of(screen), screen.lang, kinds))


def print_comparison(screen: "SaleScreen", codes: tuple[str, ...], amount: "Decimal") -> None:
    """Print the comparison of up to four products at `amount` yuan, as the screen shows it."""
    client_id, folder = screen.view.sale.client_id, folder_of(screen)
    sheets = printing.print_client(screen.desk, client_id, folder, screen.lang, ("comparison",), codes, amount)
    _tell(screen, sheets)


def _tell(screen: "SaleScreen", answer: "tuple[Sheet, ...] | Refused") -> None:
    sheets = screen.got(answer)
    if not sheets:
        return
    lines = [f"{sheet.path.name}  {screen.desk.pack.paper(sheet.kind).title.of(screen.lang)}" for sheet in sheets]
    text = "\n".join([*lines, "", screen.tr("sale.papers.where", folder=folder_of(screen))])
    screen.rm.push_screen(Message(screen.tr("sale.papers.printed"), text, lang=screen.lang), lambda _: screen.printed())
