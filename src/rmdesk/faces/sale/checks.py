"""What must be there before a sale is filed: one line for each thing, and what comes next (SALE-03, 08, 09, 13, 15)."""

from typing import NamedTuple

from rmdesk.desk import show
from rmdesk.desk.archive import filing
from rmdesk.domain.client_standing import acting_standing, id_standing
from rmdesk.domain.refusal import Refused
from rmdesk.domain.sale_signing import (
    order_missing,
    review_of,
    thinking_awaits_papers,
    thinking_until,
    unprinted_papers,
    unreturned_papers,
)
from rmdesk.faces.lines import Tone
from rmdesk.faces.sale.documents import moved
from rmdesk.faces.sale.sale_text import SaleText

_LEADS = ("recording", "assessment", "review")  # lines that lead elsewhere and state nothing


class Check(NamedTuple):
    """One line: what it is of, its text and state, its sign. `tone`: "late" for what must be seen; `ticked`: choosing
    it ticks it."""

    key: str
    texts: tuple[str, str]
    sign: str
    tone: Tone = ""
    ticked: bool = False


class Checks(SaleText):
    """The lines of one sale as it stands."""

    @property
    def heading(self) -> str:
        """Product and amount."""
        product, choice = self.view.context.product, self.view.sale.choice
        name = "" if product is None else product.name.of(self.lang)
        amount = "" if choice is None else show.money(choice.amount, self.lang, choice.currency)
        return self.tr("sale.confirm.heading", product=name, amount=amount)

    def due(self) -> str:
        """What the desk can do next."""
        sale, demands = self.view.sale, self.view.context.demands
        if unprinted_papers(sale, self.view.context):
            return "print"
        if sale.countersigned is None and self._unreviewed():
            return "assessment"  # before it no signature is taken (QUES-09)
        if sale.countersigned is None:
            signed = not unreturned_papers(sale, self.view.context)
            seen = sale.sentence_seen or not demands.copied_sentence
            return "countersign" if signed and seen else "returned"
        if review_of(sale, self.view.context) and sale.reviewed is None:
            return "review"
        return "order" if order_missing(sale, self.view.context.product) else "archive"

    def lines(self) -> list[Check]:
        """All of them, in their order."""
        demands = self.view.context.demands
        rows = [*self._all_row(), *(self._paper_row(kind) for kind in demands.papers)]
        if demands.copied_sentence:
            rows.append(self._row("sentence", self.tr("sale.confirm.sentence"), self.view.sale.sentence_seen, "seen"))
        return [
            *rows, *self._scanned_row(), *self._recording_rows(), *self._waiting_rows(), *self._document_rows(),
            *self._signature_rows(), *self._order_rows(), *self._since_rows(), *self._hasty_rows(),
            *self._identity_rows(),
        ]  # fmt: skip

    def _all_row(self) -> list[Check]:
        """It stands there before anything is printed, too: no number of a paper moves by the printing."""
        sale, context = self.view.sale, self.view.context
        if not context.demands.signed_papers:
            return []
        if not sale.printed:
            return [Check("all", (self.tr("sale.confirm.all"), self.tr("sale.confirm.unprinted")), sign="·")]
        return [self._row("all", self.tr("sale.confirm.all"), not unreturned_papers(sale, context), "back")]

    def scanned(self) -> tuple[str, ...]:
        """The kinds that came back as scans, whole, and were not ticked yet: a scan says nothing of a signature."""
        if self.view.sale.countersigned is not None:
            return ()
        whole = filing.whole_scans(self.desk, self.view.sale.id)
        known = () if isinstance(whole, Refused) else whole
        return tuple(kind for kind in unreturned_papers(self.view.sale, self.view.context) if kind in known)

    def _scanned_row(self) -> list[Check]:
        scanned = self.scanned()
        text = self.tr("sale.confirm.scanned", count=len(scanned))
        return [self._row("scanned", text, False, "back")] if scanned else []

    def _paper_row(self, kind: str) -> Check:
        sale = self.view.sale
        title = self.paper_title(kind)
        last = next((one for one in reversed(sale.printed) if one.kind == kind), None)
        if last is None and kind in self.view.context.visit.numbers:
            return self._visit_row(kind, title)
        if last is None:
            return Check(f"paper:{kind}", (title, self.tr("sale.confirm.unprinted")), sign="·")
        text = f"{title}  {last.number}"
        if kind not in self.view.context.demands.signed_papers:
            return Check(f"paper:{kind}", (text, self.tr("sale.confirm.given")), sign="✓")
        return self._row(f"paper:{kind}", text, kind in sale.returned, "back")

    def _visit_row(self, kind: str, title: str) -> Check:
        """A paper that another sale of the visit has printed for both."""
        visit = self.view.context.visit
        text = self.tr("sale.confirm.visit", title=title, number=visit.numbers[kind])
        if kind not in self.view.context.demands.signed_papers:
            return Check(f"paper:{kind}", (text, self.tr("sale.confirm.given")), sign="✓")
        return self._row(f"paper:{kind}", text, kind in visit.returned, "back")

    def _row(self, key: str, text: str, done: bool, word: str) -> Check:
        state = self.tr(f"sale.confirm.{word}.{'yes' if done else 'no'}")
        return Check(key, (text, state), sign="✓" if done else "·", ticked=key not in _LEADS)

    def _recording_rows(self) -> list[Check]:
        recording = self.view.sale.recording
        if recording is not None:
            return [Check("recording", (self.tr("sale.confirm.recording"), recording.reference), sign="✓")]
        due = any(one.rule == "SALE-09" for one in self.view.status.missing["confirm"])
        return [self._row("recording", self.tr("sale.confirm.recording"), False, "noted")] if due else []

    def _document_rows(self) -> list[Check]:
        """Documents with another version than was shown: the signature does not wait for them (SUIT-22)."""
        found = moved(self.view, self.desk.pack, self.lang)
        return [Check(f"document:{at}", texts, sign="!", tone="late") for at, texts in enumerate(found)]

    def _order_rows(self) -> list[Check]:
        """The number that the agent system gave the order (SALE-15)."""
        product, order = self.view.context.product, self.view.sale.order
        if product is None or not product.order_system:
            return []
        state = self.tr("sale.confirm.order_open") if order is None else order.number
        text = self.tr("sale.confirm.order", system=product.order_system)
        return [Check("order", (text, state), sign="·" if order is None else "✓")]

    def _waiting_rows(self) -> list[Check]:
        return [*self._running_row(), *self._awaiting_row()]

    def _awaiting_row(self) -> list[Check]:
        """The cooling-off period that begins when the signed papers are back (SALE-08)."""
        sale, context = self.view.sale, self.view.context
        if sale.countersigned is not None or not thinking_awaits_papers(sale, context):
            return []
        hours = context.match_input.thresholds.private_thinking_hours
        text, state = self.tr("sale.confirm.cooling"), self.tr("sale.confirm.wait.signing", hours=hours)
        return [Check("cooling", (text, state), sign="·")]

    def _running_row(self) -> list[Check]:
        wait = thinking_until(self.view.sale, self.view.context)
        if wait is None:
            return []
        until = show.moment(wait[1], self.desk.branch.zone)
        over = self.desk.now() >= wait[1]
        text = self.tr("sale.confirm.cooling" if wait[0] == "SALE-08" else "sale.confirm.waiting")
        state = self.tr(f"sale.confirm.wait.{'over' if over else 'until'}", until=until)
        return [Check("waiting", (text, state), sign="✓" if over else "!", tone="" if over else "late")]

    def _signature_rows(self) -> list[Check]:
        sale = self.view.sale
        rows = [*self._assessment_rows(), self._signed_row("countersign", sale.countersigned is not None)]
        if review_of(sale, self.view.context):
            rows.append(self._signed_row("review", sale.reviewed is not None))
        return rows

    def _assessment_rows(self) -> list[Check]:
        """A flagged take that nobody has looked at yet (QUES-09)."""
        text = self.tr("sale.confirm.assessment")
        return [self._row("assessment", text, False, "seen")] if self._unreviewed() else []

    def _unreviewed(self) -> bool:
        return any(one.code == "QUES-09.unreviewed" for one in self.view.status.missing["confirm"])

    def _since_rows(self) -> list[Check]:
        return [Check(key, (text, ""), sign="!", tone="late") for key, text in self.since()]

    def _hasty_rows(self) -> list[Check]:
        line = self._hasty()
        state = self.tr("sale.confirm.hasty_seen")
        return [Check("hasty", (line, state), sign="!", tone="late")] if line else []

    def _identity_rows(self) -> list[Check]:
        """An ID that has expired but may still be renewed: the client is to be told (KYC-06)."""
        match_input = self.view.context.match_input
        limits, day = match_input.thresholds, match_input.day
        expired = id_standing(match_input.client, day, limits)
        acting = [Check(f"acting:{at}", (self.desk.pack.say(one, self.lang).text, ""), sign="!", tone="late")
                  for at, one in enumerate(acting_standing(match_input.client, day, limits))]  # fmt: skip
        if expired is None or self.view.sale.countersigned is not None:
            return [] if self.view.sale.countersigned is not None else acting
        texts = (
            self.tr("sale.confirm.id_expired", **expired.saw),
            self.tr("sale.confirm.id_grace", **expired.saw),
        )
        return [Check("identity", texts, sign="!", tone="late"), *acting]

    def _hasty(self) -> str:
        """What the reviewer must know of how it was told; "" when there is nothing, or nothing any more."""
        count, least = self.view.hasty, self.view.context.match_input.thresholds.told_seconds
        if self.view.sale.reviewed is not None:
            return ""
        return self.tr("sale.confirm.hasty", count=count, seconds=least) if count else ""

    def _signed_row(self, key: str, done: bool) -> Check:
        return self._row(key, self.tr(f"sale.confirm.{key}"), done, "signed")
