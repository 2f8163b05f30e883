"""Adopting a form pack (DESIGN: forms are data). The one in force is kept in the desk with all its predecessors.

A pack carries every threshold and every text, so two people put one into force: compliance and an administrator, who
are first shown what it changes (DATA-08). What they saw is what comes into force, whatever becomes of the folder.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rmdesk.desk import guarding, packcheck, packs_known
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.packs_known import ADOPTING
from rmdesk.desk.registers.in_use import lost
from rmdesk.desk.shelf import families_in_use
from rmdesk.domain import facts, people_facts
from rmdesk.domain.base import Text
from rmdesk.domain.refusal import Refusal, StopError, refuse, stop
from rmdesk.domain.sensitive import Asked, other_half
from rmdesk.formpack import Fault, Pack, load_texts
from rmdesk.formpack.comparing import Change, compare
from rmdesk.formpack.loader import read_folder
from rmdesk.locale import LANGS


@dataclass(frozen=True)
class Proposal:
    """A pack without faults, and what it says otherwise than the one in force on the day `begins`, from which it would
    hold; nothing when it is the same."""

    pack: Pack
    changes: tuple[Change, ...]
    begins: date


def asked(desk: Desk) -> Asked:
    """Who must agree beside the person at the desk. For faces, so that they ask before they act."""
    return guarding.small_branch(desk, other_half(ADOPTING, desk.actor.roles))


@use_case("packs.adopt")
def propose(desk: Desk, folder: Path) -> Proposal | tuple[Fault, ...]:
    """The pack in `folder` with what it would change, or what is wrong with it: also what it drops of families
    that products are of, and of registers that entries use. Nothing comes into force by this."""
    texts, unread = read_folder(folder)
    faults = packcheck.faults(folder) if unread else packcheck.faults_in(texts)
    if faults:
        return faults
    pack = load_texts(texts)
    _keeps_levels(desk, pack)
    dropped = (*families_in_use.lost(desk, pack), *lost(desk, pack))
    if dropped:
        return dropped
    _own_version(desk, pack)
    begins = begins_on(desk, pack)
    return Proposal(pack, compare(packs_known.pack_on(desk.store, begins), pack), begins)


def begins_on(desk: Desk, pack: Pack) -> date:
    """The day from which a pack would hold if it were adopted now: its own date, if that is still to come."""
    return max(pack.meta.effective_from, desk.today())


@use_case("packs.adopt")
def adopt(desk: Desk, proposal: Proposal, proof: Proof | None) -> Pack:
    """Put a pack into force that was proposed, or let it wait for its day; one that is adopted stays without a proof.

    A pack that drops a level which products or clients of this desk have is refused: nothing could be judged by it. So
    is one that drops of a register what an entry uses that was begun since the pack was proposed.
    """
    pack = proposal.pack
    _stop_if_unfit(desk, pack)
    begins = begins_on(desk, pack)
    if not is_new(desk, pack):
        return pack
    wanted = asked(desk).roles
    if proof is None or not (proof.login and proof.password):
        stop("DATA-08.second", act=ADOPTING, roles=", ".join(wanted))
    second = guarding.second_person(desk, proof, ADOPTING, wanted)
    with desk.transaction():
        agreed = people_facts.SecondPersonAgreed(act=ADOPTING, about=pack.digest)
        desk.record_as(second.person, agreed, "desk")
        desk.record(facts.PackAdopted(digest=pack.digest, files=pack.files, begins=begins), "desk")
    desk.pack = packs_known.pack_on(desk.store, desk.today())
    return pack


def unfit(desk: Desk, files: Mapping[str, str]) -> Refusal | None:
    """What stands against a pack at this desk. For use cases."""
    wrong = packcheck.faults_in(files)
    if wrong:
        return refuse("OFFICE.pack", file=wrong[0].file, count=len(wrong))
    try:
        _stop_if_unfit(desk, load_texts(files))
    except StopError as stopped:
        return stopped.refused.reasons[0]
    return None


def take_over(desk: Desk, files: Mapping[str, str]) -> None:
    """Put a pack into force that two people adopted at head office, or let it wait for its day. For use cases, inside
    their transaction, after `unfit`, behind the fact that says so."""
    pack = load_texts(files)
    if not is_new(desk, pack):
        return
    desk.record(facts.PackAdopted(digest=pack.digest, files=pack.files, begins=begins_on(desk, pack)), "desk")
    desk.pack = packs_known.pack_on(desk.store, desk.today())


def looser(desk: Desk, files: Mapping[str, str]) -> tuple[Text, ...]:
    """What a pack asks for less than the one in force when it begins. For use cases."""
    pack = load_texts(files)
    changes = compare(packs_known.pack_on(desk.store, begins_on(desk, pack)), pack)
    return tuple(_told(one) for one in changes if one.way == "looser")


def _told(change: Change) -> Text:
    named = [(change.called(lang) or change.place, change.values(lang)) for lang in LANGS]
    zh, en = (" ".join(filter(None, one)) for one in named)
    return Text(zh=zh, en=en)


def is_new(desk: Desk, pack: Pack) -> bool:
    """Whether another pack is in force, or waits, for the day from which this one would hold."""
    return packs_known.digest_on(desk.store, begins_on(desk, pack)) != pack.digest


def waiting(desk: Desk) -> tuple[tuple[date, Pack], ...]:
    """Packs that were adopted and wait for their day, in that order. For faces."""
    coming = sorted(one for one in packs_known.adoptions(desk.store) if one.begins > desk.today())
    return tuple((one.begins, packs_known.pack_of(desk.store, one.digest)) for one in coming)


def _stop_if_unfit(desk: Desk, pack: Pack) -> None:
    _keeps_levels(desk, pack)
    taken = families_in_use.lost(desk, pack)
    if taken:
        stop("DESK-03.families", key=taken[0].key)
    dropped = lost(desk, pack)
    if dropped:
        stop("REGISTER.dropped", file=dropped[0].file, key=dropped[0].key or "—")
    _own_version(desk, pack)


def _own_version(desk: Desk, pack: Pack) -> None:
    """Stop where this desk knows another text under the pack's id and version: papers name a pack by them (QUES-07)."""
    for one in packs_known.adoptions(desk.store):
        known = packs_known.pack_of(desk.store, one.digest)
        if (known.id, known.version) == (pack.id, pack.version) and known.digest != pack.digest:
            stop("QUES-07.version", name=pack.id, version=pack.version)


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
