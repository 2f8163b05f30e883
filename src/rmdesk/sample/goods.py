"""From an entry to a product on the shelf."""

from collections.abc import Iterator
from datetime import date

from rmdesk.domain.product import Product
from rmdesk.sample.entries import ProductEntry, ProductFile
from rmdesk.sample.when import day

_OWN = "bank"


def products(file: ProductFile, today: date) -> Iterator[Product]:
    """The products of one file."""
    return (_product(file, entry, today) for entry in file.product)


def _product(file: ProductFile, entry: ProductEntry, today: date) -> Product:
    named = ("issuer", "levels", "fees", "listed", "ends", "regime")
    issuer_level, bank_level = entry.levels or ("", "")
    return Product.model_validate(
        {
            **{key: value for key, value in entry if key not in named},
            "family": file.family,
            "regime": entry.regime or file.regime,
            "issuer": file.issuer[entry.issuer],
            "self_issued": entry.issuer == _OWN,
            "issuer_level": issuer_level or None,
            "bank_level": bank_level or None,
            "fees": tuple(file.fee[name] for name in entry.fees),
            "listed_on": day(entry.listed, today),
            "ends_on": day(entry.ends, today) if entry.ends else None,
        }
    )
