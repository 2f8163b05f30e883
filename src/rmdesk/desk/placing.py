"""Where a desk should not stand, and nothing of it lie: where a cloud service copies it away, or on another computer
(DESK-19).

A synchronised desk file is torn by the service that copies it while it is written, and leaves the bank.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from rmdesk.store.files import os_errors, write_whole

FILE = "desk.place"
"""Says in one word which risky place was accepted for this desk."""

# Names of folders that a service synchronises; the part before "(", " - ", "-" or the number of a second account is
# compared too.
_CLOUDS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "我的云端硬盘": "Google Drive",
    "google 云端硬盘": "Google Drive",
    "云端硬盘": "Google Drive",
    "共享云端硬盘": "Google Drive",
    "shared drives": "Google Drive",
    "钉盘": "钉钉",
    "微盘": "企业微信",
    "联想企业网盘": "联想企业网盘",
    "icloud drive": "iCloud",
    "icloud云盘": "iCloud",
    "icloud 云盘": "iCloud",
    "天翼云盘": "天翼云盘",
    "天翼云盘同步盘": "天翼云盘",
    "ecloud": "天翼云盘",
    "和彩云": "中国移动云盘",
    "中国移动云盘": "中国移动云盘",
    "夸克网盘": "夸克网盘",
    "迅雷云盘": "迅雷云盘",
    "115网盘": "115",
    "123云盘": "123云盘",
    "123云盘同步空间": "123云盘",
    "wps云文档": "WPS 云盘",
    "wps cloud files": "WPS 云盘",
    "金山文档": "WPS 云盘",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
    "pcloud": "pCloud",
    "pclouddrive": "pCloud",
    "mega": "MEGA",
    "megasync": "MEGA",
    "box sync": "Box",
    "nutstore": "坚果云",
    "nutstore files": "坚果云",
    "坚果云": "坚果云",
    "我的坚果云": "坚果云",
    "baidunetdisk": "百度网盘",
    "baidusyncdisk": "百度网盘",
    "百度网盘": "百度网盘",
    "百度云同步盘": "百度网盘",
    "百度网盘同步空间": "百度网盘",
    "aliyundrive": "阿里云盘",
    "阿里云盘": "阿里云盘",
    "微云": "微云",
    "weiyun": "微云",
    "腾讯微云": "微云",
    "wps云盘": "WPS 云盘",
    "wpsdrive": "WPS 云盘",
}
_MARKS = {
    ".dropbox": "Dropbox",
    ".stfolder": "Syncthing",
    ".sync_journal.db": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
_NETWORK = {
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs",
    "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.onedriver", "fuse.s3fs",
}  # fmt: skip
_REMOTE_DRIVE = 4  # Windows' DRIVE_REMOTE


def risky(folder: Path, mounts: str | None = None) -> str:
    """Which service or network holds `folder`: "OneDrive", "坚果云", "nfs4", "network"; "" for one of this computer.

    `mounts` is the text of /proc/self/mounts, read when not given. What cannot be told is no reason to refuse.
    """
    path = Path(os.path.abspath(folder))
    real = Path(os.path.realpath(folder))
    return _cloud(path) or _cloud(real) or _marked(real) or _network(real, mounts)


def meant(anywhere: bool = False) -> bool:
    """Whether somebody says that the place is meant: the face that asked, or RMDESK_ANYWHERE=1 in the environment."""
    return anywhere or os.environ.get("RMDESK_ANYWHERE") == "1"


def accept(folder: Path, place: str) -> None:
    """Note that the desk is meant to stand there. DeskReadOnly, DiskFull."""
    with os_errors(folder):
        write_whole(folder / FILE, place.encode())


def accepted(folder: Path) -> str:
    """The place that was accepted for this desk; "" when none was."""
    path = folder / FILE
    return path.read_text("utf-8", "replace").strip() if path.is_file() else ""


def _cloud(path: Path) -> str:
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = os.environ.get(variable, "")
        if root and path.is_relative_to(root):
            return "OneDrive"
    for part in path.parts:
        name = part.casefold()
        short = re.split(r" ?(?:[-–—(（]|[0-9]+$)", name)[0].strip()
        found = _CLOUDS.get(name) or _CLOUDS.get(short)
        if found:
            return found
    return ""


def _marked(path: Path) -> str:
    """Some services leave a mark in the folder that they synchronise."""
    for folder in (path, *path.parents):
        for mark, name in _MARKS.items():
            if (folder / mark).exists():
                return name
    return ""


def _network(path: Path, mounts: str | None) -> str:
    if os.name == "nt":
        return "network" if str(path).startswith("\\\\") or _is_remote_drive(path) else ""
    text = _proc_mounts() if mounts is None else mounts
    kind = max(_holding(path, text), default=(0, ""))[1]
    return kind if kind in _NETWORK else ""


def _proc_mounts() -> str:
    table = Path("/proc/self/mounts")
    return table.read_text("utf-8", "replace") if table.is_file() else ""


def _holding(path: Path, text: str) -> Iterable[tuple[int, str]]:
    """Length and kind of every mount above `path`; the last of equal length is the one on top."""
    for number, line in enumerate(text.splitlines()):
        fields = line.split()
        if len(fields) < 3:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[1])
        if path.is_relative_to(point):
            yield len(Path(point).parts) * 100_000 + number, fields[2]


def _is_remote_drive(path: Path) -> bool:
    import ctypes

    windll = getattr(ctypes, "windll", None)
    return windll is not None and windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE_DRIVE
