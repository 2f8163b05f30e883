"""The forms of the product keeper: a new product, other terms, what was filled in and waits to be confirmed (DESK-03).

Cells are read by the same rules as those of a list that is imported, so "1万" is an amount here as well.
"""

from collections.abc import Callable, Mapping

from textual import on

from rmdesk.desk import show
from rmdesk.desk.guarding import Proof
from rmdesk.desk.shelf import holders, keeping, regrading, waiting
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.faces.unconfirmed import to_confirm
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.kit import record_fields
from rmdesk.tui.kit.choice import KEYS
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.record_form import Record, RecordForm, ask_record
from rmdesk.tui.kit.screen import DeskScreen

Typed = Mapping[str, str]
_VOCABULARY = {
    "family": "family",
    "client_kind": "client_kind",
    "return_kind": "return_kind",
    "premium": "premium",
    "insurance_design": "insurance_design",
    "insurance_class": "insurance_class",
}
_OF_INSURANCE = ("premium", "pay_years", "insurance_design", "insurance_class")
_NEEDED = ("code", "name", "family", "issuer", "minimum")
_LACKED = ("worst_loss", "worst_case", "return_kind", "open_days", "insurance_design", "premium", "pay_years")
_LONG = {"name": 80, "worst_case": 200, "open_days": 80, "benchmark": 80, "fee_exit": 120, "fees": 300, "note": 2000}
_HELPED = ("issuer_level", "bank_level", "worst_loss", "capped", "fees")
FIELDS = (
    "code", "name", "family", "registration_code", "issuer", "issuer_level", "bank_level", "currency", "minimum",
    "step", "return_kind", "worst_loss", "worst_case", "capped", "offer", "client_kind", "premium", "pay_years",
    "insurance_design", "insurance_class", "term_days", "raise_from", "raise_to", "value_date", "maturity", "open_days",
    "fee_management", "fee_sales", "fee_custody", "fee_entry", "fee_exit", "fees", "benchmark", "order_system",
    "note",
)  # fmt: skip
"""As they are asked; what an import's list may say, in the order in which a keeper thinks of it."""


class ProductForm(RecordForm[Product]):
    """Terms of an insurance are asked where the family carries them; whether the loss is limited, where more than all
    may be lost."""

    def on_mount(self) -> None:
        """What is asked depends on the family."""
        self._fit()

    @on(Form.Answered)
    def _answered(self) -> None:
        self._fit()

    def _fit(self) -> None:
        families, chosen = self.desk_app.desk.pack.families, self.form.rows["family"].raw
        insured = families.insured((chosen,))
        for key in _OF_INSURANCE:
            self.form.set_visible(key, insured)
        self.form.set_visible("capped", chosen in families.keys and families.of(chosen).principal == "beyond")


def add(screen: DeskScreen, then: Callable[[Product], None]) -> None:
    """A product that is new on the shelf. What stood there before with its list is proved by a second person where its
    level fell since, or another check of the match is loosened."""
    desk = screen.desk_app.desk

    def agrees(typed: Typed) -> str:
        found = keeping.adding(desk, _said(typed))
        return "" if isinstance(found, Refused) else holders.lowering(desk, *found, screen.lang)

    record = Record(
        act="keys.product_add",
        about=Text.in_each(lambda lang: tr(lang, "shelf.new_product")),
        place=routes.Shelf(),
        fields=tuple(_spec(screen, key) for key in FIELDS),
        values={"currency": "CNY"},
        do=lambda typed, proof: keeping.add(desk, _said(typed), proof),
        then=then,
        proves=regrading.LOWER,
        agrees=agrees,
        ends=True,
    )
    screen.app.push_screen(ProductForm(record))


def change(screen: DeskScreen, product: Product, then: Callable[[Product], None]) -> None:
    """Other terms, with the reason. A level that falls, or another check of the match that is loosened, is
    proved by a second person over the form."""
    desk, before = screen.desk_app.desk, keeping.texts_of(screen.desk_app.desk.pack, product)

    def told(typed: Typed) -> dict[str, str]:
        return {key: text for key, text in typed.items() if key != "reason" and text != before.get(key, "")}

    def do(typed: Typed, proof: Proof | None) -> Product | Refused:
        return keeping.change(desk, product.code, told(typed), typed["reason"], proof)

    def agrees(typed: Typed) -> str:
        after = keeping.changing(desk, product.code, told(typed))
        return "" if isinstance(after, Refused) else holders.lowering(desk, product, after, screen.lang)

    record = Record(
        act="keys.product_change",
        about=Text.in_each(lambda lang: f"{product.code} {product.name.of(lang)}"),
        place=routes.Product(product.code),
        fields=(*(_spec(screen, key) for key in FIELDS if key != "code"), record_fields.reason(screen.lang)),
        values=before,
        do=do,
        then=then,
        proves=regrading.LOWER,
        agrees=agrees,
        ends=True,
    )
    screen.app.push_screen(ProductForm(record))


def confirm(screen: DeskScreen, products: tuple[Product, ...], then: Callable[[int], None]) -> None:
    """What lists did not say of these products: one answer for all that lack it. A smaller worst case than
    was told of a code before is proved by a second person over the form. Of what cells of a list hold, only what the
    same words hold is confirmed together."""
    desk = screen.desk_app.desk
    mine, *others = waiting.parted(desk.pack, products) or [waiting.Alike((), products)]
    products, codes = mine.products, tuple(one.code for one in mine.products)
    unsaid = {key for one in products for key in one.unconfirmed}

    def about(lang: Lang) -> str:
        one_only = f"{codes[0]} {products[0].name.of(lang)}"
        return one_only if len(codes) == 1 else tr(lang, "shelf.many", many=len(codes))

    def agrees(typed: Typed) -> str:
        found = keeping.confirming(desk, codes, _said(typed))
        pairs = () if isinstance(found, Refused) else found
        return "\n".join(holders.lowering(desk, *pair, screen.lang) for pair in pairs)

    lacking = [key for key in _LACKED if key in unsaid]
    kinds = {one.return_kind for one in products if "return_kind" in one.unconfirmed}
    record = Record(
        act="keys.product_confirm",
        about=Text.in_each(about),
        place=routes.Product(codes[0]) if len(codes) == 1 else routes.Shelf(),
        fields=tuple(_spec(screen, key, needed=key not in ("return_kind", "pay_years")) for key in lacking),
        values={"return_kind": next(iter(kinds))} if len(kinds) == 1 else {},
        said="\n".join(
            (
                *(screen.tr("shelf.read_alone", alike=waiting.said_of(one, screen.lang)) for one in others),
                *to_confirm(desk, products, lacking, screen.lang),
            )
        ),
        do=lambda typed, proof: keeping.confirm_many(desk, codes, _said(typed), proof),
        then=then,
        proves=regrading.LOWER,
        agrees=agrees,
    )
    ask_record(screen.desk_app, record)


def _said(typed: Typed) -> dict[str, str]:
    return {key: text for key, text in typed.items() if text.strip()}


def _spec(screen: DeskScreen, key: str, *, needed: bool | None = None) -> FieldSpec:
    required = key in _NEEDED if needed is None else needed
    help = screen.tr(f"shelf.help.{key}") if key in _HELPED else ""
    most = _LONG.get(key, 60)
    return FieldSpec(
        key,
        keeping.called(key, screen.lang),
        options=_options(screen, key),
        required=required,
        max_length=most,
        help=help,
    )


def _options(screen: DeskScreen, key: str) -> tuple[Option, ...]:
    pack, lang = screen.desk_app.desk.pack, screen.lang
    if key in ("issuer_level", "bank_level"):
        return tuple(Option(one.code, show.product_level(pack, one.code, lang)) for one in pack.levels.product)
    if key == "offer":
        return tuple(Option(one, screen.tr(f"shelf.offer.{one}")) for one in ("public", "private"))
    if key == "currency":
        return tuple(Option(one, one) for one in pack.imports.word["currency"])[: len(KEYS)]
    if key == "capped":
        return tuple(Option(one, pack.label("yes_no", one, lang)) for one in ("yes", "no"))
    vocabulary = _VOCABULARY.get(key)
    if vocabulary is None:
        return ()
    return tuple(Option(one, pack.label(vocabulary, one, lang)) for one in pack.imports.word[vocabulary])
