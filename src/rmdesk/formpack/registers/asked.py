"""Fields and what is worked out of them: everything asked can be answered, everything worked out is a number."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from rmdesk.domain.people import DESK_ROLES
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.registers.examples import FIRST_DAY
from rmdesk.domain.registers.field import Conditions, Counted, Derived, Field
from rmdesk.domain.registers.values import read_answer
from rmdesk.domain.registers.words import CHOICES, DATES, LINKS
from rmdesk.formpack.cards import CARD_KINDS
from rmdesk.formpack.fault import Fault
from rmdesk.formpack.placeholders import names as names_in
from rmdesk.formpack.registers.look import Look

MOST_OPTIONS = 60  # more cannot be chosen from on a screen
_TEXTS = ("text", "long_text")
_FILLED = ("today", "now", "me")


def faults(look: Look) -> Iterator[Fault]:
    """Everything that is wrong with fields, derived values and conditions."""
    for key, field in look.register.field.items():
        at = f"field.{key}"
        yield from _kind(look, at, key, field)
        yield from _filled(look, at, key, field)
        yield from _bounds(look, at, key, field)
        yield from conditions(look, f"{at}.when", field.when)
        yield from _late(look, at, key, field)
    for key, derived in look.register.derived.items():
        yield from _derived(look, f"derived.{key}", derived)


def conditions(look: Look, at: str, found: Conditions) -> Iterator[Fault]:
    """Conditions that nothing can meet, or that ask two things at once."""
    for one in found:
        if look.kind(one.key) == "sheet" and one.filled is None:
            yield look.say(at, "r_sheet_whole", name=one.key)
        bounded = one.least is not None or one.most is not None
        ways = (bool(one.any), bounded, one.filled is not None)
        if bool(one.key) == bool(one.parts) or sum(ways) != 1 or (one.parts and not bounded):
            yield look.say(at, "r_condition")
        if one.parts and one.parts not in look.parts:
            yield look.say(at, "r_not_part", name=one.parts)
        if one.key and one.key not in look.known and not look.path(one.key):
            yield look.say(at, "condition_key", name=one.key)
        options = look.register.options(one.key)
        for value in one.any if options else ():
            if value not in {option.key for option in options}:
                yield look.say(at, "condition_value", name=one.key, given=value)
        if one.rule and one.rule not in look.rules:
            yield look.say(at, "unknown_rule", name=one.rule)


def _kind(look: Look, at: str, key: str, field: Field) -> Iterator[Fault]:
    if not field.retired and not look.register.asking(key):
        yield look.say(at, "r_never_asked")
    yield from _options(look, at, key, field)
    if field.kind == "entry":
        strangers = tuple(name for name in field.of if name not in look.registers)
    elif field.kind == "person":
        strangers = tuple(name for name in field.of if name not in DESK_ROLES)
    elif field.kind == "text_card":
        strangers = tuple(name for name in field.of if name not in CARD_KINDS)
    elif field.kind == "sheet":
        strangers = tuple(name for name in field.of if name not in look.register.sheets)
    else:
        strangers = field.of
    for name in strangers:
        yield look.say(f"{at}.of", "r_of", name=name)
    if field.kind == "sheet" and (len(field.of) > 1 or field.log or field.personal or field.fixed or field.prefill):
        yield look.say(f"{at}.kind", "r_sheet")
    if field.kind in {"entry", "sheet"} and not field.of:
        yield look.say(f"{at}.of", "r_no_of")
    if field.many and field.kind not in LINKS:
        yield look.say(f"{at}.many", "r_many")
    if field.banned and field.kind not in _TEXTS:
        yield look.say(f"{at}.banned", "r_banned_kind")
    forgotten = any(key in act.forgets for act in look.register.act.values())
    if field.personal and not forgotten:
        yield look.say(f"{at}.personal", "r_personal")
    if field.personal and field.kind in LINKS:
        yield look.say(f"{at}.personal", "r_personal_link")
    if field.personal or field.log:
        yield from _apart(look, at, key)


def _apart(look: Look, at: str, key: str) -> Iterator[Fault]:
    """What is kept apart, or has no one answer, stands in no list, decides nothing and is printed nowhere: else it
    would stand where nobody forgets it, or be shown as if it were today's."""
    one = look.register
    used: dict[str, tuple[str, ...]] = {
        "list": (one.list.sort.removeprefix("-"), *one.list.matrix, *(one.list.columns if one.field[key].log else ())),
        "unique": tuple(name for keys in one.unique for name in keys),
        "derived": tuple(name for derived in one.derived.values() for name in derived.inputs),
        "narrow": tuple(when.key for narrow in one.narrow for when in narrow.when),
        "due": tuple(due.on if isinstance(due.on, str) else due.on.after for due in one.due.values()),
        "feeds": tuple(feed.path for feed in one.feeds.values()),
    }
    if one.field[key].personal:
        blocks = [block for paper in one.paper.values() for block in paper.blocks]
        texts = [body for block in blocks if block.text in one.text for body in one.text[block.text].body]
        put_in = (name for text in texts for name in names_in(text.zh + text.en))
        used["paper"] = (*(name for block in blocks for name in block.fields), *put_in)
    for table, names in used.items():
        if key in names:
            yield look.say(at, "r_apart", name=key, table=table)


def _options(look: Look, at: str, key: str, field: Field) -> Iterator[Fault]:
    if field.kind not in CHOICES:
        if field.options:
            yield look.say(f"{at}.options", "surplus_options")
        return
    options = [one for one in look.register.options(key) if not one.retired]
    if field.options and field.options not in look.register.lists:
        yield look.say(f"{at}.options", "unknown_vocabulary", name=field.options)
    elif not options:
        yield look.say(f"{at}.options", "no_options")
    elif len(options) > MOST_OPTIONS:
        yield look.say(f"{at}.options", "many_options", count=len(options), most=MOST_OPTIONS)


def _filled(look: Look, at: str, key: str, field: Field) -> Iterator[Fault]:
    if field.prefill:
        if field.kind in {"phone", "id_number"}:
            yield look.say(f"{at}.prefill", "r_prefill_number")
        elif not (field.prefill in _FILLED or _prefilling(look, field.prefill)):
            yield look.say(f"{at}.prefill", "r_prefill", name=field.prefill)
    bulk = any(act.parts and act.parts.of == look.register.id for one in look.wholes for act in one.act.values())
    if field.fixed and not (field.prefill or field.default or bulk):
        yield look.say(f"{at}.fixed", "r_fixed")
    if field.default:
        read = read_answer(look.register, key, field.default, {}, FIRST_DAY)
        if isinstance(read, Refusal):
            yield look.say(f"{at}.default", "default_kind", given=field.default)


def _prefilling(look: Look, name: str) -> bool:
    if name.endswith(".value"):
        return look.kind(name.removesuffix(".value")) == "indicator"
    return name.removeprefix("field.") in look.register.field or look.path(name)


def _bounds(look: Look, at: str, key: str, field: Field) -> Iterator[Fault]:
    if field.least is not None and field.most is not None and field.least > field.most:
        yield look.say(f"{at}.most", "r_least", least=field.least, most=field.most)
    for name in ("not_before", "not_after"):
        bound = getattr(field, name)
        known = bound in ("today", "begun_on") or look.dated(bound)
        if bound and not (field.kind in DATES and bound != key and known):
            yield look.say(f"{at}.{name}", "r_bound", name=bound)


def _late(look: Look, at: str, key: str, field: Field) -> Iterator[Fault]:
    for name in look.register.asking(key):
        asked = [one.key for one in look.register.act[name].asked]
        for one in field.when:
            if one.key in asked and asked.index(one.key) >= asked.index(key):
                yield look.say(f"{at}.when", "condition_late", name=one.key)
                return


def _derived(look: Look, at: str, derived: Derived) -> Iterator[Fault]:
    if len(derived.ways) != 1:
        yield look.say(at, "r_way")
        return
    way = derived.ways[0]
    counted = derived.count or derived.share
    if counted is not None:
        yield from _counted(look, f"{at}.{way}", counted)
        return
    for name in derived.inputs:
        if name in look.register.derived:
            yield look.say(f"{at}.{way}", "r_derived_of", name=name)
        elif not _fits(look, way, name):
            yield look.say(f"{at}.{way}", "r_not_number", name=name)
    yield from _bands(look, at, derived)


def _fits(look: Look, way: str, name: str) -> bool:
    if way == "days_since":
        return look.dated(name)
    return look.kind(name) == "sheet" if way == "score" else look.numeric(name)


def _counted(look: Look, at: str, counted: Counted) -> Iterator[Fault]:
    if bool(counted.parts) == bool(counted.sheet):
        yield look.say(at, "r_way")
    if counted.sheet and look.kind(counted.sheet) != "sheet":
        yield look.say(at, "r_not_number", name=counted.sheet)
    sheet = look.register.sheet(counted.sheet)
    if sheet is not None and counted.answer not in {
        one.key for question in sheet.questions for one in sheet.choices(question)
    }:
        yield look.say(at, "r_answer", name=counted.answer, sheet=sheet.id)
    if counted.parts and counted.parts not in look.parts:
        yield look.say(at, "r_not_part", name=counted.parts)
        return
    known = look.parts[counted.parts].state if counted.parts else {}
    for name in counted.state:
        if name not in known:
            yield look.say(at, "r_unknown_state", name=name)


def _bands(look: Look, at: str, derived: Derived) -> Iterator[Fault]:
    ends = [Decimal(one.to) for one in derived.bands]
    if any(after <= before for before, after in pairwise(ends)):
        yield look.say(f"{at}.bands", "r_bands_order")
    largest = _largest(look, derived) if ends else None
    if largest is not None and ends[-1] < largest:
        yield look.say(f"{at}.bands", "r_bands_short", most=ends[-1], value=largest)


def _largest(look: Look, derived: Derived) -> Decimal | None:
    """The largest value of a product or a sum whose numbers are all bounded; None where that is not known."""
    sheet = look.register.sheet(derived.score)
    if sheet is not None:
        return Decimal(sheet.most)
    names = derived.product or derived.sum
    if not names or not all(look.numeric(name) for name in names):
        return None
    found = [look.largest(name) for name in names]
    bounds = [one for one in found if one is not None]
    if len(bounds) < len(found):
        return None
    whole = Decimal(1 if derived.product else 0)
    for one in bounds:
        whole = whole * one if derived.product else whole + one
    return whole
