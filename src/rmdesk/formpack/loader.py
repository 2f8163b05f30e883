"""Reading a pack: from a folder, or from the texts that a desk keeps."""

import errno
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rmdesk import resources
from rmdesk.formpack.fault import Fault, PackFaults, fault, refusing
from rmdesk.formpack.pack import Pack
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.reading import FOLDERS, belongs, parse, strange
from rmdesk.formpack.schema import FILES

MOST_BYTES = 1_000_000  # a form file is written by hand; more than this is something else
_NO_TEXT = {
    b"PK": (" Excel、Word 或压缩文件", "an Excel, Word or zip file"),
    b"\xd0\xcf\x11\xe0": ("旧版 Excel 或 Word 文件", "an old Excel or Word file"),
    b"%PDF": (" PDF 文件", "a PDF file"),
}


def load(folder: Path) -> Pack:
    """The pack in `folder`. Raises PackFaults with everything that is wrong with it."""
    texts, faults = read_folder(folder)
    return _pack(texts, faults)


def load_texts(texts: Mapping[str, str]) -> Pack:
    """The pack whose files are `texts` (name → content), as `Pack.files` gave them.

    They were checked when they were adopted, so nothing is checked here, and nothing read before it is asked for.
    """
    return Pack.of(dict(texts))


@cache
def shipped() -> Pack:
    """The pack that travels with the program. It was checked before it was shipped, and is again where a desk takes it
    over; all its checks take half a second."""
    return load_texts(read_folder(resources.folder("forms"))[0])


def check(folder: Path) -> tuple[Fault, ...]:
    """Everything that law or soundness refuse about the pack in `folder`; empty when it can be used. Never raises for
    bad content."""
    texts, faults = read_folder(folder)
    return refusing(_faults(parse(texts, faults)))


def warnings(folder: Path) -> tuple[Fault, ...]:
    """What practice warns of in the pack in `folder`; it refuses nothing."""
    texts, faults = read_folder(folder)
    return tuple(one for one in _faults(parse(texts, faults)) if one.basis == "practice")


def check_texts(texts: Mapping[str, str]) -> tuple[Fault, ...]:
    """`check` for texts."""
    return refusing(_faults(parse(dict(texts), ())))


def read_folder(folder: Path) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """The texts of a pack's files, and faults for those that are missing, unreadable or strange."""
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    more = sorted(path.relative_to(folder).as_posix() for one in FOLDERS for path in folder.glob(f"{one}*.toml"))
    for name in (*FILES, *filter(belongs, more)):
        found = read_text(folder / name, name)
        if isinstance(found, str):
            texts[name] = found
        else:
            faults.append(found)
    return texts, (*faults, *_strange_files(folder))


def read_text(path: Path, name: str) -> str | Fault:
    """One file as text, or why it cannot be read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return fault(name, "", "missing_file")
    except OSError as error:
        return fault(name, "", "unreadable", **_why(error))
    if len(content) > MOST_BYTES:
        return fault(name, "", "too_large", size=len(content), most=MOST_BYTES)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        kind = next((words for start, words in _NO_TEXT.items() if content.startswith(start)), None)
        if kind is not None:
            return fault(name, "", "no_text", zh_kind=kind[0], en_kind=kind[1])
        line = content.count(b"\n", 0, error.start) + 1
        return fault(name, f"line {line}", "encoding", line=line)


def _why(error: OSError) -> dict[str, str]:
    said = error.strerror or str(error)
    return {
        "zh_why": {errno.EACCES: "没有权限", errno.EISDIR: "这是文件夹"}.get(error.errno or 0, said),
        "en_why": said,
    }


def _strange_files(folder: Path) -> list[Fault]:
    """A file with a misspelt name would silently count for nothing."""
    found = sorted(path for one in ("", *FOLDERS) for path in folder.glob(f"{one}*.toml"))
    there = (path.relative_to(folder).as_posix() for path in found)
    return [strange(name) for name in there if not belongs(name)]


def _faults(parsed: Parsed) -> tuple[Fault, ...]:
    from rmdesk.formpack.check import cross_checks  # 50 ms of imports, of no use to a desk that opens

    order = {name: at for at, name in enumerate(FILES)}
    found = (*parsed.faults, *cross_checks(parsed))
    return tuple(sorted(found, key=lambda one: order.get(one.file, len(order))))


def _pack(texts: dict[str, str], read: tuple[Fault, ...]) -> Pack:
    parsed = parse(texts, read)
    faults = refusing(_faults(parsed))
    if faults:
        raise PackFaults(faults)
    return Pack.of(texts, parsed.models)
