"""A file brought in: shown first, row by row, then taken whole or not at all (SALE-10, SUIT-15, KYC-03)."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from rmdesk.desk import guarding
from rmdesk.desk.access import ROLES_OF, lacks_role, use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.imports import profiles
from rmdesk.desk.imports.files import source_of
from rmdesk.desk.imports.kind import Kind, Question, Standing
from rmdesk.desk.imports.kinds import kind_of
from rmdesk.desk.imports.profiles import Profile
from rmdesk.desk.imports.rows import COUNTS, OMIT, Built, Fault, Sheet, Word
from rmdesk.desk.imports.source import Source
from rmdesk.desk.imports.twins import Twin, Twins
from rmdesk.desk.imports.unread import COLUMN, FEW, LEFT, SEEN, Looked, Telling, kept_as, kept_words, together
from rmdesk.domain.imports import above
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.facts import FileImported
from rmdesk.domain.imports.grid import LOOKED_AT, Column, Layout, Line, Row, Skipped, Span, data, layout, nameless
from rmdesk.domain.imports.study import studied
from rmdesk.domain.product import plain_code
from rmdesk.domain.refusal import Refusal, StopError, refuse, stop
from rmdesk.garbage import sought_seldom

MOST_FAULTS = 20_000
"""So many faults of one file are kept; of the rest the number."""
_FEW = 2
"""A row of no more cells is none of data where more are needed."""
_TICK = 200
"""Every so many rows it is told how far it is."""
_KEPT = 10_000
"""A list of so many rows is read once and kept until it is taken; a longer one is read twice and costs no memory."""


class Choice(NamedTuple):
    """How a file is to be read. `mapping`: heading → target, as somebody mended it; `answers`: (target, word) → value;
    `sheet` of a workbook; `profile` names a kept way of reading, "" finds it by the headings. `progress` is told every
    few rows how many are done, of how many (0 while they are counted); False ends it, and nothing is kept. `proof`
    where taking it in asks for one."""

    mapping: Mapping[str, str] = {}
    answers: Mapping[tuple[str, str], str] = {}
    sheet: str = ""
    profile: str = ""
    progress: Callable[[int, int], bool] | None = None
    proof: Proof | None = None

    def tell(self, done: int, of: int) -> None:
        """Tell how far it is. Stops when that is enough."""
        if self.progress is not None and not self.progress(done, of):
            stop("IMPORT.cancelled")


class Report(NamedTuple):
    """What a file holds. `accepted` rows are new, `changed` say something else than the desk, `same` the same.
    `asked` of the `refused` rows one answer would let in; `import_id` "" in a dry run. `unmapped`: headings that mean
    nothing here, `unused` those of them that are known to say nothing that is needed; `told`: (case, column, how often,
    first row); `waiting` of the `accepted` rows are taken only once a question is answered; `withheld`: so much of what
    stands here waits for somebody because its row is not taken."""

    what: str
    name: str
    encoding: str
    delimiter: str
    sheet: str
    others: tuple[str, ...]
    heading_row: int
    columns: tuple[Column, ...]
    unmapped: tuple[str, ...]
    rows: int
    accepted: int
    changed: int
    same: int
    refused: int
    asked: int
    skipped: tuple[Skipped, ...]
    faults: tuple[Fault, ...]
    questions: tuple[Question, ...]
    told: tuple[tuple[str, str, int, int], ...]
    unconfirmed: int
    cleaned: int
    waiting: int
    profile: str
    unused: tuple[str, ...]
    withheld: int
    import_id: str = ""

    @property
    def absent(self) -> Counter[str]:
        """Targets that rows need and no column says, with how many rows are refused for want of each."""
        read = frozenset(one.target for one in self.columns)
        return Counter(one.target for one in self.faults if one.column == one.target not in read)


@use_case("imports.work")
def look_at(desk: Desk, what: str, path: Path, choice: Choice) -> Report:
    """A dry run: what would be taken, and everything that stands against the rest. `what` names the kind."""
    with sought_seldom():
        return _gone_through(opened(desk, what, path, choice))


@use_case("imports.work")
def bring_in(desk: Desk, what: str, path: Path, choice: Choice) -> Report:
    """Take what can be taken, in one transaction. What is there already and says the same stays; what is there and says
    something else is changed."""
    import_id = desk.new_id()
    found = opened(desk, what, path, choice, import_id)
    if found.kind.proves[0]:
        guarding.prove(desk, found.kind.proves[0], choice.proof, import_id)
    with sought_seldom(), desk.batch():
        before = desk.store.head().seq
        report = _gone_through(found)
        found.kind.conclude()
        profiles.keep(desk, what, profiles.shape_of(found.layout.columns), found.profile)
        done = FileImported(
            import_id=import_id,
            what=what,
            name=report.name,
            sha256=_digest(path),
            rows=report.rows,
            accepted=report.accepted,
            changed=report.changed,
            refused=report.refused,
            facts=desk.store.head().seq - before,
            again=found.kind.again(),
        )
        desk.record(done, import_id)
    found.kind.settle()
    return report


class _Lines:
    """What stands below the headings of a file, for whoever goes through it more than once."""

    def __init__(self, source: Source, of: Layout, totals: Collection[str]) -> None:
        self._source, self._of, self._totals = source, of, totals
        self._kept: list[Row | Skipped] = []
        self._whole = False

    def __iter__(self) -> Iterator[Row | Skipped]:
        if self._whole:
            yield from self._kept
            return
        self._kept.clear()
        for count, one in enumerate(data(self._source.rows(), self._of, self._totals)):
            if count < _KEPT:
                self._kept.append(one)
            elif count == _KEPT:
                self._kept.clear()
            yield one
        self._whole = bool(self._kept)


class Opened(NamedTuple):
    """A file whose headings are known, ready to be gone through."""

    kind: Kind[Any]
    source: Source
    layout: Layout
    lines: Iterable[Row | Skipped]
    profile: Profile
    choice: Choice


class Judged(NamedTuple):
    """One row of data: what became of it, and what the desk holds of it. `standing` None where it is not taken."""

    row: Row
    built: Built[Any]
    standing: Standing[Any] | None


def opened(desk: Desk, what: str, path: Path, choice: Choice, import_id: str = "") -> Opened:
    """The file, its headings and what its columns say as a whole. For use cases."""
    kind = kind_of(desk, what)
    if ROLES_OF[kind.permission].isdisjoint(desk.actor.roles):
        raise StopError(lacks_role(kind.permission, desk.store))
    headings = kind.headings(desk.pack)
    profile = profiles.named(desk, what, choice.profile) if choice.profile else Profile()

    def given() -> dict[str, str]:
        kept, said = (_columns_said(desk, kind, answers) for answers in (profile.answers, choice.answers))
        return {**profile.mapping, **kept, **said, **choice.mapping}

    def recognise(lines: Sequence[Line], spans: Collection[Span]) -> Layout | None:
        return layout(lines, headings, given(), spans)

    source = source_of(path, choice.sheet, recognise)
    first = tuple(islice(source.rows(), LOOKED_AT + 1))
    found = recognise(first, source.spans)
    if found is not None and not choice.profile:
        profile = profiles.shaped(desk, what, profiles.shape_of(found.columns), path.stem)
        found = recognise(first, source.spans) if profile.mapping or profile.answers else found
    if found is None:
        stop("IMPORT.headings", given=path.name[-60:])
    used = Profile(profile.name, {**profile.mapping, **choice.mapping}, {**profile.answers, **choice.answers})
    found, unused, doubled = _decided(found, kind, used.answers)
    lines = _Lines(source, found, desk.pack.imports.words["total"])
    left = frozenset(plain(heading) for heading, target in given().items() if not target)
    sheet = _sheet(desk, kind, source, found, lines, used, choice, left.union(map(plain, unused)), doubled)
    sheet, used = _answered_anew(kind, sheet, used, choice)
    sheet = sheet._replace(name=path.name, import_id=import_id, above=above.notes(first, found.first))
    return Opened(kind(sheet), source, found, lines, used, choice)


def _answered_anew(kind: type[Kind[Any]], sheet: Sheet, used: Profile, choice: Choice) -> tuple[Sheet, Profile]:
    """The sheet with the columns of which it is asked again whether they say nothing, because words stand there that
    did not when somebody said so; and the profile with the words to which that was said."""
    if kind.minds != "all":
        return sheet, used
    now = {plain(word) for target, word in choice.answers if target == COLUMN}.union(map(plain, choice.mapping))
    anew, seen, answers = dict[int, frozenset[str]](), dict(sheet.seen), dict(used.answers)
    for at, column in sheet.unread:
        if at not in sheet.left or at not in sheet.seen:
            continue
        words, kept = sheet.seen[at].words, answers.get((SEEN, plain(column.heading)))
        known = frozenset[str]() if kept is None else kept_words(kept)
        if kept is None or plain(column.heading) in now:
            answers[SEEN, plain(column.heading)] = kept_as(together(known, words))
        elif known is not None and (words is None or not words <= known):
            anew[at] = known
            news = sorted((words or frozenset()) - known)
            seen[at] = seen[at]._replace(cells=tuple(news[:FEW]) or seen[at].cells)
    return sheet._replace(anew=anew, seen=seen), used._replace(answers=answers)


def _decided(
    of: Layout, kind: type[Kind[Any]], answers: Mapping[tuple[str, str], str]
) -> tuple[Layout, frozenset[str], dict[str, tuple[str, ...]]]:
    """Of columns that mean the same the one that was answered to count; the headings of the others, and those of which
    it is still asked, by their target."""
    unused: set[str] = set()
    asked = {}
    for target, headings in of.doubled(kind.several, kind.either).items():
        said = answers.get((COUNTS, target))
        if said in headings:
            unused.update(one for one in headings if one != said)
        else:
            asked[target] = headings
    return of.without(unused), frozenset(unused), asked


def _columns_said(desk: Desk, kind: type[Kind[Any]], answers: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """What columns that nobody knew were answered to be, "" for nothing that is needed: heading → target."""
    known = kind.headings(desk.pack)
    said = {word: kind.meant(desk.pack, COLUMN, value) for (target, word), value in answers.items() if target == COLUMN}
    return {word: "" if one == LEFT else one for word, one in said.items() if one == LEFT or one in known}


def _sheet(
    desk: Desk, kind: type[Kind[Any]], source: Source, found: Layout, lines: Iterable[Row | Skipped],
    profile: Profile, choice: Choice, left: Collection[str], doubled: Mapping[str, tuple[str, ...]],
) -> Sheet:  # fmt: skip
    places: dict[str, tuple[tuple[int, Column], ...]] = {}
    for at, column in enumerate(found.columns):
        if column.target:
            places[column.target] = (*places.get(column.target, ()), (at, column))
    first = {target: columns[0][0] for target, columns in places.items() if target in kind.readers}
    unread = tuple(
        (at, one if one.heading else one._replace(heading=nameless(at)))
        for at, one in enumerate(found.columns)
        if not one.target
    )
    telling = Telling(desk.pack, kind.minds, priced="currency" in places)
    either = tuple(one for target in doubled for one in places[target])
    omitted = frozenset(at for at, one in unread if plain(one.heading) in left)
    nothing = desk.pack.imports.plain_words["nothing"]
    looked = Looked((*(unread if kind.minds else ()), *either), telling, nothing, omitted)
    count = 0
    below: list[str] = []

    def rows() -> Iterator[Row]:
        nonlocal count
        for one in lines:
            few = one.cells if len(one.cells) - one.cells.count("") <= _FEW < len(kind.needed) else ()
            if few or isinstance(one, Skipped):
                below.extend(few or one.cells)
            else:
                below.clear()
            if isinstance(one, Row):
                if count % _TICK == 0:
                    choice.tell(0, 0)
                count += 1
                looked.row(one)
                yield one

    study = studied(rows(), first, kind.days)
    answers = {
        (target, plain(word)): kind.meant(desk.pack, target, value) for (target, word), value in profile.answers.items()
    }
    return Sheet(
        desk, places, answers, study, rows=count, epoch_1904=source.epoch_1904, unread=unread, seen=looked.seen(),
        left=omitted, below=tuple(below), doubled=doubled,
    )  # fmt: skip


def judged(found: Opened) -> Iterator[Judged | Skipped]:
    """Every row in turn, read and held against the desk. A few are read before the first of them is given, so that
    whoever takes them in between makes the desk neither forget nor look anew for each."""
    kind, choice = found.kind, found.choice
    lines = iter(found.lines)
    twins, against = Twins(len(found.layout.columns)), _against_each_other(found)
    done = 0
    while together := tuple(islice(lines, kind.together)):
        read = [one if isinstance(one, Skipped) else (one, kind.read(one)) for one in together]
        values = [one[1].value for one in read if not isinstance(one, Skipped)]
        kind.look_up([one for one in values if one is not None])
        yield from [one if isinstance(one, Skipped) else _judged(found, *one, twins, against) for one in read]
        before, done = done, done + len(values)
        if before // _TICK != done // _TICK or done == kind.sheet.rows:
            choice.tell(done, kind.sheet.rows)


def _against_each_other(of: Opened) -> dict[int, Refusal]:
    """Rows that say different things of one key, each by the other's number: whichever came first would be sold by
    the slip of a list (SUIT-15)."""
    kind = of.kind
    places = kind.columns.get(kind.said_once, ())
    if not places:
        return {}

    def keyed() -> Iterator[tuple[str, Row]]:
        rows = ((plain_code(one.cells[places[0]]), one) for one in of.lines if isinstance(one, Row))
        return (pair for pair in rows if pair[0])

    many = {key for key, count in Counter(key for key, _ in keyed()).items() if count > 1}
    if not many:
        return {}
    alike: dict[str, list[tuple[Row, Any]]] = {}
    for key, row in keyed():
        if key in many:
            alike.setdefault(key, []).append((row, kind.read(row).value))
    found: dict[int, Refusal] = {}
    for rows in alike.values():
        for row, value in rows:
            other = next((one for one, of_it in rows if one is not row and (value is None or of_it != value)), None)
            if other is not None:
                cells = zip(of.layout.columns, row.cells, other.cells, strict=False)
                differing = tuple(at for at, (_, one, its) in enumerate(cells) if one != its)
                found[row.no] = _contradicts(of, kind.said_once, other.no, differing)
    return found


def _judged(of: Opened, row: Row, built: Built[Any], twins: Twins, against: Mapping[int, Refusal]) -> Judged:
    """Of two rows with one key, here or in the desk, the second is left out; of those that are `against` each other
    all are."""
    kind = of.kind
    if built.value is None:
        return Judged(row, built, None)
    if row.no in against:
        return Judged(row, _refused(kind, built, kind.said_once, against[row.no]), None)
    names = kind.names(built.value)
    twin = twins.of(built.value, names, row.cells)
    if twin is not None:
        target, key = twin.name
        given = kind.shown(built.value, target, key)
        return Judged(row, _refused(kind, built, target, _twice(of, twin), given=given), None)
    standing = kind.standing(built.value)
    if standing.wrong is not None:
        return Judged(row, _refused(kind, built, *standing.wrong), None)
    before = () if standing.before is None else kind.names(standing.before)
    twins.note(row.no, built.value, (*names, *before), row.cells)
    return Judged(row, built, standing)


def _twice(of: Opened, twin: Twin) -> Refusal:
    """Why a row that says again what an earlier one said is left out; where it says otherwise, in which columns."""
    if twin.same:
        return refuse("IMPORT.twice", row=twin.row)
    return _contradicts(of, twin.name[0], twin.row, twin.differing)


def _contradicts(of: Opened, target: str, row: int, differing: Iterable[int]) -> Refusal:
    columns = [of.layout.columns[at] for at in differing]
    column = _headed(of.kind, target)
    others = [one for one in columns if one.heading != column]
    told = [one.heading for one in others if one.target] or [one.heading for one in others]
    return refuse("IMPORT.contradicts", row=row, column=column, headings=", ".join(told) or column)


def _headed(kind: Kind[Any], target: str) -> str:
    """What the column of a target is headed in the file; the target where there is none."""
    places = kind.sheet.places.get(target)
    return places[0][1].heading if places else target


def _gone_through(found: Opened) -> Report:
    """Every row counted, and taken where there is an import."""
    tally = _Tally()
    for one in judged(found):
        if isinstance(one, Skipped):
            tally.skipped.append(one)
            continue
        tally.judged(one)
        standing = one.standing
        if standing is None or one.built.words:
            found.kind.pass_over(one.row, one.built)
        if found.kind.sheet.import_id and standing is not None:
            (found.kind.leave if standing.same else found.kind.take)(standing)
    return _report(found, tally)


class _Tally:
    """What has been counted so far."""

    def __init__(self) -> None:
        self.rows = self.new = self.changed = self.same = self.refused = self.asked = 0
        self.unconfirmed = self.cleaned = self.waiting = 0
        self.skipped: list[Skipped] = []
        self.faults: list[Fault] = []
        self.words: Counter[Word] = Counter()
        self.told: dict[tuple[str, str], list[int]] = {}

    def judged(self, one: Judged) -> None:
        """A row of data, and what became of it."""
        row, built, standing = one
        if built.omitted:
            self._tell(OMIT, built.omitted[0], row.no)
            self.skipped.append(Skipped(row.no, OMIT))
            return
        self.rows += 1
        self.cleaned += row.cleaned
        if row.hidden:
            self._tell("hidden", "", row.no)
        self.words.update(built.words)
        for case, column, _ in built.told:
            self._tell(case, column, built.row)
        if built.faults:
            self.refused += 1
            self.asked += all(one.ask for one in built.faults)
            self.faults += built.faults[: max(MOST_FAULTS - len(self.faults), 0)]
        elif standing is None or standing.before is None:
            self.new += 1
            self.waiting += standing is None and bool(built.words)
        elif standing.same:
            self.same += 1
        else:
            self.changed += 1
        self.unconfirmed += standing is not None and standing.unfinished

    def _tell(self, case: str, column: str, row: int) -> None:
        self.told.setdefault((case, column), [0, row])[0] += 1


def _refused(kind: Kind[Any], built: Built[Any], target: str, refusal: Refusal, given: str = "") -> Built[Any]:
    shown = given or next((key for name, key in kind.names(built.value) if name == target), "")
    return built._replace(
        value=None, faults=(*built.faults, Fault(built.row, _headed(kind, target), shown, refusal, target))
    )


def _report(of: Opened, tally: _Tally) -> Report:
    source, found, sheet = of.source, of.layout, of.kind.sheet
    columns = (*enumerate(found.columns), *sheet.unread)
    cells = {column.heading: sheet.seen[at].cells for at, column in columns if at in sheet.seen}
    questions = [
        Question(
            one.column, one.target, one.word, rows, one.allowed, one.several,
            _cells_of(one, cells),
        )
        for one, rows in tally.words.items()
    ]  # fmt: skip
    told = [(case, column, count, row) for (case, column), (count, row) in tally.told.items()]
    if source.filled:
        told.append(("merged", "", source.filled, 0))
    return Report(
        what=of.kind.key,
        name=source.name,
        encoding=source.encoding,
        delimiter=source.delimiter,
        sheet=source.sheet,
        others=source.others,
        heading_row=found.first,
        columns=found.columns,
        unmapped=found.unmapped(),
        rows=tally.rows,
        accepted=tally.new,
        changed=tally.changed,
        same=tally.same,
        refused=tally.refused,
        asked=tally.asked,
        skipped=tuple(tally.skipped),
        faults=tuple(tally.faults),
        questions=(*questions, *of.kind.questions()),
        told=tuple(told),
        unconfirmed=tally.unconfirmed,
        cleaned=tally.cleaned,
        waiting=tally.waiting,
        profile=of.profile.name if of.choice.profile or of.profile.mapping or of.profile.answers else "",
        unused=of.kind.unused,
        withheld=of.kind.withheld(),
        import_id=of.kind.sheet.import_id,
    )


def _cells_of(asked: Word, cells: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A few cells of a column of which is asked what it is; of columns that mean the same one of each."""
    if asked.target == COUNTS:
        return tuple(next(iter(cells.get(one, ())), "") for one in asked.allowed)
    return cells.get(asked.word, ()) if asked.target == COLUMN else ()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
