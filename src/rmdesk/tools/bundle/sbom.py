"""The bill of materials of a bundle (CycloneDX 1.6, JSON), read out of its wheels."""

import hashlib
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from pathlib import Path

from rmdesk.tools.bundle.lock import normal


@dataclass(frozen=True)
class Wheel:
    """A wheel: its file's name, the SHA-256 of it in hex, and what it says of itself."""

    file: str
    digest: str
    metadata: Message

    @classmethod
    def read(cls, path: Path) -> "Wheel":
        """Out of the file. ValueError when there is no metadata in it."""
        with zipfile.ZipFile(path) as opened:
            names = [name for name in opened.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)]
            if len(names) != 1:
                raise ValueError(path.name)
            metadata = Parser().parsestr(opened.read(names[0]).decode("utf-8"), headersonly=True)
        return cls(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), metadata)

    @property
    def name(self) -> str:
        """Its package."""
        return normal(self.metadata["Name"])

    @property
    def version(self) -> str:
        """Its package's version."""
        return str(self.metadata["Version"])

    @property
    def ref(self) -> str:
        """Its package, as others speak of it."""
        return f"pkg:pypi/{self.name}@{self.version}"

    @property
    def needs(self) -> Iterator[str]:
        """Which packages it needs on some computer, leaving out what somebody would have to ask for."""
        for line in self.metadata.get_all("Requires-Dist", []):
            what, _, condition = line.partition(";")
            if "extra" not in condition:
                yield normal(re.split(r"[^\w.-]", what.strip())[0])


def bill(program: str, wheels: Iterable[Wheel]) -> Mapping[str, object]:
    """The bill of a bundle of `program`: the same wheels give the same bill."""
    packages: dict[str, list[Wheel]] = {}
    for wheel in sorted(wheels, key=lambda wheel: (wheel.name, wheel.file)):
        packages.setdefault(wheel.name, []).append(wheel)
    refs = {name: files[0].ref for name, files in packages.items()}
    whole = "".join(wheel.digest for files in packages.values() for wheel in files)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid.uuid5(uuid.NAMESPACE_OID, whole).urn,
        "version": 1,
        "metadata": {"component": {"type": "application", **_package(packages[program])}},
        "components": [{"type": "library", **_package(files)} for name, files in packages.items() if name != program],
        "dependencies": [
            {"ref": refs[name], "dependsOn": sorted({refs[need] for need in files[0].needs if need in refs})}
            for name, files in packages.items()
        ],
    }


def _package(wheels: list[Wheel]) -> dict[str, object]:
    one = wheels[0]
    licence = _licence(one.metadata)
    files = [
        {"type": "file", "name": each.file, "hashes": [{"alg": "SHA-256", "content": each.digest}]} for each in wheels
    ]
    known: dict[str, object] = {"licenses": [licence]} if licence else {}
    return {"bom-ref": one.ref, "name": one.name, "version": one.version, "purl": one.ref, **known, "components": files}


def _licence(metadata: Message) -> dict[str, object]:
    """As the package words it: an SPDX expression, else the classifiers, else the first line of free text."""
    if metadata["License-Expression"]:
        return {"expression": metadata["License-Expression"]}
    classified = [line for line in metadata.get_all("Classifier", []) if line.startswith("License ::")]
    named = "; ".join(line.rpartition(" :: ")[2] for line in classified) or (metadata["License"] or "").split("\n")[0]
    return {"license": {"name": named}} if named else {}
