"""A client's right to a copy of the own data: one paper to read, one file for machines (DATA-03, DATA-07)."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from rmdesk.desk import assess, clients, guarding, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.archive.copy_maker import not_the_maker
from rmdesk.desk.assessment import standing
from rmdesk.desk.client_file import form_of
from rmdesk.desk.complaints.alike import unlinked_of
from rmdesk.desk.complaints.reading import all_cases
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings.portfolio import held_by, product_of
from rmdesk.desk.large_print import in_large
from rmdesk.desk.paper_files import leaving, write_file
from rmdesk.desk.paper_titles import paper_title
from rmdesk.desk.papers.archive.own_data import OwnData, compose, fields_of
from rmdesk.desk.papers.drawing import pdf_of
from rmdesk.desk.papers.issuing import frame_now
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.desk.registers.taken_out import OwnEntry, own_entries
from rmdesk.domain import archive_facts as facts
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.base import Lang
from rmdesk.domain.client import Client
from rmdesk.domain.client_dues import ClientDue
from rmdesk.domain.refusal import passed, stop, stop_if
from rmdesk.domain.sale import Sale
from rmdesk.locale import tr
from rmdesk.paper import Document
from rmdesk.store.plain import instant

FORMAT = "rmdesk-own-data-1"


class OwnDataFiles(NamedTuple):
    """The copy as it was written."""

    number: str
    pdf: Path
    json: Path


@use_case("clients.export")
def export(
    desk: Desk, which: str, folder: Path, lang: Lang, proof: Proof | None = None, large: bool | None = None
) -> OwnDataFiles:
    """Write a client's own data into `folder`, numbers in full, as a fact. No approval is needed: it is the client's.
    It is made by whom the desk names, who is nobody's party in it (`copy_maker`), and refused while a case
    that is the client's own is linked to no file. `large`: in large print for whoever asks for it (SUIT-10).

    Without the AML grade and its reason (KYC-05) and the bank's own remarks.
    """
    client = passed(clients.get(desk, same_person.the_one(desk, passed(clients.get(desk, which)).id)))
    stop_if(not_the_maker(desk, client))
    if unlinked := unlinked_of(desk, client.id):
        stop("DATA-03.unlinked", cases=", ".join(case.no for case in unlinked))
    guarding.prove(desk, "clients.export", proof, client.id)
    data = own_data(desk, client, client.reads(lang), large=in_large(desk, client, large))
    document = compose(data)
    with leaving(desk, folder):
        return _issue(desk, client, data, document, folder)


def own_data(desk: Desk, client: Client, lang: Lang, *, large: bool = False) -> OwnData:
    """Everything that is the client's to know. For use cases."""
    assessments = passed(assess.history(desk, client.id))
    match_input = standing.match_input(desk, client)
    mine = same_person.ids(desk, client.id)
    of_person = same_person.among(mine)
    rows = desk.store.query(f"SELECT doc FROM sale WHERE {of_person} ORDER BY no", mine)
    cases = all_cases(desk, of_person, mine)
    held, sales = held_by(desk, client.id), tuple(desk.parsed(Sale, row["doc"]) for row in rows)
    codes = (*(one.code for one in held), *(one.choice.code for one in sales if one.choice is not None))
    return OwnData(
        given=PaperInput(
            frame=frame_now(desk, lang),
            number="",
            client=client,
            match_input=match_input,
            assessment=match_input.assessment,
            asked_large=large,
        ),
        assessments=assessments,
        sales=sales,
        papers=_papers(desk, client.id, lang),
        holdings=held,
        names=_names(desk, codes, lang),
        complaints=tuple(cases),
        answers=tuple(_answered(desk, client, one, lang) for one in assessments),
        dues=_dues(desk, client.id, lang),
        entries=tuple(one for each in mine for one in own_entries(desk, each)),
        also=tuple(clients.require(desk, one) for one in mine[1:]),
    )


def as_json(data: OwnData) -> dict[str, Any]:
    """The copy for machines."""
    client = data.given.client
    return {
        "format": FORMAT,
        "made_at": data.given.at.isoformat(),
        "bank": data.given.branch.bank,
        "branch": data.given.branch.branch,
        "client": {
            "no": data.given.branch.coded(client.no),
            "kind": client.kind,
            "registered_on": client.registered_on.isoformat(),
        },
        "file": _file(data.given),
        "linked": [
            {
                "no": data.given.branch.coded(one.client.no),
                "registered_on": one.client.registered_on.isoformat(),
                "file": _file(one),
            }
            for one in data.others()
        ],
        "assessments": [
            {
                **one.model_dump(mode="json", include={"on", "score", "level", "form_id", "form_version", "answers"}),
                "said": [{"question": question, "answer": answer} for question, answer in said],
            }
            for one, said in zip(data.assessments, data.answers, strict=True)
        ],
        "sales": [{**_sale(one), "no": data.given.branch.coded(one.no)} for one in data.sales],
        "holdings": [one.model_dump(mode="json", include=_OF_HOLDING) for one in data.holdings],
        "papers": [{"number": number, "title": title, "on": on} for number, title, on in data.papers],
        "complaints": [
            {"no": data.given.branch.coded(one.no), **one.model_dump(mode="json", include=_OF_CASE)}
            for one in data.complaints
        ],
        "dues": [{"what": what, "on": on, "done_on": done or None} for what, on, done in data.dues],
        "entries": [_entry(one, data) for one in data.entries],
    }


def _file(given: PaperInput) -> list[dict[str, str]]:
    return [dict(zip(("key", "label", "value", "shown"), one, strict=True)) for one in fields_of(given)]


_OF_HOLDING = {
    "code", "name", "currency", "amount", "cost", "payment", "premium", "years_left", "begun_on", "maturity", "as_of",
    "source", "state",
}  # fmt: skip
_OF_CASE = {
    "type", "state", "received_at", "claim", "wanted", "story", "grounds", "complainant", "answered_at", "urged",
    "extensions", "pauses", "new_facts_at", "decision", "notice", "recheck_asked", "recheck_reason", "recheck_decision",
    "recheck_notice", "came_back", "ended_on", "ending", "end_note",
}  # fmt: skip


def _entry(one: OwnEntry, data: OwnData) -> dict[str, Any]:
    given, lang = data.given, data.given.lang
    return {
        "no": given.branch.coded(one.no),
        "register": given.text(one.title),
        "begun_on": one.begun_on,
        "state": given.text(one.state),
        "answers": [
            {"key": each.key, "label": each.label.of(lang), "value": each.raw, "shown": each.text.of(lang)}
            for each in one.answers
        ],
    }


def _sale(one: Sale) -> dict[str, Any]:
    choice = one.choice
    return {
        "opened_at": one.opened_at.isoformat(),
        "product": None if choice is None else choice.code,
        "amount": None if choice is None else str(choice.amount),
        "recording": None if one.recording is None else one.recording.model_dump(mode="json"),
        "confirmed_at": None if one.countersigned is None else one.countersigned.at.isoformat(),
        "abandoned": one.abandoned is not None,
    }


def _issue(desk: Desk, client: Client, data: OwnData, document: Document, folder: Path) -> OwnDataFiles:
    document = replace(document, number=desk.next_printed_no("S"), desk=desk.mark)
    text = json.dumps(as_json(data), ensure_ascii=False, indent=1).encode() + b"\n"
    name = f"{document.number}-{desk.branch.coded(client.no)}"
    files = {f"{name}.pdf": pdf_of(desk, document), f"{name}.json": text}
    sums = {file: hashlib.sha256(content).hexdigest() for file, content in files.items()}
    desk.record(
        facts.ClientExported(client_id=client.id, number=document.number, sha256=sums, code=desk.branch.code), client.id
    )
    pdf, plain = (write_file(folder / file, content) for file, content in files.items())
    return OwnDataFiles(document.number, pdf, plain)


def _answered(desk: Desk, client: Client, one: Assessment, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Each question of an assessment with what was answered, in the words of the form that was answered."""
    form = passed(form_of(desk, client, one))
    mark = "；" if lang == "zh" else "; "
    return tuple(
        (
            question.text.of(lang),
            mark.join(option.text.of(lang) for option in question.options if option.key in ticked) or "—",
        )
        for question, ticked in zip(form.questions, one.answers, strict=False)
    )


def _names(desk: Desk, codes: Iterable[str], lang: Lang) -> dict[str, str]:
    """What our shelf calls the products among them, by code."""
    found = {code: product_of(desk, code) for code in codes}
    return {code: product.name.of(lang) for code, product in found.items() if product is not None}


def _dues(desk: Desk, client_id: str, lang: Lang) -> tuple[tuple[str, str, str], ...]:
    """What the branch still owed or did by a day: what, the day, when it was done. None that tells of KYC-05."""
    mine = same_person.ids(desk, client_id)
    rows = desk.store.query(f"SELECT doc FROM due WHERE {same_person.among(mine)} ORDER BY id", mine)
    found = (desk.parsed(ClientDue, row["doc"]) for row in rows)
    return tuple(
        (
            tr(lang, f"home.due_kind.{one.kind}"),
            one.on.isoformat(),
            "" if one.done_at is None else desk.local(one.done_at).date().isoformat(),
        )
        for one in sorted(found, key=lambda due: (due.on, due.id))
        if one.kind != "aml_review"
    )


def _papers(desk: Desk, client_id: str, lang: Lang) -> tuple[tuple[str, str, str], ...]:
    mine = same_person.ids(desk, client_id)
    rows = desk.store.query(f"SELECT number, kind, at FROM paper WHERE {same_person.among(mine)} ORDER BY at", mine)
    return tuple(
        (row["number"], paper_title(desk.pack, row["kind"], lang), desk.local(instant(row["at"])).date().isoformat())
        for row in rows
    )
