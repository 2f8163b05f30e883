"""How a case ends, and how what had ended goes on (COMP-07, COMP-11, COMP-14)."""

from rmdesk.desk.complaints import again, ending
from rmdesk.desk.complaints.deciding import Told
from rmdesk.domain.complaint import NOTICE_WAYS
from rmdesk.domain.fields import one_of
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import head
from rmdesk.faces.complaints.act import ActForm, Values
from rmdesk.faces.complaints.act_fields import Asking, shown_by, shown_or
from rmdesk.faces.complaints.asked import AskedCase
from rmdesk.faces.complaints.reading import instant
from rmdesk.faces.fields import FieldSpec, Option


def close(about: AskedCase) -> ActForm:
    """Close it with nothing missing."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "close",
        (ask.text("note", required=False),),
        lambda view, values, proof: ending.close(desk, view.case.id, view.case.version, values["note"], proof),
        {},
        about.tr("complaints.say.close"),
        proves="complaints.close",
        ends=True,
    )


def withdraw(about: AskedCase) -> ActForm:
    """The complainant withdrew (COMP-07)."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    told = (ask.way("withdrawn_way"), ask.moment("withdrawn_at"), ask.text("withdrawn_proof"))
    return ActForm(
        "withdraw",
        (ask.text("note"), *told, *shown_by(about, required=False)),
        lambda view, values, proof: ending.withdraw(
            desk, view.case.id, view.case.version, values["note"], _told(about, values, "withdrawn_"), proof,
            values.get("shown_by", ""),
        ),
        {"withdrawn_at": ask.now()},
        about.tr("complaints.say.withdraw"),
        ends=True,
        proves_by=shown_or("complaints.withdraw"),
    )  # fmt: skip


def merge(about: AskedCase, into: str = "") -> ActForm:
    """The same complaint again (COMP-07). `into`: id of the case that stands in the field."""
    desk, case = about.desk, about.view.case
    ask = Asking(desk, about.lang)
    found = ending.mergeable(desk, case.id)
    cases = () if isinstance(found, Refused) else found
    options = [Option(one.id, f"{one.no} {one.name} {head(one.claim, 30)}") for one in cases]
    return ActForm(
        "merge",
        (ask.pick("into", options), *_telling(ask)),
        lambda view, values, proof: ending.merge(
            desk, view.case.id, view.case.version, values["into"], _told(about, values), proof
        ),
        {"told_at": ask.now(), "into": into if any(one.key == into for one in options) else ""},
        about.tr("complaints.say.merge" if options else "complaints.say.merge_none", no=case.no),
        proves="complaints.merge",
        ends=True,
    )


def decline(about: AskedCase) -> ActForm:
    """Not this bank's business."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "decline",
        (ask.text("note"), *_telling(ask), *shown_by(about, required=False)),
        lambda view, values, proof: ending.decline(
            desk, view.case.id, view.case.version, values["note"], _told(about, values), proof,
            values.get("shown_by", ""),
        ),
        {"told_at": ask.now()},
        about.tr("complaints.say.decline"),
        ends=True,
        proves_by=shown_or("complaints.decline"),
    )  # fmt: skip


def transfer(about: AskedCase) -> ActForm:
    """Handed to whoever is in charge of it."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "transfer",
        (ask.line("to"), ask.text("note", required=False), *_telling(ask), *shown_by(about, required=False)),
        lambda view, values, proof: ending.transfer(
            desk, view.case.id, view.case.version, values["to"], _told(about, values), values["note"], proof,
            values.get("shown_by", ""),
        ),
        {"told_at": ask.now()},
        about.tr("complaints.say.transfer"),
        ends=True,
        proves_by=shown_or("complaints.transfer"),
    )  # fmt: skip


def reopen(about: AskedCase) -> ActForm:
    """What had ended is handled again."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "reopen",
        (ask.moment("reopened_at"), ask.text("reason")),
        lambda view, values, _: again.reopen(
            desk, view.case.id, view.case.version, values["reason"], instant(desk, values, "reopened_at")
        ),
        {"reopened_at": ask.now()},
        about.tr("complaints.say.reopen"),
        ends=True,
    )


def part(about: AskedCase) -> ActForm:
    """It was not the same complaint (COMP-07)."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "part",
        (ask.text("reason"),),
        lambda view, values, proof: again.part(desk, view.case.id, view.case.version, values["reason"], proof),
        {},
        about.tr("complaints.say.part"),
        ends=True,
        proves_by=lambda _: again.part_act(desk, about.view.case),
    )


def _telling(ask: Asking) -> tuple[FieldSpec, ...]:
    """How and when the complainant was told, and what shows it (COMP-11)."""
    return ask.way("way"), ask.moment("told_at"), ask.text("proof")


def _told(about: AskedCase, values: Values, prefix: str = "") -> Told:
    at = instant(about.desk, values, f"{prefix or 'told_'}at")
    return Told(way=one_of(NOTICE_WAYS, values[f"{prefix}way"]), at=at, proof=values[f"{prefix}proof"])


FORMS = {
    "close": close, "withdraw": withdraw, "merge": merge, "decline": decline, "transfer": transfer,
    "reopen": reopen, "part": part,
}  # fmt: skip
