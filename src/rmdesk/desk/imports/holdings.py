"""From a row of another system's list of holdings to what a client of ours holds (SUIT-03): clients by their number
there, products by their code; what contradicts is asked, never guessed."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from rmdesk.desk import book
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import eased, held_by, product_of
from rmdesk.desk.holdings.reading import OF_POLICIES, holding_faults, paid
from rmdesk.desk.imports import client_readers, counting, noted_rates, readers
from rmdesk.desk.imports.kind import Extent, Kind, Question, Standing, TakenBack
from rmdesk.desk.imports.rows import Cells, Reader, Sheet, Told
from rmdesk.domain import holding_facts as facts
from rmdesk.domain import money
from rmdesk.domain.client import Client
from rmdesk.domain.holdings import Holding, altered
from rmdesk.domain.imports import above
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.units import MONEY
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import refuse
from rmdesk.formpack import Pack
from rmdesk.locale import Lang, tr
from rmdesk.store import Entry

OUTSIDE = "outside"
"""The answer for a code that no shelf of ours knows: keep the holding under the name that the list gives it."""
_OFF = 5
"""Units × price may be rounded; so many times as much is another unit."""
_LEFT = (facts.HoldingNoted, facts.HoldingChanged, facts.HoldingRedeemed)
_BRACKETED = re.compile(r"[(（]\s*([0-9.,]+)\s*[)）]")


def _client(cells: Cells, target: str, text: str) -> Client | None:
    """The client with this number in the other system, or with this number of ours."""
    number = client_readers.number_by_name(cells, target, text)
    if not number:
        return None
    found = client_by(cells.desk, number)
    if found is None:
        cells.wrong(target, refuse("IMPORT.client", given=number))
        return None
    away = book.turned_away(cells.desk, found.id)
    return cells.or_fault(target, found if away is None else None, away or refuse("INPUT.required"))


def _code(cells: Cells, target: str, text: str) -> str | None:
    """A product's code; that it stands outside the shelf is no code."""
    return text if cells.answer(target, text) == OUTSIDE else readers.code(cells, target, text)


def _currency(cells: Cells, target: str, text: str) -> str | None:
    """A currency by its code or its words."""
    answered = cells.answer(target, text, cells.pack.imports.word[target])
    found = answered or cells.pack.imports.meaning(target, text)
    return cells.or_fault(target, found, refuse("INPUT.choice", given=text, allowed=", ".join(_codes(cells))))


def _cost(cells: Cells, target: str, text: str) -> Decimal | None:
    """A cost in brackets is one below nothing, to whoever writes so: it is asked."""
    below = _BRACKETED.fullmatch(text.strip())
    if below is None or cells.answer(target, text) is not None:
        return readers.amount(cells, target, text)
    cells.ask(target, text, (below[1],))
    cells.wrong(target, refuse("INPUT.amount", given=text), ask=True)
    return None


class Holdings(Kind[Holding]):
    """What clients hold, as another system lists it: brought again it changes what it brought before."""

    key = "holdings"
    permission = "holdings.work"
    minds = "counted"
    needed = ("client", "product", "amount")
    alternatives = frozenset({"cost_price", "unit"})
    together = 200
    days = frozenset({"as_of", "begun_on", "maturity"})
    amounts = frozenset({"amount", "cost", "premium", "price", "cost_price"})
    of_one = frozenset({"units", "price", "cost_price"})
    several = frozenset({"unit"})
    readers: ClassVar[Mapping[str, Reader]] = {
        "as_of": readers.day,
        "client": _client,
        "product": _code,
        "currency": _currency,
        "units": readers.amount,
        "price": readers.amount,
        "amount": readers.amount,
        "cost": _cost,
        "cost_price": readers.amount,
        "begun_on": readers.day,
        "maturity": readers.day,
        "holding_state": readers.word,
        "payment": readers.word,
        "premium": readers.amount,
        "years_left": readers.years,
    }

    def __init__(self, sheet: Sheet) -> None:
        """Beside its rows a list may say of which day it is, and what foreign money is worth then."""
        super().__init__(sheet)
        self._day = noted_rates.day_of(sheet)
        self._foreign: Counter[str] = Counter()

    @classmethod
    def options(cls, pack: Pack, target: str, lang: Lang) -> Mapping[str, str]:
        """A rate that stands above the headings, or is far from the last one, is taken, or it is not."""
        if target == noted_rates.TARGET:
            return {one: tr(lang, f"imports.rate_{one}") for one in noted_rates.ANSWERS}
        return super().options(pack, target, lang)

    def questions(self) -> tuple[Question, ...]:
        """Rates that its rows want."""
        return noted_rates.questions(self.sheet, self._foreign)

    def conclude(self) -> None:
        """Enter the rates that were agreed to."""
        noted_rates.take(self.sheet, self._foreign)

    def check(self, cells: Cells, found: dict[str, Any]) -> None:
        """Whose it is, which product, in which currency, and whether units and price come to the amount."""
        if isinstance(found.get("client"), Client):
            self._is_his(cells, found)
        if found.get("product"):
            found["known"] = self._product(cells, found["product"])
        self._in_currency(cells, found)
        self._named_unit(cells)
        self._adds_up(cells, found)
        if found.get("cost") is None and found.get("cost_price") is not None and found.get("units") is not None:
            found["cost"] = money.worth(found["units"] * found["cost_price"])
        if not cells.faults:
            wrong = holding_faults(self.desk, _holding(cells, found, self._day), found.get("known"))
            for key, refusal in wrong.items():
                cells.wrong("product" if key == "code" else key, refusal)

    def build(self, cells: Cells, found: dict[str, Any]) -> Holding | None:
        """The holding, still without an id."""
        holding = _holding(cells, found, self._day)
        self._foreign[holding.currency] += 1
        if self._day != self.desk.today() and found.get("as_of") is None:
            cells.told.append(Told("as_of_above", ""))
        if holding.state in ("frozen", "redeeming", "ended"):
            cells.tell(f"holding_{holding.state}", "holding_state")
        return holding

    def names(self, value: Holding) -> tuple[tuple[str, str], ...]:
        """One holding of a client is one row: the product, and the day it was bought."""
        return (("client", f"{value.client_id} {value.code} {value.begun_on}"),)

    def shown(self, value: Holding, target: str, key: str) -> str:  # noqa: ARG002
        """The client's number, which is what the cell holds."""
        row = self.desk.store.get("client", value.client_id)
        client = None if row is None else self.desk.parsed(Client, row["doc"])
        return key if client is None else client.external_no or client.no

    def standing(self, value: Holding) -> Standing[Holding]:
        """What was brought in before of the same product and day."""
        known = [
            one
            for one in held_by(self.desk, value.client_id)
            if one.client_id == value.client_id and one.source == "import" and _same(one, value)
        ]
        if not known:
            return Standing(None, value)
        before = known[-1]
        kept: dict[str, object] = {"id": before.id, "bound": before.bound, "note": value.note or before.note}
        if all(getattr(value, key) is None for key in OF_POLICIES):  # a list without these columns says nothing of them
            kept |= {"payment": before.payment, "premium": before.premium, "family": value.family or before.family}
            kept["years_left"] = before.years_left_on(value.as_of)
        after = value.model_copy(update=kept)
        return Standing(before, after.model_copy(update={"eased": eased(self.desk, before, after)}))

    def take(self, found: Standing[Holding]) -> None:
        """Note it, or what has changed of it."""
        after = found.after
        if found.before is None:
            new = after.model_copy(update={"id": self.desk.new_id()})
            self.desk.record(facts.HoldingNoted(holding=new), new.client_id)
            return
        changed = altered(found.before, after)
        self.desk.record(facts.HoldingChanged(holding=after, altered=changed, reason=self.sheet.name), after.client_id)

    @classmethod
    def take_back(cls, desk: Desk, entry: Entry, of: Extent) -> TakenBack | None:
        """Take away what was noted, or put back what was changed, unless something became of the holding since."""
        fact = entry.fact
        if not isinstance(fact, facts.HoldingNoted | facts.HoldingChanged):
            return None
        brought = fact.holding
        row = desk.store.get("holding", brought.id)
        now = None if row is None else desk.parsed(Holding, row["doc"])
        if now != brought:
            return TakenBack(brought.code, brought.name, "changed")
        if isinstance(fact, facts.HoldingNoted):
            gone = brought.model_copy(update={"state": "ended"})
            back = facts.HoldingTakenBack(
                holding_id=brought.id,
                client_id=brought.client_id,
                code=brought.code,
                import_id=of.import_id,
                eased=eased(desk, brought, gone),
            )
            desk.record(back, brought.client_id)
        else:
            known = _before(desk, brought, entry.seq)
            before = known.model_copy(update={"eased": eased(desk, brought, known)})
            reason = tr("zh", "imports.taken_back", id=of.import_id)
            as_before = facts.HoldingChanged(holding=before, altered=altered(brought, before), reason=reason)
            desk.record(as_before, brought.client_id)
        return TakenBack(brought.code, brought.name)

    def _is_his(self, cells: Cells, found: dict[str, Any]) -> None:
        """The name must be the client's, and so must what can be read of a masked ID number."""
        client: Client = found["client"]
        name = cells.text("client_name")
        if name and plain(name) != plain(client.name):
            answered = cells.answer("client_name", name)
            other = None if answered is None else client_by(self.desk, answered)
            if other is None:
                cells.ask("client_name", name, (cells.text("client"),))
                cells.wrong("client_name", refuse("IMPORT.name_differs", client=client.no), ask=True)
                return
            found["client"] = other
            return
        number, own = cells.text("id_number"), client.profile.get("id_number", "")
        if "*" in number and own and not _fits(number, own):
            cells.wrong("id_number", refuse("IMPORT.name_differs", client=client.no))

    def _product(self, cells: Cells, code: str) -> Product | None:
        """The shelf's product; a code that is none of it is asked once."""
        known = product_of(self.desk, code.upper())
        if known is None and cells.answer("product", code) != OUTSIDE:
            cells.ask("product", code, (OUTSIDE,))
            cells.wrong("product", refuse("IMPORT.product", given=code), ask=True)
        return known

    def _in_currency(self, cells: Cells, found: dict[str, Any]) -> None:
        """The product's own currency, unless somebody said otherwise."""
        known, said = found.get("known"), found.get("currency")
        if known is None or said is None or said == known.currency:
            return
        text = cells.text("currency")
        by = "currency" if text else next(iter(cells.currencies()))  # the amount whose heading says it
        if cells.answer("currency", text or said) is None:
            cells.ask("currency", text or said, (known.currency, said))
            cells.wrong(by, refuse("INPUT.choice", given=text or said, allowed=known.currency), ask=True)

    def _named_unit(self, cells: Cells) -> None:
        """A product's name that says in what its figures are counted: they are ten thousand times as much, or not."""
        text, name = cells.text("amount"), cells.text("product_name")
        units = above.units_said((name, name.replace("单位", "")))
        said = (MONEY.of(one, self.money) for one in units)
        unit = next((one.unit for one in said if one is not None and one.unit), "")
        if unit and counting.is_bare(cells, "amount", text, MONEY) and cells.answer("amount", text) is None:
            cells.ask("amount", text, (f"{text}元", f"{text}{unit}元"))
            cells.wrong("amount", refuse("IMPORT.unit", given=text, unit=f"{unit}元"), ask=True)

    def _adds_up(self, cells: Cells, found: dict[str, Any]) -> None:
        """A hundredth or a hundredfold is fen for yuan, not a rounded price."""
        units, price, amount = (found.get(one) for one in ("units", "price", "amount"))
        text = cells.text("amount")
        if units is None or price is None or not amount or cells.answer("amount", text) is not None:
            return
        worth = money.worth(units * price)
        if worth * _OFF < amount or amount * _OFF < worth:
            counted = counting.counted(cells, "amount", MONEY)  # which what is answered would be counted in
            cells.ask("amount", text, (f"{worth}元" if counted and counted.unit else f"{worth}", text.replace(",", "")))
            cells.wrong("amount", refuse("IMPORT.units", given=text, worth=worth), ask=True)


def _before(desk: Desk, brought: Holding, seq: int) -> Holding:
    """The holding as the last fact before the one with this number left it."""
    found = brought
    for entry in desk.store.entries(subject=brought.client_id):
        if entry.seq >= seq:
            break
        fact = entry.fact if entry.payload is not None and entry.kind.startswith("holding.") else None
        if isinstance(fact, _LEFT) and fact.holding.id == brought.id:
            found = fact.holding
    return found


def client_by(desk: Desk, number: str) -> Client | None:
    """The client with this number in the other system, or with this number of ours."""
    sql = "SELECT doc FROM client WHERE external_no = ? OR no = ? LIMIT 1"
    rows = desk.store.query(sql, (number, desk.bare_no(number)))
    return desk.parsed(Client, rows[0]["doc"]) if rows else None


def _holding(cells: Cells, found: Mapping[str, Any], day: date) -> Holding:
    """What the row says, of the list's `day`; nothing left of it is a holding that has ended."""
    known: Product | None = found.get("known")
    payment, policies = paid(found), cells.pack.families.policies
    family = None if payment is None or not policies else policies[0]  # what is paid by premiums is a policy
    as_of: date = found.get("as_of") or day
    state = "ended" if not found["amount"] else found.get("holding_state") or "held"
    return Holding(
        id="",
        client_id=found["client"].id,
        code=found["product"].upper(),
        name=cells.text("product_name") if known is None else known.name.zh,
        family=family if known is None else known.family,
        issuer="" if known is None else known.issuer.zh,
        currency=found.get("currency") or ("CNY" if known is None else known.currency),
        amount=found["amount"],
        cost=found.get("cost"),
        payment=payment,
        premium=found.get("premium"),
        years_left=found.get("years_left"),
        begun_on=found.get("begun_on"),
        maturity=found.get("maturity"),
        as_of=as_of,
        source="import",
        note=cells.text("channel"),
        state=state,
        ended_on=as_of if state == "ended" else None,
    )


def _same(one: Holding, other: Holding) -> bool:
    return one.code == other.code and one.begun_on == other.begun_on


def _fits(masked: str, number: str) -> bool:
    """Whether the digits that can be read are those of a number; one of another length says nothing."""
    seen = zip(masked, number, strict=False)
    return len(masked) != len(number) or all(one in ("*", two) for one, two in seen)


def _codes(cells: Cells) -> tuple[str, ...]:
    return tuple(cells.pack.imports.word["currency"])
