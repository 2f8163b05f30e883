"""Nobody in the sample exists (DATA-10), and nothing in it may not be said to a client."""

from collections import Counter
from pathlib import Path

from paper.reading import squeezed, texts
from rmdesk.desk import printing
from rmdesk.desk.desk import Desk
from rmdesk.sample.profiles import REGION
from sample.told import all_clients, all_products
from support.desks import done


def identities(desk: Desk) -> list[str]:
    """Every identity number and code of everybody in every file."""
    profiles = [one.profile for one in all_clients(desk).values()]
    return [value for one in profiles for key, value in one.items() if key.rpartition(".")[2] in {"id_number", "uscc"}]


def test_every_number_says_that_it_is_nobodys(sample: Desk) -> None:
    """A region code that exists could make somebody's own number, a permit's first two digits apart."""
    strange = [one for one in identities(sample) if REGION[2:] not in one[:8] and not one.startswith("X0000")]
    assert strange == []


def test_no_two_clients_share_a_number(sample: Desk) -> None:
    """Else the demo would warn of a duplicate that is none."""
    own = Counter(one.profile.get("id_number") or one.profile["uscc"] for one in all_clients(sample).values())
    assert [number for number, count in own.items() if count > 1] == []


def test_phones_and_addresses_are_made_up(sample: Desk) -> None:
    """A real phone number in a sample rings at somebody's."""
    profiles = [one.profile for one in all_clients(sample).values()]
    phones = [value for one in profiles for key, value in one.items() if key.rpartition(".")[2] == "phone"]
    assert [one for one in phones if not one.startswith("190000")] == []
    assert [one["address"] for one in profiles if not one["address"].startswith("虚构市")] == []


def test_no_product_says_what_may_not_be_said(sample: Desk) -> None:
    """SALE-11 holds for the sample too: its texts stand on papers."""
    found = {
        one.code: words
        for one in all_products(sample).values()
        for text in (one.name, one.summary, one.worst_case, *(fee.note for fee in one.fees))
        if (words := sample.pack.banned_in(text.zh) + sample.pack.banned_in(text.en))
    }
    assert found == {}


def test_a_name_that_the_font_lacks_is_left_to_the_hand(sample: Desk, tmp_path: Path) -> None:
    """The story of SALE-14.glyphs: the paper is printed, and the character named that is to be written in."""
    client = all_clients(sample)["石𫍰"]
    (sheet,) = done(printing.print_client(sample, client.id, tmp_path, "zh", ("client_sheet",)))
    assert [(one.code, one.saw) for one in sheet.warnings] == [("SALE-14.glyphs", {"characters": "𫍰 U+2B370"})]
    assert "石U+2B370" in squeezed("".join(texts(sheet.path.read_bytes())))
