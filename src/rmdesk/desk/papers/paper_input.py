"""What a paper is composed from: one client's matter as plain values, and the few ways in which a paper reads it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

from rmdesk.desk import show
from rmdesk.desk.papers.framing import InFrame
from rmdesk.domain.address import addressed
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.base import Text
from rmdesk.domain.client import Client
from rmdesk.domain.match import MatchInput, least_amount
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish, wish_of_file
from rmdesk.domain.rates import HOME
from rmdesk.domain.sale import Sale
from rmdesk.domain.sale_steps import Moved
from rmdesk.domain.thresholds import Thresholds
from rmdesk.formpack import fill
from rmdesk.formpack.families import BookWords
from rmdesk.locale import fill as fill_words
from rmdesk.locale import tr


@dataclass(frozen=True, kw_only=True)
class PaperInput(InFrame):
    """Everything a paper may say, under `number`. `product` is the chosen one; `products` the shelf, or those to be
    compared.

    `moved`: the product's documents that changed since the client was told; `material`: ids of the versions whose
    change had to be told again (SUIT-22).

    `withdrawn`: keys of consents that were taken back, each with when and the recipient named then (DATA-02).

    `draft`: what the paper stands for is not complete yet, so nobody may sign it. `asked_large`: somebody asked
    for large print at the counter. `to_people`: of an organisation's papers one that speaks to the people behind it.

    Its pack must be the one that `assessment` was taken with (QUES-07): another one cannot tell what was answered.
    """

    number: str
    client: Client
    match_input: MatchInput
    assessment: Assessment | None = None
    sale: Sale | None = None
    product: Product | None = None
    products: tuple[Product, ...] = ()
    draft: bool = False
    to_people: bool = False
    asked_large: bool = False
    withdrawn: tuple[tuple[str, datetime, str], ...] = ()
    moved: tuple[Moved, ...] = ()
    material: tuple[str, ...] = ()

    @cached_property
    def large(self) -> bool:
        """Large print: for whoever asked for it, and a person of `elder_age` and over (SUIT-10)."""
        return self.asked_large or self.client.large_print(self.day, self.thresholds)

    @property
    def professional(self) -> bool:
        """A verified professional institution (SUIT-17)."""
        return self.match_input.professional

    @property
    def ended(self) -> Sale:
        """The sale that ended. ValueError when there is none."""
        if self.sale is None or self.sale.abandoned is None:
            raise ValueError("no sale that ended")
        return self.sale

    @property
    def bank(self) -> str:
        """The bank's name in the paper's language."""
        return self.branch.spoken(self.lang).bank

    @property
    def thresholds(self) -> Thresholds:
        """The numbers in force."""
        return self.match_input.thresholds

    @property
    def day(self) -> date:
        """The day the client is judged on."""
        return self.match_input.day

    @property
    def wish(self) -> Wish:
        """What the client wants from this sale; of a paper beside every sale, what the file says."""
        return wish_of_file(self.client) if self.sale is None else self.sale.wish

    @property
    def chosen(self) -> Product:
        """The chosen product; ValueError when there is none, as no paper of a sale can do without it."""
        if self.product is None:
            raise ValueError("this paper is about a product, and none is given")
        return self.product

    @property
    def words(self) -> BookWords:
        """How the pack speaks of the chosen product's family."""
        return self.pack.families.of(self.chosen.family).words

    @property
    def amount_called(self) -> str:
        """What the papers of the chosen product call the client's money."""
        return self.text(self.pack.families.of(self.chosen.family).amount_of(self.chosen))

    @property
    def assessed(self) -> Assessment:
        """The assessment; ValueError when there is none."""
        if self.assessment is None:
            raise ValueError("this paper is about an assessment, and none is given")
        return self.assessment

    @property
    def level_rows(self) -> tuple[tuple[str, str], ...]:
        """The client's level; where there are several questionnaires that of each, by its title (SUIT-24)."""
        if len(self.match_input.served) < 2:
            taken = self.assessment
            return () if taken is None else ((self.say("papers.client_level"), self.client_level(taken.level)),)
        known = self.pack.questionnaires(self.client.kind)
        levels = {key: one.level for key, one in self.match_input.taken.items() if key in known}
        return tuple((self.text(known[key].title), self.client_level(level)) for key, level in levels.items())

    @property
    def amount(self) -> Decimal:
        """The amount, in `currency`, that the paper works with: as chosen, else as asked, else the least there is."""
        if self.sale is not None and self.sale.choice is not None:
            return self.sale.choice.amount
        if self.match_input.amount is not None:
            return self.match_input.amount
        rates = self.match_input.legal_rates
        return Decimal(0) if self.product is None else least_amount(self.product, self.thresholds, rates)

    @property
    def judged(self) -> MatchInput:
        """The basis of the match, at the amount that the paper works with."""
        return self.match_input.model_copy(update={"amount": self.amount, "currency": self.currency})

    @property
    def client_no(self) -> str:
        """The client's number with the desk's code: a paper leaves the desk."""
        return self.branch.coded(self.client.no)

    def say(self, key: str, **params: object) -> str:
        """A text of the catalogue."""
        return fill_words(self.lang, key, params, self.addressed) if params else self.addressed(tr(self.lang, key))

    def text(self, text: Text, **values: object) -> str:
        """A text of the pack, its placeholders filled from `values`."""
        return fill(self.addressed(text.of(self.lang)), values)

    def addressed(self, text: str) -> str:
        """A text, nothing put in yet, as it is said to this client."""
        return addressed("person" if self.to_people else self.client.kind, text)

    def label(self, vocabulary: str, key: str) -> str:
        """What the pack calls a value."""
        return self.pack.label(vocabulary, key, self.lang)

    def money(self, amount: Decimal, currency: str = HOME) -> str:
        """An amount with its unit."""
        return show.money(amount, self.lang, currency)

    @property
    def currency(self) -> str:
        """What `amount` is in: the chosen product's currency, else that in which was asked."""
        chosen = self.sale is not None and self.sale.choice is not None
        own = chosen or self.match_input.amount is None
        return self.product.currency if own and self.product is not None else self.match_input.currency

    @property
    def paid(self) -> str:
        """`amount` in words; of yearly premiums also what they come to."""
        if self.product is None or self.product.currency != self.currency:
            return self.money(self.amount, self.currency)
        return show.purchase(self.pack, self.product, self.amount, self.lang)

    def moment(self, at: datetime) -> str:
        """An instant in the branch's zone."""
        return show.moment(at, self.branch.zone)

    def local_day(self, at: datetime) -> str:
        """The day of an instant in the branch's zone."""
        return at.astimezone(ZoneInfo(self.branch.zone)).date().isoformat()

    def client_level(self, code: str) -> str:
        """A client's level by code and name."""
        return show.client_level(self.pack, code, self.lang)

    def product_level(self, code: str | None) -> str:
        """A product's level by code and name."""
        return show.product_level(self.pack, code, self.lang)

    def listed(self, parts: list[str]) -> str:
        """Parts of one value, parted as the language does; a dash for none."""
        return ("；" if self.lang == "zh" else "; ").join(parts) or "—"
