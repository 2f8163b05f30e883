"""Dues of clients that the journal keeps (DESK-07): made by use cases, ended by an act or by how it went."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from rmdesk.desk import book, same_person
from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.concern import Matter, concerned
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues.maturities import worth
from rmdesk.desk.dues.whose import is_left, others_do
from rmdesk.domain import facts
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.base import Text
from rmdesk.domain.calendar import add_months
from rmdesk.domain.client import Client, valid_until
from rmdesk.domain.client_dues import ClientDue, DueKind
from rmdesk.domain.dues import Due, Subject
from rmdesk.domain.holdings import Holding
from rmdesk.domain.refusal import stop, written
from rmdesk.locale import Lang, tr

MOST_MENDED = 200
"""Of more clients than so many the whole list is read anew."""
MOST_AT_ONCE = 1_000
"""More of them, whoever's they are, are gone through beside the first screen."""
PREFIX = "client:"
"""Before the id of a due of this kind in a list that holds others too."""
_LEGAL = frozenset({"aml_review"})  # a year is the law's; every other day here is the bank's own
_LATER = """SELECT due.doc, put_off.until_day FROM due LEFT JOIN put_off
            ON put_off.key = 'client:' || due.id AND put_off.was_on = due.on_day WHERE due.done = 0 AND"""
_AWAY = "SELECT id, client.doc FROM moving JOIN client ON id = client_id WHERE way = 'out' AND state <> 'refused'"
_SAID = """SELECT due.doc, client.no, client.name, client.manager, holding.doc AS held
           FROM due CROSS JOIN client ON client.id = due.client_id
           LEFT JOIN holding ON holding.id = due.sale_id AND due.kind = 'maturity' WHERE due.done = 0"""


@use_case("clients.read")
def of_client(desk: Desk, client_id: str) -> tuple[ClientDue, ...]:
    """A client's open dues, the earliest first; those of all files of the same person (DESK-01)."""
    mine, login = _of_book(desk)
    ids = same_person.ids(desk, client_id)
    return _open(desk, f"{same_person.among(ids)}{mine} ORDER BY on_day, id", (*ids, *login))


@use_case("clients.read")
def settled(desk: Desk, client_id: str) -> tuple[ClientDue, ...]:
    """A client's dues of which somebody noted how they went, the latest first; of all files of the same person."""
    mine, login = _of_book(desk)
    ids = same_person.ids(desk, client_id)
    sql = f"SELECT due.doc FROM due WHERE done = 1 AND {same_person.among(ids)}{mine} ORDER BY on_day DESC, id DESC"
    found = (ClientDue.model_validate_json(row["doc"]) for row in desk.store.query(sql, (*ids, *login)))
    return tuple(one for one in found if one.note)


@use_case("clients.read")
def one(desk: Desk, due_id: str) -> ClientDue:
    """An open due of a client by its id."""
    return of_book(desk, due_id)


def due(desk: Desk, until: date) -> tuple[Due, ...]:
    """What is to be seen by `until`, of the own book for a manager. Whoever sees all books sees what is his own to do;
    compliance also what somebody left behind, and what is past a date of the law. A provider of the list of dues; what
    happened to a client has that one's read again."""
    return desk.until_told((due, until), lambda: tuple(_of_these(desk, until)), partial(_mended, desk, until))


def takes_long(desk: Desk) -> bool:
    """Whether many would have to be read for today's first. For use cases."""
    if desk.is_told((due, desk.today())):
        return False
    sql = f"SELECT 1 FROM due WHERE done = 0 AND remind <= ? LIMIT 1 OFFSET {MOST_AT_ONCE}"
    return bool(desk.store.query(sql, (desk.today().isoformat(),)))


def _mended(desk: Desk, until: date, before: tuple[Due, ...], clients: frozenset[str]) -> tuple[Due, ...] | None:
    if len(clients) > MOST_MENDED:
        return None
    others = (one for one in before if one.subject.id not in clients)
    return (*others, *_of_these(desk, until, tuple(clients)))


def _of_these(desk: Desk, until: date, clients: tuple[str, ...] | None = None) -> Iterator[Due]:
    """Of these clients; of all for None."""
    whose, watches = book.owners(desk), "compliance" in desk.actor.roles
    own = f" AND {book.among('+client.manager', whose)}" if whose else ""
    those = "" if clients is None else f" AND due.client_id IN ({', '.join('?' * len(clients))})"
    asked = (until.isoformat(), *whose, *(clients or ()))
    gone = moved_away(desk)
    for row in desk.store.query(f"{_SAID} AND due.remind <= ?{own}{those}", asked):
        found = _read(desk, row["doc"])
        if found.client_id in gone:
            continue
        one = as_due(found, row["no"], row["name"], row["manager"])
        pressing = (one.legal and one.day < until) or is_left(desk, one)
        if whose or not others_do(desk, one) or (watches and pressing):
            yield one if row["held"] is None else _with_amount(one, desk.parsed(Holding, row["held"]))


def moved_away(desk: Desk) -> frozenset[str]:
    """The clients whom another desk sees to: what is due of them is due there."""
    rows = desk.store.query(_AWAY)
    return frozenset(row["id"] for row in rows if desk.parsed(Client, row["doc"]).moved_to)


def _with_amount(one: Due, held: Holding) -> Due:
    said = worth(held.code, held.amount, held.currency)
    return one.model_copy(update={"amount": held.amount, "about": Text.same(said)})


def as_due(one: ClientDue, no: str = "", name: str = "", whom: str = "") -> Due:
    """A client's due as the list shows it."""
    return Due(
        key=f"{PREFIX}{one.id}",
        kind=f"client.{one.kind}",
        rule=one.rule,
        subject=Subject(kind="client", id=one.client_id),
        what=Text(zh=tr("zh", f"home.due_kind.{one.kind}"), en=tr("en", f"home.due_kind.{one.kind}")),
        no=no,
        name=name,
        about=Text(zh=_about(one, "zh"), en=_about(one, "en")),
        on=one.on,
        warn_days=one.warn_days,
        later=one.later,
        legal=one.kind in _LEGAL,
        whom="" if one.not_by else whom,
        not_by=one.not_by,
        act=one.act,
    )


def _about(one: ClientDue, lang: Lang) -> str:
    """Flags in words, everything else as it is."""
    if one.kind != "assessment_review" or not one.about:
        return one.about
    flags = (tr(lang, f"clients.flag.{flag.partition(':')[0]}") for flag in one.about.split(", "))
    return ("、" if lang == "zh" else ", ").join(flags)


@use_case("dues.work")
def settle(desk: Desk, due_id: str, note: str) -> None:
    """What was due was done; `note` says how it went. Refused where an act alone ends it (DESK-07.act)."""
    due = of_book(desk, due_id)
    if due.act:
        stop("DESK-07.act", act=due.act, roles=", ".join(sorted(ROLES_OF[due.act])))
    if due.kind == "level_changed" and (notice := _notice(desk, due.about.split(" ")[0])):
        stop("DESK-07.there", no=notice)
    desk.record(facts.DueDone(due_id=due_id, note=written("note", note), at=desk.now()), due_id)


def _notice(desk: Desk, code: str) -> str:
    """The notice that waits for the holders of a product, "" for none: telling them there ends what is due."""
    sql = """SELECT no FROM entry WHERE about_kind = 'product' AND about_id = ? AND voided = 0 AND ended_on IS NULL
             AND json_extract(doc, '$.values.event') = 'regrade'
             AND NOT EXISTS (SELECT 1 FROM entry AS part WHERE part.parent_id = entry.id) ORDER BY no"""
    return next((str(row["no"]) for row in desk.store.query(sql, (code,))), "")


def create(
    desk: Desk,
    kind: DueKind,
    rule: str,
    client_id: str,
    on: date,
    *,
    warn_days: int = 0,
    sale_id: str | None = None,
    assessment_id: str | None = None,
    questionnaire: str = "",
    not_by: tuple[str, ...] = (),
    about: str = "",
) -> None:
    """Record a new due: `on` is the day that matters, `warn_days` before it people are reminded. For use cases,
    inside their transaction."""
    due = ClientDue(
        id=desk.new_id(),
        kind=kind,
        rule=rule,
        client_id=client_id,
        sale_id=sale_id,
        assessment_id=assessment_id,
        questionnaire=questionnaire,
        not_by=not_by,
        on=on,
        warn_days=warn_days,
        about=about,
    )
    desk.record(facts.DueCreated(due=due), due.id)


def replace(
    desk: Desk,
    kind: DueKind,
    rule: str,
    client_id: str,
    on: date | None,
    *,
    warn_days: int = 0,
    about: str = "",
    questionnaire: str = "",
) -> None:
    """One open due of a kind per person, of a reassessment one per questionnaire, under the file that is worked with:
    an older one falls away; `on` None leaves none."""
    mine = same_person.ids(desk, client_id)
    client_id, stands = mine[0], False
    for old in _open(desk, f"{same_person.among(mine)} AND kind = ?", (*mine, kind)):
        if old.questionnaire != questionnaire and old.questionnaire in desk.pack.questionnaire_keys:
            continue  # of one that is in force; that of one that the pack dropped has nobody to end it
        if old.on == on and old.client_id == client_id and not stands:
            stands = True
        else:
            desk.record(facts.DueDone(due_id=old.id, note="", at=desk.now()), old.id)
    if on is not None and not stands:
        create(desk, kind, rule, client_id, on, warn_days=warn_days, about=about, questionnaire=questionnaire)


def grade_reviewed(desk: Desk, client: Client, seen: str) -> None:
    """The yearly review of the highest AML grade was done: `seen` says what was looked at (KYC-05). INPUT.unknown where
    none is ahead. For use cases, which have the next one watched for."""
    mine = same_person.ids(desk, client.id)
    ahead = _open(desk, f"{same_person.among(mine)} AND kind = 'aml_review'", mine)
    if not ahead:
        stop("INPUT.unknown", what="due", given=client.no)
    for due in ahead:
        desk.record(facts.DueDone(due_id=due.id, note=seen, at=desk.now()), due.id)


def settle_sale(desk: Desk, sale_id: str, kind: DueKind) -> None:
    """A sale's dues of a kind are done. For use cases."""
    for due in _open(desk, "sale_id = ? AND kind = ?", (sale_id, kind)):
        desk.record(facts.DueDone(due_id=due.id, note="", at=desk.now()), due.id)


def settle_assessment(desk: Desk, client_id: str, assessment_id: str) -> None:
    """The review of this very assessment is done. For use cases."""
    for due in _open(desk, "client_id = ? AND kind = 'assessment_review'", (client_id,)):
        if due.assessment_id == assessment_id:
            desk.record(facts.DueDone(due_id=due.id, note="", at=desk.now()), due.id)


def hand_on(desk: Desk, kind: DueKind, client_id: str, about: str, note: str) -> None:
    """A client's dues of a kind whose `about` begins with this word are followed elsewhere from now on: `note` says
    where. For use cases."""
    for due in _open(desk, "client_id = ? AND kind = ?", (client_id, kind)):
        if due.about.split(" ")[0] == about:
            desk.record(facts.DueDone(due_id=due.id, note=note, at=desk.now()), due.id)


def watch_client(desk: Desk, client: Client, *, graded: bool = True) -> None:
    """Remember when the ID runs out (KYC-06) and when the highest AML grade is reviewed (KYC-05).

    `graded`: the AML grade was given just now. Otherwise its review stays where it stands: no other change of the file
    may push it out.
    """
    warn = desk.thresholds().id_remind_days
    replace(desk, "id_expiry", "KYC-06", client.id, client.id_valid_until, warn_days=warn)
    mine = same_person.ids(desk, client.id)
    if not any(_graded_high(desk, one) for one in mine):
        replace(desk, "aml_review", "KYC-05", client.id, None)
    elif graded or not _open(desk, f"{same_person.among(mine)} AND kind = 'aml_review'", mine):
        _next_aml_review(desk, client.id)


def _graded_high(desk: Desk, client_id: str) -> bool:
    row = desk.store.get("client", client_id)
    return row is not None and desk.parsed(Client, row["doc"]).profile.get("aml_grade") == "high"


def watch_new(desk: Desk, client: Client) -> None:
    """The same for a file that was opened just now by a list: nothing stands there yet."""
    if client.id_valid_until is not None:
        warn = desk.thresholds().id_remind_days
        create(desk, "id_expiry", "KYC-06", client.id, client.id_valid_until, warn_days=warn)


def watch_assessment(desk: Desk, assessment: Assessment) -> None:
    """Remember to reassess before the assessment runs out, each questionnaire by itself (SUIT-20)."""
    limits, key = desk.thresholds(), assessment.questionnaire
    last, warn = valid_until(assessment.on, limits), limits.reassess_remind_days
    about = assessment.form_id if key else ""
    replace(desk, "reassess", "SUIT-20", assessment.client_id, last, warn_days=warn, about=about, questionnaire=key)


def _next_aml_review(desk: Desk, client_id: str) -> None:
    limits = desk.thresholds()
    on = add_months(desk.today(), limits.aml_review_months)
    replace(desk, "aml_review", "KYC-05", client_id, on, warn_days=limits.aml_remind_days)


def of_book(desk: Desk, due_id: str) -> ClientDue:
    """An open due of a client by its id, of the own book for a manager. For use cases."""
    mine, login = _of_book(desk)
    found = _open(desk, f"id = ?{mine}", (due_id, *login))
    if not found:
        stop("INPUT.unknown", what="due", given=due_id)
    return found[0]


def _of_book(desk: Desk) -> tuple[str, tuple[str, ...]]:
    """The condition that leaves a manager the dues of the own book, and its parameters. Asked for each row that was
    found by something else: a walk through the whole book costs more."""
    mine = book.owners(desk)
    among = book.among("+client.manager", mine)
    own = f" AND EXISTS (SELECT 1 FROM client WHERE client.id = due.client_id AND {among})"
    return (own, mine) if mine else ("", ())


def _open(desk: Desk, where: str, params: tuple[str, ...]) -> tuple[ClientDue, ...]:
    rows = desk.store.query(f"{_LATER} {where}", params)
    return tuple(_read(desk, row["doc"], row["until_day"]) for row in rows)


def _read(desk: Desk, doc: str, later: str | None = None) -> ClientDue:
    """As it stands now: the review of an assessment is for whom the review itself lets pass, so that nobody is offered
    what he is then refused; a sale may have been signed on it since, or the client have another manager (QUES-09)."""
    one = ClientDue.model_validate_json(doc)
    changed: dict[str, object] = {} if later is None else {"later": date.fromisoformat(later)}
    taken = desk.store.get("assessment", one.assessment_id) if one.assessment_id is not None else None
    if taken is not None and one.kind == "assessment_review":
        matter = Matter(assessment=desk.parsed(Assessment, taken["doc"]))
        changed["not_by"] = tuple(sorted(concerned(desk, "of_assessment.review", matter)))
    return one.model_copy(update=changed) if changed else one
