"""What the client wants, asked in four fields; what the file says of it stands there first (SUIT-28)."""

from decimal import Decimal

from rmdesk.desk.desk import Desk
from rmdesk.domain import fields
from rmdesk.domain.base import Lang
from rmdesk.domain.product import GOALS, LIQUIDITIES
from rmdesk.domain.ranking import HORIZON_DAYS, Wish
from rmdesk.domain.refusal import Refusal
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.locale import tr

ANY = "any"


def wish_of_values(values: dict[str, str]) -> Wish:
    """The wish that the form's canonical values state."""
    goal, horizon, liquidity = (values.get(key, "") for key in ("goal", "horizon", "liquidity"))
    return Wish(
        goal=goal if goal in GOALS else None,
        horizon=horizon if horizon in HORIZON_DAYS else None,
        amount=Decimal(values["amount"]) if values.get("amount") else None,
        liquidity=liquidity if liquidity in LIQUIDITIES else None,
    )


def wish_fields(desk: Desk, lang: Lang) -> tuple[FieldSpec, ...]:
    """Amount, purpose, horizon, liquidity."""

    def choice(key: str, values: tuple[str, ...]) -> FieldSpec:
        options = [Option(value, desk.pack.label(key, value, lang)) for value in values]
        options.append(Option(ANY, tr(lang, "sale.wish.any")))
        return FieldSpec(key, tr(lang, f"sale.wish.{key}"), "choice", tuple(options))

    return (
        FieldSpec("amount", tr(lang, "sale.wish.amount"), "amount", max_length=20),
        choice("goal", GOALS),
        choice("horizon", tuple(HORIZON_DAYS)),
        choice("liquidity", LIQUIDITIES),
    )


def values_of_wish(wish: Wish) -> dict[str, str]:
    """What stands in the fields for a wish."""
    values = {key: value or ANY for key, value in wish.model_dump(exclude={"amount"}).items()}
    return {**values, "amount": "" if wish.amount is None else format(wish.amount, "f")}


def read_wish(key: str, raw: str) -> str | Refusal:
    """The canonical value of a field."""
    return fields.read("amount", raw) if key == "amount" else raw
