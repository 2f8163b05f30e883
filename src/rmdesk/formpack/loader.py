"""Reading a pack: from a folder, or from the texts that a desk keeps."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from rmdesk.formpack.check import cross_checks
from rmdesk.formpack.fault import Fault, PackFaults, fault
from rmdesk.formpack.pack import Pack, digest_of
from rmdesk.formpack.parse import Parsed, Raw, build, toml
from rmdesk.formpack.schema import DISCLOSURES, FILES, INTAKES, QUESTIONNAIRES

MOST_BYTES = 1_000_000  # a form file is written by hand; more than this is something else


def load(folder: Path) -> Pack:
    """The pack in `folder`. Raises PackFaults with everything that is wrong with it."""
    texts, faults = read_folder(folder)
    return _pack(texts, faults)


def load_texts(texts: Mapping[str, str]) -> Pack:
    """The pack whose files are `texts` (name → content), as `Pack.files` gave them. Raises PackFaults."""
    return _pack(dict(texts), ())


def check(folder: Path) -> tuple[Fault, ...]:
    """Everything that is wrong with the pack in `folder`; empty when it can be used. Never raises for bad content."""
    texts, faults = read_folder(folder)
    return _faults(parse(texts, faults))


def check_texts(texts: Mapping[str, str]) -> tuple[Fault, ...]:
    """`check` for texts."""
    return _faults(parse(dict(texts), ()))


def read_folder(folder: Path) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """The texts of a pack's files, and faults for those that are missing, unreadable or strange."""
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for name in FILES:
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
        return fault(name, "", "unreadable", why=error.strerror or str(error))
    if len(content) > MOST_BYTES:
        return fault(name, "", "too_large", size=len(content), most=MOST_BYTES)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return fault(name, f"line {line}", "encoding", line=line)


def _strange_files(folder: Path) -> list[Fault]:
    """A file with a misspelt name would silently count for nothing."""
    there = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.toml")))
    return [_strange(name) for name in there if name not in FILES]


def _strange(name: str) -> Fault:
    near = get_close_matches(name, FILES, n=1, cutoff=0.6)
    return fault(name, "", "unknown_file", near=near[0]) if near else fault(name, "", "stray_file")


def parse(texts: dict[str, str], faults: tuple[Fault, ...]) -> Parsed:
    """Tables and models of every file that can be read, with the faults on the way."""
    parsed = Parsed(texts=texts, faults=list(faults))
    told = {one.file for one in faults}
    parsed.faults += [fault(name, "", "missing_file") for name in FILES if name not in texts and name not in told]
    parsed.faults += [_strange(name) for name in texts if name not in FILES]
    for name in FILES:
        if name in texts:
            _parse_file(parsed, name)
    for name in FILES:
        if name in parsed.raw:
            _build_file(parsed, name)
    return parsed


def _parse_file(parsed: Parsed, name: str) -> None:
    tables = toml(name, parsed.texts[name])
    if isinstance(tables, Fault):
        parsed.faults.append(tables)
    else:
        parsed.raw[name] = tables


def _build_file(parsed: Parsed, name: str) -> None:
    raw = parsed.raw[name]
    tables = with_options(raw, parsed.raw.get("labels.toml", {})) if name in INTAKES.values() else raw
    built = build(name, tables, FILES[name])
    if isinstance(built, tuple):
        parsed.faults += built
    else:
        parsed.models[name] = built


def with_options(intake: Raw, labels: Raw) -> Raw:
    """The intake with each `vocabulary` turned into options; an unknown one leaves the field without."""
    vocabularies = labels.get("label")
    known: dict[str, Any] = vocabularies if isinstance(vocabularies, dict) else {}

    def filled(field: Any) -> Any:
        table = known.get(str(field.get("vocabulary"))) if isinstance(field, dict) else None
        if not isinstance(table, dict) or "options" in field:
            return field
        return {**field, "options": [{"key": key, "text": text} for key, text in table.items()]}

    def step(one: Any) -> Any:
        fields = one.get("fields") if isinstance(one, dict) else None
        return {**one, "fields": [filled(field) for field in fields]} if isinstance(fields, list) else one

    steps = intake.get("steps")
    return {**intake, "steps": [step(one) for one in steps]} if isinstance(steps, list) else intake


def _faults(parsed: Parsed) -> tuple[Fault, ...]:
    order = {name: at for at, name in enumerate(FILES)}
    found = (*parsed.faults, *cross_checks(parsed))
    return tuple(sorted(found, key=lambda one: order.get(one.file, len(order))))


def _pack(texts: dict[str, str], read: tuple[Fault, ...]) -> Pack:
    parsed = parse(texts, read)
    faults = _faults(parsed)
    if faults:
        raise PackFaults(faults)
    return Pack.model_validate(
        {
            "meta": parsed.models["pack.toml"],
            "levels": parsed.models["levels.toml"],
            "questionnaires": {kind: parsed.models[name] for kind, name in QUESTIONNAIRES.items()},
            "intakes": {kind: parsed.models[name] for kind, name in INTAKES.items()},
            "disclosures": {family: parsed.models[name] for family, name in DISCLOSURES.items()},
            "sentences": parsed.models["sentences.toml"],
            "notices": parsed.models["notices.toml"],
            "banned": parsed.models["banned_words.toml"],
            "thresholds": parsed.models["thresholds.toml"],
            "refusals": parsed.models["refusals.toml"],
            "rules": parsed.models["rules.toml"],
            "ranking": parsed.models["ranking.toml"],
            "labels": parsed.models["labels.toml"],
            "papers": parsed.models["paper_sets.toml"],
            "files": texts,
            "digest": digest_of(texts),
        }
    )
