"""The power goes: what a disk holds that keeps what was synced, and of the rest nothing, or names, or some of it.

`strict`: a name is there when its folder was synced, a byte when its file was. `names`: every name is there, no byte
that was not synced. `some`: every name, and of what was written since the last sync some, the last of it torn.
"""

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, NamedTuple

from faults.tracing import PASS, Call, Judged, traced, unpacked

Disk = Literal["strict", "names", "some"]
DISKS: Final[tuple[Disk, ...]] = ("strict", "names", "some")
_SECTOR: Final = 512


class Recorded(NamedTuple):
    """Every call of one piece of work, in order; paths as under the folder."""

    calls: list[Call]


def recorded(work: Callable[[], object], folder: Path) -> Recorded:
    """Do `work` and keep every call of it."""
    calls: list[Call] = []

    def keep(call: Call) -> Judged:
        short = call._replace(path=_within(call.path, folder), to=_within(call.to, folder))
        calls.append(short)
        return PASS

    traced(work, folder, keep)
    return Recorded(calls)


def _within(path: str, folder: Path) -> str:
    return os.path.relpath(path, folder) if path else ""


@dataclass
class _File:
    """Bytes as synced, and what was done since; `place` is where the next plain write goes."""

    synced: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)
    """What was written where; None: the file was cut there."""
    place: int = 0

    def sync(self) -> None:
        """All of it is on the disk."""
        for at, data in self.since:
            _done(self.synced, at, data)
        self.since.clear()

    def some(self, chance: random.Random) -> bytearray:
        """Some of what was done since is on the disk too."""
        left = bytearray(self.synced)
        for at, data in self.since:
            if chance.random() < 0.5:
                continue
            if data and chance.random() < 0.3:
                data = data[: _SECTOR * chance.randrange(1 + len(data) // _SECTOR)]
            _done(left, at, data)
        return left


def _done(content: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        del content[at:]
        content.extend(bytes(max(0, at - len(content))))
        return
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(data)] = data


_Tree = dict[str, _File | None]
"""What each name stands for; None: a folder."""


class _Disk:
    def __init__(self, built: Path) -> None:
        self.names: _Tree = {}
        for path in sorted(built.rglob("*")):
            name = str(path.relative_to(built))
            self.names[name] = None if path.is_dir() else _File(bytearray(path.read_bytes()))
        self.synced: _Tree = dict(self.names)
        self._since: list[Call] = []

    def make(self, call: Call) -> None:
        """Keep what a call does to names and bytes."""
        found = self.names.get(call.path)
        match call.kind:
            case "open":
                if call.path not in self.names:
                    if not call.flags & os.O_CREAT:
                        return
                    self._name(call)
                found = self.names[call.path]
                if found is not None:
                    found.place = 0
                    if call.flags & os.O_TRUNC:
                        found.since.append((0, None))
            case "folder" | "rename" | "remove":
                self._name(call)
            case "write" if found is not None:
                at = found.place if call.at < 0 else call.at
                found.since.append((at, call.data))
                found.place = at + len(call.data) if call.at < 0 else found.place
            case "cut" if found is not None:
                found.since.append((call.flags, None))
            case "sync" if call.name == "sync":
                self._sync_all()
            case "sync" if found is not None:
                found.sync()
            case "sync":
                self._sync_folder("" if call.path == "." else call.path)
            case _:
                pass

    def _sync_all(self) -> None:
        for found in self.names.values():
            if found is not None:
                found.sync()
        self.synced, self._since = dict(self.names), []

    def _name(self, call: Call) -> None:
        _renamed(self.names, call, self.names)
        self._since.append(call)

    def _sync_folder(self, folder: str) -> None:
        left = []
        for call in self._since:
            if os.path.dirname(call.to or call.path) == folder:
                _renamed(self.synced, call, self.names)
            else:
                left.append(call)
        self._since = left

    def put(self, disk: Disk, chance: random.Random, folder: Path) -> None:
        """Write down what is left on a disk of this kind."""
        tree = self.synced if disk == "strict" else self.names
        for name, found in sorted(tree.items()):
            path = folder / name
            if found is None:
                path.mkdir(parents=True, exist_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(found.some(chance) if disk == "some" else found.synced)
            path.chmod(0o600)


def _renamed(tree: _Tree, call: Call, known: _Tree) -> None:
    """What a call does to the names of a tree; a file that is new there is the one that is `known` by its name."""
    if call.kind == "rename":
        inside = [name for name in tree if name == call.path or name.startswith(call.path + "/")]
        moved = {call.to + name[len(call.path) :]: tree.pop(name) for name in inside}
        if not moved and call.to in known:
            moved = {call.to: known[call.to]}
        tree.update(moved)
    elif call.kind == "remove":
        tree.pop(call.path, None)
    elif call.kind == "folder":
        tree.setdefault(call.path, None)
    elif tree is known:
        tree[call.path] = _File()
    elif call.path in known:
        tree[call.path] = known[call.path]


def left(built: Path, calls: Sequence[Call], disk: Disk, chance: random.Random, folder: Path) -> list[object]:
    """Put into `folder` what a disk of this kind holds after these calls on what was `built`; what was told by then."""
    made, told = _Disk(built), bytearray()
    for call in calls:
        if call.kind == "told":
            told += call.data
        else:
            made.make(call)
    folder.mkdir()
    made.put(disk, chance, folder)
    return list(unpacked(bytes(told)))
