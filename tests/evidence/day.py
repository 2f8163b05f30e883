"""A program of its own: one day at a desk, with everything that may leave a trace on the disk; it ends in a crash.

python -m evidence.day DESK OUT        OUT takes what somebody asked for: papers, packs, exports
"""

import asyncio
import os
import signal
import sys
from datetime import date
from pathlib import Path

from evidence.scene import NAME, NUMBER, OTHER_NAME, OTHER_NUMBER, OTHER_PHONE, PHONE
from rmdesk.desk import backup, clients, intake, opening, people, printing, sales
from rmdesk.desk.archive import client_copy, copy_maker, filing, sealing
from rmdesk.desk.audit import asof, evidence, journal_export, trail
from rmdesk.desk.audit.trail import Sought
from rmdesk.desk.complaints import cases, linking, register
from rmdesk.desk.complaints import evidence as case_files
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.complaint import About, Complainant
from rmdesk.formpack import load
from rmdesk.resources import folder as resource
from rmdesk.tui.app import RmdeskApp
from support.clock import Clock
from support.desks import BRANCH, COST, PASSWORD, done
from support.people import product, staff
from support.walk import assessed, put_on, start
from support.walk import register as registered

ME, OFFICER = Proof(PASSWORD), Proof(PASSWORD, "officer")


def day(folder: Path, out: Path) -> None:
    """Open the desk, work, look back, lock, go home; come back and be killed."""
    clock = Clock()
    made = opening.create(
        folder, BRANCH, staff("demo"), PASSWORD, load(resource("forms")), "zh", cost=COST, clock=clock
    )
    desk, _ = done(made)
    done(people.add(desk, staff("officer", "compliance"), PASSWORD, PASSWORD, COST))
    put_on(desk, product())
    _intake(desk)
    client_no = _sale(desk, clock, out)
    _complaint(desk)
    _records(desk, client_no, out)
    asyncio.run(_screens(desk, folder))
    desk.close()  # below the lock its file is closed
    desk = done(opening.unlock(folder, "demo", PASSWORD, clock=clock))
    done(backup.make(desk, folder / "backups" / "by-hand.rmdesk"))
    done(backup.at_exit(desk))
    desk.close()
    _crash(folder, clock)


def _intake(desk: Desk) -> None:
    """Typed answer by answer, left half done: a draft stays."""
    values = {"name": OTHER_NAME, "phone": OTHER_PHONE, "id_number": OTHER_NUMBER}
    for count in range(1, len(values) + 1):
        done(intake.keep(desk, "draft-1", intake.DRAFT, "", {"values": dict(list(values.items())[:count])}))


def _sale(desk: Desk, clock: Clock, out: Path) -> str:
    client = registered(desk, name=NAME, phone=PHONE, id_number=NUMBER)
    done(clients.reveal(desk, client.id, "id_number"))
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01").tell().understand().record()
    walk.print(out).take_back().countersign().archive()
    done(printing.print_client(desk, client.id, out, "zh"))
    done(clients.change(desk, client.id, {**client.profile, "address": "虚构市新址"}, f"{NAME} 来电 {PHONE}"))
    registered(desk, date(1975, 6, 7), name=OTHER_NAME, phone=OTHER_PHONE, id_number=OTHER_NUMBER)
    return client.no


def _complaint(desk: Desk) -> None:
    who = Complainant(name=NAME, contact=PHONE, id_number=NUMBER, id_type="resident")
    taken = done(register.take(desk, register.NewCase(complainant=who, about=About(), claim=f"{NAME} 称不知情")))
    view = done(cases.view(desk, taken.id))
    done(case_files.add(desk, taken.id, view.case.version, "letter.txt", f"{NAME} {NUMBER} {PHONE}".encode() * 500))


def _records(desk: Desk, client_no: str, out: Path) -> None:
    """Everything that this part of the desk writes."""
    number = done(sales.view(desk, "J-0001")).sale.printed[0].number
    done(filing.scan(desk, number, "scan.jpg", b"\xff\xd8\xff" + f"{NAME} {NUMBER}".encode() * 500 + b"\xff\xd9"))
    done(asof.read(desk, client_no, desk.today()))
    done(trail.export(desk, Sought(), out / "audit.csv", "csv", "zh"))
    done(journal_export.export(desk, out / "journal.jsonl", OFFICER, payloads=True, reason="审计"))
    done(evidence.pack(desk, "J-0001", out, "zh", ME))
    _copy(desk, client_no, out)
    done(sealing.seal(desk, "K-0002", "测试", OFFICER))
    assert desk.store.replay().ok


def _copy(desk: Desk, client_no: str, out: Path) -> None:
    """The client's copy, made by whom the lot names."""
    me, desk.actor = desk.actor, next(copy_maker.drawn_for(desk, done(clients.get(desk, client_no))))
    case = done(cases.view(desk, "C-0001")).case
    done(linking.link_client(desk, case.id, case.version, client_no))
    done(client_copy.export(desk, client_no, out, "zh", ME))
    desk.actor = me


async def _screens(desk: Desk, folder: Path) -> None:
    """Look at the client's file on the screen, and lock it."""
    app = RmdeskApp(folder, desk, lang="zh")
    async with app.run_test(size=(120, 40)) as pilot:
        for key in ("f3", "enter", "f9"):
            await pilot.press(key)
            await pilot.pause()


def _crash(folder: Path, clock: Clock) -> None:
    """Killed in the middle of a transaction that is too large for the memory of one page."""
    clock.forward(hours=1)
    desk = done(opening.unlock(folder, "demo", PASSWORD, clock=clock))
    with desk.transaction():
        for count in range(40):
            registered(desk, name=NAME, phone=PHONE, id_number=NUMBER, remarks=f"{NAME} {NUMBER} {PHONE} {count}" * 3)
        desk.store.attachments.put(f"{NAME}{NUMBER}{PHONE}".encode() * 20_000)
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    day(Path(sys.argv[1]), Path(sys.argv[2]))
