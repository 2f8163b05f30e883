"""A sale as a script: each stage does through the use cases what a manager does at the desk, and takes its time."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

from rmdesk.desk import confirming, printing, sales, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings import keeping
from rmdesk.desk.sale import reviewing
from rmdesk.domain.base import Lang
from rmdesk.domain.ranking import Wish
from rmdesk.sample.entries import Afterwards, SaleEntry, Scene
from rmdesk.sample.entries import Stage as StageName
from rmdesk.sample.stage import Cue, SampleError, Script, Stage, granted
from rmdesk.sample.when import moment

PASSWORD = "demo"
_REVIEWER = "reviewer"


class OnStage(NamedTuple):
    """One sale on stage."""

    desk: Desk
    stage: Stage
    entry: SaleEntry
    sale_id: str
    lang: Lang

    @property
    def about(self) -> str:
        """How a fault names it."""
        return f"{self.entry.client}, {self.entry.about}"


def sale(desk: Desk, stage: Stage, entry: SaleEntry, client_id: Callable[[], str], lang: Lang) -> Script:
    """The whole of one sale, scene by scene; the client must be registered by its first instant."""
    first = entry.scene[0]
    yield first.by, moment(first.at, stage.end, desk.branch.zone)
    opened = granted(desk, sales.start(desk, client_id()), entry.about)
    one = OnStage(desk, stage, entry, opened.sale.id, lang)
    reached = 0
    for scene in entry.scene:
        yield scene.by, max(stage.now, moment(scene.at, stage.end, desk.branch.zone))
        if scene.to == "abandoned":
            granted(desk, sales.abandon(desk, one.sale_id, scene.reason), one.about)
            return
        if scene.to == "sent_back":
            back = reviewing.send_back(desk, one.sale_id, "confirm", scene.reason, _REVIEWER, PASSWORD)
            granted(desk, back, one.about)
            reached = _ORDER.index("printed")
            continue
        until = _ORDER.index(scene.to)
        for name in _ORDER[reached : until + 1]:
            yield from _ACTS[name](one, scene)
        reached = until if scene.items is not None else until + 1
    for done in entry.after:
        yield done.by, moment(done.at, stage.end, desk.branch.zone)
        _afterwards(one, done)


def _afterwards(one: OnStage, done: Afterwards) -> None:
    if done.ends == "holding":
        granted(one.desk, keeping.redeem(one.desk, one.sale_id, note=done.note), one.about)
        return
    client = granted(one.desk, sales.view(one.desk, one.sale_id), one.about).sale.client_id
    for due in granted(one.desk, client_dues.of_client(one.desk, client), one.about):
        if due.kind == done.ends and due.sale_id == one.sale_id:
            granted(one.desk, client_dues.settle(one.desk, due.id, done.note), one.about)


def _opened(one: OnStage, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    """Nothing more: the sale is open."""
    yield timedelta(seconds=20)


def _match(one: OnStage, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    yield timedelta(minutes=2)
    entry = one.entry
    wish = Wish(goal=entry.goal, horizon=entry.horizon, amount=entry.amount, liquidity=entry.liquidity)
    granted(one.desk, selling.state_wish(one.desk, one.sale_id, wish), one.about)
    yield timedelta(seconds=5)
    granted(one.desk, selling.run_match(one.desk, one.sale_id), one.about)


def _choose(one: OnStage, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    yield timedelta(minutes=4)
    entry = one.entry
    if entry.amount is None:
        raise SampleError(f"{one.about}: a choice needs an amount")
    view = selling.choose(
        one.desk, one.sale_id, entry.product, entry.amount, own_choice=entry.own_choice, proof=Proof(PASSWORD)
    )
    granted(one.desk, view, one.about)


def _tell(one: OnStage, scene: Scene) -> Iterator[Cue]:
    view = granted(one.desk, sales.view(one.desk, one.sale_id), one.about)
    told = {item.item for item in view.sale.acknowledged}
    items = granted(one.desk, selling.items(one.desk, one.sale_id), one.about)
    for item in items[: scene.items]:
        if item.id not in told:
            yield timedelta(seconds=42)
            answer = selling.acknowledge(one.desk, one.sale_id, item.id, 42, one.lang, read_to_end=True)
            granted(one.desk, answer, one.about)


def _understand(one: OnStage, scene: Scene) -> Iterator[Cue]:
    questions = granted(one.desk, selling.questions(one.desk, one.sale_id), one.about)
    for number, question in enumerate(questions):
        if scene.wrong and number == 0:
            yield timedelta(seconds=15)
            other = next(option.key for option in question.options if option.key != question.correct)
            granted(one.desk, selling.answer(one.desk, one.sale_id, question.id, other), one.about)
        yield timedelta(seconds=18)
        granted(one.desk, selling.answer(one.desk, one.sale_id, question.id, question.correct), one.about)


def _record(one: OnStage, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    yield timedelta(seconds=30)
    view = granted(one.desk, sales.view(one.desk, one.sale_id), one.about)
    reference = f"示例双录-{view.sale.no}"
    granted(one.desk, selling.note_recording(one.desk, one.sale_id, reference, one.stage.now), one.about)


def _print(one: OnStage, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    yield timedelta(minutes=1)
    printing.made_of_sale(one.desk, one.sale_id, one.lang, drawn=False)


def _return(one: OnStage, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    yield timedelta(minutes=9)
    view = granted(one.desk, sales.view(one.desk, one.sale_id), one.about)
    signed = view.context.demands.signed_papers
    granted(one.desk, confirming.papers_returned(one.desk, one.sale_id, signed, sentence_seen=True), one.about)


def _countersign(one: OnStage, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    yield timedelta(minutes=1)
    granted(one.desk, confirming.countersign(one.desk, one.sale_id), one.about)


def _review(one: OnStage, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    view = granted(one.desk, sales.view(one.desk, one.sale_id), one.about)
    if view.context.demands.review:
        yield timedelta(minutes=6)
        granted(one.desk, reviewing.review(one.desk, one.sale_id, _REVIEWER, PASSWORD), one.about)


def _archive(one: OnStage, scene: Scene) -> Iterator[Cue]:  # noqa: ARG001
    view = granted(one.desk, sales.view(one.desk, one.sale_id), one.about)
    if view.context.product is not None and view.context.product.order_system:
        yield timedelta(minutes=5)
        granted(one.desk, confirming.note_order(one.desk, one.sale_id, one.entry.order), one.about)
    yield timedelta(minutes=3)
    granted(one.desk, confirming.archive(one.desk, one.sale_id, one.entry.shelf), one.about)


_ACTS: dict[StageName, Callable[[OnStage, Scene], Iterator[Cue]]] = {
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
