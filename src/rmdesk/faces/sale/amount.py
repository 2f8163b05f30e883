"""For how much a product is bought, asked in the words of its family and the currency that it is paid in."""

from decimal import Decimal

from rmdesk.domain.base import Lang
from rmdesk.domain.means import Purchase
from rmdesk.domain.product import Product
from rmdesk.domain.rates import HOME
from rmdesk.faces.fields import FieldSpec
from rmdesk.formpack import Pack
from rmdesk.locale import tr


def amount_field(pack: Pack, product: Product, lang: Lang) -> FieldSpec:
    """The field: a premium, what is paid into a deposit, what is subscribed; of yearly premiums one year's."""
    what = pack.families.of(product.family).amount_of(product).of(lang)
    unit = tr(lang, "sale.choose.home") if product.currency == HOME else product.currency
    yearly = Purchase(product=product, amount=Decimal(0)).years > 1
    label = tr(lang, "sale.choose.yearly" if yearly else "sale.choose.amount", what=what, unit=unit)
    return FieldSpec("amount", label, "amount", required=True, max_length=20)
