"""A sale from the known client to the filed papers, step after step as the desk says where it stands (SALE-01)."""

from collections.abc import Callable

from rmdesk.desk import clients, people_rows, sales, show
from rmdesk.desk.access import ROLES_OF, lacks_role
from rmdesk.desk.dues import client_dues
from rmdesk.desk.dues.client_dues import as_due
from rmdesk.desk.sales import View
from rmdesk.domain.client import ClientKind
from rmdesk.domain.sale import Step
from rmdesk.faces.fields import Option
from rmdesk.faces.sale.person import client_line
from rmdesk.faces.sale.status import expired, field_of, key_of, line_of, shown_steps
from rmdesk.faces.steps import SIGNS
from rmdesk.plain import intake
from rmdesk.plain.sale import assessing, confirm, disclose, match, review
from rmdesk.plain.seeking import sought
from rmdesk.plain.talk import BACK, Off, Talk, half_width

_NEW: dict[str, ClientKind] = {"person": "person", "organisation": "organisation"}
_FOUND = 20
_PAUSE = {
    "on": "plain.sale.pause.on", "again": "plain.sale.pause.again", "end": "sale.abandon.heading",
    "leave": "plain.sale.pause.leave",
}  # fmt: skip


def sell(talk: Talk, which: str = "") -> View | None:
    """Go on with a sale, by its number or its client's, or begin one; "" asks whose. None when there was none."""
    sale_id = _sale(talk, which) if which else _asked(talk)
    return None if sale_id is None else _Walk(talk, sale_id).run()


def _sale(talk: Talk, which: str) -> str | None:
    """The id of the sale that is meant."""
    if half_width(which).upper().startswith("J"):
        return talk.granted(sales.view(talk.desk, which)).sale.id
    return _of_client(talk, talk.granted(clients.get(talk.desk, which)).id)


def _asked(talk: Talk) -> str | None:
    """A sale that is open, a client's, or one for a new client."""
    open_ones = talk.granted(sales.open_sales(talk.desk, _FOUND))
    options = [Option("client", talk.tr("plain.sale.of_client"))]
    new = [(kind, talk.tr(f"sale.intake.new.{kind}")) for kind in _NEW]
    if may := not ROLES_OF["clients.write"].isdisjoint(talk.desk.actor.roles):
        options += [Option(*one) for one in new]
    why = talk.words(lacks_role("clients.write", talk.desk.store).reasons[0])
    off = [] if may else [Off(number, label, why) for number, (_, label) in enumerate(new, 2)]
    placed = enumerate(open_ones, len(new) + 1)
    options += [Option(one.id, line_of(talk.desk.pack, one, talk.lang), at) for at, one in placed]
    more = talk.granted(sales.count_open(talk.desk)) - len(open_ones)
    if more > 0:
        talk.tell("plain.sale.more", count=more)
    chosen = talk.choose(options, talk.tr("plain.sale.which"), other=lambda typed: _numbered(talk, typed), off=off)
    if chosen == BACK:
        return None
    if chosen in _NEW:
        client = intake.take_in(talk, _NEW[chosen])
        return None if client is None else _of_client(talk, client.id)
    return _sought(talk) if chosen == "client" else chosen


def _numbered(talk: Talk, typed: str) -> str | None:
    """The id of the sale that bears a number; "" where there is none such, which is said. None for no such number."""
    if not half_width(typed).upper().startswith("J"):
        return None
    found = talk.got(sales.view(talk.desk, typed))
    return "" if found is None else found.sale.id


def _sought(talk: Talk) -> str | None:
    """The sale of a client by number or name."""
    client = sought(talk)
    return None if client is None else _of_client(talk, client)


def _of_client(talk: Talk, client_id: str) -> str | None:
    """The client's open sale, or a new one in the visit of today."""
    found = [one for one in talk.granted(sales.of_client(talk.desk, client_id)) if one.state == "open"]
    if found:
        options = [Option(one.id, line_of(talk.desk.pack, one, talk.lang)) for one in found]
        chosen = talk.choose([Option("", talk.tr("plain.sale.new")), *options], talk.tr("plain.sale.which"))
        if chosen:
            return None if chosen == BACK else chosen
    visit = talk.granted(sales.visit_today(talk.desk, client_id))
    return talk.granted(sales.start(talk.desk, client_id, visit)).sale.id


class _Walk:
    """One sale on its way. What happens is recorded at once: leaving it at any time loses nothing."""

    def __init__(self, talk: Talk, sale_id: str) -> None:
        self.talk = talk
        self.sale_id = sale_id
        self.told = ""  # the step that was said last

    @property
    def view(self) -> View:
        """Where it stands now."""
        return self.talk.granted(sales.view(self.talk.desk, self.sale_id))

    def run(self) -> View:
        """Step after step until it is filed, ended or left."""
        steps: dict[Step, Callable[[Talk, View], bool]] = {
            "know": _know, "assess": _assess, "match": match.match, "disclose": disclose.disclose,
            "confirm": confirm.confirm, "archive": confirm.confirm,
        }  # fmt: skip
        while True:
            view = self.view
            if self.told != view.status.current or view.sale.closed:
                self._head(view)
            self.told = view.status.current
            if view.sale.closed:
                self._ended(view)
                if not (other := self._other(view)):
                    return view
                self.sale_id, self.told = other, ""
                continue
            if self._for_review(view):
                return self.view
            if not (steps[view.status.current](self.talk, view) or self._pause()):
                self.talk.tell("plain.sale.left", no=view.sale.no)
                return self.view

    def _head(self, view: View) -> None:
        """Client, number, the steps with their signs; why it was sent back, what no longer holds."""
        talk = self.talk
        talk.head(f"{view.sale.no} {client_line(talk.desk, view.context.client, talk.lang, key_of(view))}")
        steps = shown_steps(view, talk.desk.pack, talk.lang)
        talk.say(" ".join(f"{SIGNS[one.state]}{one.label}" for one in steps))
        back = view.sale.sent_back
        if back is not None and not view.sale.closed:
            person = people_rows.name_of(talk.desk.store, back.by)
            talk.say(f"! {talk.tr('sale.look.back', remark=back.remark, person=person)}")
        if not view.sale.closed and view.status.current not in ("know", "assess"):
            for reason in expired(view):
                talk.refuse(reason)

    def _for_review(self, view: View) -> bool:
        """Whether somebody sits here who only reviews: there is nothing else for him to do in this sale."""
        talk, taken = self.talk, view.context.assessment
        roles = {*talk.desk.actor.roles}
        if roles & ROLES_OF["sales.work"]:
            return False
        if taken is not None and taken.awaits_review and roles & ROLES_OF["assess.review"]:
            review.review_assessment(talk, view.context.client, taken)
        elif view.sale.waits_for_review:
            review.review_sale(talk, view)
        else:
            talk.tell("plain.sale.nothing_here")
        return True

    def _pause(self) -> bool:
        """What somebody wants who went back out of a step; whether the sale goes on."""
        view = self.view
        options = [Option(key, self.talk.tr(word), place) for place, (key, word) in enumerate(_PAUSE.items())]
        off = list[Off]()
        if not _chosen(view):
            again = options.pop([*_PAUSE].index("again"))
            off = [Off([*_PAUSE].index("again") + 1, again.label, self.talk.tr("plain.sale.off.again"))]
        chosen = self.talk.choose(options, off=off)
        if chosen == "again":
            match.choose_again(self.talk, view)
            return True
        return _abandon(self.talk, view) if chosen == "end" else chosen == "on"

    def _ended(self, view: View) -> None:
        """How it ended, and what the branch owes from here on (DESK-07)."""
        talk, sale = self.talk, view.sale
        if sale.abandoned is not None:
            key = "abandoned" if sale.cancelled_until is None else "cancelled"
            talk.tell(f"sale.done.{key}", no=sale.no, reason=sale.abandoned)
        else:
            talk.tell("sale.done.archived", no=sale.no)
        if sale.shelf:
            talk.tell("sale.done.shelf", shelf=sale.shelf)
        talk.tell("sale.done.dues")
        found = talk.granted(client_dues.of_client(talk.desk, sale.client_id))
        for one in found:
            due = as_due(one)
            parts = (show.day(one.on), due.what.of(talk.lang), due.about.of(talk.lang), one.rule)
            talk.say(f"  {' '.join(filter(None, parts))}")
        if not found:
            talk.tell("sale.done.none")

    def _other(self, view: View) -> str:
        """The id of what is still open of the visit, where it is gone on with; "" for none."""
        talk = self.talk
        others = talk.granted(sales.of_visit(talk.desk, view.sale.visit_id))
        if not others:
            return ""
        following = line_of(talk.desk.pack, others[0], talk.lang)
        talk.tell("sale.done.others", sale=following, count=len(others))
        return others[0].id if talk.sure(talk.tr("plain.sale.other")) else ""


def _chosen(view: View) -> bool:
    return view.sale.choice is not None and view.sale.countersigned is None


def _abandon(talk: Talk, view: View) -> bool:
    """End it without a purchase; the reason is kept. Whether there is more to be said."""
    while True:
        reason = talk.line(
            talk.tr("plain.prompt_required", label=talk.tr("sale.abandon.reason")), talk.tr("plain.reason_help")
        )
        if reason == BACK or talk.got(sales.abandon(talk.desk, view.sale.id, reason)) is not None:
            return True


def _halt(talk: Talk, view: View) -> None:
    """What stands in the way, in the words of the rules."""
    step = view.status.current
    talk.tell("sale.halt.due", step=talk.desk.pack.label("step", step, talk.lang))
    for reason in view.status.missing[step]:
        talk.refuse(reason)


def _know(talk: Talk, view: View) -> bool:
    """Complete the file."""
    _halt(talk, view)
    key = next((found for one in view.status.missing["know"] if (found := field_of(one))), "")
    return intake.change(talk, view.sale.client_id, key) is not None


def _assess(talk: Talk, view: View) -> bool:
    """The assessment that the chosen product waits for, or another product."""
    _halt(talk, view)
    chosen = assessing.asked(talk)
    if chosen == "without":
        return match.match(talk, view)
    return chosen == "assess" and assessing.assess(talk, view)
