"""A sale as a script: each stage does through the use cases what a manager does at the desk, and takes its time."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

from rmdesk.desk import confirming, journeys, printing, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.base import Lang
from rmdesk.domain.ranking import Wish
from rmdesk.sample.entries import JourneyEntry, Scene
from rmdesk.sample.entries import Stage as StageName
from rmdesk.sample.stage import Cue, SampleError, Script, Stage, granted
from rmdesk.sample.when import moment

PASSWORD = "demo"
_REVIEWER = "reviewer"


class Sale(NamedTuple):
    """One journey on stage."""

    desk: Desk
    stage: Stage
    entry: JourneyEntry
    sale_id: str
    lang: Lang

    @property
    def about(self) -> str:
        """How a fault names it."""
        return f"{self.entry.client}, {self.entry.about}"


def sale(desk: Desk, stage: Stage, entry: JourneyEntry, client_id: Callable[[], str], lang: Lang) -> Script:
    """The whole of one journey, scene by scene; the client must be registered by its first instant."""
    first = entry.scene[0]
    yield first.by, moment(first.at, stage.end, desk.branch.zone)
    opened = granted(desk, journeys.start(desk, client_id()), entry.about)
    one = Sale(desk, stage, entry, opened.journey.id, lang)
    reached = 0
    for scene in entry.scene:
        yield scene.by, max(stage.now, moment(scene.at, stage.end, desk.branch.zone))
        if scene.to == "abandoned":
            granted(desk, journeys.abandon(desk, one.sale_id, scene.reason), one.about)
            return
        until = _ORDER.index(scene.to)
        for name in _ORDER[reached : until + 1]:
            yield from _ACTS[name](one, scene)
        reached = until if scene.items is not None else until + 1


def _opened(one: Sale, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    """Nothing more: the journey is open."""
    yield timedelta(seconds=20)


def _match(one: Sale, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    yield timedelta(minutes=2)
    entry = one.entry
    wish = Wish(goal=entry.goal, horizon=entry.horizon, amount=entry.amount, liquidity=entry.liquidity)
    granted(one.desk, selling.state_wish(one.desk, one.sale_id, wish), one.about)
    yield timedelta(seconds=5)
    granted(one.desk, selling.run_match(one.desk, one.sale_id), one.about)


def _choose(one: Sale, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    yield timedelta(minutes=4)
    entry = one.entry
    if entry.amount is None:
        raise SampleError(f"{one.about}: a choice needs an amount")
    view = selling.choose(
        one.desk, one.sale_id, entry.product, entry.amount, own_choice=entry.own_choice, proof=Proof(PASSWORD)
    )
    granted(one.desk, view, one.about)


def _tell(one: Sale, scene: Scene) -> Iterator[Cue]:
    view = granted(one.desk, journeys.view(one.desk, one.sale_id), one.about)
    told = {item.item for item in view.journey.acknowledged}
    items = granted(one.desk, selling.items(one.desk, one.sale_id), one.about)
    for item in items[: scene.items]:
        if item.id not in told:
            yield timedelta(seconds=42)
            answer = selling.acknowledge(one.desk, one.sale_id, item.id, 42, one.lang, read_to_end=True)
            granted(one.desk, answer, one.about)


def _understand(one: Sale, scene: Scene) -> Iterator[Cue]:
    questions = granted(one.desk, selling.questions(one.desk, one.sale_id), one.about)
    for number, question in enumerate(questions):
        if scene.wrong and number == 0:
            yield timedelta(seconds=15)
            other = next(option.key for option in question.options if option.key != question.correct)
            granted(one.desk, selling.answer(one.desk, one.sale_id, question.id, other), one.about)
        yield timedelta(seconds=18)
        granted(one.desk, selling.answer(one.desk, one.sale_id, question.id, question.correct), one.about)


def _record(one: Sale, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    yield timedelta(seconds=30)
    view = granted(one.desk, journeys.view(one.desk, one.sale_id), one.about)
    reference = f"示例双录-{view.journey.no}"
    granted(one.desk, selling.note_recording(one.desk, one.sale_id, reference, one.stage.now), one.about)


def _print(one: Sale, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    yield timedelta(minutes=1)
    folder = one.desk.folder / "papers"
    granted(one.desk, printing.print_journey(one.desk, one.sale_id, folder, one.lang), one.about)


def _return(one: Sale, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    yield timedelta(minutes=9)
    view = granted(one.desk, journeys.view(one.desk, one.sale_id), one.about)
    signed = view.world.demands.signed_papers
    granted(one.desk, confirming.papers_returned(one.desk, one.sale_id, signed, sentence_seen=True), one.about)


def _countersign(one: Sale, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    yield timedelta(minutes=1)
    granted(one.desk, confirming.countersign(one.desk, one.sale_id), one.about)


def _review(one: Sale, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    view = granted(one.desk, journeys.view(one.desk, one.sale_id), one.about)
    if view.world.demands.review:
        yield timedelta(minutes=6)
        granted(one.desk, confirming.review(one.desk, one.sale_id, _REVIEWER, PASSWORD), one.about)


def _archive(one: Sale, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    yield timedelta(minutes=3)
    granted(one.desk, confirming.archive(one.desk, one.sale_id, one.entry.shelf), one.about)


_ACTS: dict[StageName, Callable[[Sale, Scene], Iterator[Cue]]] = {
    "opened": _opened,
    "matched": _match,
    "chosen": _choose,
    "told": _tell,
    "understood": _understand,
    "recorded": _record,
    "printed": _print,
    "returned": _return,
    "countersigned": _countersign,
    "reviewed": _review,
    "archived": _archive,
}
_ORDER: tuple[StageName, ...] = tuple(_ACTS)
