"""The complaint desk: no clock looser than the law, every letter there, every class with a name."""

from collections.abc import Iterator
from typing import NamedTuple, get_args

from rmdesk.domain import complaint, complaint_acts
from rmdesk.domain.base import Text
from rmdesk.domain.clocks import CASE_CLASSES, CASE_TYPES, PAUSE_KINDS, CaseClass, ClockRule, Party, Start
from rmdesk.formpack.complaint_clocks import ClockRow, ComplaintClocks
from rmdesk.formpack.complaint_letters import LETTER_KINDS, ComplaintLetters
from rmdesk.formpack.complaint_settings import ComplaintSettings
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.law import allows, looser
from rmdesk.formpack.meta import Labels, PackMeta
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.rules import Rules

CLOCKS, LETTERS, SETTINGS, LABELS = (
    "complaint_clocks.toml", "complaint_letters.toml", "complaints.toml", "labels.toml",
)  # fmt: skip
LONGEST_HOUSE_DAYS = 366


class LegalClock(NamedTuple):
    """What the law says of one clock. The complainant's own time may be set longer, the bank's shorter."""

    rule: str
    days: int
    start: Start
    classes: tuple[CaseClass, ...] = ()
    party: Party = "bank"

    def looser(self, row: ClockRule) -> bool:
        """Whether a clock of these days may end on the wrong side of the law: another unit than days counts as such."""
        if row.unit != "days":
            return True
        return row.count < self.days if self.party == "complainant" else row.count > self.days


LEGAL: dict[str, LegalClock] = {
    "decision_simple": LegalClock("COMP-05", 15, "receipt", ("simple",)),
    "decision_complex": LegalClock("COMP-05", 30, "receipt", ("complex",)),
    "decision_special": LegalClock("COMP-05", 60, "receipt", ("special",)),
    "recheck_ask": LegalClock("COMP-10", 30, "notice", party="complainant"),
    "major_report": LegalClock("COMP-12", 0, "major"),
    "recheck_decide": LegalClock("COMP-10", 30, "recheck"),
}
REMEDIES = {"zh": ("调解", "仲裁", "诉讼"), "en": ("mediation", "arbitration", "court")}
_OF_ROLE = ("agent_name", "agent_id_number", "mandate_on", "deceased")
NEEDED_LABELS: dict[str, tuple[str, ...]] = {
    "case_type": CASE_TYPES,
    "case_state": complaint.CASE_STATES,
    "case_class": CASE_CLASSES,
    "case_source": complaint.SOURCES,
    "case_priority": complaint.PRIORITIES,
    "complainant_kind": get_args(complaint.ComplainantKind),
    "complainant_role": complaint.ROLES,
    "notice_way": complaint.NOTICE_WAYS,
    "pause_kind": PAUSE_KINDS,
    "major_reason": complaint.MAJOR_REASONS,
    "case_act": tuple(complaint_acts.STATES),
    "case_letter": LETTER_KINDS,
    "corrected_field": complaint.CORRECTED,
    "case_part": tuple(
        dict.fromkeys(
            ("name", "contact", "claim", *_OF_ROLE, *complaint.CORRECTIVE_ACTION_PARTS, *complaint.DECISION_PARTS)
        )
    ),
    "case_label": ("channel", "business", "cause"),
    "complaint_channel": ("other",),
    "complaint_business": ("other",),
    "complaint_cause": ("other",),
}


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the clocks, the letters, the settings and the labels of the complaint desk."""
    clocks, letters = parsed.get(CLOCKS, ComplaintClocks), parsed.get(LETTERS, ComplaintLetters)
    settings, labels = parsed.get(SETTINGS, ComplaintSettings), parsed.get(LABELS, Labels)
    if clocks is not None:
        yield from _clocks(clocks, parsed.get("rules.toml", Rules))
    if letters is not None:
        yield from _letters(letters, parsed.get("pack.toml", PackMeta))
    if settings is not None:
        yield from _settings(settings)
    if labels is not None:
        yield from _labels(labels)


def _clocks(clocks: ComplaintClocks, rules: Rules | None) -> Iterator[Fault]:
    known = set() if rules is None else {rule.id for rule in rules.rule}
    last: dict[str, ClockRow] = {}
    for row in clocks.clock:
        key = f"clock[{row.id}]"
        if row.id in last and row.effective_from <= last[row.id].effective_from:
            yield fault(CLOCKS, f"{key}.effective_from", "date_order")
        if known and row.rule not in known:
            yield fault(CLOCKS, f"{key}.rule", "unknown_rule", name=row.rule)
        yield from _legal(key, row, LEGAL[row.id]) if row.id in LEGAL else _house(key, row)
        last[row.id] = row
    for name, law in LEGAL.items():
        if name not in last:
            yield fault(CLOCKS, "clock", "missing_clock", name=name, rule=law.rule)
    for at, point in enumerate(clocks.warning, 1):
        if point.clock not in last:
            yield fault(CLOCKS, f"warning[{at}].clock", "unknown_clock", name=point.clock)
        if (point.days is None) == (point.hours is None) or min(point.days or 0, point.hours or 0) < 0:
            yield fault(CLOCKS, f"warning[{at}]", "warning_point")


def _legal(key: str, row: ClockRow, law: LegalClock) -> Iterator[Fault]:
    """A legal clock runs in days, from where and for whom the law says, and is no looser than it."""
    if not row.legal:
        yield fault(CLOCKS, f"{key}.legal", "not_legal", name=row.id, rule=law.rule)
    follows = row.law is not None and allows(row.law, row.effective_from)
    if row.law is not None and not follows:
        yield fault(CLOCKS, f"{key}.law", "law_dates")
    units = {} if follows else {"unit": "days"}
    wanted: dict[str, object] = {**units, "start": law.start, "party": law.party, "rule": law.rule}
    for name, value in wanted.items():
        if getattr(row, name) != value:
            yield fault(CLOCKS, f"{key}.{name}", "clock_shape", name=row.id, wanted=f"{name} = {value}", rule=law.rule)
    if "complaint" not in row.types:
        yield fault(CLOCKS, f"{key}.types", "clock_shape", name=row.id, wanted="types: complaint", rule=law.rule)
    if row.classes != law.classes:
        text = f"classes = {', '.join(law.classes) or '—'}"
        yield fault(CLOCKS, f"{key}.classes", "clock_shape", name=row.id, wanted=text, rule=law.rule)
    if row.count < min(1, law.days):
        yield fault(CLOCKS, f"{key}.count", "range", value=row.count, low=min(1, law.days), high=LONGEST_HOUSE_DAYS)
    elif law.looser(row) and row.law is not None and follows:
        figures = _counted(row.count, row.unit), _counted(law.days, "days")
        yield looser(CLOCKS, f"{key}.count", row.law, figures, law.rule)
    elif law.looser(row):
        yield fault(CLOCKS, f"{key}.count", "legal", value=row.count, limit=law.days, rule=law.rule)


def _counted(count: int, unit: str) -> Text:
    zh, en = {"hours": ("小时", "hours"), "days": ("天", "days"), "working_days": ("个工作日", "working days")}[unit]
    return Text(zh=f"{count} {zh}", en=f"{count} {en}")


def _house(key: str, row: ClockRow) -> Iterator[Fault]:
    """The house's own clocks are no law, and end within a year."""
    if row.legal:
        yield fault(CLOCKS, f"{key}.legal", "choice", given="true", allowed="false")
    most = LONGEST_HOUSE_DAYS * (24 if row.unit == "hours" else 1)
    if not 1 <= row.count <= most:
        yield fault(CLOCKS, f"{key}.count", "range", value=row.count, low=1, high=most)
    if row.unit == "hours" and row.start != "receipt":
        yield fault(CLOCKS, f"{key}.start", "choice", given=row.start, allowed="receipt")


def _letters(letters: ComplaintLetters, meta: PackMeta | None) -> Iterator[Fault]:
    seen: set[str] = set()
    for one in letters.letter:
        if one.id in seen:
            yield fault(LETTERS, f"letter[{one.id}]", "duplicate", name=one.id)
        seen.add(one.id)
    for kind in LETTER_KINDS:
        if kind not in seen:
            yield fault(LETTERS, "letter", "missing_letter", name=kind)
    for lang, words in REMEDIES.items():
        if meta is not None and lang not in meta.langs:
            continue
        for name, text in (("remedies", letters.remedies), ("review_remedies", letters.review_remedies)):
            for word in words:
                if word not in text.of("zh" if lang == "zh" else "en"):
                    yield fault(LETTERS, f"{name}.{lang}", "missing_remedy", name=word)


def _settings(settings: ComplaintSettings) -> Iterator[Fault]:
    numbers = {
        "week_days": (settings.week_days, 1, 31),
        "effect_days": (settings.effect_days, 1, 366),
        "alike_percent": (settings.alike_percent, 1, 100),
        "files.most_bytes": (settings.files.most_bytes, 1, 50_000_000),
        "files.most_files": (settings.files.most_files, 1, 1000),
        "files.name": (settings.files.name, 8, 200),
        "repeats.count": (settings.repeats.count, 2, 1000),
        "repeats.days": (settings.repeats.days, 1, 3660),
        "repeats.complainant_days": (settings.repeats.complainant_days, 1, 3660),
        **{f"length.{name}": (most, 20, 100_000) for name, most in settings.length},
    }
    for key, (value, low, high) in numbers.items():
        if not low <= value <= high:
            yield fault(SETTINGS, key, "range", value=value, low=low, high=high)
    if not settings.assign_to:
        yield fault(SETTINGS, "assign_to", "missing")


def _labels(labels: Labels) -> Iterator[Fault]:
    for vocabulary, values in NEEDED_LABELS.items():
        table = labels.label.get(vocabulary)
        if table is None:
            yield fault(LABELS, "label", "missing_vocabulary", name=vocabulary)
            continue
        for value in values:
            if value not in table:
                yield fault(LABELS, f"label.{vocabulary}", "missing_label", name=value)
