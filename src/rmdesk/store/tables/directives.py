"""What head office handed down: each directive, the products that it recalled, clients whom other desks have, too."""

from rmdesk.domain import directives
from rmdesk.domain.directives import CountedElsewhere, HandedDown, SettledFor, topic
from rmdesk.domain.exchange_moves import ClientTakenOver
from rmdesk.domain.people import Branch, Person
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Gone, Reader, Row
from rmdesk.store.tables.branch import person_row
from rmdesk.store.tables.exchange import coded_row
from rmdesk.store.tables.institutions import stands
from rmdesk.store.tables.shelf import (
    given_row,
    on_shelf,
    recalled,
    recalled_by_name,
    released,
    released_by_name,
    stopped_alike,
)

table("recall", key="code", text=("registered", "doc"), indexes=[("registered",)])
table("directive", key=("device", "seq"), text=("topic", "state", "at", "doc"), indexes=[("topic",), ("state",)])
table("elsewhere", key="client_id", text=("doc",))
table("settled", key="client_id", text=("doc",))
table("given_person", key="login", text=("at", "doc"))

_DIGITS = 12


@projects(HandedDown)
def _handed_down(rows: Reader, fact: HandedDown, entry: Entry) -> Changes:
    key = {"device": fact.device, "seq": f"{fact.seq:0{_DIGITS}}"}
    said = {"topic": topic(fact.directive.what, fact.about), "state": "held" if fact.held else "done"}
    yield Row("directive", {**key, **said, "at": entry.at, "doc": fact})
    if not fact.held:
        yield from _done(rows, fact, entry)


@projects(CountedElsewhere)
def _counted(rows: Reader, fact: CountedElsewhere, entry: Entry) -> Changes:
    if fact.counted.says_something:
        yield Row("elsewhere", {"client_id": fact.client_id, "doc": fact})
    else:
        yield Gone("elsewhere", {"client_id": fact.client_id})


@projects(SettledFor)
def _settled(rows: Reader, fact: SettledFor, entry: Entry) -> Changes:
    yield Row("settled", {"client_id": fact.client_id, "doc": fact})


@projects(ClientTakenOver)
def _came_back(rows: Reader, fact: ClientTakenOver, entry: Entry) -> Changes:
    """A desk gave the client up to this one: what was settled before is done."""
    yield Gone("settled", {"client_id": fact.client_id})


def _done(rows: Reader, fact: HandedDown, entry: Entry) -> Changes:
    match fact.directive:
        case directives.ProductGiven(product=product):
            yield from on_shelf(rows, product)
            yield given_row(product)
            yield from stopped_alike(rows, product)
            for one in fact.alike:
                yield from on_shelf(rows, one)
        case directives.Recall(about=code, reason=reason):
            said = directives.Recalled(code=code, reason=reason, by=fact.by)
            yield from recalled_by_name(rows, said)
            registered, changes = recalled(rows, code)
            yield Row("recall", {"code": code, "registered": registered, "doc": said})
            yield from changes
        case directives.Release(about=code):
            yield from released(rows, code)
            yield from released_by_name(rows, code)
            yield Gone("recall", {"code": code})
        case directives.InstitutionGiven(institution=one):
            yield from stands(one, from_above=True)
        case directives.HolidaysGiven(holidays=year):
            yield Row("holidays", {"year": str(year.year), "doc": year})
        case directives.Letterhead() as letterhead:
            yield _branch(rows, letterhead.on(_of(rows)))
        case directives.PackGiven() | directives.CountsGiven() | directives.ClientSettled():
            pass  # done by the facts that follow
        case directives.PersonGiven(login=login) as given:
            yield Row("given_person", {"login": login, "at": entry.at, "doc": fact})
            row = rows.row("person", login)
            yield person_row(given.on(None if row is None else rows.parsed(Person, row["doc"])))
        case directives.CodeGiven(about=device, code=code) if device == entry.device:
            yield _branch(rows, _of(rows).model_copy(update={"code": code}))
        case directives.CodeGiven(about=device, code=code):
            yield from coded_row(rows, device, code)


def _of(rows: Reader) -> Branch:
    row = rows.row("setting", "branch")
    if row is None:
        raise LookupError("the desk was never opened")
    return rows.parsed(Branch, row["value"])


def _branch(rows: Reader, branch: Branch) -> Row:
    return Row("setting", {"key": "branch", "value": branch})
