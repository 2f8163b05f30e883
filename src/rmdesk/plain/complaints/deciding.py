"""The decision in its four parts, and letters (COMP-09, COMP-10)."""

from rmdesk.desk.complaints import deciding, letters
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.domain.complaint import DECISION_PARTS, Decision
from rmdesk.domain.fields import one_of
from rmdesk.domain.refusal import Refusal
from rmdesk.faces.complaints import words
from rmdesk.faces.complaints.reading import read_field
from rmdesk.faces.complaints.unfinished import unfinished
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.faces.large_print import LARGE, print_said, with_large
from rmdesk.formpack.complaint_letters import LETTER_KINDS
from rmdesk.plain.form import ask_form
from rmdesk.plain.proof import meant
from rmdesk.plain.talk import BACK, Talk

_AGAIN = "again:"


def write(talk: Talk, view: CaseView) -> None:
    """Write the parts; what is written is kept, and stands once it was agreed to by a yes."""
    desk, case = talk.desk, view.case
    recheck = case.state == "recheck"
    name = "draft_recheck" if recheck else "draft"
    talk.head(f"{case.no} · {desk.pack.label('case_act', name, talk.lang)}")
    for reason in deciding.unset_review(desk, case):
        talk.refuse(reason)
    kept = unfinished(desk, case.id, name, deciding.proposed(desk, case, talk.lang).model_dump())
    specs = tuple(
        FieldSpec(part, desk.pack.heading("case_part", part, talk.lang), "long_text", (), True,
                  desk.pack.complaints.length.part, paragraphs=True)
        for part in DECISION_PARTS
    )  # fmt: skip

    def check(key: str, raw: str) -> str | Refusal:
        return read_field(desk, next(one for one in specs if one.key == key), raw)

    values = ask_form(talk, specs, kept, check)
    if values is None:
        return
    warned = words.not_for_clients(desk, "\n".join(values.values()), talk.lang)
    if warned:
        talk.say(warned)
    keep = deciding.draft_recheck if recheck else deciding.draft
    drafted = talk.got(keep(desk, case.id, case.version, Decision(**values)))
    if drafted is None:
        return
    kept.end()
    if recheck or drafted.case.state == "decided":  # a review is decided by its notice
        return
    version = drafted.case.version
    talk.got(meant(talk, talk.tr("plain.complaint.decide"), lambda: deciding.decide(desk, case.id, version)))


def choose_letter(talk: Talk, view: CaseView, asked: bool | None = None) -> None:
    """Every kind of letter, the print, then the letters that were printed. `asked`: the print that was chosen here."""
    desk, case = talk.desk, view.case
    large = letters.print_now(desk, case) if asked is None else asked
    options = [Option(kind, desk.pack.label("case_letter", kind, talk.lang)) for kind in LETTER_KINDS]
    options = [*with_large(options, large, talk.lang, len(options))]
    for place, one in enumerate(case.letters, len(LETTER_KINDS) + 1):
        title = desk.pack.label("case_letter", one.kind, talk.lang)
        again = talk.tr("complaints.letters.again", no=one.number, title=title)
        options.append(Option(_AGAIN + one.number, again, place))
    if large:
        talk.say(print_said(large, talk.lang))
    chosen = talk.choose(options)
    if chosen == BACK:
        return
    if chosen == LARGE:
        choose_letter(talk, view, asked=not large)
        return
    folder = letters.folder_of(desk, case)
    if chosen.startswith(_AGAIN):
        sent = talk.got(letters.reprint(desk, case.id, chosen.removeprefix(_AGAIN), folder))
    else:
        kind = one_of(LETTER_KINDS, chosen)
        sent = talk.got(letters.print_letter(desk, case.id, case.version, kind, folder, talk.lang, large))
    if sent is not None:
        talk.say(f"{sent.number} {desk.pack.label('case_letter', sent.kind, talk.lang)}")
        talk.tell("complaints.letters.where", path=sent.path)
        for warning in sent.warnings:
            talk.say(f"! {talk.words(warning)}")
