"""A desk does not stand where a cloud service copies it away, or on another computer, unless somebody means it."""

import re
from pathlib import Path

import pytest

from rmdesk import desk as desk_package
from rmdesk.desk import backup, opening, placing
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import leaving, paper_name
from rmdesk.domain.refusal import StopError
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import BRANCH, COST, PASSWORD, codes, done
from support.people import staff
from vault.kit import kinds

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/export /mnt/share nfs4 rw 0 0
//server/branch /mnt/with\\040blank cifs rw 0 0
/dev/sdb1 /mnt/share/local ext4 rw 0 0
sshfs#x /home/wang/far fuse.sshfs rw 0 0
portal /run/user/1000/doc fuse.portal rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/home/wang/OneDrive/desk", "OneDrive"),
        ("/home/wang/OneDrive - 示例银行/desk", "OneDrive"),
        ("/Users/wang/Dropbox (Personal)/desk", "Dropbox"),
        ("/Users/wang/Library/Mobile Documents/com~apple~CloudDocs/desk", "iCloud"),
        ("/Users/wang/Library/CloudStorage/x/desk", "iCloud"),
        ("/home/wang/Nextcloud/desk", "Nextcloud"),
        ("/home/wang/Nextcloud2/desk", "Nextcloud"),
        ("/home/wang/Google 云端硬盘/desk", "Google Drive"),
        ("G:/共享云端硬盘/desk", "Google Drive"),
        ("/home/wang/我的坚果云/desk", "坚果云"),
        ("/home/wang/坚果云/网点/desk", "坚果云"),
        ("/home/wang/Nutstore Files/desk", "坚果云"),
        ("/home/wang/BaiduSyncdisk/desk", "百度网盘"),
        ("/home/wang/my drive/desk", "Google Drive"),
        ("/Users/wang/我的云端硬盘/desk", "Google Drive"),
        ("/home/wang/OneDrive – 示例银行/desk", "OneDrive"),
        ("/Users/wang/iCloud Drive/desk", "iCloud"),
        ("/home/wang/天翼云盘/desk", "天翼云盘"),
        ("/home/wang/WPS云文档/desk", "WPS 云盘"),
        ("/mnt/share/desk", "nfs4"),
        ("/mnt/with blank/desk", "cifs"),
        ("/home/wang/far/desk", "fuse.sshfs"),
        ("/mnt/share/local/desk", ""),
        ("/mnt/shared/desk", ""),
        ("/run/user/1000/doc/desk", ""),
        ("/home/wang/desk", ""),
        ("/home/wang/dropboxes/desk", ""),
        ("/home/wang/megabank/desk", ""),
    ],
)
def test_risky_places_are_known_by_name_or_by_mount(path: str, place: str) -> None:
    """A synchronised file is torn while it is written, and it leaves the bank."""
    assert placing.risky(Path(path), MOUNTS) == place


def test_the_mark_of_a_service_is_seen(tmp_path: Path) -> None:
    """A synchronised folder may have any name."""
    (tmp_path / "work").mkdir()
    (tmp_path / ".stfolder").mkdir()
    assert placing.risky(tmp_path / "work" / "desk") == "Syncthing"


def test_a_link_into_such_a_folder_is_seen(tmp_path: Path) -> None:
    """The desk stands where the link leads."""
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "desk").symlink_to(tmp_path / "Dropbox")
    assert placing.risky(tmp_path / "desk" / "x") == "Dropbox"


def test_the_folder_that_windows_names_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """OneDrive may be kept under another name."""
    monkeypatch.setenv("OneDrive", str(tmp_path / "云"))
    assert placing.risky(tmp_path / "云" / "desk") == "OneDrive"


def test_setting_up_there_is_refused_unless_it_is_meant(tmp_path: Path, pack: Pack, clock: Clock) -> None:
    """And what was meant is remembered, and stands in the journal."""
    folder = tmp_path / "Dropbox" / "desk"
    assert codes(opening.create(folder, BRANCH, staff("demo"), PASSWORD, pack, "zh", cost=COST, clock=clock)) == [
        "DESK-19.place"
    ]
    assert not folder.exists()
    desk, _ = done(
        opening.create(folder, BRANCH, staff("demo"), PASSWORD, pack, "zh", cost=COST, clock=clock, anywhere=True)
    )
    assert kinds(desk)[-1] == "desk.place_accepted/1"
    desk.close()
    done(opening.unlock(folder, "demo", PASSWORD, clock=clock)).close()


def test_a_desk_that_was_moved_there_is_refused(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    """Somebody tidies up and drags the folder into the cloud."""
    desk.close()
    (tmp_path / "OneDrive").mkdir()
    moved = desk.folder.rename(tmp_path / "OneDrive" / "desk")
    assert codes(opening.unlock(moved, "demo", PASSWORD, clock=clock)) == ["DESK-19.place"]
    done(opening.unlock(moved, "demo", PASSWORD, clock=clock, anywhere=True)).close()
    again = done(opening.unlock(moved, "demo", PASSWORD, clock=clock))
    assert kinds(again).count("desk.place_accepted/1") == 1
    again.close()


def test_nothing_is_written_there_in_silence(desk: Desk, tmp_path: Path) -> None:
    """A backup, a paper, the journal leave the bank without anybody having meant it."""
    there = tmp_path / "我的云端硬盘"
    assert codes(backup.make(desk, there / "one.rmdesk")) == ["DESK-19.place"]
    with pytest.raises(StopError) as stopped, leaving(desk, there / "journal.jsonl"):
        pass
    assert codes(stopped.value.refused) == ["DESK-19.place"]
    assert not there.exists()


# An empty template, the draft of a form, a paper on its way to the printer in the desk's own folder.
UNGUARDED = {"paper_files.py", "templates.py", "questionnaire.py", "spooling.py"}


def test_whatever_writes_files_asks_where_they_go() -> None:
    """The next export that somebody adds is the one that goes into the cloud."""
    root = Path(desk_package.__path__[0])
    writes = [one for one in root.rglob("*.py") if re.search(r"\bwrite_(file|lines)\(", one.read_text("utf-8"))]
    unasked = [one.name for one in writes if not re.search(r"\b(leaving|stop_at_risk)\(", one.read_text("utf-8"))]
    assert len(writes) > 10
    assert set(unasked) <= UNGUARDED, "each of these writes into a folder that nobody looked at"


def test_a_file_that_is_there_stays_unless_somebody_says_so(desk: Desk, tmp_path: Path) -> None:
    """The backup of last week, or somebody's own file, is gone with one slip."""
    file = done(backup.make(desk, tmp_path / "one.rmdesk")).file
    before = file.read_bytes()
    assert codes(backup.make(desk, file)) == ["DESK-19.file_there"]
    assert file.read_bytes() == before
    assert done(backup.make(desk, file, over=True)).file == file


def test_restoring_there_is_refused_too(
    desk: Desk, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup that was meant for such a folder is encrypted and whole; a living desk is another matter."""
    with monkeypatch.context() as meant:
        meant.setenv("RMDESK_ANYWHERE", "1")
        made = done(backup.make(desk, tmp_path / "Dropbox" / "one.rmdesk"))
    target = tmp_path / "Dropbox" / "desk"
    assert codes(backup.restore(made.file, target, "demo", PASSWORD, clock=clock)) == ["DESK-19.place"]
    done(backup.restore(made.file, target, "demo", PASSWORD, clock=clock, anywhere=True))
    done(opening.unlock(target, "demo", PASSWORD, clock=clock)).close()


def test_a_script_says_by_its_environment_that_the_place_is_meant(
    desk: Desk, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bank that keeps its desks on its own file server sets it once."""
    desk.close()
    (tmp_path / "Dropbox").mkdir()
    moved = desk.folder.rename(tmp_path / "Dropbox" / "desk")
    monkeypatch.setenv("RMDESK_ANYWHERE", "1")
    done(opening.unlock(moved, "demo", PASSWORD, clock=clock)).close()
    assert placing.accepted(moved) == "Dropbox"


@pytest.mark.parametrize("rare", ["\U0002ebf0", "\U00033479", "𠅤"])
def test_a_file_is_called_by_every_ideograph_of_its_title(rare: str) -> None:
    """A paper called by a place or a person is found again under the same name, whichever Python wrote it."""
    assert paper_name("P-0001", f"{rare}记须知\u202e/2026") == f"P-0001-{rare}记须知 2026.pdf"
