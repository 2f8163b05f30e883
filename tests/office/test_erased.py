"""What a desk destroys at the end of its retention is destroyed at head office too (KYC-08, SUIT-09)."""

from pathlib import Path

import psycopg

from evidence.conftest import branch, built, clock
from evidence.scene import CLIENT, NAME, OFFICER, SALE
from evidence.test_archive import JPEG
from evidence.test_retention import UNTIL, _after, _ended
from office.headquarters import headquarters
from rmdesk.desk import sales
from rmdesk.desk.archive import destroying, filing
from rmdesk.desk.desk import Desk
from rmdesk.office import standing
from rmdesk.office.facts import Facts
from rmdesk.office.server import connected
from support.clock import Clock
from support.desks import done
from support.postgres import Server
from support.tiers import exhaustive

__all__ = ["branch", "built", "clock"]


@exhaustive
def test_facts_and_files_of_a_client_go(branch: Desk, clock: Clock, server: Server, tmp_path: Path) -> None:
    """A scan can be read at head office, and with the file of its client it goes, with every word about him."""
    with headquarters(server, tmp_path, clock, branch.branch.bank) as head:
        head.knows(branch, OFFICER)
        number = done(sales.view(branch, SALE)).sale.printed[0].number
        sha256 = done(filing.scan(branch, number, "a.jpg", JPEG)).scans[-1].sha256
        done(head.load(head.bundle(branch)))
        head.project()
        with connected(head.dsn, "projector", head.office) as connection:
            assert Facts(connection, head.office, branch.store.device).file(sha256) is not None
        assert NAME in {row["name"] for row in head.told(branch, "client")}
        assert done(standing.verify(head.office, head.dsn))[0].faults == ()
        with psycopg.connect(head.dsn) as connection:
            connection.execute("UPDATE office.file SET content = '\\x00'")
            connection.commit()
            assert [what for _, what in done(standing.verify(head.office, head.dsn))[0].faults] == ["file"]
            connection.execute("DELETE FROM office.file")
            connection.commit()
            assert [what for _, what in done(standing.verify(head.office, head.dsn))[0].faults] == ["file"]
        head.answer(branch)
        _ended(branch)
        _after(branch, clock, UNTIL)
        done(destroying.destroy(branch, [CLIENT], "保存期满", OFFICER))
        loaded = done(head.load(head.bundle(branch)))
        head.project()
        head.agrees(branch)
        assert NAME not in {row["name"] for row in head.told(branch, "client")}
        with connected(head.dsn, "projector", head.office) as connection:
            facts = Facts(connection, head.office, branch.store.device)
            assert facts.file(sha256) is None
            said = [one.payload for one in facts.read(0, loaded.peer.have.seq)]
            assert said.count(None) > 20
            assert not any(NAME in one for one in said if one is not None)
        (proved,) = done(standing.verify(head.office, head.dsn))
        assert proved.faults == ()
        with psycopg.connect(head.dsn, autocommit=True) as connection:  # another program's tables are told anew
            connection.execute("UPDATE office.shape SET shape = ''")
        head.project()
        head.agrees(branch)
