"""Which module declares a command. Help of all commands imports none of them; a test holds both alike."""

MODULES = {
    "": "desk",
    "init": "init",
    "demo": "demo",
    "plain intake": "plain",
    "plain assess": "plain",
    "plain sale": "plain",
    "plain complaint": "plain",
    "plain move": "plain",
    "forms check": "forms",
    "forms score": "forms",
    "forms draft": "forms",
    "forms compare": "packs",
    "forms diff": "packs",
    "forms adopt": "packs",
    "backtest": "back_test",
    "checklist": "checklist",
    "branch": "branch",
    "branch set": "branch",
    "find": "find",
    "cards": "cards",
    "clients": "client_list",
    **{f"client {name}": "qualifying" for name in ("qualify", "disqualify")},
    "client regrade": "grading",
    "client show": "client_show",
    **{f"client {name}": "linking" for name in ("link", "unlink")},
    "products": "product_list",
    "families": "family_list",
    "import": "imports",
    "import holidays": "holidays",
    **{f"product {name}": "products" for name in ("add", "change", "confirm", "suspend", "resume", "end")},
    **{f"product document {name}": "documents" for name in ("list", "add", "save", "withdraw")},
    "holdings": "holdings",
    **{f"holdings {name}": "holdings" for name in ("add", "change", "redeem", "end")},
    "rate set": "holdings",
    "rates": "holdings",
    **{f"institution {name}": "institutions" for name in ("list", "admit", "suspend", "end")},
    "match": "match",
    "sale order": "sales",
    **{f"assessment {name}": "assessments" for name in ("recompute", "review")},
    "paper": "paper",
    "paper check": "paper",
    "paper find": "paper",
    "scans": "scans",
    "printer": "printer",
    "printer set": "printer",
    "printer test": "printer",
    "verify": "verify",
    "evidence": "audit",
    "export client": "archive",
    "export list": "list_export",
    "journal export": "audit",
    "retention due": "archive",
    "retention record": "act_papers",
    "people record": "act_papers",
    "today": "dues",
    "indicators": "indicators",
    "report": "reports",
    **{f"due {name}": "dues" for name in ("done", "later")},
    "deadlines": "deadlines",
    "complaints": "complaints",
    "complaint new": "complaints",
    "complaint show": "complaints",
    "complaint do": "complaint_do",
    "complaint hand-over": "complaint_hand_over",
    "register print": "register_papers",
    **{f"register {name}": "registers" for name in ("list", "show", "form", "add", "do", "draw-again")},
    **{f"register {name}": "register_keeping" for name in ("over", "destroy")},
    **{f"exchange {name}": "exchange" for name in ("enrol", "strike", "out", "in", "status")},
    **{f"exchange {name}": "exchange_reviews" for name in ("ask", "review")},
    **{f"exchange {name}": "exchange_moves" for name in ("move", "moves", "take-over", "compare", "keep")},
    **{
        f"office {name}": "office"
        for name in ("init", "card", "enrol", "strike", "take", "give", "status", "verify", "report", "find")
    },
    **{
        f"office {name}": "office_directives"
        for name in (
            "recall",
            "release",
            "shelf",
            "settings",
            "pack",
            "code",
            "person",
            "suspend",
            "resume",
            "counts",
            "settle",
            "directives",
        )
    },
    "office clashes": "office_clashes",
    "office list": "office_looking",
    "office evidence": "office_looking",
    "backup": "backups",
    "restore": "backups",
    "people stand-in": "standing_in",
    **{f"people {name}": "people" for name in ("list", "add", "suspend", "resume", "remove", "change", "hand-over")},
    **{f"people {name}": "passwords" for name in ("password", "codes", "reset", "recovery")},
    **{f"people {name}": "trainings" for name in ("train", "exam")},
    "completion": "completion",
}


def parts(group: str) -> tuple[str, ...]:
    """The words that may follow the first ones of longer commands; nothing where these begin none."""
    further = (name.removeprefix(f"{group} ") for name in MODULES if name.startswith(f"{group} "))
    return tuple(dict.fromkeys(name.partition(" ")[0] for name in further))


def first_words() -> tuple[str, ...]:
    """What may stand first behind `rmdesk`."""
    return tuple(dict.fromkeys(name.partition(" ")[0] for name in MODULES if name))


def listed(group: str = "") -> tuple[str, ...]:
    """The names that a help lists: all first words, or all of a group. What follows a whole command is told with it."""
    if group:
        return tuple(f"{group} {part}" for part in parts(group))
    more = {first: parts(first) if first in MODULES else () for first in first_words()}
    return tuple(name for first, others in more.items() for name in (first, *(f"{first} {one}" for one in others)))
