"""Taking an import back by facts: what was not used since is gone or as it was before, the rest stays and is listed."""

from collections.abc import Callable
from itertools import islice, takewhile
from typing import NamedTuple

from rmdesk.desk import guarding
from rmdesk.desk.access import ROLES_OF, lacks_role, use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.imports.kind import Extent, TakenBack
from rmdesk.desk.imports.kinds import kind_of
from rmdesk.domain.imports.facts import FileImported, ImportTakenBack
from rmdesk.domain.refusal import StopError, stop

_TOGETHER = 200


class Undone(NamedTuple):
    """What became of an import. `kept`: what was used since, with what used it. `before`: it had been taken back
    already, and nothing was done."""

    import_id: str
    name: str
    back: int
    kept: tuple[TakenBack, ...]
    before: bool = False


class Run(NamedTuple):
    """One file that was brought in."""

    import_id: str
    what: str
    name: str
    at: str
    actor: str
    taken_back: bool


@use_case("imports.work")
def runs(desk: Desk) -> tuple[Run, ...]:
    """The files that were brought in, the latest first."""
    rows = desk.store.query("SELECT id, what, name, at, actor, taken_back FROM import_run ORDER BY at DESC LIMIT 200")
    return tuple(
        Run(row["id"], row["what"], row["name"], row["at"], row["actor"], bool(row["taken_back"])) for row in rows
    )


@use_case("imports.work")
def take_back(
    desk: Desk, import_id: str, progress: Callable[[int, int], bool] | None = None, proof: Proof | None = None
) -> Undone:
    """Take an import back. A second time does nothing. `progress` is told every few facts how many are done, of how
    many; False ends it, and everything stays as it was. `proof` where its kind asks for one."""
    entry = next(iter(desk.store.entries(subject=import_id, kind=FileImported.kind)), None)
    fact = None if entry is None else entry.fact
    if entry is None or not isinstance(fact, FileImported):
        stop("INPUT.unknown", what="import", given=import_id)
    kind = kind_of(desk, fact.what)
    if ROLES_OF[kind.permission].isdisjoint(desk.actor.roles):
        raise StopError(lacks_role(kind.permission, desk.store))
    row = desk.store.get("import_run", import_id)
    if row is None or row["taken_back"]:
        return Undone(import_id, fact.name, 0, (), before=True)
    if kind.proves[1]:
        guarding.prove(desk, kind.proves[1], proof, import_id)
    of = Extent(import_id, entry.seq - fact.facts, entry.seq, undone=_undone(desk, entry.seq))
    back = 0
    kept: list[TakenBack] = []
    with desk.batch():
        begun = desk.store.head().seq
        entries = desk.store.entries(after=of.first - 1)
        facts = takewhile(lambda one: one.seq < of.last, entries)
        while together := tuple(islice(facts, _TOGETHER)):
            if progress is not None and not progress(together[0].seq - of.first, of.last - of.first):
                stop("IMPORT.cancelled")
            known = kind.look_back(desk, together, of)
            for found in filter(None, (kind.take_back(desk, one, known) for one in together)):
                back += not found.why
                if found.why:
                    kept.append(found)
        done = ImportTakenBack(
            import_id=import_id,
            what=fact.what,
            name=fact.name,
            back=back,
            kept=len(kept),
            facts=desk.store.head().seq - begun,
        )
        desk.record(done, import_id)
    return Undone(import_id, fact.name, back, tuple(kept))


def _undone(desk: Desk, after: int) -> tuple[tuple[int, int], ...]:
    """The facts of imports after the fact with this number that were taken back, and those that took them back, from
    the first to the last: what such an import changed and had changed back is no use of anything."""
    if not desk.store.query("SELECT 1 FROM import_run WHERE taken_back = 1 LIMIT 1"):
        return ()
    back = {one.subject: one for one in desk.store.entries(kind=ImportTakenBack.kind, after=after)}
    done = [one for one in desk.store.entries(kind=FileImported.kind, after=after) if one.subject in back]
    facts = [(one, one.fact) for one in (*done, *back.values())]
    return tuple((one.seq - getattr(fact, "facts", 0), one.seq) for one, fact in facts)
