"""The record of a case while it is typed: its fields page by page, and what they make (COMP-01, 02, 03, 13, 15)."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from rmdesk.desk import people, sales
from rmdesk.desk.complaints.register import NewCase
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.base import Lang
from rmdesk.domain.clocks import CASE_TYPES
from rmdesk.domain.complaint import MAJOR_REASONS, PRIORITIES, ROLES, SOURCES, About, Complainant, Labels
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints.reading import moment_of, shown_moment
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.locale import tr

Values = dict[str, str]
PAGES: dict[str, tuple[str, ...]] = {
    "basic": ("type", "name", "contact", "about.product", "about.people", "claim", "wanted", "received"),
    "who": (
        "source", "regulator_no", "kind", "role", "agent_name", "agent_id_type", "agent_id_number",
        "agent_id_valid_until", "mandate_on", "deceased", "proof_seen", "representatives", "group_size", "face_to_face",
        "id_type", "id_number", "id_valid_until", "legal_representative", "address",
    ),
    "classes": ("priority", "channel", "business", "cause", "about.sale_id", "major", "story", "grounds"),
}  # fmt: skip
_ONCE = ("type", "received", "source", "regulator_no", "major")  # stays as it was taken in
_OPTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "type": ("case_type", CASE_TYPES),
    "source": ("case_source", SOURCES),
    "kind": ("complainant_kind", ("person", "organisation")),
    "role": ("complainant_role", ROLES),
    "priority": ("case_priority", PRIORITIES),
    "major": ("major_reason", MAJOR_REASONS),
    "proof_seen": ("yes_no", ("yes", "no")),
    "face_to_face": ("yes_no", ("yes", "no")),
}
_CLASSES = {"channel": "complaint_channel", "business": "complaint_business", "cause": "complaint_cause"}
_KINDS = {
    "contact": "contact", "received": "moment", "group_size": "integer", "id_number": "id_number",
    "agent_id_number": "id_number", "mandate_on": "date", "id_valid_until": "date_or_long",
    "agent_id_valid_until": "date_or_long",
}  # fmt: skip
_DOCUMENTS = (
    "id_type", "id_number", "id_valid_until", "agent_id_type", "agent_id_number", "agent_id_valid_until",
)  # fmt: skip
_LONG = {"claim", "wanted", "story", "grounds", "address"}
_PARTS = re.compile(r"[,，、;；]\s*")
START: Values = {"type": "complaint", "source": "client", "kind": "person", "role": "self", "priority": "normal"}


def pages(values: Mapping[str, str], *, again: bool = False) -> dict[str, tuple[str, ...]]:
    """The fields of each page that are asked, given what is known; `again`: for a case that was taken in already."""
    asked = {page: tuple(key for key in keys if _asked(key, values)) for page, keys in PAGES.items()}
    return {page: tuple(key for key in keys if asked_again(key) or not again) for page, keys in asked.items()}


def asked_again(key: str) -> bool:
    """Whether a field can still be changed once the case was taken in."""
    return key not in _ONCE


def _asked(key: str, values: Mapping[str, str]) -> bool:
    role = values.get("role", "self")
    match key:
        case "about.sale_id":
            return bool(values.get("client_id"))
        case "regulator_no":
            return values.get("source") == "regulator"
        case "agent_name" | "agent_id_type" | "agent_id_number" | "agent_id_valid_until" | "mandate_on":
            return role == "agent"
        case "id_type":
            return values.get("kind") != "organisation"
        case "deceased" | "id_valid_until":
            return role == "heir"
        case "proof_seen":
            return role in ("agent", "heir")
        case "representatives" | "group_size" | "face_to_face":
            return role == "group"
        case "legal_representative":
            return values.get("kind") == "organisation"
    return True


def spec(desk: Desk, key: str, lang: Lang, client_id: str = "") -> FieldSpec:
    """How a field is asked. `client_id`: whose sales it may be about (COMP-16)."""
    label, most = tr(lang, f"complaints.field.{key.rpartition('.')[2]}"), desk.pack.complaints.length
    hint = tr(lang, f"complaints.hint.{key}") if key in ("name", "received", "representatives") else ""
    required = key in ("name", "contact", "claim", "regulator_no")
    if key in _OPTIONS:
        vocabulary, keys = _OPTIONS[key]
        options = tuple(Option(one, desk.pack.label(vocabulary, one, lang)) for one in keys)
        return FieldSpec(key, label, "choices" if key == "major" else "choice", options, help=hint)
    if key in ("id_type", "agent_id_type"):
        kinds = desk.pack.labels.label["id_type"].items()
        return FieldSpec(key, label, "choice", tuple(Option(one, text.of(lang)) for one, text in kinds))
    if key == "about.people":
        return FieldSpec(key, label, "choices", people_options(desk))
    if key == "about.sale_id":
        return FieldSpec(key, label, "pick", sale_options(desk, client_id))
    if key in _CLASSES or key == "about.product":
        options = product_options(desk, lang) if key == "about.product" else class_options(desk, key, lang)
        return FieldSpec(key, label, "pick", options)
    if key in _LONG:
        length = most.story if key in ("story", "grounds") else most.claim
        return FieldSpec(key, label, "long_text", (), required, length, hint, paragraphs=True)
    return FieldSpec(key, label, _KINDS.get(key, "text"), (), required, most.name, hint)


def class_options(desk: Desk, key: str, lang: Lang) -> tuple[Option, ...]:
    """The classes of COMP-15 for a field."""
    return tuple(Option(one, text.of(lang)) for one, text in desk.pack.labels.label[_CLASSES[key]].items())


def sale_options(desk: Desk, client_id: str) -> tuple[Option, ...]:
    """A client's sales, the latest first: number, product, day of the last act."""
    found = sales.of_client(desk, client_id) if client_id else ()
    if isinstance(found, Refused):
        return ()
    on = (f"{desk.local(datetime.fromisoformat(one.touched_at)):%Y-%m-%d}" for one in found)
    return tuple(
        Option(one.id, " ".join(filter(None, (one.no, one.product, day)))) for one, day in zip(found, on, strict=True)
    )


def product_options(desk: Desk, lang: Lang) -> tuple[Option, ...]:
    """All products, by code; found by the name in either language."""
    found = shelf.products(desk)
    if isinstance(found, Refused):
        return ()
    other: Lang = "en" if lang == "zh" else "zh"
    return tuple(Option(one.code, f"{one.code} {one.name.of(lang)}", also=one.name.of(other)) for one in found)


def people_options(desk: Desk) -> tuple[Option, ...]:
    """The branch's people; a complaint may be about somebody who has left."""
    found = people.everybody(desk)
    if isinstance(found, Refused):
        return ()
    return tuple(Option(one.login, one.name) for one in found)


def values_of(desk: Desk, new: NewCase) -> Values:
    """What stands in the fields for a record."""
    who, about = new.complainant, new.about
    found: Values = {key: getattr(new, key) for key in ("type", "source", "regulator_no", "priority")}
    found |= {key: getattr(new, key) for key in ("claim", "wanted", "story", "grounds")}
    found |= {key: getattr(new.labels, key) for key in _CLASSES}
    names = ("name", "kind", "contact", "address", *_DOCUMENTS, "legal_representative", "role", "agent_name",
             "deceased")  # fmt: skip
    found |= {key: getattr(who, key) for key in names}
    found |= {
        "client_id": who.client_id or "",
        "mandate_on": "" if who.mandate_on is None else who.mandate_on.isoformat(),
        "proof_seen": "yes" if who.proof_seen else "",
        "representatives": "、".join(who.representatives),
        "group_size": str(who.group_size) if who.group_size > 1 else "",
        "face_to_face": "yes" if who.face_to_face else "",
        "about.sale_id": about.sale_id or "",
        "about.product": about.product or "",
        "about.people": ",".join(about.people),
        "major": ",".join(new.major),
        "received": "" if new.received_at is None else shown_moment(desk, new.received_at),
    }
    return found


def record_of(desk: Desk, values: Mapping[str, str]) -> NewCase:
    """The record that the fields make. Each was checked when it was left."""

    def of(key: str) -> str:
        return values.get(key, "")

    who: dict[str, Any] = {
        key: of(key)
        for key in ("name", "kind", "contact", "address", *_DOCUMENTS, "legal_representative", "role", "deceased")
    }
    who["mandate_on"] = date.fromisoformat(of("mandate_on")) if of("mandate_on") else None
    who |= {"agent_name": of("agent_name"), "client_id": of("client_id") or None}
    who |= {"proof_seen": of("proof_seen") == "yes", "face_to_face": of("face_to_face") == "yes"}
    who["representatives"] = tuple(name.strip() for name in _PARTS.split(of("representatives")) if name.strip())
    who["group_size"] = int(of("group_size") or max(1, len(who["representatives"])))
    about = About(
        sale_id=of("about.sale_id") or None, product=of("about.product") or None, people=_listed(of("about.people"))
    )
    kept: dict[str, Any] = {key: of(key) for key in ("claim", "wanted", "story", "grounds")}
    kept |= {key: of(key) or START[key] for key in ("type", "source", "priority")}
    kept["regulator_no"] = of("regulator_no") if kept["source"] == "regulator" else ""
    kept |= {"major": _listed(of("major")), "received_at": moment_of(desk, of("received"))}
    labels = Labels(**{key: of(key) for key in _CLASSES})
    return NewCase(**kept, complainant=Complainant(**who), about=about, labels=labels)


def _listed(joined: str) -> tuple[str, ...]:
    return tuple(part for part in joined.split(",") if part)
