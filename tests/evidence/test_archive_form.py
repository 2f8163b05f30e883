"""A bank's own archive.toml: no retention shorter than the law's, every paper in one class, scans that can be read."""

import pytest

from rmdesk.formpack import Pack
from rmdesk.formpack.loader import check_texts
from support.tiers import longer

FILE = "archive.toml"


def _reasons(pack: Pack, old: str, new: str) -> set[tuple[str, str]]:
    """Key and reason of what is wrong when `old` becomes `new` in the default file."""
    text = pack.files[FILE]
    assert old in text
    faults = check_texts({**pack.files, FILE: text.replace(old, new, 1)})
    return {(one.key, one.reason) for one in faults if one.file == FILE}


@longer
def test_the_default_is_sound(pack: Pack) -> None:
    """And says what the law asks for."""
    assert [one for one in check_texts(pack.files) if one.file == FILE] == []
    assert {one.id: (one.years, one.rule) for one in pack.archive.clock} == {
        "identity": (10, "KYC-08"),
        "transactions": (10, "KYC-08"),
        "suitability": (5, "SUIT-09"),
    }


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("years = 10", "years = 9", ("clock[identity].years", "legal")),
        ("years = 5", "years = 4", ("clock[suitability].years", "legal")),
        ("years = 10", "years = 101", ("clock[identity].years", "range")),
        ('id = "identity"', 'id = "other"', ("clock", "missing_clock")),
        ('begins = "last_sale"', 'begins = "relationship_end"', ("clock[transactions]", "clock_shape")),
        ('rule = "KYC-08"', 'rule = "KYC-99"', ("clock[identity].rule", "unknown_rule")),
        ('"rights_notice", ', "", ("classes", "missing_paper")),
        ('"rights_notice"', '"rights_notise"', ("classes[basic].papers", "unknown_paper")),
        ('"rights_notice"', '"opinion", "rights_notice"', ("classes[basic].papers", "duplicate")),
        ('endings = ["pdf"', 'endings = ["docx", "pdf"', ("files.endings", "choice")),
        ('endings = ["pdf", "jpg", "jpeg", "png"]', "endings = []", ("files.endings", "missing")),
        ("most_bytes = 20_000_000", "most_bytes = 0", ("files.most_bytes", "range")),
        ("name = 80", "name = 5", ("files.name", "range")),
    ],
)
def test_a_broken_one_is_refused_with_key_and_reason(pack: Pack, old: str, new: str, found: tuple[str, str]) -> None:
    """Somebody who shortens a retention, or forgets a paper, learns it before the file is adopted."""
    assert found in _reasons(pack, old, new)


def test_a_longer_retention_is_the_banks_own(pack: Pack) -> None:
    """The law sets a floor, not a ceiling."""
    assert _reasons(pack, "years = 5", "years = 20") == set()
