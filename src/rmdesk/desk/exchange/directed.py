"""What head office hands down, done at this desk: heard once, in order, each a fact that names who said so there.

What this desk's own rules stand against (a family of products that its forms do not know) is kept and waits; with every
bundle of head office it is tried again, unless something later was said about the same.
"""

from typing import NamedTuple

from rmdesk.desk import packs, people
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import counted
from rmdesk.desk.shelf import products, regrading
from rmdesk.desk.shelf.stood import said_alike
from rmdesk.domain.base import Text
from rmdesk.domain.directives import (
    ClientSettled,
    CodeGiven,
    CountsGiven,
    Directed,
    Directive,
    HandedDown,
    HolidaysGiven,
    PackGiven,
    PersonGiven,
    ProductGiven,
    SettledFor,
    What,
    bare,
    called,
    is_for,
    topic,
)
from rmdesk.domain.exchange import Peer
from rmdesk.domain.people import Branch
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal


class DirectiveLine(NamedTuple):
    """One thing that head office said last about a subject: what, about which, its number there, by which two people;
    the code of the refusal by which it waits, "" where it is done; why, where a reason was given; of a form pack what
    asks for less than before. `word` and `called`: what, and about whom or which, as people say it here."""

    what: What
    about: str
    seq: int
    by: str
    second: str
    held: str
    reason: str
    word: str
    called: str
    looser: tuple[Text, ...] = ()


def received(desk: Desk, peer: Peer, seq: int, fact: Directed) -> tuple[DirectiveLine, ...]:
    """Do what head office says; nothing where it is said to another desk, or of one that is not known here. For use
    cases, inside their transaction."""
    directive = fact.directive
    if not is_for(desk.store.device, directive.what, directive.about):
        return ()
    if isinstance(directive, CodeGiven) and not _knows(desk, directive.about):
        return ()
    sql = "SELECT actor FROM received_fact WHERE desk = ? AND seq = ?"
    by = str(desk.store.query(sql, (peer.card.device, seq))[0]["actor"])
    said = {"device": peer.card.device, "seq": seq, "by": by, "second": fact.second, "about": directive.about}
    return (_do(desk, HandedDown(**said, directive=bare(directive), held=_held(desk, directive)), directive),)


def again(desk: Desk, peer: Peer) -> tuple[DirectiveLine, ...]:
    """Try once more what waits; what is done since. For use cases, inside their transaction."""
    done = []
    for fact in _last(desk, peer.card.device):
        said = desk.store.exchange.opened(fact.device, fact.seq) if fact.held else None
        if isinstance(said, Directed) and not _held(desk, said.directive):
            done.append(_do(desk, fact.model_copy(update={"held": ""}), said.directive))
    return tuple(done)


def standing(desk: Desk, peer: Peer) -> tuple[DirectiveLine, ...]:
    """What head office said, the last word about each subject, the newest first. For use cases."""
    return tuple(_line(desk, fact) for fact in reversed(_last(desk, peer.card.device)))


def _last(desk: Desk, device: str) -> tuple[HandedDown, ...]:
    """The last directive about each subject, in order."""
    rows = desk.store.query("SELECT topic, doc FROM directive WHERE device = ? ORDER BY seq", (device,))
    last = dict[str, str]()
    for row in rows:
        last.pop(row["topic"], None)
        last[row["topic"]] = row["doc"]
    return tuple(desk.parsed(HandedDown, doc) for doc in last.values())


def _held(desk: Desk, directive: Directive) -> str:
    """The refusal that stands against a directive here."""
    fault: Refusal | None = None
    if isinstance(directive, PackGiven):
        fault = packs.unfit(desk, directive.files)
    if isinstance(directive, ProductGiven):
        fault = products.fault(desk, products.completed(desk, directive.product))
    if isinstance(directive, PersonGiven):
        fault = people.not_given(desk, directive)
    return "" if fault is None else fault.code


def _line(desk: Desk, fact: HandedDown) -> DirectiveLine:
    said, reason, about = fact.directive, str(getattr(fact.directive, "reason", "")), fact.about
    match said:
        case CodeGiven(about=device, code=code):
            about = code if device == desk.store.device else f"{device} {code}"
        case PersonGiven(login=login, name=name):
            about = f"{name} {login}"
        case CountsGiven():
            about = ""
        case ClientSettled(client_id=client_id):
            row, settled = desk.store.get("client", client_id), desk.store.get("settled", client_id)
            about = about if row is None else str(row["no"])
            reason = "" if settled is None else desk.parsed(SettledFor, settled["doc"]).reason
    line = DirectiveLine(said.what, fact.about, fact.seq, fact.by, fact.second, fact.held, reason, called(said), about)
    return line._replace(looser=fact.looser)


def _do(desk: Desk, fact: HandedDown, directive: Directive) -> DirectiveLine:
    code = fact.about
    if isinstance(directive, PackGiven) and not fact.held:
        fact = fact.model_copy(update={"looser": packs.looser(desk, directive.files)})
    before = _product(desk, code) if isinstance(directive, ProductGiven) else None
    alike: tuple[tuple[Product, Product], ...] = ()
    if isinstance(directive, ProductGiven) and not fact.held:
        alike = said_alike(desk.store, directive.product, desk.pack.levels)
        fact = fact.model_copy(update={"alike": tuple(after for _, after in alike)})
    desk.record(fact, topic(directive.what, code))
    if fact.held:
        return _line(desk, fact)
    match directive:
        case ProductGiven():
            after = _product(desk, code)
            if before is not None and after is not None and before != after:
                regrading.follow(desk, before, after, "")
            for twin, now in alike:
                regrading.follow(desk, twin, now, "")
        case HolidaysGiven():
            desk.calendar_changed()
        case PackGiven(files=files):
            packs.take_over(desk, files)
        case CountsGiven():
            counted.heard(desk, fact, directive)
        case ClientSettled(client_id=id, keeps=keeps, here=here, reason=reason):
            settled = SettledFor(device=fact.device, seq=fact.seq, client_id=id, keeps=keeps, here=here, reason=reason)
            desk.record(settled, id)
        case PersonGiven(login=login):
            people.follow(desk, login)
    row = desk.store.get("setting", "branch")
    if row is not None:
        desk.branch = desk.parsed(Branch, row["value"])
    return _line(desk, fact)


def _knows(desk: Desk, device: str) -> bool:
    return device == desk.store.device or desk.store.get("peer", device) is not None


def _product(desk: Desk, code: str) -> Product | None:
    row = desk.store.get("product", code)
    return None if row is None else desk.parsed(Product, row["doc"])
