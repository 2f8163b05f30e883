"""Where the ways into files, questionnaires and sales lead. The desk says where a sale stands."""

from textual.screen import Screen

from rmdesk.desk import assess, intake, journeys, matching
from rmdesk.desk.journeys import View
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.journey.answering import Answering
from rmdesk.tui.journey.confirm import ConfirmScreen
from rmdesk.tui.journey.disclose import DiscloseScreen
from rmdesk.tui.journey.done import DoneScreen
from rmdesk.tui.journey.draft import FileDraft
from rmdesk.tui.journey.halt import HaltScreen
from rmdesk.tui.journey.intake import IntakeScreen
from rmdesk.tui.journey.match import MatchScreen
from rmdesk.tui.journey.questions import QuestionsScreen
from rmdesk.tui.journey.review import ReviewScreen, reviewing
from rmdesk.tui.journey.standing import expired, untold
from rmdesk.tui.journey.start import StartScreen
from rmdesk.tui.journey.understand import UnderstandScreen
from rmdesk.tui.journey.wish import WishScreen

Shown = Screen[None] | Refused


def new_file(app: DeskApp, route: routes.NewFile) -> Shown:
    """Intake of a new client."""
    draft = FileDraft.fresh(app.desk, route.kind)
    return draft if isinstance(draft, Refused) else IntakeScreen(draft, reviewing(draft))


def file_draft(app: DeskApp, route: routes.FileDraft) -> Shown:
    """A new file where it was left, or a changed one as a whole."""
    draft = FileDraft.resumed(app.desk, route.draft_id)
    if isinstance(draft, Refused):
        return draft
    return IntakeScreen(draft, reviewing(draft)) if draft.before is None else ReviewScreen(draft)


def edit_file(app: DeskApp, route: routes.EditFile) -> Shown:
    """The file of a client to be changed."""
    draft = FileDraft.of_client(app.desk, route.client_id)
    if isinstance(draft, Refused):
        return draft
    return ReviewScreen(draft, sale_id=route.sale_id, key=route.key)


def questionnaire(app: DeskApp, route: routes.Questionnaire) -> Shown:
    """Its start, or the question at which it was left."""
    kept = intake.kept(app.desk, assess.DRAFT)
    if isinstance(kept, Refused):
        return kept
    # The day's bank-wide count was typed for that day: on another one it is asked again (SUIT-18).
    today = app.desk.today()
    if not any(one.subject == route.client_id and app.desk.local(one.updated_at).date() == today for one in kept):
        return StartScreen(route.client_id, route.sale_id)
    take = assess.begin(app.desk, route.client_id)
    return take if isinstance(take, Refused) else QuestionsScreen(Answering(app.desk, take), route.sale_id)


def new_sale(app: DeskApp, route: routes.NewSale) -> Shown:
    """A new sale, at its first step."""
    view = journeys.start(app.desk, route.client_id)
    return view if isinstance(view, Refused) else _step(view)


def sale(app: DeskApp, route: routes.Sale) -> Shown:
    """The step at which a sale stands; what expired meanwhile is said first."""
    view = journeys.view(app.desk, route.sale_id)
    if isinstance(view, Refused):
        return view
    return HaltScreen(view) if expired(view) else _step(view)


def sale_step(app: DeskApp, route: routes.SaleStep) -> Shown:
    """The step that is due."""
    view = journeys.view(app.desk, route.sale_id)
    return view if isinstance(view, Refused) else _step(view)


def sale_wish(app: DeskApp, route: routes.SaleWish) -> Shown:
    """What the client wants."""
    view = journeys.view(app.desk, route.sale_id)
    return view if isinstance(view, Refused) else WishScreen(view)


def sale_match(app: DeskApp, route: routes.SaleMatch) -> Shown:
    """The lists as they are now."""
    view = journeys.view(app.desk, route.sale_id)
    if isinstance(view, Refused):
        return view
    found = matching.match(app.desk, view.journey.client_id, view.journey.wish)
    return found if isinstance(found, Refused) else MatchScreen(view, found)


def sale_questions(app: DeskApp, route: routes.SaleQuestions) -> Shown:
    """The questions of understanding."""
    view = journeys.view(app.desk, route.sale_id)
    return view if isinstance(view, Refused) else UnderstandScreen(view)


def _step(view: View) -> Screen[None]:
    step = view.standing.current
    if view.journey.closed:
        return DoneScreen(view)
    if step in ("know", "assess"):
        return HaltScreen(view)
    if step == "match":
        return WishScreen(view)
    if step == "disclose":
        return DiscloseScreen(view) if untold(view) else UnderstandScreen(view)
    return ConfirmScreen(view)
