"""What a second person looks at before he accepts a sale or sends it back: papers, and what stands out (SALE-13)."""

from decimal import Decimal
from typing import NamedTuple

from rmdesk.desk import client_file, same_person, show
from rmdesk.desk.demands import OFFERED
from rmdesk.desk.desk import Desk
from rmdesk.desk.wording.product_words import called_private
from rmdesk.domain.client import MEANS, Client
from rmdesk.domain.match import MatchInput, leans_on_raise
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.faces.flags import flagged
from rmdesk.faces.lines import Tone
from rmdesk.faces.sale.sale_text import SaleText
from rmdesk.formpack.intake import Field


class Look(NamedTuple):
    """One line: what it is of ("paper:", "assessment:" with number or id), its two texts, its sign."""

    key: str
    texts: tuple[str, str]
    sign: str = ""
    tone: Tone = ""


class Looks(SaleText):
    """The lines of one sale that was signed."""

    @property
    def why(self) -> Refusal:
        """Why somebody reviews it."""
        return refuse("SALE-13.review", reason=self.view.sale.review)

    def lines(self) -> list[Look]:
        """What stands out first, then the papers."""
        return [*self.outstanding(), *self.papers()]

    def papers(self) -> list[Look]:
        last = {one.kind: one.number for one in self.view.sale.printed} | dict(self.view.context.visit.numbers)
        titles = {kind: self.paper_title(kind) for kind in last}
        return [Look(f"paper:{number}", (titles[kind], number)) for kind, number in last.items()]

    def outstanding(self) -> list[Look]:
        """What changed since it was signed, the assessment, means that rose or were freed, another file of the same
        person, what was told too fast, answered wrongly or insisted on."""
        return [
            *(Look(key, (text, ""), "!", "late") for key, text in self.since()),
            *self._assessed(),
            *self._raised(),
            *self._eased(),
            *self._apart(),
            *self._offered(),
            *self._told(),
            *self._documents(),
            *self._asked(),
            *self._insisted(),
        ]

    def _assessed(self) -> list[Look]:
        taken = self.view.context.assessment
        if taken is None:
            return []
        level = show.client_level(self.desk.pack, taken.level, self.lang)
        flags = flagged(taken, self.lang, client_file.form_of(self.desk, self.view.context.client, taken))
        text = self.tr("sale.look.assessment", level=level)
        sign = "!" if taken.flagged else "✓"
        return [Look(f"assessment:{taken.id}", (text, flags or taken.on.isoformat()), sign=sign)]

    def _raised(self) -> list[Look]:
        """Which means rose so lately that the sale leans on it (SUIT-03)."""
        judged, lang = self.view.context.match_input, self.lang
        client, product = judged.client, self.view.context.product
        before = judged.client_before
        if product is None or before is None or not leans_on_raise(product, judged):
            return []
        fields = (one for step in self.desk.pack.intake(client.kind).steps for one in step.fields)
        return [
            Look(f"raised:{one.key}", (one.label.of(lang), self._rose(before, client, one)), "!", "late")
            for one in fields
            if one.key in MEANS and before.amount(one.key) != client.amount(one.key)
        ]

    def _rose(self, before: Client, client: Client, one: Field) -> str:
        said = (file.profile.get(one.key, "") for file in (before, client))
        was, now = ((show.money(Decimal(given), self.lang) if one.kind == "amount" else given) or "—" for given in said)
        return self.tr("sale.look.raised", was=was, now=now)

    def _eased(self) -> list[Look]:
        """What was held till somebody made it less, and rates that somebody who sells, or one person alone, entered,
        where the sale leans on them (SUIT-03)."""
        judged, product = self.view.context.match_input, self.view.context.product
        if product is None or not judged.portfolios_before or not leans_on_raise(product, judged):
            return []
        was, now = dict[str, Decimal](), judged.portfolio.by_code
        for code, amount in (pair for then in judged.portfolios_before for pair in then.by_code.items()):
            was[code] = max(amount, was.get(code, amount))
        less = [
            Look(f"eased:{code}", (code, self._fell(amount, now.get(code, Decimal(0)))), "!", "late")
            for code, amount in was.items()
            if amount > now.get(code, Decimal(0))
        ]
        own = (one for code, one in judged.portfolio.rates.items() if judged.rates_of_two.get(code) != one)
        said = (self.tr("sale.look.rate", rate=f"{one.rate.normalize():f}", source=one.source) for one in own)
        return [
            *less,
            *self._premiums_before(judged),
            *self._untold_before(judged),
            *(Look("rate", (self.tr("sale.look.rates"), one), "!", "late") for one in said),
        ]

    def _premiums_before(self, judged: MatchInput) -> list[Look]:
        """What policies asked for each year till somebody said less."""
        was = max(one.premiums for one in judged.portfolios_before)
        if was <= judged.portfolio.premiums:
            return []
        return [
            Look(
                "eased:premiums",
                (self.tr("sale.look.premiums"), self._fell(was, judged.portfolio.premiums)),
                "!",
                "late",
            )
        ]

    def _untold_before(self, judged: MatchInput) -> list[Look]:
        """Policies of which nobody knew how they are paid till somebody said so."""
        before = dict.fromkeys(code for one in judged.portfolios_before for code in one.untold)
        told = (code for code in before if code not in judged.portfolio.untold)
        return [
            Look(f"untold:{code}", (self.tr("sale.look.untold", product=code), "SUIT-03"), "!", "late") for code in told
        ]

    def _apart(self) -> list[Look]:
        """Files that are of the same person by all that is known, and linked by nobody (DESK-01)."""
        found = same_person.apart(self.desk, self.view.context.client)
        return [Look(f"apart:{one.no}", (self.tr("sale.look.apart"), one.no), "!", "late") for one in found]

    def _offered(self) -> list[Look]:
        """What the list says beside of a product that is sold to everybody: it may be a private one (SUIT-21)."""
        product = self.view.context.product
        if product is None or not called_private(self.desk.pack.imports, product):
            return []
        named = Look(
            "offered",
            (product.name.of(self.lang), self.desk.pack.label("review_reason", OFFERED, self.lang)),
            "!",
            "late",
        )
        said = ((self.tr("sale.look.offered", heading=heading), cell) for heading, cell in product.left_out)
        return [named, *(Look(f"offered:{at}", one, "!", "late") for at, one in enumerate(said))]

    def _fell(self, was: Decimal, now: Decimal) -> str:
        return self.tr("sale.look.eased", was=show.money(was, self.lang), now=show.money(now, self.lang))

    def _told(self) -> list[Look]:
        demands, least = self.view.context.demands, self.view.context.match_input.thresholds.told_seconds
        told = [one for one in self.view.sale.acknowledged if demands.items.get(one.item) == one.digest]
        label = self.desk.pack.label
        return [
            Look(
                f"item:{one.item}",
                (label("disclosure_item", one.item, self.lang), self.tr("sale.look.seconds", seconds=one.seconds)),
                sign="!" if one.seconds < least else "✓",
                tone="late" if one.seconds < least else "",
            )
            for one in told
        ]

    def _documents(self) -> list[Look]:
        """The versions of the product's documents that were shown."""
        pack, shown = self.desk.pack, self.tr("sale.look.shown")
        return [
            Look(f"document:{one.id}", (show.document(pack, one, self.lang), shown), sign="✓")
            for one in self.view.sale.documents
        ]

    def _asked(self) -> list[Look]:
        answers = self.view.sale.understood
        wrong = sum(not one.right for one in answers)
        said = self.tr("sale.look.wrong", count=wrong) if wrong else self.tr("sale.look.right")
        return [Look("asked", (self.tr("sale.look.asked"), said), sign="!" if wrong else "✓")] if answers else []

    def _insisted(self) -> list[Look]:
        choice = self.view.sale.choice
        if choice is None or not choice.own_choice:
            return []
        return [Look("insisted", (self.tr("sale.look.insisted"), "SUIT-25"), sign="!", tone="late")]


def proposed(desk: Desk, people: tuple[Person, ...]) -> str:
    """Who reviews, where there is no question: whoever sits here, or the only one; "" where it is asked."""
    own = [one.login for one in people if one.login == desk.actor.login]
    return (own or [people[0].login])[0] if own or len(people) == 1 else ""
