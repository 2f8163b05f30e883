"""A product whose level fell, or whose match was loosened, by one person's word: clients could buy what was above
theirs (SUIT-15)."""

from collections.abc import Iterator
from typing import Final

from rmdesk.desk.proving.desk_told import DeskTold
from rmdesk.desk.proving.passing import Unfit
from rmdesk.desk.proving.second_person import SECOND, Agreed
from rmdesk.desk.shelf import institutions, regrading, stood
from rmdesk.domain import facts
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.facts import FileImported, ImportTakenBack
from rmdesk.domain.institutions import InstitutionStated
from rmdesk.domain.loosening import GUARDED
from rmdesk.domain.product import Product, altered
from rmdesk.store import Entry, Store

_LEVELS: Final = ("issuer_level", "bank_level")


def lowered_alone(
    store: Store,
    told: DeskTold,
    entry: Entry,
    fact: facts.ProductListed | facts.ProductChanged | facts.ProductRegraded | facts.ProductStatusChanged,
    agreed: Agreed,
) -> Iterator[Unfit]:
    """A fact by which the level falls that counts, or another check is loosened, though nobody else agreed. What a list
    made stricter is again what it was when the list is taken back; what goes with its list and is listed again is held
    against what it was, and what is new against what is held under its code. `told`: the shelf before the fact;
    `store`: the whole journal."""
    code = fact.product.code if isinstance(fact, facts.ProductListed | facts.ProductChanged) else fact.code
    row, then = told.store.get("product", code), told.at(entry)
    if then is None or agreed.to(entry.seq, entry.actor, regrading.LOWER, code):
        return
    if row is None:
        listed = fact.product if isinstance(fact, facts.ProductListed) else None
        if listed is not None and regrading.falls_anew(then, listed, stood.once(store, code, entry.seq)):
            yield Unfit(entry.seq, SECOND, f"{regrading.LOWER} {code} {entry.actor}")
        return
    before = told.store.parsed(Product, row["doc"])
    if isinstance(fact, facts.ProductRegraded):
        after = before.model_copy(update={name: getattr(fact, name) for name in _LEVELS})
    elif isinstance(fact, facts.ProductStatusChanged):
        after = before.model_copy(update={"status": fact.status})
    else:
        after = fact.product
    known = stood.told(store, before, entry.seq)
    if regrading.falls(then, known, after) and not _put_back(store, entry, before, after):
        yield Unfit(entry.seq, SECOND, f"{regrading.LOWER} {code} {entry.actor}")


def lifted_alone(told: DeskTold, entry: Entry, fact: InstitutionStated, agreed: Agreed) -> Iterator[Unfit]:
    """What two people at head office stopped, admitted again though nobody else agreed (SALE-16)."""
    one = fact.institution
    if one.state != "admitted" or told.store.get("stopped", plain(one.name)) is None:
        return
    if not agreed.to(entry.seq, entry.actor, institutions.LIFT, one.name):
        yield Unfit(entry.seq, SECOND, f"{institutions.LIFT} {one.name} {entry.actor}")


def _put_back(store: Store, entry: Entry, before: Product, after: Product) -> bool:
    """Whether the change is part of taking a list back that had moved the product from these terms to those."""
    back = next(iter(store.entries(kind=ImportTakenBack.kind, after=entry.seq)), None)
    run = None if back is None else next(iter(store.entries(kind=FileImported.kind, subject=back.subject)), None)
    if back is None or run is None or not _holds(back, entry):
        return False
    raised = {name: (was, now) for name, (now, was) in _moved(altered(before, after)).items()}
    changes = store.entries(kind=facts.ProductChanged.kind, subject=entry.subject)
    told = [one.fact for one in changes if _holds(run, one)]
    return any(isinstance(one, facts.ProductChanged) and _moved(one.altered) == raised for one in told)


def _holds(whole: Entry, one: Entry) -> bool:
    """Whether a fact is among those that an import, or its taking back, counts as its own."""
    fact = whole.fact
    return isinstance(fact, FileImported | ImportTakenBack) and whole.seq - fact.facts <= one.seq < whole.seq


def _moved(changes: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {name: moved for name, moved in changes.items() if name in GUARDED}
