"""Adopting a form pack (DESIGN: forms are data). The one in force is kept in the desk with all its predecessors.

A pack carries every threshold and every text, so two people put one into force: compliance and an administrator, who
are first shown what it changes (DATA-08). What they saw is what comes into force, whatever becomes of the folder.
"""

from dataclasses import dataclass
from pathlib import Path

from rmdesk.desk import guarding, packcheck
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers.in_use import lost
from rmdesk.domain import facts, people_facts
from rmdesk.domain.refusal import stop
from rmdesk.domain.sensitive import Asked, other_half
from rmdesk.formpack import Fault, Pack, load_texts
from rmdesk.formpack.comparing import Change, compare
from rmdesk.formpack.loader import read_folder

ACT = "packs.adopt"


@dataclass(frozen=True)
class Proposal:
    """A pack without faults, and what it says otherwise than the one in force; nothing when it is the same."""

    pack: Pack
    changes: tuple[Change, ...]


def asked(desk: Desk) -> Asked:
    """Who must agree beside the person at the desk. For faces, so that they ask before they act."""
    return guarding.small_branch(desk, other_half(ACT, desk.actor.roles))


@use_case("packs.adopt")
def propose(desk: Desk, folder: Path) -> Proposal | tuple[Fault, ...]:
    """The pack in `folder` with what it would change, or what is wrong with it: also what it drops of registers that
    entries of this desk use. Nothing comes into force by this."""
    texts, unread = read_folder(folder)
    faults = packcheck.faults(folder) if unread else packcheck.faults_in(texts)
    if faults:
        return faults
    pack = load_texts(texts)
    _keeps_levels(desk, pack)
    dropped = lost(desk, pack)
    if dropped:
        return dropped
    return Proposal(pack, compare(desk.pack, pack))


@use_case("packs.adopt")
def adopt(desk: Desk, proposal: Proposal, proof: Proof | None) -> Pack:
    """Put a pack into force that was proposed; the one in force stays without a proof.

    A pack that drops a level which products or clients of this desk have is refused: nothing could be judged by it. So
    is one that drops of a register what an entry uses that was begun since the pack was proposed.
    """
    pack = proposal.pack
    _keeps_levels(desk, pack)
    dropped = lost(desk, pack)
    if dropped:
        stop("REGISTER.dropped", file=dropped[0].file, key=dropped[0].key or "—")
    if pack.digest == desk.pack.digest:
        return pack
    wanted = asked(desk).roles
    if proof is None or not (proof.login and proof.password):
        stop("DATA-08.second", act=ACT, roles=", ".join(wanted))
    second = guarding.second_person(desk, proof, ACT, wanted)
    with desk.transaction():
        agreed = people_facts.SecondPersonAgreed(act=ACT, about=pack.digest)
        desk.record_as(second.person, agreed, "desk")
        desk.record(facts.PackAdopted(digest=pack.digest, files=pack.files), "desk")
    desk.pack = pack
    return pack


def _keeps_levels(desk: Desk, pack: Pack) -> None:
    """Stop where the pack lacks a level that somebody has here."""
    rows = desk.store.query("SELECT DISTINCT level FROM assessment")
    products = desk.store.query(
        "SELECT DISTINCT json_extract(doc, '$.issuer_level'), json_extract(doc, '$.bank_level') FROM product"
    )
    scales = (
        ({row["level"] for row in rows}, [level.code for level in pack.levels.client]),
        ({code for row in products for code in row if code is not None}, [level.code for level in pack.levels.product]),
    )
    for used, known in scales:
        if not used <= set(known):
            stop("QUES-07.scale", lost=", ".join(sorted(used.difference(known))), given=", ".join(known))
