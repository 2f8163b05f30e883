"""From the texts of a pack to its models: all of them at once, or a single one."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from rmdesk.domain.base import Value
from rmdesk.domain.questionnaire import Questionnaire
from rmdesk.formpack.disclosure import Disclosure
from rmdesk.formpack.family_words import FAMILIES, IMPORTS, LABELS, rows, with_families
from rmdesk.formpack.fault import Fault, PackFaults, fault
from rmdesk.formpack.languages import META, chinese_alone, completed
from rmdesk.formpack.own_papers import FOLDER as OWN_PAPERS
from rmdesk.formpack.own_papers import OwnPaper, own_id
from rmdesk.formpack.parse import Parsed, Raw, V, build, toml
from rmdesk.formpack.schema import DISCLOSURES, FILES, INTAKES, MORE_QUESTIONNAIRES, disclosure_file

REGISTERS, SHEETS = "registers/", "sheets/"
FOLDERS = (DISCLOSURES, REGISTERS, SHEETS, OWN_PAPERS, MORE_QUESTIONNAIRES)
"""Folders of a pack whose files a bank may add to."""
_QUESTIONNAIRE = re.compile(rf"{MORE_QUESTIONNAIRES}([a-z][a-z0-9_]{{0,30}})\.toml")
_DISCLOSURE = re.compile(rf"{DISCLOSURES}[a-z][a-z0-9_]*\.toml")


def read_part(texts: Mapping[str, str], file: str, model: type[V]) -> V:
    """The model of one file of a pack. Raises PackFaults when the file is missing or does not fit."""
    if file not in texts:
        raise PackFaults((fault(file, "", "missing_file"),))
    raw = toml(file, texts[file])
    if isinstance(raw, Fault):
        raise PackFaults((raw,))
    raw = completed(raw) if chinese_alone(texts) else raw
    if file in INTAKES.values():
        raw = with_options(raw, _labels(texts))
    if file in (LABELS, IMPORTS):
        raw = with_families(file, raw, _tables(FAMILIES, texts))
    built = build(file, raw, model)
    if isinstance(built, tuple):
        raise PackFaults(built)
    return built


def _labels(texts: Mapping[str, str]) -> Raw:
    return with_families(LABELS, _tables(LABELS, texts), _tables(FAMILIES, texts))


def _tables(file: str, texts: Mapping[str, str]) -> Raw:
    found = toml(file, texts.get(file, ""))
    if isinstance(found, Fault):
        return {}
    return completed(found) if chinese_alone(texts) else found


def belongs(name: str) -> bool:
    """Whether a file of this name may stand in a pack."""
    from rmdesk.formpack.registers.reading import register_id, sheet_id

    own = any(one(name) is not None for one in (own_id, register_id, sheet_id, questionnaire_key))
    return own or name in FILES or _DISCLOSURE.fullmatch(name) is not None


def questionnaire_key(name: str) -> str | None:
    """The key of a further questionnaire by the name of its file; None for every other name."""
    found = _QUESTIONNAIRE.fullmatch(name)
    return None if found is None else found[1]


def strange(name: str) -> Fault:
    """A file that belongs to no pack, with the nearest name that does."""
    if name.startswith((REGISTERS, SHEETS, OWN_PAPERS, MORE_QUESTIONNAIRES)):
        return fault(name, "", "register_file")
    near = get_close_matches(name, FILES, n=1, cutoff=0.6)
    return fault(name, "", "unknown_file", near=near[0]) if near else fault(name, "", "stray_file")


def parse(texts: dict[str, str], faults: tuple[Fault, ...]) -> Parsed:
    """Tables and models of every file that can be read, with the faults on the way."""
    parsed = Parsed(texts=texts, faults=list(faults))
    told = {one.file for one in faults}
    parsed.faults += [fault(name, "", "missing_file") for name in FILES if name not in texts and name not in told]
    parsed.faults += [strange(name) for name in texts if not belongs(name)]
    more = sorted(name for name in texts if name not in FILES and belongs(name))
    for name in (*FILES, *more):
        if name in texts:
            _parse_file(parsed, name)
    parsed.faults += _disclosures(parsed, told)
    for name in (*FILES, *more):
        if name in parsed.raw:
            _build_file(parsed, name)
    return parsed


def _disclosures(parsed: Parsed, told: set[str]) -> list[Fault]:
    """A family without its file, and a file of none: its name is misspelt, so it would count for nothing."""
    if FAMILIES not in parsed.raw:
        return []
    wanted = {disclosure_file(key): key for key, _ in rows(parsed.raw[FAMILIES])}
    lacking = [name for name in wanted if name not in parsed.texts and name not in told]
    stray = [name for name in parsed.texts if name.startswith(DISCLOSURES) and name not in wanted and belongs(name)]
    return [
        *(fault(name, "", "missing_file") for name in lacking),
        *(fault(name, "", "family", name=Path(name).stem) for name in stray),
    ]


def _parse_file(parsed: Parsed, name: str) -> None:
    tables = toml(name, parsed.texts[name])
    if isinstance(tables, Fault):
        parsed.faults.append(tables)
    else:
        parsed.raw[name] = tables


def _build_file(parsed: Parsed, name: str) -> None:
    from rmdesk.formpack.registers.reading import build_register

    raw, labels, families = parsed.raw[name], parsed.raw.get(LABELS, {}), parsed.raw.get(FAMILIES, {})
    sheets = parsed.raw
    if parsed.raw.get(META, {}).get("langs") == ["zh"]:
        raw, labels, families = completed(raw), completed(labels), completed(families)
        sheets = {one: completed(each) for one, each in parsed.raw.items()} if name.startswith(REGISTERS) else sheets
    raw, labels = with_families(name, raw, families), with_families(LABELS, labels, families)
    tables = with_options(raw, labels) if name in INTAKES.values() else raw
    built: Value | tuple[Fault, ...]
    if name.startswith(REGISTERS):
        built = build_register(name, tables, labels, sheets)
    else:
        built = build(name, tables, _model(name))
    if isinstance(built, tuple):
        parsed.faults += built
    else:
        parsed.models[name] = built


def _model(name: str) -> type[Value]:
    from rmdesk.domain.registers.sheet import SheetForm

    if name.startswith(DISCLOSURES):
        return Disclosure
    more: dict[str, type[Value]] = {SHEETS: SheetForm, OWN_PAPERS: OwnPaper, MORE_QUESTIONNAIRES: Questionnaire}
    return next((one for folder, one in more.items() if name.startswith(folder)), None) or FILES[name]


def with_options(intake: Raw, labels: Raw) -> Raw:
    """The intake with each `vocabulary` turned into options; an unknown one leaves the field without."""
    vocabularies = labels.get("label")
    known: dict[str, Any] = vocabularies if isinstance(vocabularies, dict) else {}

    def filled(field: Any) -> Any:
        table = known.get(str(field.get("vocabulary"))) if isinstance(field, dict) else None
        if not isinstance(table, dict) or "options" in field:
            return field
        return {
            **field,
            "options": [{"key": key, "text": _plain(text)} for key, text in table.items() if not _retired(text)],
        }

    def step(one: Any) -> Any:
        fields = one.get("fields") if isinstance(one, dict) else None
        return {**one, "fields": [filled(field) for field in fields]} if isinstance(fields, list) else one

    steps = intake.get("steps")
    return {**intake, "steps": [step(one) for one in steps]} if isinstance(steps, list) else intake


def _retired(option: Any) -> bool:
    return isinstance(option, dict) and option.get("retired") is True


def _plain(option: Any) -> Any:
    """An option's text without what stands beside it."""
    return {key: one for key, one in option.items() if key != "was"} if isinstance(option, dict) else option
