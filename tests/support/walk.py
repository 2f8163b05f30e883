"""Walking a sale through the desk's use cases, as a manager does, one stage after the other."""

from base64 import b64decode
from contextlib import nullcontext
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

from rmdesk.desk import assess, clients, confirming, intake, printing, qualifying, sales, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.qualifying import Evidence
from rmdesk.desk.sales import View
from rmdesk.desk.shelf import institutions
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client, ClientKind, PrivilegedClass, Profile
from rmdesk.domain.institutions import cooperates
from rmdesk.domain.product import Product
from rmdesk.domain.questionnaire import Question, Questionnaire, score
from rmdesk.domain.ranking import Wish
from support.clock import Clock
from support.desks import PASSWORD, done
from support.people import organisation_profile, person_profile
from support.undrawn import undrawn

AMOUNT = Decimal(20_000)


def values_for(desk: Desk, kind: ClientKind, given: Profile) -> Profile:
    """Intake values that can be registered: what is given, and something plausible for all else that is required."""
    values = {**intake.start_values(desk, kind), **given}
    for _ in range(4):  # an answer may bring up further fields
        for page in intake.pages(desk, kind, values):
            for slot in page.slots:
                if slot.field.required and page.number == 1 and not values.get(slot.key):
                    values[slot.key] = _plausible(slot)
    return values


def _plausible(slot: intake.Slot) -> str:
    usual = {"yes_no": "yes", "amount": "100000", "integer": "5", "percent": "60", "date": "1980-03-05"}
    if slot.field.options:
        return slot.field.options[0].key
    return usual.get(slot.field.kind, "示例")


def register(desk: Desk, born: date = date(1980, 3, 5), /, **over: str) -> Client:
    """A person's file."""
    return done(clients.register(desk, "person", values_for(desk, "person", person_profile(born, **over))))


def register_organisation(desk: Desk, **over: str) -> Client:
    """An organisation's file; its owner is identified."""
    profile = {**organisation_profile(), "owner.1.id_type": "passport", "owner.1.id_number": "E0000001", **over}
    return done(clients.register(desk, "organisation", values_for(desk, "organisation", profile)))


def answers_for(desk: Desk, form: Questionnaire, client: Client, level: str) -> dict[str, str]:
    """Answers that come to `level` for this client: an example of the form, with the client's own age, and where it
    is far from the file the nearest answer that is not."""
    age = client.age(desk.today()) or 0
    for example in form.examples:
        own = zip(form.questions, example.answers, strict=True)
        answers = {
            one.id: one.for_age(age) if one.source == "age" else _near(one, letters, client.profile.get(one.about, ""))
            for one, letters in own
        }
        if score(form, tuple(answers.values()), desk.pack.client_ranks).level == level:
            return answers
    raise LookupError(level)


def _near(question: Question, given: str, filed: str) -> str:
    keys = [one.key for one in question.options]
    free = [key for key in keys if not question.contradicts(key, filed)]
    return min(free, key=lambda key: abs(keys.index(key) - keys.index(given))) if given in keys else given


def assessed(desk: Desk, client: Client, level: str = "C3", seconds: int = 9, questionnaire: str = "") -> Assessment:
    """A questionnaire that comes to `level`, answered at leisure, and the change of level confirmed."""
    take = done(assess.begin(desk, client.id, questionnaire=questionnaire))
    answers = answers_for(desk, take.form, client, level)
    take = take._replace(answers=answers, seconds=dict.fromkeys(answers, seconds))
    return done(assess.confirm_level(desk, done(assess.finish(desk, take)).id))


def put_on(desk: Desk, *products: Product) -> None:
    """Products on the shelf, and the institutions behind them on theirs."""
    for one in products:
        if cooperates(one):
            done(institutions.state(desk, (one.issuer.zh,), "admitted", "总行准入名单"))
        done(shelf.put_on(desk, one))


PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")


def seen_on(text: str) -> bytes:
    """A picture on which something is written, as PNG."""
    picture, file = Image.new("L", (240, 160), 255), BytesIO()
    ImageDraw.Draw(picture).text((20, 40), text, fill=0)
    picture.save(file, "PNG")
    return file.getvalue()


def evidence(desk: Desk, *licence: str) -> Evidence:
    """What somebody brought to be verified by: a picture of a statement."""
    copy = desk.folder / "evidence.png"
    copy.write_bytes(seen_on(desk.new_id()))  # no two clients bring the same
    return Evidence("资产证明 2026-11", copy, *licence)


def qualify(desk: Desk, client: Client, privilege: PrivilegedClass, second: str) -> Client:
    """Verified by whoever is at the desk and `second`."""
    licence = ("L-0001", "long") if privilege == "professional" else ()
    found = qualifying.verify(desk, client.id, privilege, evidence(desk, *licence), Proof(PASSWORD, second))
    return done(found)


class Walk(NamedTuple):
    """One sale under way."""

    desk: Desk
    clock: Clock
    id: str

    @property
    def view(self) -> View:
        """Where it stands."""
        return done(sales.view(self.desk, self.id))

    def match(self, wish: Wish | None = None) -> "Walk":
        """State a wish and run the match."""
        if wish is not None:
            done(selling.state_wish(self.desk, self.id, wish))
        self.clock.forward(minutes=1)
        done(selling.run_match(self.desk, self.id))
        return self

    def choose(self, code: str, amount: Decimal = AMOUNT, *, own_choice: bool = False) -> "Walk":
        """Pick a product."""
        self.clock.forward(minutes=1)
        done(selling.choose(self.desk, self.id, code, amount, own_choice=own_choice, proof=Proof(PASSWORD)))
        return self

    def tell(self) -> "Walk":
        """Every item acknowledged in order."""
        for item in done(selling.items(self.desk, self.id)):
            self.clock.forward(seconds=30)
            done(selling.acknowledge(self.desk, self.id, item.id, 30, "zh", read_to_end=True))
        return self

    def understand(self) -> "Walk":
        """Every question answered rightly."""
        for question in done(selling.questions(self.desk, self.id)):
            self.clock.forward(seconds=10)
            assert done(selling.answer(self.desk, self.id, question.id, question.correct)).right
        return self

    def record(self) -> "Walk":
        """The recording's reference: one for the whole visit."""
        done(selling.note_recording(self.desk, self.id, f"示例双录-{self.view.sale.visit_id}", self.desk.now()))
        return self

    def print(self, folder: Path | None = None) -> "Walk":
        """The paper set; drawn where somebody names the folder to look into, else only its facts are there."""
        with nullcontext() if folder else undrawn():
            done(printing.print_sale(self.desk, self.id, folder or self.desk.folder / "papers", "zh"))
        return self

    def take_back(self) -> "Walk":
        """All papers came back signed, with the sentence."""
        signed = self.view.context.demands.signed_papers
        done(confirming.papers_returned(self.desk, self.id, signed, sentence_seen=True))
        return self

    def countersign(self) -> "Walk":
        """The manager's name under it."""
        done(confirming.countersign(self.desk, self.id))
        return self

    def archive(self, place: str = "A-1") -> "Walk":
        """Filed."""
        done(confirming.archive(self.desk, self.id, place))
        return self


def start(desk: Desk, clock: Clock, client: Client) -> Walk:
    """A sale of this client."""
    return Walk(desk, clock, done(sales.start(desk, client.id)).sale.id)
