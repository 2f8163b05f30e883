"""Building the sample desk: every fact through the use case that makes it, on a clock that the scripts set."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from rmdesk import resources
from rmdesk.desk import book, opening, people
from rmdesk.desk.desk import Clock, Desk, system_clock
from rmdesk.desk.guarding import Proof
from rmdesk.desk.settings import checklist
from rmdesk.desk.shelf import institutions
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import facts
from rmdesk.domain.base import Lang
from rmdesk.domain.people import Branch, Certificate, Person, Training
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import load
from rmdesk.garbage import sought_seldom
from rmdesk.sample import brochures, drafts, goods, holdings, profiles, shipped
from rmdesk.sample.complaints import Complaints
from rmdesk.sample.entries import BranchEntry, HandOver, PersonOfBranch, ProductDocument, ProductFile, ShelfChange
from rmdesk.sample.lives import Life
from rmdesk.sample.reading import SampleFiles, read
from rmdesk.sample.registers import Kept
from rmdesk.sample.sales import PASSWORD, sale
from rmdesk.sample.shipped import YearSales
from rmdesk.sample.stage import Script, Stage, granted
from rmdesk.sample.when import day, moment

OWNER = "demo"
_REST = timedelta(days=25)  # a desk that rested longer would ask whether its clock is right (DESK-19)
_KEEPER = "keeper"


def build(
    folder: Path, *, clock: Clock = system_clock, lang: Lang = "zh", year: YearSales = shipped.put_down
) -> Desk | Refused:
    """Build the sample desk in `folder`, as it would stand at `clock()`, and leave it open with `demo` logged in.

    Everything in it is invented; all passwords are "demo". `year`: how the sales of the year before get there. Refuses
    a folder that holds a desk already.
    """
    sample, now = read(), clock()
    branch = _branch(sample.branch)
    start = moment(sample.branch.opened, now, branch.zone)
    stage = Stage(start, now)
    everybody = {one.login: _person(one, now.date(), start.date()) for one in sample.branch.person}
    pack = load(resources.folder("forms"))
    cost = opening.Cost.quick()
    made = opening.create(folder, branch, everybody[OWNER], PASSWORD, pack, lang, cost=cost, clock=stage.clock)
    if isinstance(made, Refused):
        return made
    desk, _ = made
    try:
        with sought_seldom(), desk.transaction():
            _hire(desk, everybody, cost)
            granted(desk, checklist.end(desk, "示例工作台，不办开业"), "opening")
            _play(desk, stage, sample, everybody, lang, year)
    except BaseException:
        desk.close()
        opening.discard(folder)
        raise
    desk.actor, desk.clock = everybody[OWNER], clock
    return desk


def _branch(entry: BranchEntry) -> Branch:
    named = {
        key: value
        for name in ("bank", "branch", "contact", "superior", "mediation", "regulator")
        for key, value in ((name, getattr(entry, name).zh), (f"{name}_en", getattr(entry, name).en))
    }
    return Branch(review="superior", **named)


def _person(entry: PersonOfBranch, today: date, opened: date) -> Person:
    until = day(entry.certified, today)
    held = Certificate(families=entry.families, number=entry.certificate, expires_on=until, classes=entry.classes)
    certificates = (held,) if entry.families else ()
    course = Training(kind="compliance", hours=Decimal(entry.trained), on=opened - timedelta(1))
    training = (course,) if entry.trained else ()
    return Person(login=entry.login, name=entry.name, roles=entry.roles, certificates=certificates, training=training)


def _hire(desk: Desk, everybody: dict[str, Person], cost: opening.Cost) -> None:
    for person in everybody.values():
        if person.login != OWNER:
            granted(desk, people.add(desk, person, PASSWORD, PASSWORD, cost), person.login)


def _play(
    desk: Desk, stage: Stage, sample: SampleFiles, everybody: dict[str, Person], lang: Lang, year: YearSales
) -> None:
    lives = {life.entry.name: life for life in _lives(desk, stage, sample)}
    stage.enter(_unlocked(desk, stage))
    stage.enter(_stocked(desk, stage, sample.products))
    for change in sample.shelf.change:
        stage.enter(_changed(desk, stage, change))
    for document in sample.shelf.document:
        stage.enter(_documented(desk, stage, document, lang))
    for life in lives.values():
        for script in life.scripts():
            stage.enter(script)
    for given in sample.branch.hand_over:
        stage.enter(_handed_over(desk, stage, given, lives))
    for entry in sample.sales.sale:
        stage.enter(sale(desk, stage, entry, lives[entry.client].client_id, lang))
    for script in holdings.scripts(desk, stage, sample.holdings, {name: one.client_id for name, one in lives.items()}):
        stage.enter(script)
    for script in drafts.scripts(desk, stage, sample.drafts, lives):
        stage.enter(script)
    clients = {name: life.client_id for name, life in lives.items()}
    for script in year(desk, stage, clients, lang):
        stage.enter(script)
    for script in Complaints(desk, stage, sample.complaints, clients, lang).scripts():
        stage.enter(script)
    for kept in (*sample.year.entry, *sample.registers.entry):
        for script in Kept(desk, stage, kept, lang, clients).scripts():
            stage.enter(script)
    stage.play(desk, everybody)


def _lives(desk: Desk, stage: Stage, sample: SampleFiles) -> Iterator[Life]:
    today = _today(desk, stage.end)
    portraits = {name: values for file in sample.clients for name, values in file.portrait.items()}
    people = [one for file in sample.clients for one in file.person]
    for serial, person in enumerate(people, 1):
        values = profiles.person(person, portraits[person.portrait], today, serial)
        yield Life(desk, stage, "person", person, values)
    organisations = [one for file in sample.clients for one in file.organisation]
    for serial, organisation in enumerate(organisations, len(people) + 1):
        values = profiles.organisation(organisation, portraits[organisation.portrait], today, serial)
        yield Life(desk, stage, "organisation", organisation, values)


def _unlocked(desk: Desk, stage: Stage) -> Script:
    while stage.now + _REST < stage.end:
        yield _KEEPER, stage.now + _REST
        desk.record(facts.DeskUnlocked(), _KEEPER)


def _stocked(desk: Desk, stage: Stage, files: tuple[ProductFile, ...]) -> Script:
    yield _KEEPER, stage.now
    today = _today(desk, stage.end)
    for file in files:
        for product in goods.products(file, today):
            granted(desk, shelf.put_on(desk, product), product.code)
    unlisted = tuple(one.name for one in granted(desk, institutions.listed(desk), "institutions"))
    granted(desk, institutions.state(desk, unlisted, "admitted", "总行准入名单（示例）"), "institutions")


def _changed(desk: Desk, stage: Stage, change: ShelfChange) -> Script:
    yield _KEEPER, moment(change.at, stage.end, desk.branch.zone)
    if change.levels is not None:
        issuer, bank = (level or None for level in change.levels)
        granted(desk, shelf.regrade(desk, change.code, issuer, bank, change.reason), change.code)
    if change.status is not None:
        granted(desk, shelf.set_status(desk, change.code, change.status, change.reason), change.code)


def _documented(desk: Desk, stage: Stage, entry: ProductDocument, lang: Lang) -> Script:
    yield _KEEPER, moment(entry.at, stage.end, desk.branch.zone)
    brochures.add(desk, entry, granted(desk, shelf.get(desk, entry.code), entry.code), lang)


def _handed_over(desk: Desk, stage: Stage, given: HandOver, lives: dict[str, Life]) -> Script:
    yield given.giver, moment(given.at, stage.end, desk.branch.zone)
    ids = tuple(lives[name].client_id() for name in given.clients)
    proof = Proof(PASSWORD, given.receiver)
    granted(desk, book.hand_over(desk, given.giver, given.receiver, given.reason, proof, ids), given.reason)


def _today(desk: Desk, now: datetime) -> date:
    return desk.local(now).date()
