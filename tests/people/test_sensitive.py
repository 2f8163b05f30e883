"""Which acts ask twice is data; the least that each must ask for is not."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

import rmdesk.desk
from formpack.packs import Change, changed, swap
from rmdesk.desk import clients, guarding, people, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof, Proven
from rmdesk.domain.client import Client
from rmdesk.domain.sensitive import ACTS, DEMANDS
from rmdesk.formpack import Pack, check_texts, load_texts
from support.clock import Clock
from support.desks import PASSWORD, codes, done
from support.people import insurance, staff
from support.walk import assessed, put_on, register, start
from vault.kit import OWN, hire

FILE = "sensitive_acts.toml"
Answer = Callable[[Desk, Proof | None], object]


def _demanding(act: str, demand: str, *roles: str) -> Change:
    """A pack in which `act` asks for another proof."""

    def change(texts: dict[str, str]) -> None:
        head, key, tail = texts[FILE].partition(f'key = "{act}"\n')
        _, note, rest = tail.partition("note = ")
        named = f"roles = [{', '.join(repr(role) for role in roles)}]\n".replace("'", '"') if roles else ""
        texts[FILE] = f'{head}{key}demand = "{demand}"\n{named}{note}{rest}'

    return change


class Broken(NamedTuple):
    """A table that must be refused, and what the fault says."""

    change: Change
    says: str


BROKEN = {
    "an act that nobody knows": Broken(swap(FILE, '"clients.reveal"', '"clients.unveil"'), "did you mean"),
    "an act that is missing": Broken(swap(FILE, '"clients.reveal"', '"clients.unveil"'), '"clients.reveal" is missing'),
    "an act named twice": Broken(swap(FILE, '"clients.reveal"', '"clients.export"'), "stands here twice"),
    "less than the least": Broken(_demanding("clock.confirm", "password"), "asks too little"),
    "nothing where a key is opened": Broken(_demanding("people.reset", "none"), "asks too little"),
    "a hand-over by one": Broken(_demanding("clients.hand_over", "password"), "asks too little"),
    "a second person without roles": Broken(_demanding("clients.export", "second_person"), "roles must stand"),
    "roles without a second person": Broken(_demanding("clients.export", "password", "manager"), "roles must stand"),
    "a role that there is not": Broken(_demanding("clients.export", "second_person", "emperor"), "none of"),
    "a demand that there is not": Broken(_demanding("clients.export", "oath"), "none of"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_table_that_would_not_protect_is_refused(name: str) -> None:
    """Compliance edits the table; no edit of it may open what must stay shut."""
    faults = check_texts(changed(BROKEN[name].change))
    assert [one for one in faults if one.file == FILE and BROKEN[name].says in one.message.en], faults


def test_a_stricter_table_is_taken() -> None:
    """A bank may ask for more."""
    assert check_texts(changed(_demanding("clients.reveal", "second_person", "compliance"))) == ()


def test_what_is_usual_is_never_below_the_least() -> None:
    """A pack that was adopted before there was a table is protected as well."""
    for act, known in ACTS.items():
        assert DEMANDS.index(known.usual) >= DEMANDS.index(known.floor), act
        assert bool(known.roles) == (known.usual == "second_person"), act


def test_an_old_pack_without_the_table_asks_for_what_is_usual(pack: Pack) -> None:
    """A desk does not lose its locks by a new program."""
    old = load_texts({name: text for name, text in pack.files.items() if name != FILE})
    for act, known in ACTS.items():
        assert old.asked(act).demand == known.usual


def test_the_default_table_asks_for_what_is_usual(pack: Pack) -> None:
    """One default, not two."""
    for act, known in ACTS.items():
        assert (pack.asked(act).demand, pack.asked(act).roles) == (known.usual, known.roles), act


def _asks(desk: Desk, act: str, demand: str, *roles: str) -> None:
    desk.pack = load_texts(changed(_demanding(act, demand, *roles)))


def test_revealing_asks_for_what_the_table_says(desk: Desk) -> None:
    """One key by default; a stricter bank wants the password, or compliance beside the manager."""
    client = register(desk)
    hire(desk, "he", "compliance")
    hire(desk, "lin", "manager")
    assert done(clients.reveal(desk, client.id, "phone")) == client.profile["phone"]
    _asks(desk, "clients.reveal", "password")
    assert codes(clients.reveal(desk, client.id, "phone")) == ["DATA-08.again"]
    assert codes(clients.reveal(desk, client.id, "phone", Proof("wrong"))) == ["DATA-08.password"]
    assert done(clients.reveal(desk, client.id, "phone", OWN)) == client.profile["phone"]
    _asks(desk, "clients.reveal", "second_person", "compliance")
    assert guarding.asks(desk, "clients.reveal") == "second_person"
    refused = {
        "DATA-08.second": OWN,
        "DATA-08.same_person": Proof(PASSWORD, "demo"),
        "DATA-08.second_role": Proof(PASSWORD, "lin"),
        "DATA-08.password": Proof(PASSWORD, "nobody"),
    }
    reveals = len(list(desk.store.entries(kind="client.number_revealed/1")))
    for case, proof in refused.items():
        assert codes(clients.reveal(desk, client.id, "phone", proof)) == [case]
    assert len(list(desk.store.entries(kind="client.number_revealed/1"))) == reveals
    assert done(clients.reveal(desk, client.id, "phone", Proof(PASSWORD, "he")))
    assert [entry.actor for entry in desk.store.entries(kind="people.second_agreed/1", subject=client.id)] == ["he"]


def test_a_suspended_second_person_agrees_to_nothing(desk: Desk) -> None:
    """Neither by the old slot nor by the old role."""
    client = register(desk)
    hire(desk, "he", "compliance")
    _asks(desk, "clients.reveal", "second_person", "compliance")
    done(people.suspend(desk, "he", "休假", OWN))
    assert codes(clients.reveal(desk, client.id, "phone", Proof(PASSWORD, "he"))) == ["DATA-08.password"]


@pytest.fixture
def insisting(desk: Desk, clock: Clock) -> tuple[Client, str]:
    """A client of C2 who wants a policy of R3, and the sale."""
    put_on(desk, insurance(issuer_level="R3"))
    client = register(desk)
    assessed(desk, client, "C2")
    return client, start(desk, clock, client).match().id


def test_the_one_override_wants_the_password(desk: Desk, insisting: tuple[Client, str]) -> None:
    """SUIT-25: whoever lets a client insist answers for it with the own password; no fact before that."""
    _, sale = insisting
    before = desk.store.head()
    amount = Decimal(20_000)
    assert codes(selling.choose(desk, sale, "I-01", amount, own_choice=True)) == ["DATA-08.again"]
    assert desk.store.head() == before
    done(selling.choose(desk, sale, "I-01", amount, own_choice=True, proof=OWN))


def test_no_secret_shows_in_a_repr() -> None:
    """What is shown of a value may end in a log or a traceback."""
    assert "geheim" not in repr(Proof("geheim", "lin"))
    assert repr(Proven(staff("lin"), b"\x01" * 32)) == "Proven('lin')"


def test_every_act_of_the_table_is_asked_for_somewhere() -> None:
    """A row that changes nothing would make compliance believe that it does."""
    text = "".join(path.read_text(encoding="utf-8") for path in Path(rmdesk.desk.__path__[0]).rglob("*.py"))
    assert [act for act in ACTS if f'"{act}"' not in text.replace("ROLES_OF", "")] == []
