"""The parts of a case, and what is done in each."""

from rmdesk.domain.complaint_acts import Act

PARTS = ("times", "record", "answer", "course", "decide", "letters", "tell", "corrective_action", "sale", "rest")
# What is done in each part, the likeliest first.
ACTS: dict[str, tuple[Act, ...]] = {
    "times": ("extend", "pause", "resume", "new_facts"),
    "record": ("complete",),
    "answer": ("answer",),
    "course": ("remark", "evidence", "urge", "investigate"),
    "decide": ("draft_recheck", "draft"),
    "letters": ("letter",),
    "tell": ("tell_recheck", "tell", "ask_recheck", "tell_again"),
    "corrective_action": ("corrective_action", "check_effect"),
    "sale": (),
    "rest": ("close", "assign", "become_complaint", "report_major", "major", "withdraw", "merge",
             "decline", "transfer", "reopen", "part", "correct",
             "link_client", "link_sale"),
}  # fmt: skip
