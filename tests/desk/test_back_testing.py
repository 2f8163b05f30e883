"""The back-test of a form pack: past sales under other figures, each at its own moment (SUIT-28)."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from rmdesk.desk import back_testing, clients, packs, sales
from rmdesk.desk.assessment import standing
from rmdesk.desk.back_testing import Counted, Stopped
from rmdesk.desk.desk import Desk
from rmdesk.desk.packs import Proposal
from rmdesk.desk.proving.desk_told import desk_told
from rmdesk.desk.shelf import institutions
from rmdesk.desk.shelf import products as shelf
from rmdesk.desk.training import seller_of
from rmdesk.domain import facts, match
from rmdesk.domain.fact import kinds
from rmdesk.domain.match import MatchInput
from rmdesk.domain.people import DESK_ROLES
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused
from rmdesk.domain.sale import Sale
from rmdesk.formpack import Pack
from rmdesk.store.passing import passed_by
from support.clock import Clock
from support.desks import FreshDesks, done
from support.held import Ledger
from support.oracle import Sale as Asked
from support.oracle import broken
from support.people import product, staff
from support.sampled import copied
from support.tiers import also, longer
from support.walk import assessed, put_on, register, start

SHARE = ("thresholds.toml", 'key = "amount_share"\nvalue = 0.5', 'key = "amount_share"\nvalue = {}')
REACH = ("levels.toml", "rank = 3\nreach = 3", "rank = 3\nreach = {}")
HOURS = (
    "thresholds.toml",
    'key = "compliance_training_hours"\nvalue = 8',
    'key = "compliance_training_hours"\nvalue = {}',
)
PREMIUMS = ("thresholds.toml", 'key = "yearly_premium_share"\nvalue = 0.5', 'key = "yearly_premium_share"\nvalue = {}')
DATED = (
    "thresholds.toml",
    'key = "amount_share"\nvalue = 0.5\neffective_from = 2026-02-01\nrule = "SUIT-03"\n',
    'key = "amount_share"\nvalue = 0.5\neffective_from = 2026-02-01\nrule = "SUIT-03"\n'
    'note = {{ zh = "上限", en = "Limit" }}\n\n[[threshold]]\nkey = "amount_share"\nvalue = {}\n'
    'effective_from = 2026-12-01\nrule = "SUIT-03"\n',
)
BEGINS = ("pack.toml", "effective_from = 2026-02-01", "effective_from = {}")
Edit = tuple[tuple[str, str, str], object]


def proposed(desk: Desk, folder: Path, *edits: Edit) -> Proposal:
    """The pack in force with other figures, as another version."""
    texts = dict(desk.pack.files)
    version = ("pack.toml", 'version = "2026.1"', 'version = "{}"')
    for (file, before, after), value in (*edits, *(((version, "2026.2"),) if edits else ())):
        assert before in texts[file]
        texts[file] = texts[file].replace(before, after.format(value))
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    found = packs.propose(desk, folder)
    assert isinstance(found, Proposal), found
    return found


def asked(desk: Desk, proposal: Proposal) -> tuple[Counted, list[Stopped]]:
    """What the back-test answers."""
    stopped: list[Stopped] = []
    return done(back_testing.back_test(desk, proposal, stopped.append)), stopped


def rules_of(one: Stopped) -> set[str]:
    """The rules by which it is withheld."""
    return {reason.refusal.rule for reason in one.reasons}


@pytest.fixture(scope="module")
def sample(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The whole sample; nothing changes it here."""
    desk = copied(built_sample, tmp_path_factory.mktemp("sample") / "desk")
    yield desk
    desk.close()


@longer
@pytest.mark.parametrize("share", ["0.05", also("0.1"), also("0.02")])
def test_the_list_is_what_the_rule_book_says_of_each_sale(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: str
) -> None:
    """Each signed sale of the sample, at its moment, held against the second calculation: the same sales, each by the
    same rules, and no other. Each is matched once, and once more under the pack of its day where it is withheld."""
    matched: list[str] = []

    def counting(one: Product, match_input: MatchInput) -> match.Offered | match.Withheld:
        matched.append(one.code)
        return match.match(one, match_input)

    monkeypatch.setattr(back_testing, "match", counting)
    proposal = proposed(sample, tmp_path, (SHARE, share), (PREMIUMS, "0.01"))
    tested, stopped = asked(sample, proposal)
    found, signed, held = {one.no: rules_of(one) for one in stopped}, set[str](), Ledger()
    expected = dict[str, set[str]]()
    with desk_told(sample) as told:
        for row in passed_by(sample.store, kinds()):
            entry = row.entry
            if row.kind == facts.Countersigned.kind:
                sale, then = told.sale(entry), told.at(entry, proposal.pack)
                assert sale is not None
                assert then is not None
                signed.add(sale.no)  # once more by who was sent back: that signature counts
                expected.pop(sale.no, None)
                rules = broken(_as_asked(then, sale, held))
                if rules and not (sale.choice and sale.choice.own_choice and rules == {"SUIT-25"}):
                    expected[sale.no] = rules
            held.read(entry.kind.partition("/")[0], json.loads(entry.payload or "{}"))
            if row.kind in told.kinds:
                told.tell(entry, row.fact)
    assert found == expected
    assert found, "nothing is withheld: the test would prove nothing"
    assert tested == Counted(len(signed), len(stopped), 0)
    assert len(matched) == len(signed) + len(stopped)


def _as_asked(then: Desk, sale: Sale, held: Ledger) -> Asked:
    assert sale.choice is not None
    client, product = clients.require(then, sale.client_id), done(shelf.get(then, sale.choice.code))
    day = then.today()
    owned, rated = held.of(client.id, day)
    return Asked(
        client,
        product,
        standing.latest(then, client.id),
        seller_of(then, then.actor),
        day,
        sale.choice.amount,
        then.thresholds(),
        held=owned,
        premiums=held.premiums(client.id, day),
        singles=held.singles(client.id, day),
        rate=held.rate(product.currency, day),
        rated=rated,
        listed=dict(institutions.states(then)),
    )


def _sell(desk: Desk) -> None:
    """A sale of an R3 product to a C3 client, signed."""
    clock = desk.clock
    assert isinstance(clock, Clock)
    put_on(desk, product(issuer_level="R3"))
    client = register(desk, financial_assets="200000")
    clock.forward(minutes=5)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01").tell().understand().record().print().take_back()
    walk.countersign()


@pytest.fixture
def sold(tmp_path: Path, pack: Pack, clock: Clock, fresh_desks: FreshDesks) -> Iterator[Desk]:
    """A desk with one signed sale."""
    with fresh_desks.copied(tmp_path / "desk", pack, clock, _sell) as desk:
        clock.forward(hours=2)
        yield desk


@pytest.mark.parametrize(
    ("edits", "rule", "key", "was", "now"),
    [
        (((REACH, 2),), "SUIT-02", "C3.reach", "R1, R2, R3", "R1, R2"),
        (((HOURS, 40),), "DESK-15", "compliance_training_hours", "8", "40"),
        (((DATED, "0.09"), (BEGINS, "2026-12-01")), "SUIT-03", "amount_share", "0.5", "0.09"),
    ],
)
def test_a_stricter_figure_names_the_sale_with_both_figures(
    sold: Desk, tmp_path: Path, edits: tuple[Edit, ...], rule: str, key: str, was: str, now: str
) -> None:
    """A limit that begins later than the sale as well: the pack is asked with the numbers of its first day."""
    tested, (stopped,) = asked(sold, proposed(sold, tmp_path / "new", *edits))
    assert tested == Counted(1, 1, 0)
    (reason,) = stopped.reasons
    assert (stopped.no, stopped.code, stopped.already, reason.refusal.rule) == ("J-0001", "W-01", False, rule)
    assert [(one.key, one.was, one.now) for one in reason.figures] == [(key, was, now)]


def test_the_same_and_a_looser_pack_withhold_nothing(sold: Desk, tmp_path: Path) -> None:
    """What was lawful stays so, and a question leaves no trace."""
    facts_before = sold.store.head().seq
    for at, edits in enumerate([(), ((SHARE, "0.9"),)]):
        assert asked(sold, proposed(sold, tmp_path / str(at), *edits)) == (Counted(1, 0, 0), [])
    assert sold.store.head().seq == facts_before


def test_a_sale_that_was_given_up_is_no_past_sale(sold: Desk, tmp_path: Path) -> None:
    """The client cancelled while there was time to think: nothing was sold."""
    (row,) = sold.store.rows("SELECT id FROM sale")
    done(sales.abandon(sold, row["id"], "客户撤回"))
    assert asked(sold, proposed(sold, tmp_path / "new", (REACH, 2))) == (Counted(0, 0, 0), [])


def test_only_compliance_looks_into_everybodys_sales(sold: Desk, tmp_path: Path) -> None:
    """DATA-08: a pack may be compared by an administrator; whose sales it would have stopped is no matter of his."""
    proposal = proposed(sold, tmp_path / "new", (REACH, 2))
    let_in = []
    for role in DESK_ROLES:
        sold.actor = staff(sold.actor.login, role)
        answer = back_testing.back_test(sold, proposal, lambda _: None)
        let_in += [] if isinstance(answer, Refused) else [role]
    assert let_in == ["compliance"]
