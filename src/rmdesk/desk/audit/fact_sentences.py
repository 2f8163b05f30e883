"""One readable sentence per fact, in both languages: the words stand in the subject `facts` of `words/`."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any

from rmdesk.desk import show
from rmdesk.desk.access import USE_CASES
from rmdesk.desk.complaints.corrected import before_and_after
from rmdesk.desk.desk import Desk
from rmdesk.desk.masking import mask_name, mask_text, mask_value, numbers_of
from rmdesk.desk.paper_titles import paper_title
from rmdesk.desk.registers.fact_values import told
from rmdesk.desk.standing_in import acted_for
from rmdesk.domain.base import Lang, Text, Value
from rmdesk.domain.client import Client
from rmdesk.domain.complaint_facts import CaseCorrected
from rmdesk.domain.documents import DocumentAdded, ShownDocument
from rmdesk.domain.fact import Fact, name_of
from rmdesk.domain.facts import DuePostponed, OpinionGiven
from rmdesk.locale import fill, tr

# Which vocabulary of the form pack names the values of which field; a path in front of its last part.
_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "act": "act",
        "status": "product_status",
        "was": "product_status",
        "institution_state": "institution_state",
        "way": "notice_way",
        "notice_way": "notice_way",
        "ending_told_way": "notice_way",
        "correction_field": "corrected_field",
        "paused_kind": "pause_kind",
        "reasons": "major_reason",
        "case_type": "case_type",
        "case_source": "case_source",
        "person_roles": "role",
        "acknowledged_item": "disclosure_item",
        "holding_source": "holding_source",
        "step": "step",
        "privilege": "privilege",
        "document_kind": "document_kind",
    }
)
# The vocabulary of values of people and products, by the last part of their path.
_VALUES = {
    "roles": "role",
    "family": "family",
    "regime": "regime",
    "return_kind": "return_kind",
    "risks": "risk_type",
    "liquidity": "liquidity",
    "goals": "goal",
    "private_kind": "private_kind",
    "status": "product_status",
    "design": "insurance_design",
    "premium": "premium",
}
_PAPERS = {"printed_kind", "kinds"}
_PRODUCT_LEVELS = {
    *("issuer_level", "bank_level", "issuer_was", "bank_was"),
    *("product_issuer_level", "product_bank_level", "choice_level"),
}
_LOGINS = {"login", "giver", "receiver", "second", "handler", "extension_approver", "corrective_action_owner"} | {
    *("ending_agreed_by", "correction_agreed_by", "notice_agreed_by", "agreed_by", "qualification_second"),
}
_IN_CURRENCY = {"holding_amount": "holding_currency", "amount": "holding_currency", "choice_amount": "choice_currency"}
_BARE = {"rate_rate"}  # a figure that stands beside its currency
_FLAGS = {
    *("automatic", "by_administrator", "choice_own_choice", "counts", "effective", "ours", "recheck"),
    *("sentence_seen", "taken", "understood_right", "verdict_accepted"),
}
"""What is so or not, and has words of its own for either."""
_INSIDE = {"way", "notice_way", "ending_told_way", "holding_source", "case_source", "paused_kind", "step"}
"""Vocabularies whose words stand inside a sentence, which English writes small."""
_LISTED = {
    "altered",
    "kinds",
    "reasons",
    "person_roles",
    "client_ids",
    "changes",
    "listed",
    "numbers",
    "documents",
    "counted_desks",
}
_DIGEST_SHOWN = 12
_LAST = re.compile(r"\{(\w+)\}$")


class FactSentences:
    """Says what facts say. Keeps the names that it looked up, so that a page of them is quick; make one per page."""

    def __init__(self, desk: Desk, lang: Lang, *, masked: bool) -> None:
        """`masked`: names of clients too, as in an export (DATA-07)."""
        self._desk, self._lang, self._masked = desk, lang, masked
        self._clients: dict[str, tuple[str, tuple[str, ...], str]] = {}
        self._numbers: dict[tuple[str, str], str] = {}

    @property
    def lang(self) -> Lang:
        """The language in which it tells."""
        return self._lang

    def sentence(self, kind: str, fact: Fact | None, subject: str) -> str:
        """The sentence of a fact; None: its payload was erased."""
        if fact is None:
            return tr(self._lang, "facts.erased", kind=kind)
        values = self.values(fact, subject)
        try:
            return fill(self._lang, f"facts.{name_of(kind)}", values, partial(_without_gaps, values))
        except KeyError:  # a kind that a newer program wrote
            return self.unknown(kind)

    def unknown(self, kind: str) -> str:
        """What is said of a fact that this program cannot read."""
        return tr(self._lang, "facts.unknown", kind=kind)

    def values(self, fact: Fact, subject: str) -> dict[str, str]:
        """Every value of the fact by its path, as people read it, and what the fact is about."""
        client = self.client_of(fact, subject)
        name, numbers, clear = self._client(client)
        found = {path: self._told(self.shown(path, value), numbers, clear) for path, value in flat(fact)}
        return {
            **found,
            **self._sums(fact),
            **self._flags(fact),
            "client": name,
            "sale": self._no("sale", str(getattr(fact, "sale_id", ""))),
            "case": self._no("complaint", str(getattr(fact, "case_id", subject))),
            "due": self._due(fact),
            **told(self._desk, fact, self._lang),
            **self._corrected(fact, numbers),
            **self._documented(fact),
            **_judged(fact),
        }

    def _sums(self, fact: Fact) -> dict[str, str]:
        """Amounts in the currency that the fact names beside them."""
        given = dict(flat(fact))
        both = ((path, given.get(path), given.get(currency)) for path, currency in _IN_CURRENCY.items())
        return {path: show.money(sum_, self._lang, unit) for path, sum_, unit in both if sum_ is not None and unit}

    def _flags(self, fact: Fact) -> dict[str, str]:
        """What is so or not, in the words that the sentence says it by."""
        flags = {path: value for path, value in flat(fact) if path in _FLAGS and isinstance(value, bool)}
        return {path: tr(self._lang, f"audit.flag.{path}.{'yes' if on else 'no'}") for path, on in flags.items()}

    def _corrected(self, fact: Fact, numbers: tuple[str, ...]) -> dict[str, str]:
        if not isinstance(fact, CaseCorrected):
            return {}
        both = before_and_after(self._desk, fact.correction, self._lang)
        named = zip(("correction_before", "correction_after"), both, strict=True)
        return {name: mask_text(value, numbers) for name, value in named}

    def client_of(self, fact: Fact, subject: str) -> str:
        """The id of the client that a fact is about; "" when it is about none."""
        for path in ("", "client", "assessment", "due"):
            at = getattr(fact, path, None) if path else fact
            given = getattr(at, "id" if path == "client" else "client_id", "")
            if given:
                return str(given)
        for table, column in (("client", "id"), ("due", "client_id"), ("sale", "client_id")):
            row = self._desk.store.get(table, getattr(fact, "sale_id", subject) if table == "sale" else subject)
            if row is not None:
                return str(row[column])
        return ""

    def person(self, login: str) -> str:
        """Somebody's name by login; the login of whoever is not known."""
        return self._no("person", login) or login

    def doer(self, login: str, at: str, client_id: str) -> str:
        """Who did something about a client, by name, and in whose place (DESK-18)."""
        absent = acted_for(self._desk, login, at, client_id)
        name = self.person(login)
        return name if not absent else tr(self._lang, "people.in_place", name=name, absent=self.person(absent))

    def whose(self, fact: Fact | None, subject: str) -> str:
        """The id of the client that a fact is about; also of one that says so by its case or entry alone."""
        found = "" if fact is None else self.client_of(fact, subject)
        for table in () if found else ("complaint", "entry"):
            row = self._desk.store.get(table, subject)
            found = found if row is None else str(row["client_id"] or "")
        return found

    def field(self, key: str) -> str:
        """What the intake calls a field of a profile: "guardian.1.phone" is the guardian's phone number."""
        parts = [part for part in key.removesuffix("_typed").split(".") if not part.isdigit()]
        found = self._fields.get(".".join(parts))
        return key if found is None else found.of(self._lang)

    def masked_value(self, field: str, value: str) -> str:
        """A value of a profile, masked; names too where the list is masked."""
        last = field.rpartition(".")[2]
        if self._masked and last == "name":
            return mask_name(value)
        words = [self._choice(last, part) for part in value.split(",")]
        return self._joined(words) if words != value.split(",") else mask_text(mask_value(field, value))

    def _documented(self, fact: Fact) -> dict[str, str]:
        """A version of a product's document, and what of it clients are told again."""
        if not isinstance(fact, DocumentAdded):
            return {}
        change = fact.document.change
        again = tr(self._lang, "audit.document_again", change=change) if change else ""
        return {"document_said": show.document(self._desk.pack, fact.document, self._lang), "document_again": again}

    def value_name(self, path: str) -> str:
        """What a value of a person, a product or the branch is called; `path` as "insurance.pay_years"."""
        return tr(self._lang, f"audit.value.{path}")

    def value_word(self, path: str, value: str) -> str:
        """Such a value in words: several are parted by commas."""
        vocabulary = _VALUES.get(path.rpartition(".")[2], "")
        if value in ("True", "False"):
            return self._desk.pack.label("yes_no", "yes" if value == "True" else "no", self._lang)
        return self._joined([self._choice(vocabulary, part) for part in value.split(", ")]) if vocabulary else value

    def _choice(self, vocabulary: str, value: str) -> str:
        try:
            return self._desk.pack.label(vocabulary, value, self._lang)
        except KeyError:  # no choice, or one that this pack no longer knows
            return value

    def _joined(self, words: Iterable[str]) -> str:
        return ("、" if self._lang == "zh" else ", ").join(words)

    @cached_property
    def _fields(self) -> dict[str, Text]:
        intakes = (self._desk.pack.intake("person"), self._desk.pack.intake("organisation"))
        return {field.key: field.label for intake in intakes for step in intake.steps for field in step.fields}

    def _client(self, client_id: str) -> tuple[str, tuple[str, ...], str]:
        """Number and name as they are told, the numbers that must not be told, and the name itself."""
        if client_id not in self._clients:
            row = self._desk.store.get("client", client_id) if client_id else None
            if row is None:
                self._clients[client_id] = (tr(self._lang, "facts.nobody"), (), "")
            else:
                client = self._desk.parsed(Client, row["doc"])
                name = mask_name(client.name) if self._masked else client.name
                self._clients[client_id] = (f"{client.no} {name}".strip(), numbers_of(client), client.name)
        return self._clients[client_id]

    def _due(self, fact: Fact) -> str:
        """What was due."""
        if isinstance(fact, DuePostponed):
            return fact.what.of(self._lang)
        due_id = str(getattr(fact, "due_id", ""))
        row = self._desk.store.get("due", due_id) if due_id else None
        return tr(self._lang, "facts.nobody") if row is None else tr(self._lang, f"home.due_kind.{row['kind']}")

    def _no(self, table: str, key: str) -> str:
        """The number that people say for a row ("J-0142"), or a person's name; "" when there is no such row."""
        if (table, key) not in self._numbers:
            row = self._desk.store.get(table, key) if key else None
            name = "" if row is None else json.loads(row["doc"])["name"] if table == "person" else row["no"]
            self._numbers[table, key] = str(name)
        return self._numbers[table, key]

    def shown(self, path: str, value: Any) -> str:
        """A value of a fact by its path, in words."""
        if isinstance(value, (tuple, dict)):
            if path not in _LISTED:
                return str(len(value))
            return self._joined(self._one(path, one) for one in value) or "—"
        return self._one(path, value)

    def _one(self, path: str, value: Any) -> str:
        lang, pack = self._lang, self._desk.pack
        if value is None or value == "":
            return "—"
        if isinstance(value, Text):
            return value.of(lang)
        if isinstance(value, ShownDocument):
            return show.document(pack, value, lang)
        if isinstance(value, bool):
            return pack.label("yes_no", "yes" if value else "no", lang)
        if isinstance(value, datetime):
            return show.moment(value, self._desk.branch.zone)
        if isinstance(value, date):
            return show.day(value)
        if isinstance(value, Decimal) and path in _BARE:
            return f"{value:,f}"
        if isinstance(value, Decimal):
            return show.money(value, lang)
        return self._word(path, str(value)) if isinstance(value, str) else str(value)

    def _word(self, path: str, value: str) -> str:
        lang, pack = self._lang, self._desk.pack
        try:
            if path in _LABELS:
                label = pack.label(_LABELS[path], value, lang)
                return _small(label) if lang == "en" and path in _INSIDE else label
            if path in _PRODUCT_LEVELS:
                return show.product_level(pack, value, lang)
            if path in ("assessment_level", "counted_level"):
                return show.client_level(pack, value, lang)
            if path in _PAPERS:
                return paper_title(pack, value, lang)
            if path == "place":
                return tr(lang, f"audit.place.{value}")
            if path == "directive_what":
                return tr(lang, f"office.what.{value}")
            if path == "due_kind":
                return tr(lang, f"home.due_kind.{value}")
        except (KeyError, StopIteration):  # a value that this pack no longer knows stands as it is
            return value
        return self._name(path, value)

    def _name(self, path: str, value: str) -> str:
        if path in _LOGINS:
            return self.person(value)
        if path == "altered":
            return _field_of_goods(self._lang, value)
        if path in ("client_ids", "one_id"):
            return self._client(value)[0]
        if path in ("field", "changes"):
            return self.field(value)
        if path == "what" and value in USE_CASES:
            return self._desk.pack.label("act", USE_CASES[value], self._lang)
        if path in ("what", "list"):
            return self._list(value)
        return value[:_DIGEST_SHOWN] if path == "digest" else value

    def _list(self, value: str) -> str:
        """What a list is called, that of a register by its title; one that nobody knows any more as it is."""
        register = self._desk.pack.registers.get(value)
        if register is not None:
            return register.title.of(self._lang)
        try:
            return tr(self._lang, f"audit.list.{value}")
        except KeyError:
            return value

    def _told(self, text: str, numbers: tuple[str, ...], name: str) -> str:
        if self._masked and name:
            text = text.replace(name, mask_name(name))
        return mask_text(text, numbers)


def _small(label: str) -> str:
    """A label inside a sentence: "By SMS" as "by SMS"; what is no plain word stays."""
    first = label.partition(" ")[0]
    return label[:1].lower() + label[1:] if first[1:] == first[1:].lower() else label


def _without_gaps(values: Mapping[str, str], text: str) -> str:
    """A sentence without those of its parts between dots whose value is none."""
    first, *others = text.split(" · ")
    ends = ((part, _LAST.search(part)) for part in others)
    return " · ".join([first, *(part for part, end in ends if end is None or values.get(end[1]) != "—")])


def _field_of_goods(lang: Lang, key: str) -> str:
    """What a field of a holding or of a product is called."""
    try:
        return tr(lang, f"holdings.field.{key}")
    except KeyError:
        return tr(lang, f"audit.value.{key}")


def _judged(fact: Fact) -> dict[str, str]:
    """How many products a match offered and withheld."""
    if not isinstance(fact, OpinionGiven):
        return {}
    return {"opinion_offered": str(len(fact.opinion.may)), "opinion_withheld": str(len(fact.opinion.may_not))}


def flat(value: Value, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every value inside a value by its path ("person_name"). A text in two languages is one value."""
    for name in type(value).model_fields:
        inner, path = getattr(value, name), f"{prefix}{name}"
        if isinstance(inner, Value) and not isinstance(inner, Text):
            yield from flat(inner, f"{path}_")
        else:
            yield path, inner
