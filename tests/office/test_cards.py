"""What a desk gives to head office, and to nobody else: the card says which of them it is, and two people saw it."""

import json
from pathlib import Path

import pytest

from exchange.meeting import SECOND, card_of, one_of, refused_as
from office.headquarters import AN, BO
from rmdesk.desk.exchange import enrolling, giving, lines, standing
from rmdesk.domain.facts import BranchChanged
from rmdesk.faces.exchange import standing_lines
from rmdesk.formpack import Pack
from rmdesk.office import keys
from rmdesk.office.enrolling import show_card
from rmdesk.office.keys import Office
from rmdesk.store.exchange.bundle import opened
from support.clock import Clock
from support.desks import BRANCH, COST, FreshDesks, done
from support.walk import register


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Office:
    """Keys alone: no server is asked."""
    keys.make(tmp_path / "keys", BRANCH.bank, "总行", (AN, BO), COST)
    return keys.opened(tmp_path / "keys", AN, clock())


def test_everything_goes_to_head_office_alone(
    office: Office, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock
) -> None:
    """Each fact with what it says and each file once; a card that says otherwise than its signature is refused."""
    file = tmp_path / "office.card"
    card = done(show_card(office, file))
    with one_of(fresh_desks, tmp_path / "desk", pack, clock) as desk:
        own = card_of(desk, tmp_path / "desk.card")
        assert "kind" not in json.loads((tmp_path / "desk.card").read_text())["desk"]
        other = json.loads(file.read_text())
        del other["desk"]["kind"]
        (tmp_path / "other.card").write_text(json.dumps(other))
        assert refused_as(enrolling.look(desk, tmp_path / "other.card")) == "EXCHANGE.altered"
        done(enrolling.enrol(desk, file, card.fingerprint, SECOND))
        (stands,) = done(standing.status(desk))
        assert not stands.peer.reviews
        assert any("everything that this desk records" in line for line in standing_lines(stands, "en", desk.local))
        register(desk, name="欧阳静怡")
        with desk.transaction():
            sha256 = desk.store.attachments.put(b"picture")
            for _ in range(2):
                desk.record(BranchChanged(branch=desk.branch.model_copy(update={"logo": sha256})), "desk")
        given = done(giving.give(desk, card.device, tmp_path))
        said = {one.seq: one.payload for one in desk.store.entries()}
        with opened(given.file) as bundle:
            bundle.prove(own.signing)
            read = bundle.lines(office.keys)
            offered = lines.offered(bundle.header, next(read), "", given.file)
            facts = list(lines.facts(read, offered, given.file))
            files = list(lines.files(read, given.file))
    assert {one.seal.seq: one.payload for one in facts} == {seq: said[seq] for seq in range(1, given.last + 1)}
    assert all(one.sound for one in facts)
    assert [(one.sha256, one.content) for one in files] == [(sha256, b"picture"), (sha256, None)]
