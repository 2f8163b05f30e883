"""Reading `sample_db/`."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from rmdesk import resources
from rmdesk.domain.base import Value
from rmdesk.sample.complaints import ComplaintFile
from rmdesk.sample.entries import BranchEntry, ClientFile, DraftFile, HoldingsFile, ProductFile, SalesFile, ShelfFile
from rmdesk.sample.registers import RegistersFile

V = TypeVar("V", bound=Value)


class SampleFiles(Value):
    """Everything that `sample_db/` holds."""

    branch: BranchEntry
    clients: tuple[ClientFile, ...]
    products: tuple[ProductFile, ...]
    shelf: ShelfFile
    sales: SalesFile
    holdings: HoldingsFile
    drafts: DraftFile
    complaints: ComplaintFile
    year: RegistersFile
    registers: RegistersFile


@cache
def read(folder: Path | None = None) -> SampleFiles:
    """The sample in `folder`, the program's own when not given. ValueError names the file that does not fit."""
    base = folder or resources.folder("sample_db")
    return SampleFiles(
        branch=_read(base / "branch.toml", BranchEntry),
        clients=tuple(_read(path, ClientFile) for path in sorted((base / "clients").glob("*.toml"))),
        products=tuple(_read(path, ProductFile) for path in sorted((base / "products").glob("*.toml"))),
        shelf=_read(base / "shelf_changes.toml", ShelfFile),
        sales=_read(base / "sales.toml", SalesFile),
        holdings=_read(base / "holdings.toml", HoldingsFile),
        drafts=_read(base / "drafts.toml", DraftFile),
        complaints=_read(base / "complaints.toml", ComplaintFile),
        year=_read(base / "year.toml", RegistersFile),
        registers=_read(base / "registers.toml", RegistersFile),
    )


def year_sales() -> SalesFile:
    """The sales of the year before as people make them, which only the tool plays that ships their facts."""
    return _read(resources.folder("sample_db") / "year_sales.toml", SalesFile)


def _read(path: Path, model: type[V]) -> V:
    tables = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    try:
        return model.model_validate(tables)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
