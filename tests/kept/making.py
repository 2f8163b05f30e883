"""Make the desk that a version leaves behind for its followers' tests: in `tests/`, `python -m kept.making`.

Once at the release of a version whose desks have another format than the last one that is kept (a migration, a fact or
a value of another shape, the key file), and never anew: it stands for the desks that branches have. Everything in it is
invented and happens on days that do not move; keys and salts are drawn, so no two desks are alike byte by byte.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from complaints.kit import closed, hire, shown, taken
from rmdesk import __version__
from rmdesk.desk import intake
from rmdesk.desk.archive import filing
from rmdesk.desk.complaints import linking
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import keeping
from rmdesk.desk.registers import acting
from rmdesk.desk.shelf import documents
from rmdesk.desk.shelf.documents import Brought
from rmdesk.formpack import load
from rmdesk.resources import folder as resource
from rmdesk.store import slots, tries
from rmdesk.store.vault import FILE
from support.clock import Clock
from support.desks import done, new_desk
from support.people import product
from support.walk import PNG, assessed, put_on, register, register_organisation, start

HERE = Path(__file__).parent
CLIENT, SALE, CASE = "K-0001", "J-0001", "C-0001"
EVIDENCE = "客户来信复印件（虚构）".encode()
"""What stands in the file of the case."""


def make(folder: Path) -> None:
    """Make a desk in `folder`, with something of each main kind in it, and leave the files that a desk is."""
    with TemporaryDirectory() as work:
        made, clock = Path(work) / "desk", Clock()
        with new_desk(made, load(resource("forms")), clock) as desk:
            hire(desk)
            _lived(desk, clock)
            assert desk.store.verify().ok
        folder.mkdir(parents=True)
        for name in (FILE, slots.FILE, tries.FILE):
            shutil.copyfile(made / name, folder / name)


def _lived(desk: Desk, clock: Clock) -> None:
    put_on(desk, product())
    page = desk.folder / "页.png"
    page.write_bytes(PNG)
    done(documents.add(desk, "W-01", Brought("prospectus", page, since="2026-01-05")))
    client = register(desk)
    register_organisation(desk)
    done(intake.keep(desk, "draft-1", intake.DRAFT, "", {"values": {"name": "测试丙"}}))
    clock.forward(minutes=5)
    assessed(desk, client)
    held = {"product": "W-01", "amount": "5万", "begun_on": "2026-03-05", "note": "他行"}
    done(keeping.add(desk, client.id, held))
    walk = start(desk, clock, client).match().choose("W-01").tell().understand().record()
    walk.print().take_back().countersign().archive()
    paper = next(one.number for one in walk.view.sale.printed if one.kind == "opinion")
    done(filing.scan(desk, paper, "意见书.png", PNG))
    contact = {"channel": "phone", "side": "bank", "summary": "问候", "secrecy": "normal"}
    done(acting.begin(desk, "contact_log", {**contact, "about": f"client:{client.no}", "on": str(desk.today())}))
    clock.forward(days=1)
    case = taken(desk)
    case = done(linking.link_client(desk, case.case.id, case.case.version, client.no))
    case, _ = shown(desk, case, EVIDENCE)
    closed(desk, case, desk.folder / "papers")


if __name__ == "__main__":
    make(HERE / __version__)
    print(HERE / __version__)
