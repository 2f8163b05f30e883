"""Every assessment is computed again: its answers, under the very form that it names, come to its level (QUES-07)."""

from collections.abc import Callable, Iterator

from rmdesk.desk.proving.passing import Unfit
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client
from rmdesk.domain.questionnaire import score
from rmdesk.formpack import Pack
from rmdesk.store import Entry, Store

RULE = "QUES-07"


def wrong_assessment(store: Store, entry: Entry, taken: Assessment, pack_of: Callable[[str], Pack]) -> Iterator[Unfit]:
    """What does not fit: the pack or the questionnaire is none that was known here, it is another form's answers, or
    they come to another level."""
    row = store.get("client", taken.client_id)
    if row is None:
        return  # erased since: nobody can say which form it was
    kind = store.parsed(Client, row["doc"]).kind
    try:
        pack = pack_of(taken.pack_digest)
        form = pack.questionnaire(kind, taken.questionnaire)
    except KeyError:
        yield Unfit(entry.seq, RULE, f"{taken.pack_digest[:12]} {taken.questionnaire or kind}")
        return
    named, known = f"{taken.form_id} {taken.form_version}", f"{form.id} {form.version}"
    if named != known:
        yield Unfit(entry.seq, RULE, f"{taken.questionnaire or kind}: {named} ≠ {known}")
        return
    try:
        found = score(form, taken.answers, pack.client_ranks)
    except ValueError:  # no answers to this form
        yield Unfit(entry.seq, RULE, f"{named}: {','.join(taken.answers)}")
        return
    if (found.score, found.level) != (taken.score, taken.level):
        yield Unfit(entry.seq, RULE, f"{named}: {taken.score} {taken.level} ≠ {found.score} {found.level}")
