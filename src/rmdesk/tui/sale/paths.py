"""Where the ways into files, questionnaires and sales lead. The desk says where a sale stands."""

from textual.screen import Screen

from rmdesk.desk import assess, intake, matching, sales
from rmdesk.desk.sales import View
from rmdesk.domain.refusal import Refused
from rmdesk.faces.sale.status import expired, untold, waits_for_level
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.sale.answering import Answering
from rmdesk.tui.sale.confirm import ConfirmScreen
from rmdesk.tui.sale.disclose import DiscloseScreen
from rmdesk.tui.sale.done import DoneScreen
from rmdesk.tui.sale.draft import FileDraft
from rmdesk.tui.sale.halt import HaltScreen
from rmdesk.tui.sale.intake import IntakeScreen
from rmdesk.tui.sale.match import MatchScreen
from rmdesk.tui.sale.questions import QuestionsScreen
from rmdesk.tui.sale.review import ReviewScreen, reviewing
from rmdesk.tui.sale.sale_review import SaleReviewScreen
from rmdesk.tui.sale.start import StartScreen
from rmdesk.tui.sale.understand import UnderstandScreen
from rmdesk.tui.sale.wish import WishScreen

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
    """Its start, or the question at which it was left. Which of several is asked where the route does not say."""
    forms = assess.offered_forms(app.desk, route.client_id)
    if isinstance(forms, Refused):
        return forms
    kept = intake.kept(app.desk, assess.DRAFT)
    if isinstance(kept, Refused):
        return kept
    # The day's bank-wide count was typed for that day: on another one it is asked again (SUIT-18).
    today = app.desk.today()
    mine = (one for one in kept if one.subject == route.client_id and app.desk.local(one.updated_at).date() == today)
    halves = [assess.key_of(one) for one in mine]
    begun = (one for one in (forms if len(forms) == 1 else halves) if one in forms)
    key = route.key if route.key in forms else next(begun, None)  # an older pack may have had another
    if key is None or key not in halves:
        return StartScreen(route.client_id, route.sale_id, key)
    take = assess.begin(app.desk, route.client_id, questionnaire=key)
    return take if isinstance(take, Refused) else QuestionsScreen(Answering(app.desk, take), route.sale_id)


def new_sale(app: DeskApp, route: routes.NewSale) -> Shown:
    """A new sale, at its first step: what a client does at one desk on one day is one visit."""
    visit = sales.visit_today(app.desk, route.client_id)
    view = visit if isinstance(visit, Refused) else sales.start(app.desk, route.client_id, visit)
    return view if isinstance(view, Refused) else _step(view)


def sale(app: DeskApp, route: routes.Sale) -> Shown:
    """The step at which a sale stands; what expired meanwhile is said first."""
    view = sales.view(app.desk, route.sale_id)
    if isinstance(view, Refused):
        return view
    return HaltScreen(view) if expired(view) else _step(view)


def sale_step(app: DeskApp, route: routes.SaleStep) -> Shown:
    """The step that is due."""
    view = sales.view(app.desk, route.sale_id)
    return view if isinstance(view, Refused) else _step(view)


def sale_wish(app: DeskApp, route: routes.SaleWish) -> Shown:
    """What the client wants."""
    view = sales.view(app.desk, route.sale_id)
    return view if isinstance(view, Refused) else WishScreen(view)


def sale_match(app: DeskApp, route: routes.SaleMatch) -> Shown:
    """The lists as they are now."""
    view = sales.view(app.desk, route.sale_id)
    if isinstance(view, Refused):
        return view
    found = matching.match(app.desk, view.sale.client_id, view.sale.wish)
    return found if isinstance(found, Refused) else MatchScreen(view, found)


def sale_questions(app: DeskApp, route: routes.SaleQuestions) -> Shown:
    """The questions of understanding."""
    view = sales.view(app.desk, route.sale_id)
    return view if isinstance(view, Refused) else UnderstandScreen(view)


def sale_review(app: DeskApp, route: routes.SaleReview) -> Shown:
    """The review of a sale that was signed; any other one stands at its step."""
    view = sales.view(app.desk, route.sale_id)
    if isinstance(view, Refused):
        return view
    return SaleReviewScreen(view) if view.sale.waits_for_review else _step(view)


def _step(view: View) -> Screen[None]:
    step = view.status.current
    if view.sale.closed:
        return DoneScreen(view)
    if step in ("know", "assess") or (waits_for_level(view) and view.sale.opinion is None):
        return HaltScreen(view)
    if step == "match":
        return WishScreen(view)
    if step == "disclose":
        return DiscloseScreen(view) if untold(view) else UnderstandScreen(view)
    return ConfirmScreen(view)
