"""The list of cooperating institutions (SALE-16): read by all who sell, kept by the product keeper."""

from collections.abc import Mapping
from typing import NamedTuple

from rmdesk.desk import guarding
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.base import Lang
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.institutions import Institution, InstitutionStated, Listed, State, folded, named_in, near
from rmdesk.domain.refusal import passed, stop
from rmdesk.locale import tr

LIFT = "shelf.lower"
"""The sensitive act of admitting again what head office stopped: it opens products, as a lower level does."""


class InstitutionLine(NamedTuple):
    """One institution: None as `institution` when products name it and the list does not. `products`: how many of its
    products have not ended. `english`: its name there in English, "" where no product gives one. `stopped`: how it
    stands by another one that its name names, where it is admitted itself."""

    name: str
    institution: Institution | None
    products: int
    english: str = ""
    stopped: State | None = None

    @property
    def state(self) -> State | None:
        """How its products are sold; None where nobody put it on the list."""
        return self.stopped or (None if self.institution is None else self.institution.state)

    def named(self, lang: Lang) -> str:
        """Its name as somebody who reads `lang` sees it."""
        return self.english or self.name if lang == "en" else self.name


@use_case("shelf.read")
def listed(desk: Desk) -> tuple[InstitutionLine, ...]:
    """All on the list, and all whose products stand on the shelf: those that are not admitted first, then by name."""
    rows = desk.store.query("SELECT name, doc FROM institution")
    known = {row["name"]: desk.parsed(Institution, row["doc"]) for row in rows}
    sql = (
        "SELECT issuer, sum(status <> 'ended') AS many, max(json_extract(doc, '$.issuer.en')) AS english FROM product"
        " WHERE own = 0 GROUP BY issuer ORDER BY issuer"
    )
    lines = {key: InstitutionLine(one.name, one, 0) for key, one in known.items()}
    for row in desk.store.query(sql):
        key = plain(row["issuer"])
        line = lines.get(key) or InstitutionLine(row["issuer"], None, 0)
        if key in lines or row["many"]:
            lines[key] = line._replace(products=line.products + row["many"], english=line.english or row["english"])
    sold = standing(desk)
    found = [
        one._replace(stopped=sold[key]) if key in sold and sold[key] != "admitted" else one
        for key, one in lines.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.state == "admitted", one.name)))


@use_case("shelf.keep")
def state(desk: Desk, names: tuple[str, ...], wanted: State, reason: str, proof: Proof | None = None) -> int:
    """Put institutions into a state, with the reason; how many were not in it before. A name that no product gives yet
    may be admitted beforehand. `proof` of a second person who sells nothing where it lifts what head office stopped:
    two people did that (SALE-16)."""
    named = tuple({plain(name): name.strip() for name in names}.values())
    if not reason.strip() or not named or not all(named):
        stop("INPUT.required")
    now = states(desk)
    strange = [name for name in named if plain(name) not in now and wanted != "admitted"]
    if strange:
        stop("INPUT.unknown", what="institution", given=strange[0])
    above = stopped(desk) if wanted == "admitted" else frozenset[str]()
    many = 0
    with desk.transaction():
        for name in named:
            if not above.isdisjoint(named_in(name)):
                guarding.prove(desk, LIFT, proof, name)
            many += note(desk, name, wanted, reason.strip())
    return many


def note(desk: Desk, name: str, wanted: State, reason: str) -> bool:
    """Note a state; False when it was so already. For use cases, inside their transaction."""
    was = states(desk).get(plain(name))
    if was == wanted:
        return False
    one = Institution(name=name, state=wanted, since=desk.today(), reason=reason)
    desk.record(InstitutionStated(institution=one, was=was or ""), name)
    return True


def unsay(desk: Desk, said: InstitutionStated, reason: str) -> None:
    """Take back that an institution was admitted, unless somebody said otherwise of it since. For use cases, inside
    their transaction."""
    row, one = desk.store.get("institution", said.institution.name), said.institution
    if one.state == "admitted" and row is not None and desk.parsed(Institution, row["doc"]) == one:
        note(desk, one.name, said.was or "suspended", reason)


def states(desk: Desk) -> Listed:
    """State by plain name. For use cases."""
    return {row["name"]: row["state"] for row in desk.store.query("SELECT name, state FROM institution")}


def standing(desk: Desk) -> Listed:
    """State by plain name, as products are sold by it: what is stopped is so in whatever letters, with whatever points
    or ending, beside whichever other institution another name of it is admitted (SALE-16). For use cases and faces."""
    known = states(desk)
    stops = {folded(name): state for name, state in known.items() if state != "admitted"}
    return {name: _stopped_by(stops, name) or one if one == "admitted" else one for name, one in known.items()}


def _stopped_by(stops: Mapping[str, State], name: str) -> State | None:
    """In which state the institution is, or one of those that a name names, in whatever words, where it is stopped."""
    return stops.get(folded(name)) or next((stops[one] for one in sorted(named_in(name)) if one in stops), None)


def stopped(desk: Desk) -> frozenset[str]:
    """Those that head office stopped, by two people, and nobody admitted since, by `folded` name. For use cases."""
    return frozenset(folded(row["name"]) for row in desk.store.query("SELECT name FROM stopped"))


def with_them(desk: Desk, names: tuple[str, ...], lang: Lang) -> str:
    """What else is stopped with these, and what is called so much like one of them that its keeper looks whether it is
    the same: each with its products. "" where there is nothing. For faces."""
    own, lines = {plain(name) for name in names}, passed(listed(desk))
    beside = [one for one in lines if one.products and plain(one.name) not in own]
    stopped_too = [one for one in beside if not named_in(one.name).isdisjoint(map(folded, names))]
    alike = [one for one in beside if one not in stopped_too and any(near(one.name, name) for name in names)]
    alike = [one for one in alike if one.state == "admitted"]
    said = (*(("stopped_with", one) for one in stopped_too), *(("still_sold", one) for one in alike))
    return "\n".join(tr(lang, f"shelf.{key}", institution=one.named(lang), many=one.products) for key, one in said)


def lifted(desk: Desk, names: tuple[str, ...], lang: Lang) -> str:
    """What a second person agrees to who admits some of these again: which of them head office stopped, and why. For
    faces."""
    wanted = {one for name in names for one in named_in(name)}
    rows = desk.store.query("SELECT name, doc FROM stopped ORDER BY name")
    found = (desk.parsed(Institution, row["doc"]) for row in rows if folded(row["name"]) in wanted)
    said = (tr(lang, "shelf.lifted", institution=one.name, since=one.since, reason=one.reason) for one in found)
    return "\n".join(said)
