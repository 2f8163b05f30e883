"""Reading a journal as an auditor does: did each confirmed sale have all its predecessors, in their order?

Knows the facts' names and their JSON, and nothing of how the program folds or judges them.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from rmdesk.formpack import Pack
from rmdesk.formpack.disclosure import Disclosure, Kind
from rmdesk.store import Entry

ENDS = {"sale.archived/1", "sale.abandoned/1"}
AFTER_SIGNING = {"sale.reviewed/1", "paper.printed/1", *ENDS}


@dataclass(frozen=True)
class Line:
    """One fact as it stands in the journal."""

    seq: int
    at: datetime
    actor: str
    kind: str
    says: dict[str, Any]


def lines(entries: Iterable[Entry]) -> list[Line]:
    """The journal, read."""
    return [Line(one.seq, one.at, one.actor, one.kind, json.loads(one.payload or "{}")) for one in entries]


@dataclass
class Audit:
    """Findings about all sales of a journal; `pack` names items, questions and papers of a family."""

    journal: list[Line]
    pack: Pack
    findings: list[str] = field(default_factory=list)

    def run(self) -> list[str]:
        """Everything that is wrong; empty when every confirmed sale is in order."""
        for at, line in enumerate(self.journal):
            if line.kind == "sale.opened/1":
                self._sale(line.says["sale_id"], self.journal[at:])
        return self.findings

    def _sale(self, which: str, rest: list[Line]) -> None:
        own = [line for line in rest if line.says.get("sale_id") == which and line.kind != "due.created/1"]
        signed = [line for line in own if line.kind == "sale.countersigned/1"]
        if len(signed) > 1:
            self.findings.append(f"{which}: countersigned twice")
        self._closing(which, own)
        if signed:
            sale = ConfirmedSale(self, which, own[0].says["client_id"], signed[0])
            self.findings += [f"{which}: {finding}" for finding in sale.findings()]

    def _closing(self, which: str, own: list[Line]) -> None:
        """What may follow a countersignature, an archive, an end."""
        for at, line in enumerate(own):
            after = [later.kind for later in own[at + 1 :]]
            strange = (
                after
                if line.kind in ENDS
                else set(after) - AFTER_SIGNING
                if line.kind == "sale.countersigned/1"
                else ()
            )
            self.findings += [f"{which}: {kind} after {line.kind}" for kind in strange]
            before = {earlier.kind for earlier in own[:at]}
            if line.kind in {"sale.archived/1", "sale.reviewed/1"} and "sale.countersigned/1" not in before:
                self.findings.append(f"{which}: {line.kind} without a countersignature")
            if line.kind == "sale.archived/1":
                self._reviewed(which, own[:at])

    def _reviewed(self, which: str, before: list[Line]) -> None:
        """SALE-13: by another person, where the countersignature says that one is due."""
        signed = next((line for line in before if line.kind == "sale.countersigned/1"), None)
        if signed is None or not signed.says["review"]:
            return
        by = [line.actor for line in before if line.kind == "sale.reviewed/1"]
        if not by or signed.actor in by:
            self.findings.append(f"{which}: archived without a second person's review")


class ConfirmedSale:
    """One countersigned sale and all that went before it."""

    def __init__(self, audit: Audit, which: str, client_id: str, signed: Line) -> None:
        self.pack, self.which, self.client_id, self.signed = audit.pack, which, client_id, signed
        self.before = [line for line in audit.journal if line.seq < signed.seq]
        self.own = [line for line in self.before if line.says.get("sale_id") == which]

    def findings(self) -> Iterator[str]:
        """What is missing or out of order."""
        opinion, choice = self._last("sale.opinion_given/2"), self._last("sale.product_chosen/1")
        if opinion is None or choice is None:
            yield "no opinion or choice"
            return
        product = self._product(choice.says["choice"]["code"])
        assessed = self._assessment(product)
        if assessed is not None:
            yield from self._assessed(assessed, opinion)
        elif product["regime"] != "none":
            yield "no assessment"
        if choice.seq < opinion.seq:
            yield "chosen before the match"
        yield from self._unchanged(opinion, choice)
        yield from self._told(choice, product)
        yield from self._papers(choice, product)
        yield from self._waited(choice, product)
        instants = [*([] if assessed is None else [assessed.at]), opinion.at, choice.at, self.signed.at]
        if sorted(set(instants)) != instants:
            yield "assessment, recommendation and confirmation do not follow one another in time"

    def _last(self, kind: str, **says: Any) -> Line | None:
        found = [line for line in self.own if line.kind == kind and all(line.says[k] == v for k, v in says.items())]
        return found[-1] if found else None

    def _assessment(self, product: dict[str, Any]) -> Line | None:
        """The last one, where the product must fit its buyer (SUIT-24)."""
        if product["regime"] == "none":
            return None
        taken = [
            one for one in self._about("assessment.taken/1") if one.says["assessment"]["client_id"] == self.client_id
        ]
        return taken[-1] if taken else None

    def _about(self, *kinds: str) -> list[Line]:
        return [line for line in self.before if line.kind in kinds]

    def _assessed(self, assessed: Line, opinion: Line) -> Iterator[str]:
        """The opinion stands on the last assessment, which still serves and whose change of level was confirmed."""
        one = assessed.says["assessment"]
        if assessed.seq > opinion.seq or opinion.says["opinion"]["assessment_id"] != one["id"]:
            yield "the match was not made on the last assessment"
        if self.signed.at - assessed.at > timedelta(days=367):
            yield "the assessment had expired"
        confirmed = {
            line.says["assessment_id"] for line in self._about("assessment.level_confirmed/1") if line.seq < opinion.seq
        }
        if one["previous_level"] not in (None, one["level"]) and one["id"] not in confirmed:
            yield "a changed level was not confirmed before the match"

    def _unchanged(self, opinion: Line, choice: Line) -> Iterator[str]:
        """Nothing that the sale stands on changed meanwhile."""
        product = self._product(choice.says["choice"]["code"])
        reported = ["client.change_reported/1"] if product["regime"] != "none" else []  # it is the assessment that ends
        for line in self._about("client.changed/1", *reported):
            if line.says["client_id"] == self.client_id and line.seq > opinion.seq:
                yield f"{line.kind} after the match"
        if _level(product) != choice.says["choice"]["level"]:
            yield "the product's level is not the one that was chosen"
        if product["status"] != "listed":
            yield "the product was not on sale"

    def _product(self, code: str) -> dict[str, Any]:
        """The product as it stood at the countersignature."""
        found: dict[str, Any] = {}
        for line in self._about("shelf.listed/1", "shelf.changed/1", "shelf.regraded/1", "shelf.status_changed/1"):
            if line.kind in ("shelf.listed/1", "shelf.changed/1") and line.says["product"]["code"] == code:
                found = dict(line.says["product"])
            elif line.says.get("code") == code:
                found |= {key: value for key, value in line.says.items() if key in found}
        return found

    def _told(self, choice: Line, product: dict[str, Any]) -> Iterator[str]:
        """SUIT-22: every item after the choice; every question answered rightly at last, after all items."""
        family = self.pack.disclosure(product["family"])
        first = self._chosen_first(choice)
        told = self._told_after(choice)
        worst = f"{Decimal(choice.says['choice']['amount']) * Decimal(product['worst_loss']):,.2f}"
        insured = product.get("insurance") or {}
        terms = (insured.get("design"), insured.get("premium"))
        fixed, private = product["term_days"] is not None, product.get("private_kind") is not None
        loses = Decimal(product["worst_loss"]) > 0
        kind = Kind(product["regime"], product.get("capped", False), *terms, fixed, private, loses)
        words = {item.id: item.text for item in self._in_force(product["family"]).items_for(kind)}
        for item in family.items_for(kind):
            if item.id not in told:
                yield f"item {item.id} was not told"
                continue
            said, template = told[item.id].says["text"], words[item.id].of(told[item.id].says["lang"])
            if not said.startswith(template.split("{")[0]) or ("{worst_loss}" in template and worst not in said):
                yield f"item {item.id} was told in other words than those in force"
        last: dict[str, bool] = {}
        for line in self.own:
            if line.kind == "sale.understanding_tested/1" and line.seq > first.seq:
                last[line.says["understood"]["question"]] = line.says["understood"]["right"]
        for question in family.questions_for(kind, care=self._care(product)):
            if not last.get(question.id):
                yield f"question {question.id} was not answered rightly"
        recorded = self._last("sale.recording_noted/1")
        due = product["family"] in RECORDED and product["regime"] != "none"
        if due and (recorded is None or recorded.seq < choice.seq):
            yield "not recorded"

    def _in_force(self, family: str) -> Disclosure:
        """What the pack that was in force tells of a family."""
        adopted = self._about("pack.adopted/1")[-1].says["files"]
        return Disclosure.model_validate(tomllib.loads(adopted[f"disclosures/{family}.toml"]))

    def _chosen_first(self, choice: Line) -> Line:
        """Where the client began to choose this product: what was told of it since holds at another amount, too, if its
        words are the same."""
        first = choice
        for line in reversed([one for one in self.own if one.seq < choice.seq]):
            if line.kind == "sale.opinion_given/2":
                break
            if line.kind == "sale.product_chosen/1":
                if line.says["choice"]["code"] != choice.says["choice"]["code"]:
                    break
                first = line
        return first

    def _told_after(self, choice: Line) -> dict[str, Line]:
        first = self._chosen_first(choice)
        return {
            line.says["acknowledged"]["item"]: line
            for line in self.own
            if line.kind == "sale.item_acknowledged/1" and line.seq > first.seq
        }

    def _papers(self, choice: Line, product: dict[str, Any]) -> Iterator[str]:
        """Told before printed, printed before returned, returned as it was last printed; what a visit needs once was
        printed on the last assessment."""
        opened, assessed = self.own[0].seq, self._assessment(product)
        told = max((line.seq for line in self._told_after(choice).values()), default=choice.seq)
        returned = self._last("sale.papers_returned/1")
        for kind in self.pack.paper_set(product["family"]).always:
            printed = [
                line.seq for line in self.own if line.kind == "paper.printed/1" and line.says["printed"]["kind"] == kind
            ]
            once = opened if assessed is None else assessed.seq
            since = told if self.pack.paper(kind).per == "sale" else once
            if not printed or printed[-1] < since:
                yield f"{kind} was not printed after the telling"
            elif "client" in self.pack.paper(kind).signed_by and (
                returned is None or kind not in returned.says["kinds"] or returned.seq < printed[-1]
            ):
                yield f"{kind} did not come back signed"
            if self.pack.paper(kind).copied and (returned is None or not returned.says["sentence_seen"]):
                yield "the copied sentence was not seen"

    def _waited(self, choice: Line, product: dict[str, Any]) -> Iterator[str]:
        """SUIT-10: a day to think for an elder client and a risky product."""
        told = max((line.at for line in self._told_after(choice).values()), default=choice.at)
        if self._care(product) and self.signed.at - told < timedelta(hours=24):
            yield "no time to think"

    def _care(self, product: dict[str, Any]) -> bool:
        file = next(
            line.says["client"]["profile"]
            for line in self._about("client.registered/1")
            if line.says["client"]["id"] == self.client_id
        )
        born = date.fromisoformat(file["born"])
        today = (self.signed.at + timedelta(hours=8)).date()
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return age >= 65 and (_level(product) or "R0") >= "R4"


RECORDED = {"bond", "fund", "insurance", "wealth", "structured", "trust", "derivative", "private"}


def _level(product: dict[str, Any]) -> str | None:
    return max((level for level in (product["issuer_level"], product["bank_level"]) if level), default=None)
