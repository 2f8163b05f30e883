"""Where every route leads. Only the app imports this table; what it names is loaded when somebody goes there."""

from collections.abc import Callable
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.screen import Screen

from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp

if TYPE_CHECKING:
    from rmdesk.domain.refusal import Refused

    Opener = Callable[[DeskApp, routes.Route], Screen[None] | Refused | None]


class Place(NamedTuple):
    """`target` is "module:name": a screen that is open once at most, or a function of app and route that
    gives a screen, a refusal, or None when it does everything itself. `permission`: who lacks it reads who has it."""

    target: str
    permission: str = ""


PLACES: dict[type[routes.Route], Place] = {
    routes.Unlock: Place("rmdesk.tui.vault.unlock:UnlockScreen"),
    routes.Home: Place("rmdesk.tui.home.home:HomeScreen"),
    routes.Locked: Place("rmdesk.tui.vault.lock:LockScreen"),
    routes.Settings: Place("rmdesk.tui.settings.settings:SettingsScreen"),
    routes.CheckPack: Place("rmdesk.tui.pack.paths:check_pack"),
    routes.Branch: Place("rmdesk.tui.settings.branch:branch_form", "branch.manage"),
    routes.Checklist: Place("rmdesk.tui.home.checklist:opening", "opening.read"),
    routes.Printer: Place("rmdesk.tui.settings.printer:PrinterScreen", "printer.keep"),
    routes.Exchange: Place("rmdesk.tui.exchange.desks:ExchangeScreen", "exchange.read"),
    routes.Moves: Place("rmdesk.tui.exchange.moves:MovesScreen", "complaints.move"),
    routes.ReviewFor: Place("rmdesk.tui.exchange.review_for:review_for", "sales.review"),
    routes.PaperFor: Place("rmdesk.tui.papers.look:paper_for", "sales.review"),
    routes.Search: Place("rmdesk.tui.search.search:SearchScreen", "search.read"),
    routes.Clients: Place("rmdesk.tui.clients.clients:ClientsScreen", "clients.read"),
    routes.ClientFile: Place("rmdesk.tui.clients.paths:client_file"),
    routes.ClientFacts: Place("rmdesk.tui.audit.paths:client_facts", "audit.read"),
    routes.FileAsOf: Place("rmdesk.tui.audit.paths:file_as_of"),
    routes.ClientPapers: Place("rmdesk.tui.clients.paths:client_papers"),
    routes.NewClient: Place("rmdesk.tui.clients.paths:new_client", "clients.write"),
    routes.NewFile: Place("rmdesk.tui.sale.paths:new_file"),
    routes.FileDraft: Place("rmdesk.tui.sale.paths:file_draft"),
    routes.EditFile: Place("rmdesk.tui.sale.paths:edit_file"),
    routes.Questionnaire: Place("rmdesk.tui.sale.paths:questionnaire"),
    routes.TakenAssessment: Place("rmdesk.tui.assessment.paths:taken"),
    routes.NewSale: Place("rmdesk.tui.sale.paths:new_sale"),
    routes.Sale: Place("rmdesk.tui.sale.paths:sale"),
    routes.SaleStep: Place("rmdesk.tui.sale.paths:sale_step"),
    routes.SaleWish: Place("rmdesk.tui.sale.paths:sale_wish"),
    routes.SaleMatch: Place("rmdesk.tui.sale.paths:sale_match"),
    routes.SaleQuestions: Place("rmdesk.tui.sale.paths:sale_questions"),
    routes.SaleReview: Place("rmdesk.tui.sale.paths:sale_review"),
    routes.Paper: Place("rmdesk.tui.papers.look:paper", "papers.read"),
    routes.SaleEvidence: Place("rmdesk.tui.audit.paths:sale_evidence"),
    routes.Shelf: Place("rmdesk.tui.shelf.shelf:ShelfScreen", "shelf.read"),
    routes.Institutions: Place("rmdesk.tui.shelf.institutions:InstitutionsScreen", "shelf.read"),
    routes.Cards: Place("rmdesk.tui.cards.cards:CardsScreen"),
    routes.Card: Place("rmdesk.tui.cards.cards:card"),
    routes.Product: Place("rmdesk.tui.shelf.paths:product"),
    routes.ProductDocuments: Place("rmdesk.tui.shelf.paths:documents", "shelf.read"),
    routes.EnterRate: Place("rmdesk.tui.shelf.rates:enter_rate", "rates.enter"),
    routes.Imports: Place("rmdesk.tui.imports.paths:imports", "imports.work"),
    routes.Registers: Place("rmdesk.tui.registers.kinds:RegistersScreen"),
    routes.RegisterEntries: Place("rmdesk.tui.registers.paths:entries"),
    routes.RegisterEntry: Place("rmdesk.tui.registers.paths:entry"),
    routes.NewEntry: Place("rmdesk.tui.registers.paths:new_entry"),
    routes.EntryAct: Place("rmdesk.tui.registers.paths:entry_act"),
    routes.EntryDraft: Place("rmdesk.tui.registers.paths:entry_draft"),
    routes.CaseBoard: Place("rmdesk.tui.complaints.board:BoardScreen", "complaints.read"),
    routes.NewCase: Place("rmdesk.tui.complaints.paths:new_case", "complaints.take"),
    routes.CaseDraft: Place("rmdesk.tui.complaints.paths:case_draft"),
    routes.CaseFile: Place("rmdesk.tui.complaints.paths:case_file"),
    routes.Indicators: Place("rmdesk.tui.indicators.indicators:IndicatorsScreen", "indicators.read"),
    routes.Indicator: Place("rmdesk.tui.indicators.paths:indicator", "indicators.read"),
    routes.People: Place("rmdesk.tui.people.people:PeopleScreen", "people.read"),
    routes.Person: Place("rmdesk.tui.people.paths:person"),
    routes.GiveRole: Place("rmdesk.tui.people.paths:give_role", "people.manage"),
    routes.HandOverBook: Place("rmdesk.tui.people.paths:hand_over_book"),
    routes.ClientKeeping: Place("rmdesk.tui.archive.paths:client_keeping"),
    routes.AuditTrail: Place("rmdesk.tui.audit.trail:AuditScreen", "audit.read"),
    routes.Archive: Place("rmdesk.tui.archive.filing:ArchiveScreen", "archive.read"),
    routes.Scans: Place("rmdesk.tui.archive.paths:scans", "archive.work"),
    routes.FindPaper: Place("rmdesk.tui.archive.paths:find_paper", "archive.read"),
    routes.Retention: Place("rmdesk.tui.archive.retention:RetentionScreen", "retention.read"),
    routes.CheckJournal: Place("rmdesk.tui.vault.paths:check_journal"),
    routes.ConfirmClock: Place("rmdesk.tui.vault.paths:confirm_clock"),
    routes.BackUp: Place("rmdesk.tui.vault.paths:back_up"),
}


def permission_of(route: routes.Route) -> str:
    """The permission of the table of roles that a route wants; "" when everybody may go there."""
    return PLACES[type(route)].permission


def load(route: routes.Route) -> None:
    """Import the screen of `route` in a thread: as no imports go in circles, no two can wait for each other."""
    Thread(target=import_module, args=(PLACES[type(route)].target.partition(":")[0],), daemon=True).start()


def screen_of(app: DeskApp, route: routes.Route) -> "tuple[Screen[None] | Refused | None, bool]":
    """What to show for `route`, or why not, or nothing; and whether one that is open already is to be shown again."""
    module, _, name = PLACES[type(route)].target.partition(":")
    target = getattr(import_module(module), name)
    if isinstance(target, type):
        return cast("type[Screen[None]]", target)(), True
    return cast("Opener", target)(app, route), False
