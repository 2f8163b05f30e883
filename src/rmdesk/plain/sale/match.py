"""Wish, match, choice: offered products in their published order, withheld ones with their reasons (SUIT-28)."""

from decimal import Decimal

from rmdesk.desk import matching, printing, selling, show
from rmdesk.desk.guarding import Proof
from rmdesk.desk.matching import Matched
from rmdesk.desk.sales import View
from rmdesk.domain import fields
from rmdesk.domain.match import Offered, Withheld
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish, wish_of_file
from rmdesk.domain.rates import HOME
from rmdesk.domain.refusal import Refusal, Refused, refuse
from rmdesk.faces.fields import Option
from rmdesk.faces.sale.amount import amount_field
from rmdesk.faces.sale.products import card, means_line, own_choice_sentence, wish_line, worst_case
from rmdesk.faces.sale.status import waits_for_assessment, waits_for_level
from rmdesk.faces.sale.wish import read_wish, values_of_wish, wish_fields, wish_of_values
from rmdesk.plain.form import ask_field, ask_form, unkept
from rmdesk.plain.proof import proved
from rmdesk.plain.sale import assessing
from rmdesk.plain.sale.papers import tell_files
from rmdesk.plain.talk import BACK, Talk


def match(talk: Talk, view: View) -> bool:
    """What the client wants, then the lists, until a product was chosen; False when one goes back. Before the first
    match, the assessment that most products wait for."""
    waits = waits_for_level(view) if view.sale.opinion is None else ()
    if waits:
        for reason in waits:
            talk.refuse(reason)
        chosen = assessing.asked(talk)
        if chosen != "without":
            return chosen == "assess" and assessing.assess(talk, view)
    talk.tell("sale.wish.heading")
    stated = view.sale.wish
    first = values_of_wish(stated if stated != Wish() else wish_of_file(view.context.client))
    values = ask_form(talk, wish_fields(talk.desk, talk.lang), unkept(talk, first), read_wish)
    if values is None:
        return False
    stands = talk.got(selling.state_wish(talk.desk, view.sale.id, wish_of_values(values)))
    found = None if stands is None else talk.got(selling.run_match(talk.desk, view.sale.id))
    return stands is not None and found is not None and _Lists(talk, stands, found).run()


def choose_again(talk: Talk, view: View) -> None:
    """The lists as they are now; nothing is undone before something else is chosen."""
    found = talk.got(matching.match(talk.desk, view.sale.client_id, view.sale.wish))
    if found is not None:
        _Lists(talk, view, found).run()


class _Lists:
    """Both lists of a match."""

    def __init__(self, talk: Talk, view: View, found: Matched) -> None:
        self.talk = talk
        self.view = view
        self.found = found

    def run(self) -> bool:
        """Until a product was chosen, or one goes back to the wish (True: the sale asks for it again)."""
        talk, sale = self.talk, self.view.sale
        wish, means = wish_line(talk.desk, sale.wish, talk.lang), means_line(self.found, talk.lang)
        for said in filter(None, (wish, means, talk.desk.pack.ranking.text.of(talk.lang))):
            talk.say(said)
        read = False
        while True:
            key = self._picked(quiet=read)
            read = True
            if key == BACK:
                return False
            if key == "proposal":
                tell_files(talk, printing.print_sale(talk.desk, sale.id, talk.papers, talk.lang, ("proposal",)))
            elif key == "wish":
                return True
            elif key == "assess":
                return assessing.assess(talk, self.view)
            elif key == "withheld":
                if self._withheld():
                    return True
            elif self._choose(self._product(key)):
                return True

    def _picked(self, *, quiet: bool) -> str:
        """`quiet`: the list was read out already, and what was asked for since is not to scroll away."""
        talk = self.talk
        wish = self.view.sale.wish
        fitting, others = [product for product, _ in self.found.shown(wish)], self.found.others(wish)
        talk.tell("plain.sale.read_again" if quiet else "sale.match.offered", count=len(self.found.offered))
        if not self.found.offered:
            talk.tell("sale.match.none_offered")
        options = [Option(one.code, self._line(one)) for one in (*fitting, *others)]
        waits = ["assess"] if any(waits_for_assessment(self.view, why) for _, why in self.found.named()) else []
        keys = [*(["withheld"] if self.found.withheld else []), "proposal", "wish", *waits]
        options += [Option(key, talk.tr(f"plain.sale.{key}", count=len(self.found.withheld))) for key in keys]
        heads = {keys[0]: talk.tr("plain.sale.instead")} if self.found.offered else {}
        if others:
            said = talk.tr("sale.match.others" if fitting else "sale.match.only_others", count=len(others))
            heads[others[0].code] = said
        return talk.choose(options, talk.tr("plain.sale.product"), heads=heads, quiet=quiet)

    def _line(self, product: Product) -> str:
        talk = self.talk
        parts = (
            f"{product.code} {product.name.of(talk.lang)}",
            product.level(talk.desk.pack.levels) or "",
            show.money(product.minimum, talk.lang, product.currency),
            show.term(talk.desk.pack, product.term_days, talk.lang),
        )
        return " · ".join(filter(None, parts))

    def _product(self, code: str) -> Product:
        return next(one for one, _ in (*self.found.offered, *self.found.withheld) if one.code == code)

    def _withheld(self) -> bool:
        """Each with its reasons; insurance on which the client may insist can be chosen (SUIT-25)."""
        talk = self.talk
        for product, why in self.found.named():
            talk.say(f"· {product.code} {product.name.of(talk.lang)}")
            for one in why.reasons:
                talk.say(f"     {talk.words(one)}")
        if self.found.unnamed:
            talk.tell("plain.sale.unnamed", count=self.found.unnamed)
        open_to = [product for product, why in self.found.named() if why.insistable]
        if not open_to:
            return False
        talk.tell("plain.sale.insistable")
        code = talk.choose([Option(one.code, self._line(one)) for one in open_to])
        return code != BACK and self._insisted(self._product(code))

    def _insisted(self, product: Product) -> bool:
        """The advice to stop, and what the client will sign, before anything is taken (SUIT-25)."""
        talk = self.talk
        talk.tell("sale.own_choice.advice")
        talk.say(own_choice_sentence(talk.desk, self.view, product, talk.lang))
        options = [Option(key, talk.tr(f"sale.own_choice.{key}")) for key in ("no", "yes")]
        return talk.choose(options) == "yes" and self._choose(product, own_choice=True)

    def _choose(self, product: Product, *, own_choice: bool = False) -> bool:
        """The product, and for how much; whether it was taken."""
        talk = self.talk
        talk.head(f"{product.code} {product.name.of(talk.lang)}")
        for line in card(talk.desk, product, talk.lang):
            talk.say(line)
        unmet = show.unmet(talk.desk.pack, self.view.sale.wish, product, talk.lang)
        if unmet and not own_choice:
            talk.tell("sale.match.unmet", wishes=unmet)
        self._needs(product)
        spec, here = amount_field(talk.desk.pack, product, talk.lang), self._wished(product)
        while True:
            answer = ask_field(talk, spec, here, _read)
            if answer is None:
                return False
            amount = Decimal(answer)
            talk.say(worst_case(talk.desk.pack, product, amount, talk.lang))
            self._judged(product, amount)
            agreed = talk.sure(talk.tr("plain.sale.take"))
            if agreed is None:
                here = answer
                continue
            taken = self._take(product, amount, own_choice=own_choice)
            if taken is not None and talk.got(taken) is not None:
                return True

    def _take(self, product: Product, amount: Decimal, *, own_choice: bool) -> View | Refused | None:
        talk = self.talk

        def attempt(proof: Proof | None) -> View | Refused:
            sale = self.view.sale.id
            return selling.choose(talk.desk, sale, product.code, amount, own_choice=own_choice, proof=proof)

        return proved(talk, "sales.own_choice", attempt) if own_choice else attempt(None)

    def _needs(self, product: Product) -> None:
        verdict = next((one for known, one in self.found.offered if known.code == product.code), None)
        if isinstance(verdict, Offered):
            comma = "、" if self.talk.lang == "zh" else ", "
            needs = comma.join(self.talk.tr(f"sale.need.{need}") for need in verdict.needs)
            if needs:
                self.talk.tell("sale.match.needs", needs=needs)

    def _judged(self, product: Product, amount: Decimal) -> None:
        """What the match says of the amount, before it is taken."""
        talk = self.talk
        found = matching.verdict(talk.desk, self.view.sale.id, product.code, amount)
        if isinstance(found, Refused):
            talk.refused(found)
            return
        for one in found.reasons if isinstance(found, Withheld) else found.warnings:
            talk.refuse(one)

    def _wished(self, product: Product) -> str:
        """The wish is in yuan: it is no amount in foreign money."""
        sale = self.view.sale
        again = sale.choice is not None and sale.choice.code == product.code
        wished = sale.wish.amount if product.currency == HOME else None
        amount = sale.choice.amount if again and sale.choice is not None else wished
        return "" if amount is None else format(amount, "f")


def _read(_key: str, raw: str) -> str | Refusal:
    read = fields.read("amount", raw)
    return refuse("INPUT.required") if read == "" else read
