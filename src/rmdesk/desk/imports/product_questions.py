"""What is asked of a row of a head office's list before it counts for less: what it is, how it is offered, to whom, and
what its name says of an insurance against its cells. A question is answered once for the whole list."""

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any

from rmdesk.desk.imports.rows import Cells, Word
from rmdesk.desk.wording import product_names
from rmdesk.desk.wording.product_words import LEVELS, asks_offer, is_closed, limited_by, no_deposit, says_otherwise
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.grid import one_line
from rmdesk.domain.institutions import Listed, parts, standing_in
from rmdesk.domain.product import Product, plain_code
from rmdesk.domain.rates import HOME
from rmdesk.domain.refusal import refuse
from rmdesk.formpack.families import FamilyRow
from rmdesk.formpack.imports import ImportWords

_TEXTS = ("registration_code", "benchmark", "open_days", "order_system")
"""Texts of a product by which nothing of its sale is judged."""
_HANGING = ("may_be_kept", "beyond")
"""What becomes of the principal of families whose names speak of the currency that they hang on."""
_PRICED = ("计价", "份额", "认购", "申购", "购买", "募集", "结算", "denominated")
"""Behind a currency's name these say that it counts in it."""


def family_in(cells: Cells, found: Mapping[str, Any]) -> FamilyRow | None:
    """The family that a row names; None while its word is asked."""
    key = found.get("family")
    return None if key is None else cells.pack.families.of(key)


def family(cells: Cells, found: dict[str, Any]) -> FamilyRow | None:
    """The family of a row of a list: one that its name contradicts is asked (SUIT-24), unless it stands so on the
    shelf. Of what is offered to verified investors alone, or may lose more than is paid, no other asks for more."""
    told, name = family_in(cells, found), found.get("name") or ""
    if told is None or told.principal in ("kept", "beyond") or not cells.kind.sheet.rows:
        return deposit(cells, found)
    if asks_offer(cells.kind.words, told, name) or told.private or found.get("offer") == "private":
        return deposit(cells, found)  # how it is offered is asked, or told: nothing asks for more
    laws, families = cells.kind.words.said_by_name("family", name, told.law), cells.pack.families
    named = [key for key in families.keys if families.of(key).law in laws and not families.of(key).private]
    before = _before(cells, found) if named else None
    if named and (before is None or (before.family, before.name.zh) != (told.key, name)):
        known = tuple(dict.fromkeys((told.key, *named, *families.keys)))
        _put(cells, found, name, known)
    return deposit(cells, found)


def _put(cells: Cells, found: dict[str, Any], name: str, known: tuple[str, ...]) -> None:
    """Which of these families a name means, as it was answered, else it is asked and its row waits."""
    may_be = cells.may_mean("family", name, known)
    answered = cells.answer("family", name, may_be)
    found["family"] = None if cells.omits("family", name, answered) else answered or None
    if not answered:
        cells.ask("family", name, may_be)


def deposit(cells: Cells, found: dict[str, Any]) -> FamilyRow | None:
    """The family that a row names; what is called a deposit and is none is asked which it is (SUIT-24)."""
    family, families = family_in(cells, found), cells.pack.families
    if family is None or not no_deposit(cells.kind.words, family, found, cells.pack.levels):
        return family
    name = found.get("name") or ""
    known = tuple(key for key in families.keys if families.of(key).principal != "kept")
    _put(cells, found, name, known)
    return family_in(cells, found)


def level(cells: Cells, found: dict[str, Any], family: FamilyRow | None) -> None:
    """A level that the name says and that is above its cells (SUIT-13), unless it stands on the shelf so. A lower one
    wants two people, product by product: no answer to a list says it (SUIT-15)."""
    name, levels = found.get("name") or "", cells.pack.levels
    secured, rated = family is not None and family.secured, [one for one in LEVELS if found.get(one) is not None]
    named = product_names.level_named(cells.kind.words, name, levels.product_codes, secured=secured)
    if not rated or named is None or not cells.kind.sheet.rows:
        return
    if any(levels.higher(found[one], named) == found[one] for one in rated):
        return
    before = _before(cells, found)
    if before is not None and before.name.zh == name and before.level(levels) in {found[one] for one in rated}:
        return
    codes = levels.product_codes
    answered = _asked_of(cells, rated[0], name, codes[codes.index(named) :])
    if answered is not None:
        found[rated[0]] = answered


def currency(cells: Cells, found: dict[str, Any], family: FamilyRow | None) -> None:
    """In what it counts, where its name says a foreign currency and not the row's (SUIT-03), unless it stands on the
    shelf so. What hangs on a rate between two is called by both."""
    words, name, own = cells.kind.words, found.get("name") or "", found.get("currency") or HOME
    named = words.said_by_name("currency", name)
    if len(named) != 1 or own in named or not cells.kind.sheet.rows or words.mentions("linked", name):
        return
    if family is None or family.principal in _HANGING or any(one.target == "currency" for one in cells.words):
        return
    before = _before(cells, found)
    said = found.get("currency") or (own if before is None else before.currency)
    if before is not None and (before.name.zh, before.currency) == (name, said):
        return
    found["currency"] = cells.answer("currency", name, (own, *named))
    if found["currency"] is None:
        cells.ask("currency", name, (own, *named))


def insured(cells: Cells, found: dict[str, Any]) -> None:
    """An insurance's design and years, where its name says others than its cells (SUIT-26)."""
    name = found.get("name") or ""
    _design(cells, found, name)
    _paid(cells, found, name)


def _design(cells: Cells, found: dict[str, Any], name: str) -> None:
    said, named = found.get("insurance_design"), product_names.designs(cells.kind.words, name)
    if said is not None and named and said not in named:
        found["insurance_design"] = _asked_of(cells, "insurance_design", name, (said, *named)) or said


def _paid(cells: Cells, found: dict[str, Any], name: str) -> None:
    years, named = found.get("pay_years"), product_names.years_paid(name)
    said = 1 if years is None and found.get("premium") == "single" else years
    if said is None or not named or said in named or cells.refused("pay_years"):
        return
    answered = _asked_of(cells, "pay_years", name, tuple(map(str, sorted({said, *named}))))
    if answered is not None:
        found["pay_years"] = int(answered)
        found["premium"] = "single" if answered == "1" else "yearly"


def _asked_of(cells: Cells, target: str, name: str, allowed: tuple[str, ...]) -> str | None:
    """Which of these it is, by whoever answered; else it is asked by the name, and its row waits."""
    answered = cells.answer(target, name, allowed)
    if not answered:
        cells.ask(target, name, allowed)
        cells.wrong(target, refuse("IMPORT.named", given=one_line(name)[:40]), ask=True)
    return answered or None


def offer(cells: Cells, found: dict[str, Any], family: FamilyRow | None) -> None:
    """Where nothing says how it is offered, what may be private is asked; what stands on the shelf as such stays as it
    was said to be."""
    words = cells.kind.words
    name, note = found.get("name") or "", found.get("note") or ""
    if family is None or cells.text("offer") or found.get("offer") or any(one.target == "offer" for one in cells.words):
        return
    if not asks_offer(words, family, name, note, cells.text("client_kind")):
        return
    before = _before(cells, found)
    stood_as = () if before is None else (before.name.zh, before.note)
    if before is not None and asks_offer(words, cells.pack.families.of(before.family), *stood_as):
        return
    known = tuple(words.word["offer"])
    found["offer"] = cells.answer("offer", name, known)
    if found["offer"] is None:
        cells.ask("offer", name, known)


def noted(cells: Cells, found: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """(heading, text) of what somebody reads before it is sold: remarks, unless they are known to say nothing, and what
    a column that is known as harmless says and none of its cells does."""
    harmless = cells.kind.words.plain_words.get("harmless_remark", ())
    remarks = [one for one in cells.said("note") if plain(one[1]).strip("。.!；;,()") not in harmless]
    before = _before(cells, found) if remarks else None
    if before is not None and before.note == found.get("note") and "unread" not in before.unconfirmed:
        remarks = [one for one in remarks if one[1] in map(itemgetter(1), before.left_out)]
    harmless_columns = (one for one in cells.unread() if cells.kind.telling.harmless(one[0]))
    beside = (one for one in (*harmless_columns, *_read_as_text(cells)) if _noted(cells, found, one[1]))
    return (*remarks, *beside)


def _read_as_text(cells: Cells) -> Iterator[tuple[str, str]]:
    """(heading, text) of columns that somebody said are a text of the product, under headings that do not say so: what
    they tell against its sale is lost in it."""
    for target in _TEXTS:
        said = cells.said(target)
        called = {plain(one) for one in cells.kind.headings(cells.pack).get(target, ())} if said else set()
        yield from (one for one in said if plain(one[0]) not in called)


def _noted(cells: Cells, found: Mapping[str, Any], text: str) -> bool:
    """Whether a text says another level, class of clients or currency than its cells, that it is stopped, to whom it is
    limited, or that nobody leaves it for longer than they say."""
    levels, words = tuple(found.get(one) for one in LEVELS), cells.kind.words
    to_whom = words.said_by_name("client_kind", text) and not found.get("client_kind")
    if to_whom or _counted_in_another(words, found, text) or _kept_longer(found, text):
        return True
    codes = cells.pack.levels.product_codes
    return says_otherwise(words, text, codes, levels, client_kind=found.get("client_kind"))


def _counted_in_another(words: ImportWords, found: Mapping[str, Any], text: str) -> bool:
    """Whether a text says that it is priced or bought in another currency. In which it invests is no matter."""
    own, said = found.get("currency") or HOME, plain(text)
    names = (plain(name) for code, known in words.word["currency"].items() if code != own for name in (code, *known))
    return any(f"{one}{how}" in said for one in names for how in _PRICED if not one.isdigit())


def _kept_longer(found: Mapping[str, Any], text: str) -> bool:
    """Whether a text says that nobody leaves it for a while, and its cells no such term."""
    days, named = found.get("term_days"), product_names.period_named(text)
    if not is_closed(text) or found.get("maturity"):
        return False
    return product_names.falls_short(days, named) if days else named is not None or not found.get("open_days")


def buyers(cells: Cells, found: dict[str, Any]) -> None:
    """To whom it is sold, where its name alone says that it is for some, unless it stands on the shelf so."""
    words, name = cells.kind.words, found.get("name") or ""
    if found.get("client_kind") or cells.text("client_kind") or any(one.target == "client_kind" for one in cells.words):
        return
    before = _before(cells, found) if words.said_by_name("client_kind", name) else None
    if not words.said_by_name("client_kind", name) or (before is not None and before.name.zh == name):
        return
    known = tuple(words.word["client_kind"])
    found["client_kind"] = cells.answer("client_kind", name, known)
    if found["client_kind"] is None:
        cells.ask("client_kind", name, known)


def issuer(cells: Cells, found: dict[str, Any], sold_by: Listed) -> None:
    """Which institution stands behind it, where its cell names several and not all of them are admitted, or within
    other words one that is stopped (SALE-16), unless it stands on the shelf so."""
    name = found.get("issuer") or ""
    named = parts(name)
    if len(named) < 2:
        named = (*standing_in(name, sold_by), name)
    if len(named) < 2 or sold_by.get(plain(name)) == "admitted":
        return
    before = _before(cells, found)
    if all(sold_by.get(plain(one)) == "admitted" for one in named) or (before is not None and before.issuer.zh == name):
        return
    found["issuer"] = cells.answer("issuer", name, named) or None
    if found["issuer"] is None:
        cells.ask("issuer", name, named)


def _before(cells: Cells, found: Mapping[str, Any]) -> Product | None:
    """What stands on the shelf under its code."""
    row = cells.desk.store.get("product", plain_code(found.get("code") or ""))
    return None if row is None else cells.desk.parsed(Product, row["doc"])


def beside(cells: Cells, found: dict[str, Any], family: FamilyRow | None) -> None:
    """What a column that nobody knows says of how it is offered, or to whom, is asked where no other says it: left out,
    it would be sold to more people."""
    for heading, text in cells.unread():
        target = limited_by(cells.kind.words, heading, text)
        if not target or cells.text(target) or family is None or (target == "offer" and family.private):
            continue
        cells.heard.add(heading)
        known = tuple(cells.kind.words.word[target])
        answered = cells.answer(target, text, known)
        if answered is None:
            cells.words.append(Word(target, heading, text, known))
        elif found.get(target) != "private":
            found[target] = answered or None
        if target == "offer":
            cells.kept.append((heading, text))
