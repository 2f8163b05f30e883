"""A product in words: the card that a manager reads before speaking of it."""

from datetime import date

from rmdesk.desk import show, worst
from rmdesk.desk.access import ROLES_OF
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import documents, fees, institutions
from rmdesk.desk.shelf.history import Change
from rmdesk.desk.shelf.listing import By, issuer_name
from rmdesk.desk.shelf.products import unsaid_liquidity
from rmdesk.domain.documents import in_force
from rmdesk.domain.institutions import cooperates, state_of
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused
from rmdesk.faces.lines import Line
from rmdesk.faces.unconfirmed import joined
from rmdesk.locale import Lang, tr


def card(desk: Desk, product: Product, lang: Lang) -> list[Line]:
    """Everything that may be told about a product; never its commission (SUIT-29), never a return (SUIT-07)."""
    return [
        Line(f"{product.code}  {product.name.of(lang)}", tone="head"),
        Line("", show.summary(desk.pack, product, lang)),
        *_standing(desk, product, lang),
        *_registered(product, lang),
        *_levels(desk, product, lang),
        *_terms(desk, product, lang),
        *_risks(desk, product, lang),
        *_documents(desk, product, lang),
    ]


def _line(key: str, value: str, lang: Lang) -> Line:
    return Line(tr(lang, f"shelf.{key}"), value)


def _standing(desk: Desk, product: Product, lang: Lang) -> list[Line]:
    label = desk.pack.label
    stands, status = product.state_on(desk.today()), show.product_state(desk.pack, product, desk.today(), lang)
    if product.ends_on is not None and stands == "listed":
        status = tr(lang, "shelf.status_until", status=status, day=product.ends_on)
    lines = [
        _line("family", f"{label('family', product.family, lang)} · {label('regime', product.regime, lang)}", lang),
        Line(tr(lang, "shelf.status"), status, "" if stands == "listed" else "late"),
    ]
    issuer = product.issuer.of(lang)
    if not product.self_issued:
        approved = tr(lang, "shelf.approved" if product.approved else "shelf.not_approved")
        issuer = f"{issuer} · {tr(lang, 'shelf.distributed')} · {approved}"
    lines.append(_line("issuer", issuer, lang))
    if cooperates(product):
        state = state_of(product, institutions.standing(desk)) or "unlisted"
        said = label("institution_state", state, lang)
        lines.append(Line(tr(lang, "shelf.institution"), said, "" if state == "admitted" else "late"))
    if product.unconfirmed:
        waiting = joined([tr(lang, f"audit.value.{key}") for key in product.unconfirmed], lang)
        keeps = not ROLES_OF["shelf.keep"].isdisjoint(desk.actor.roles)
        said = tr(lang, "shelf.unconfirmed_act", fields=waiting) if keeps else waiting
        lines.append(Line(tr(lang, "shelf.unconfirmed"), said, "late"))
    if product.left_out:
        said = "\n".join(tr(lang, "shelf.cell_said", heading=one, cell=cell) for one, cell in product.left_out)
        lines.append(Line(tr(lang, "audit.value.left_out"), said))
    if product.private_kind is not None:
        lines.append(_line("private", label("private_kind", product.private_kind, lang), lang))
    if product.client_kind is not None:
        sold_to = label("client_kind", product.client_kind, lang)
        lines.append(Line(tr(lang, "audit.value.client_kind"), sold_to))
    if product.capped:
        lines.append(Line(tr(lang, "audit.value.capped"), label("yes_no", "yes", lang)))
    if product.insurance is not None:
        design = label("insurance_design", product.insurance.design, lang)
        kept = [design, label("premium", product.insurance.premium, lang)]
        if product.insurance.premium != "single":
            kept.append(tr(lang, "papers.pay_years_value", years=product.insurance.pay_years))
        lines.append(_line("insurance", " · ".join(kept), lang))
        lines.append(_line("insurance_class", label("insurance_class", product.licence, lang), lang))
    return lines


def _levels(desk: Desk, product: Product, lang: Lang) -> list[Line]:
    level = product.level(desk.pack.levels)
    if level is None and not product.needs_match:
        return [_line("level", tr(lang, "shelf.level_not_due"), lang)]
    counted = show.product_level(desk.pack, level, lang)
    both = tr(
        lang,
        "shelf.levels",
        issuer=show.product_level(desk.pack, product.issuer_level, lang),
        bank=show.product_level(desk.pack, product.bank_level, lang),
    )
    return [_line("level", counted, lang), Line("", both, "muted")]


def _terms(desk: Desk, product: Product, lang: Lang) -> list[Line]:
    label = desk.pack.label
    least, step = (show.money(one, lang, product.currency) for one in (product.minimum, product.step))
    minimum = tr(lang, "shelf.from_step", minimum=least, step=step)
    return [
        *_days(product, lang),
        _line("term", show.term(desk.pack, product.term_days, lang), lang),
        _line("liquidity", show.liquidity(desk.pack, product, lang), lang),
        Line(tr(lang, "shelf.cell.minimum"), minimum),
        _line("returns", label("return_kind", product.return_kind, lang), lang),
        _line("fees", "\n".join(fees.lines(desk.pack, product, lang)) or "—", lang),
        _line("goals", joined([label("goal", goal, lang) for goal in product.goals], lang), lang),
    ]


def _days(product: Product, lang: Lang) -> list[Line]:
    """When it is sold, when it begins and ends, when one gets in and out: what is known of it."""
    lines = [_line("raise", _span(product.listed_on, product.ends_on, lang), lang)]
    if product.value_date is not None or product.maturity is not None:
        lines.append(_line("runs", _span(product.value_date, product.maturity, lang), lang))
    return [*lines, *([Line(tr(lang, "audit.value.open_days"), product.open_days)] if product.open_days else [])]


def _span(begin: date | None, end: date | None, lang: Lang) -> str:
    """From when until when, as far as it is known."""
    if end is None:
        return tr(lang, "shelf.span_from", begin=begin)
    return tr(lang, "shelf.span_until", end=end) if begin is None else tr(lang, "shelf.span", begin=begin, end=end)


def _registered(product: Product, lang: Lang) -> list[Line]:
    """Its code in the register of products, where its orders are placed (SALE-15), what head office says beside."""
    found = {
        "registration_code": product.registration_code,
        "order_system": product.order_system,
        "note": product.note,
    }
    return [Line(tr(lang, f"audit.value.{key}"), text) for key, text in found.items() if text]


def _risks(desk: Desk, product: Product, lang: Lang) -> list[Line]:
    risks = joined([desk.pack.label("risk_type", risk, lang) for risk in product.risks], lang)
    lines = [_line("risks", risks, lang)]
    if unsaid_liquidity(desk, product):
        lines.append(Line("", tr(lang, "shelf.unsaid_liquidity"), "late"))
    lines += [_line("worst", worst.whole(desk.pack, product, None, lang), lang)]
    if product.benchmark:  # never on its own (SUIT-07)
        lines.append(
            Line(tr(lang, "audit.value.benchmark"), tr(lang, "shelf.benchmark_said", benchmark=product.benchmark))
        )
    return lines


def _documents(desk: Desk, product: Product, lang: Lang) -> list[Line]:
    """Those in force today, a line each."""
    found = documents.listed(desk, product.code)
    now = () if isinstance(found, Refused) else in_force(found, desk.today())
    said = "\n".join(show.document(desk.pack, one, lang) for one in now)
    return [Line(tr(lang, "shelf.document.line"), said or "—")]


def past(desk: Desk, changes: tuple[Change, ...], lang: Lang) -> list[Line]:
    """What became of a product, the latest first."""
    lines = [Line(tr(lang, "shelf.history"), tone="head")]
    for one in changes:
        lines.append(
            Line(f"{desk.local(one.at):%Y-%m-%d %H:%M}", tr(lang, "shelf.changed_by", said=one.said, by=one.by))
        )
        lines += [Line("", tr(lang, "shelf.from_to", field=what, was=was or "—", now=now or "—"), "muted")
                  for what, was, now in one.fields]  # fmt: skip
    return lines


def filter_value(desk: Desk, by: By, value: str, lang: Lang) -> str:
    """A value that the shelf is filtered by, in words."""
    pack = desk.pack
    if by == "level":
        return show.product_level(pack, value, lang) if value else tr(lang, "shelf.level_not_due")
    if by == "unconfirmed":
        return tr(lang, "shelf.unconfirmed" if value == "1" else "shelf.confirmed")
    if by == "status":
        return show.state_name(pack, value, lang)
    return issuer_name(desk, value, lang) if by == "issuer" else pack.label(by, value, lang)
