"""The registers of a pack by id, each read when it is first asked for: a day at the desk needs few of them."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from rmdesk.domain.base import Value
from rmdesk.domain.registers.definition import Register
from rmdesk.formpack.family_words import FAMILIES, LABELS, with_families
from rmdesk.formpack.fault import Fault, PackFaults
from rmdesk.formpack.languages import chinese_alone, completed
from rmdesk.formpack.parse import Raw, toml
from rmdesk.formpack.registers.reading import build_register, register_id, sheet_id


class Registers(Mapping[str, Register]):
    """Id → register, in order of id. Asking for one raises PackFaults when its file does not fit."""

    def __init__(self, texts: Mapping[str, str], built: Mapping[str, Value]) -> None:
        """`texts`: all files of the pack; `built`: models that were made of some of them already."""
        self._texts = texts
        ids = {register_id(name): name for name in sorted(texts)}
        self._files = {one: name for one, name in ids.items() if one is not None}
        found = {one: built.get(name) for one, name in self._files.items()}
        self._read = {one: model for one, model in found.items() if isinstance(model, Register)}

    def __getitem__(self, id: str) -> Register:
        if id not in self._read:
            self._read[id] = self._built(self._files[id])
        return self._read[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def with_table(self, table: str) -> Iterator[Register]:
        """The registers that have a table of this name; of the files that cannot have one, none is read."""
        for id, file in self._files.items():
            if table in self._texts[file] and getattr(self[id], table):
                yield self[id]

    def _built(self, file: str) -> Register:
        raw = self._tables(file)
        built = (raw,) if isinstance(raw, Fault) else build_register(file, raw, self._labels, self._sheets)
        if isinstance(built, tuple):
            raise PackFaults(built)
        return built

    def _tables(self, file: str) -> Raw | Fault:
        found = toml(file, self._texts.get(file, ""))
        return completed(found) if self._alone and isinstance(found, dict) else found

    @cached_property
    def _alone(self) -> bool:
        return chinese_alone(self._texts)

    @cached_property
    def _labels(self) -> Raw:
        """Read once: it is the longest file of all."""
        labels, families = self._tables(LABELS), self._tables(FAMILIES)
        known = {} if isinstance(labels, Fault) else labels
        return with_families(LABELS, known, {} if isinstance(families, Fault) else families)

    @cached_property
    def _sheets(self) -> dict[str, Raw]:
        found = ((name, self._tables(name)) for name in self._texts if sheet_id(name) is not None)
        return {name: one for name, one in found if isinstance(one, dict)}
