"""Adopting a form pack (DESIGN: forms are data). The one in force is kept in the desk with all its predecessors."""

from pathlib import Path

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.packcheck import faults as pack_faults
from rmdesk.domain import facts
from rmdesk.domain.refusal import Refused, refused
from rmdesk.formpack import Fault, Pack, load


@use_case("packs.adopt")
def adopt(desk: Desk, folder: Path) -> Pack | tuple[Fault, ...] | Refused:
    """Put the pack in `folder` into force, or say what is wrong with it.

    A pack that drops a level which products or clients of this desk have is refused: nothing could be judged by it.
    """
    faults = pack_faults(folder)
    if faults:
        return faults
    pack = load(folder)
    lost = _lost(desk, pack)
    if lost is not None:
        return lost
    if pack.digest != desk.pack.digest:
        desk.record(facts.PackAdopted(digest=pack.digest, files=pack.files), "desk")
        desk.pack = pack
    return pack


def _lost(desk: Desk, pack: Pack) -> Refused | None:
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
            return refused("QUES-07.scale", lost=", ".join(sorted(used.difference(known))), given=", ".join(known))
    return None
