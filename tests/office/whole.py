"""Several desks and head office, which exchange files in any order (a state machine): bundles are written for anybody,
taken in any order and again, lost, cut, altered and brought to somebody else; one desk was put back from a copy that
lives on; desks change one product, have one person's and one client's file, and hand clients and cases over. At the end
every desk and the office hold what each desk recorded, fact by fact, the office names what desks say differently, and
nothing else; each client and case is at one desk, and the office counts none twice, whatever it has heard so far."""

import csv
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from complaints.kit import taken
from exchange.meeting import OWN, SECOND, coded, enrol_one_another, one_of, refused_as, twin_of, work
from office.headquarters import Headquarters, headquarters
from rmdesk.desk.complaints.reading import all_cases
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import cases_in, cases_out, giving, moving, receiving, standing, taking
from rmdesk.desk.shelf import products
from rmdesk.domain.client import Client
from rmdesk.domain.facts import BranchChanged, ClientRegistered
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack
from rmdesk.office import clashing, looking
from rmdesk.office import standing as office_standing
from support.clock import Clock
from support.desks import BRANCH, FreshDesks, done
from support.people import person_profile, product
from support.postgres import Server
from support.walk import put_on, register

OFFICE = -1
ANY = st.integers(0, 999)
WORK = ("fact", "client", "file", "product", "person", "shared", "case")
CODE, PASSPORT, SHARED = "W-01", "E7654321", "client-shared"
CONTRADICTS = frozenset({"EXCHANGE.rewritten", "EXCHANGE.twin", "EXCHANGE.rolled_back"})


class Sent(NamedTuple):
    """A bundle on its way: from which desk to which one, or to head office."""

    file: Path
    giver: int
    to: int


class Whole(RuleBasedStateMachine):
    """`met` counts what happened, over all runs."""

    server: ClassVar[Server]
    fresh: ClassVar[FreshDesks]
    pack: ClassVar[Pack]
    many: ClassVar[int] = 3
    met: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.folder = Path(tempfile.mkdtemp())
        self.heap: list[Sent] = []
        self.desks: list[Desk] = []
        self.came = Counter[tuple[int, int]]()
        self.lies = Counter[int]()

    @initialize()
    def everybody(self) -> None:
        """All know one another; the first desk was copied, and has worked and told everybody since."""
        for number in range(self.many):
            folder = self.folder / f"d{number}"
            self.desks.append(self.stack.enter_context(one_of(self.fresh, folder, self.pack, Clock())))
            coded(self.desks[-1], f"{number + 7:02}")
        enrol_one_another(*self.desks)
        self.head: Headquarters = self.stack.enter_context(
            headquarters(self.server, self.folder / "office", Clock(), BRANCH.bank)
        )
        for desk in self.desks:
            self.head.knows(desk)
        self.astray = twin_of(self.desks[0], self.folder / "astray" / "desk")
        self.stack.callback(self.astray.close)
        work(self.desks[0], "原件")
        for to in (OFFICE, *range(1, self.many)):
            self._take(self._given(0, to))

    @rule(at=ANY, what=st.sampled_from(WORK))
    def works(self, at: int, what: str) -> None:
        """A fact more, a client, a file that a fact names, or what another desk may say differently."""
        desk = self.desks[at % self.many]
        if what == "client":
            register(desk, name=f"化名{self.met['works']}")
        elif what == "case":
            taken(desk)
        elif what == "file":
            with desk.transaction():
                logo = desk.store.attachments.put(f"{at}".encode() * 500)
                desk.record(BranchChanged(branch=desk.branch.model_copy(update={"logo": logo})), "desk")
        elif what == "product":
            _sells(desk, at)
        elif what == "person":
            if PASSPORT not in _told(desk, "SELECT id_number AS said FROM client"):
                register(desk, name="欧阳静怡", id_type="passport", id_number=PASSPORT)
        elif what == "shared":
            if SHARED not in _told(desk, "SELECT id AS said FROM client"):
                _shares(desk)
        else:
            work(desk, f"{at}")
        self.met["works"] += 1

    @rule(giver=ANY, other=ANY, client=st.booleans())
    def hands_over(self, giver: int, other: int, client: bool) -> None:
        """A client, or a case, to another desk, with a bundle that may be lost."""
        giver %= self.many
        desk, to = self.desks[giver], self._other(giver, other)
        if client and (own := _own_clients(desk)):
            done(moving.give_up(desk, own[other % len(own)], self.desks[to].branch.code, "换办", SECOND))
        elif not client:
            cases = [one.id for one in all_cases(desk) if not one.moved] or [taken(desk).case.id]
            done(cases_out.give_up(desk, cases[other % len(cases)], self.desks[to].branch.code, "换办", OWN))
        else:
            return
        self.heap.append(self._given(giver, to))
        self.met["client given up" if client else "case given up"] += 1

    @rule(at=ANY, keep=st.booleans())
    def decides(self, at: int, keep: bool) -> None:
        """What is offered somewhere is taken over, or refused so that the other desk keeps it."""
        for desk in (*self.desks[at % self.many :], *self.desks[: at % self.many]):
            for case in done(cases_in.waiting(desk))[:1]:
                id_, device = case.moving.move.case_id, case.moving.device
                if keep:
                    done(cases_in.turn_down(desk, id_, "不办", device))
                else:
                    done(cases_in.take_over(desk, id_, "", OWN, device))
                self.met["case refused" if keep else "case taken over"] += 1
                return
            for client in done(receiving.waiting(desk))[:1]:
                id_, device = client.moving.move.client_id, client.moving.device
                if keep:
                    done(receiving.turn_down(desk, id_, "不办", device))
                else:
                    done(receiving.take_over(desk, id_, "demo", OWN, device))
                self.met["client refused" if keep else "client taken over"] += 1
                return

    @rule(giver=ANY, other=ANY, for_office=st.booleans())
    def gives(self, giver: int, other: int, for_office: bool) -> None:
        """One bundle more on the heap."""
        giver %= self.many
        self.heap.append(self._given(giver, OFFICE if for_office else self._other(giver, other)))
        self.met["written"] += 1

    @rule(pick=ANY, keep=st.booleans())
    def takes(self, pick: int, keep: bool) -> None:
        """Any of them, in any order; it may come again."""
        if self.heap:
            at = pick % len(self.heap)
            self._take(self.heap[at] if keep else self.heap.pop(at))

    @rule(pick=ANY)
    def loses(self, pick: int) -> None:
        """A stick is lost."""
        if self.heap:
            self.heap.pop(pick % len(self.heap))
            self.met["lost"] += 1

    @rule(pick=ANY, where=st.integers(0, 100_000), how=st.sampled_from(["cut", "altered", "elsewhere"]))
    def spoils(self, pick: int, where: int, how: str) -> None:
        """What is cut, altered or brought to somebody else is refused."""
        if not self.heap:
            return
        sent = self.heap[pick % len(self.heap)]
        data, at = bytearray(sent.file.read_bytes()), where % sent.file.stat().st_size
        if how == "cut":
            del data[at:]
        elif how == "altered":
            data[at] ^= 1
        spoilt = self.folder / "spoilt.bundle"
        spoilt.write_bytes(data)
        to = sent.to
        if how == "elsewhere":
            to = OFFICE if sent.to != OFFICE else self._other(sent.giver, where)
        assert refused_as(self._answer(spoilt, to)).startswith("EXCHANGE.")
        self.met[how] += 1

    @rule(at=ANY)
    def answers(self, at: int) -> None:
        """Head office says what it has."""
        self.head.answer(self.desks[at % self.many])
        self.met["acknowledged"] += 1

    @rule(now=st.booleans())
    def fills(self, now: bool) -> None:
        """The tables are brought up to date."""
        if now:
            self.head.project()
            self.met["filled"] += 1

    @rule(to=ANY, office=st.booleans())
    def lives_twice(self, to: int, office: bool) -> None:
        """The copy works on, and sends under the first desk's name: it is refused with the proof."""
        work(self.astray, f"副本{to}")
        to = OFFICE if office else self._other(0, to)
        code = refused_as(self._answer(self._written(self.astray, to, self.folder / "astray"), to))
        assert code in CONTRADICTS
        self.lies[to] += 1
        self.met["contradicted"] += 1

    def teardown(self) -> None:
        """Last rounds, and the whole is compared."""
        if self.desks:
            self.head.project()
            self._counted_once()
            among = [(giver, to) for giver in range(self.many) for to in range(self.many) if giver != to]
            pairs = [*among, *((giver, OFFICE) for giver in range(self.many))]  # which hears the last word of each
            for giver, to in pairs:
                self._take(self._given(giver, to))
            self.head.project()
            for name, at_desks in self._held().items():
                assert set(at_desks.values()) <= {1}, f"one owner: {name} are lost between two desks, or kept by both"
                assert self._counted_once()[name] == len(at_desks), f"{name} are missing at head office"
            for giver, to in pairs:
                self._agree(giver, to)
            for desk in self.desks:
                self.head.agrees(desk)
                assert desk.store.replay().faults == ()
            self._clash()
            for proved in done(office_standing.verify(self.head.office, self.head.dsn)):
                assert (proved.facts, proved.faults) == (proved.peer.have.seq, ())
            self.met["runs"] += 1
        self.stack.close()
        shutil.rmtree(self.folder)

    def _agree(self, giver: int, to: int) -> None:
        """Hash by hash; as many bundles as came, the others named as missing; every contradiction kept."""
        sql = "SELECT seq, hash FROM journal ORDER BY seq"
        own = [(row["seq"], bytes(row["hash"])) for row in self.desks[giver].store.query(sql)]
        device = self.desks[giver].store.device
        if to == OFFICE:
            here = self._at_office("SELECT seq, hash FROM office.fact WHERE desk = %s ORDER BY seq", device)
            found = next(
                (one.peer, one.missing)
                for one in done(office_standing.status(self.head.office, self.head.dsn))
                if one.peer.card.device == device
            )
        else:
            sql = "SELECT seq, hash FROM received_fact WHERE desk = ? ORDER BY seq"
            here = [tuple(row) for row in self.desks[to].store.query(sql, (device,))]
            known = done(standing.status(self.desks[to]))
            found = next((one.peer, one.missing) for one in known if one.peer.card.device == device)
        peer, missing = found
        assert [(seq, bytes(hash_)) for seq, hash_ in here] == own[: len(here)]
        assert peer.have.seq == len(here) > 0
        assert peer.taken - sum(last - first + 1 for first, last in missing) == self.came[giver, to]
        assert len(peer.clashes) == (self.lies[to] if giver == 0 else 0)
        self.met["facts compared"] += len(here)

    def _held(self) -> dict[str, Counter[str]]:
        """At how many desks each client and case is."""
        clients = (
            row["id"]
            for one in self.desks
            for row in one.store.query("SELECT id, doc FROM client")
            if not one.parsed(Client, row["doc"]).moved_to or _offered(one, row["id"])
        )
        cases = (case.id for one in self.desks for case in all_cases(one) if not case.gone)
        return {"clients": Counter(one for one in clients if one != SHARED), "cases": Counter(cases)}

    def _counted_once(self) -> dict[str, int]:
        """How many of each head office lists: no number twice, and of the one that was copied none."""
        many = {}
        for name in ("clients", "cases"):
            path = self.folder / f"{name}.csv"
            path.unlink(missing_ok=True)
            done(looking.write_list(self.head.office, self.head.dsn, name, path, "zh", self.head.clock()))
            with path.open(encoding="utf-8-sig", newline="") as file:
                numbers = [row[2] for row in list(csv.reader(file))[1:] if not row[2].endswith("-9001")]
            assert len(set(numbers)) == len(numbers), f"{name} twice at head office: {numbers}"
            many[name] = len(numbers)
        return many

    def _clash(self) -> None:
        """Each thing of which desks say different things is named, with just the desks that say something."""
        named = Counter(
            (one.what, tuple(sorted(side.device for side in one.sides)))
            for one in done(clashing.clashes(self.head.office, self.head.dsn))
        )
        assert named == Counter(self._differing())
        self.met.update(f"clash of a {what}" for what, _ in named.elements())

    def _differing(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What desks say differently: of what, and which of them."""
        sold = {one.store.device: _told(one, "SELECT doc AS said FROM product") for one in self.desks}
        if len({said for rows in sold.values() for said in rows}) > 1:
            yield "product", tuple(sorted(device for device, rows in sold.items() if rows))
        persons, clients = dict[str, list[tuple[str, str]]](), dict[str, list[tuple[str, str]]]()
        for one in self.desks:
            for row in one.store.query("SELECT id, id_number FROM client WHERE id_number <> ''"):
                persons.setdefault(row["id_number"], []).append((one.store.device, row["id"]))
                clients.setdefault(row["id"], []).append((one.store.device, row["id_number"]))
        for held in persons.values():
            if len({device for device, _ in held}) > 1 and len({id_ for _, id_ in held}) > 1:
                yield "person", tuple(sorted(device for device, _ in held))
        for held in clients.values():
            if len(held) > 1:
                yield "client", tuple(sorted(device for device, _ in held))

    def _at_office(self, sql: str, device: str) -> list[tuple[int, bytes]]:
        from rmdesk.office.server import connected

        with connected(self.head.dsn, "projector", self.head.office) as connection:
            return [(row[0], row[1]) for row in connection.execute(sql.encode(), (device,))]

    def _other(self, giver: int, other: int) -> int:
        return (giver + 1 + other % (self.many - 1)) % self.many

    def _given(self, giver: int, to: int) -> Sent:
        return Sent(self._written(self.desks[giver], to, self.folder), giver, to)

    def _written(self, desk: Desk, to: int, folder: Path) -> Path:
        name = self.head.office.card.device if to == OFFICE else self.desks[to].store.device
        return done(giving.give(desk, name, folder)).file

    def _answer(self, file: Path, to: int) -> object:
        return self.head.load(file) if to == OFFICE else taking.take(self.desks[to], file)

    def _take(self, sent: Sent) -> None:
        """What is sound and follows is taken; what is behind a gap is told so, and changes nothing."""
        answer = self.head.load(sent.file) if sent.to == OFFICE else taking.take(self.desks[sent.to], sent.file)
        if isinstance(answer, Refused):
            assert refused_as(answer) == "EXCHANGE.gap"
            self.met["gap"] += 1
            return
        self.came[sent.giver, sent.to] += not answer.again
        self.met["again" if answer.again else "taken"] += 1


def _told(desk: Desk, sql: str) -> list[str]:
    return [str(row["said"]) for row in desk.store.query(sql)]


def _own_clients(desk: Desk) -> list[str]:
    """Those who can be given up: nothing runs about them, and no other desk has the same person."""
    return _told(desk, "SELECT id AS said FROM client WHERE name LIKE '化名%' AND id_number <> '' ORDER BY id")


def _offered(desk: Desk, client_id: str) -> bool:
    """Given up, and not taken over yet."""
    return not desk.store.query("SELECT 1 FROM client_away WHERE client_id = ?", (client_id,))


def _sells(desk: Desk, at: int) -> None:
    """The product that every desk may have, on sale here or not."""
    known = done(products.products(desk))
    if not known:
        put_on(desk, product(code=CODE))
    else:
        now = known[0].status
        done(products.set_status(desk, CODE, "suspended" if now == "listed" else "listed", f"示例原因{at}"))


def _shares(desk: Desk) -> None:
    """The file of a client whom another desk has, too, as a copied laptop would."""
    client = Client(
        id=SHARED,
        no="K-9001",
        kind="person",
        profile=person_profile(date(1980, 3, 5), name="司徒明", id_type="passport", id_number="E0000009"),
        registered_on=date(2026, 1, 5),
        changed_at=datetime(2026, 1, 5, tzinfo=UTC),
    )
    desk.record(ClientRegistered(client=client), client.id)


def run(machine: type[Whole], examples: int, steps: int, number: int | None = None) -> None:
    """So many runs of so many steps, and one before them whose steps are all alike, with which hypothesis begins;
    `number` makes them those of another day."""
    chosen = settings(
        max_examples=examples + 1, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    seeded = machine if number is None else seed(number)(machine)
    run_state_machine_as_test(seeded, settings=chosen, _min_steps=steps)


def walk(machine: type[Whole], steps: int, number: int) -> None:
    """One run of exactly so many steps, chosen by chance: hypothesis cuts long ones short."""
    chance, one = random.Random(number), machine()
    try:
        one.everybody()
        for _ in range(steps):
            pick, other, yes = chance.randrange(1000), chance.randrange(1000), chance.random() < 0.5
            acts: list[Callable[[], None]] = [
                partial(one.works, at=pick, what=chance.choice(WORK)),
                partial(one.works, at=pick, what=chance.choice(WORK)),
                partial(one.gives, giver=pick, other=other, for_office=yes),
                partial(one.gives, giver=pick, other=other, for_office=yes),
                partial(one.takes, pick=pick, keep=yes),
                partial(one.takes, pick=pick, keep=yes),
                partial(one.loses, pick=pick),
                partial(one.spoils, pick=pick, where=other * 97, how=chance.choice(["cut", "altered", "elsewhere"])),
                partial(one.hands_over, giver=pick, other=other, client=yes),
                partial(one.hands_over, giver=pick, other=other, client=yes),
                partial(one.decides, at=pick, keep=yes and other % 2 == 0),
                partial(one.decides, at=pick, keep=yes and other % 2 == 0),
                partial(one.answers, at=pick),
                partial(one.fills, now=chance.random() < 0.2),
                partial(one.lives_twice, to=pick, office=yes),
            ]
            chance.choice(acts)()
            one.met["steps"] += 1
    finally:
        one.teardown()
