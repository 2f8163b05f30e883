"""The one table of actions: bindings, the line of keys, the palette, F1's help and README all read it.

Letters work only outside of inputs, and an input method swallows them: whatever matters has a function key or a number.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from rmdesk.locale import Lang, tr
from rmdesk.tui import routes
from rmdesk.tui.routes import Route

EVERYWHERE = "*"
STEPS = (
    "intake", "review", "start", "questions", "handover", "result", "sale", "wish", "match", "choose", "disclose",
    "recording", "confirm", "done", "printer", "take", "complete", "act", "decision",
    "book", "hand_cases", "scans", "registers", "entries", "register_act", "institutions", "record", "imports",
    "shelf", "holders", "board", "unlock", "lock", "home",
)  # fmt: skip
SALE = ("sale", "wish", "match", "choose", "disclose", "understand", "recording", "confirm")
CHOSEN = ("disclose", "understand", "confirm")
PRINTED = (
    "client", "assessment", "result", "match", "compare", "confirm", "done", "figures", "entry", "printer", "product",
    "indicators", "scorecard",
)  # fmt: skip
CASES = ("board", "case", "also_told", "figures", "figure_cases")
RECORDS = ("audit", "archive", "retention")
REGISTERS = ("registers", "entries", "entry")
GIVEN_UP = ("intake", "review", "questions", "take", "complete", "act", "decision", "register_act", "record", *SALE)
LISTS = (
    "home", "search", "clients", "client", "shelf", "settings", "people", "match", "sale", "book", "pack", *CASES,
    *RECORDS, *REGISTERS, "institutions", "documents", "holders", "scans", "sale_review", "indicators", "indicator",
    "scorecard", "cards", "back_test", "exchange", "moves", "review_for",
)  # fmt: skip


@dataclass(frozen=True)
class Action:
    """Something that a key does. `screens` are the names of screens that know it, `"*"` all of them.

    `shown`: it stands in the line of keys. `weight`: what goes first when the line is too narrow (high stays). One
    without keys is done from the palette; `number` does it there at once, as long as nothing is typed. `route`: where
    it leads, of those that work everywhere.
    """

    id: str
    keys: tuple[str, ...]
    screens: tuple[str, ...] = (EVERYWHERE,)
    shown: bool = True
    weight: int = 5
    route: Route | None = None
    number: str = ""

    @property
    def key(self) -> str:
        """What is written before it in the line of keys: its first key, or ^P and its number; "" for neither."""
        return key_name(self.keys[0]) if self.keys else f"{key_name(*PALETTE)} {self.number}" if self.number else ""

    @property
    def everywhere(self) -> bool:
        """The app itself answers to it."""
        return EVERYWHERE in self.screens

    @property
    def call(self) -> str:
        """What Textual is to do for it."""
        return self.id if self.route is None else f"way('{self.id}')"

    def label(self, lang: Lang) -> str:
        """Its short name for the line of keys."""
        return tr(lang, f"keys.{self.id}")

    def help(self, lang: Lang) -> str:
        """What it does, in a sentence."""
        return tr(lang, f"keys.about.{self.id}")


ACTIONS: tuple[Action, ...] = (
    Action("help", ("f1", "question_mark"), weight=9),
    Action("new_client", ("f2",), route=routes.NewClient()),
    Action("clients", ("f3",), route=routes.Clients()),
    Action("shelf", ("f4",), route=routes.Shelf()),
    Action("board", ("f6",), weight=6, route=routes.CaseBoard()),
    Action("complaint", (), shown=False, route=routes.NewCase()),
    # inside of a file
    Action("sale", ("1", "j"), ("client",), weight=8),
    Action("assess", ("2", "a"), ("client",), weight=8),
    Action("edit", ("3", "e"), ("client",), weight=8),
    Action("report_change", ("4", "c"), ("client",), weight=8),
    Action("reveal", ("5", "r"), ("client",), weight=8),
    Action("keep_file", ("6", "m"), ("client",), weight=6),
    Action("note_holding", ("7", "h"), ("client",), weight=6),
    Action("note_entry", ("8", "n"), ("client",), weight=8),
    Action("put_off", ("space",), ("home",), weight=7),
    Action("end_checklist", (), ("checklist",), weight=6, number="1"),
    # inside of the sale
    Action("duplicate", (), ("intake",), weight=8, number="1"),
    Action("previous", ("pageup",), ("intake", "review", "take", "complete"), weight=6),
    Action("wish", (), ("match",), weight=5, number="3"),
    Action("what_if", (), ("match",), weight=7, number="1"),
    Action("mark", ("space",), ("match", "entries", "institutions", "shelf", "retention", "book"), weight=7),
    Action("script", ("f5",), ("disclose",), weight=7),
    Action("acknowledge", ("space",), ("disclose",), weight=8),
    Action("compare", ("f7",), ("match", "compare"), weight=7),
    Action("choose_again", (), CHOSEN, weight=6, number="3"),
    Action("one_more", ("plus",), ("confirm", "done"), weight=7),
    Action("withheld", (), ("match",), weight=7, number="2"),
    Action("unassessed", ("1",), ("sale",), weight=8),
    Action("assess_here", (), ("match",), weight=8, number="4"),
    Action("back", ("left",), ("questions", "handover", "disclose"), weight=7),
    Action("forward", ("right",), ("questions", "handover", "disclose"), weight=7),
    Action("hand_over", (), ("start", "questions"), weight=7, number="1"),
    Action("abandon", (), GIVEN_UP, weight=6, number="0"),
    # at the complaint desk
    Action("more", ("pagedown",), ("take", "complete"), weight=7),
    Action("same_case", (), ("take",), weight=8, number="1"),
    Action("case_times", ("1",), ("case",), shown=False),
    Action("case_record", ("2",), ("case",), shown=False),
    Action("case_answer", ("3",), ("case",), shown=False),
    Action("case_course", ("4",), ("case",), shown=False),
    Action("case_decide", ("5",), ("case",), shown=False),
    Action("case_letters", ("6",), ("case",), shown=False),
    Action("case_tell", ("7",), ("case",), shown=False),
    Action("case_corrective_action", ("8",), ("case",), shown=False),
    Action("case_sale", ("9",), ("case",), shown=False),
    Action("case_rest", ("0",), ("case",), shown=False),
    Action("reveal_case", ("r",), ("case",), weight=8),
    Action("reveal_entry", ("r",), ("entry",), weight=8),
    Action("columns", (), ("board",), weight=7, number="1"),
    Action("figures", (), ("board",), weight=7, number="2"),
    Action("hand_cases", (), ("board",), shown=False, number="3"),
    Action("indicators", (), shown=False, route=routes.Indicators()),
    Action("earlier", ("left",), ("figures", "indicators", "indicator", "scorecard"), weight=7),
    Action("later", ("right",), ("figures", "indicators", "indicator", "scorecard"), weight=7),
    Action("period", ("1",), ("figures", "indicators", "indicator", "scorecard"), weight=7),
    Action("answer_crossing", ("2",), ("indicator",), weight=8),
    Action("follow_up", ("3",), ("indicator",), weight=7),
    Action("as_known", ("2",), ("figures", "indicators", "scorecard"), weight=7),
    Action("scorecards", ("3",), ("indicators",), weight=7),
    Action("csv", ("3",), ("figures",), weight=7),
    # on the shelf
    Action("regrade", ("1",), ("product",), weight=7),
    Action("suspend", ("2",), ("product",), weight=7),
    Action("product_change", ("3",), ("product",), weight=7),
    Action("product_confirm", ("4",), ("product",), shown=False),  # the card says it where something waits
    Action("holders", ("5",), ("product",), weight=7),
    Action("filter", (), ("shelf", "entries"), weight=7, number="1"),
    Action("mark_all", (), ("shelf",), weight=6, number="2"),
    Action("institutions", (), ("shelf",), weight=6, number="3"),
    Action("documents", ("6",), ("product",), weight=7),
    Action("add_document", ("1",), ("documents",), weight=7),
    Action("withdraw_document", ("2",), ("documents",), weight=7),
    # lists of other systems
    Action("imports", (), shown=False, route=routes.Imports()),
    Action("import_products", (), ("shelf",), shown=False, number="4"),
    Action("confirm_waiting", (), ("shelf",), weight=8, number="5"),
    Action("import_clients", (), ("clients",), weight=6, number="1"),
    Action("by_stage", (), ("clients",), weight=6, number="2"),
    Action("import_faults", ("1",), ("imports",), weight=7),
    Action("import_undo", ("2",), ("imports",), weight=7),
    # registers
    Action("sort", (), ("entries",), weight=7, number="2"),
    Action("matrix", (), ("entries",), weight=7, number="3"),
    # a form pack and what it changes
    Action("adopt_pack", ("1",), ("pack",), weight=8),
    Action("back_test", ("2",), ("pack",), weight=7),
    # people and their keys
    Action("add_person", ("1",), ("people",), weight=7),
    Action("own_password", ("2",), ("people",), weight=7),
    Action("hand_clients", ("3",), ("people",), weight=7),
    Action("recovery_code", ("4",), ("people",), weight=7),
    Action("codes", ("5",), ("people",), weight=7),
    Action("import_people", ("6",), ("people",), weight=6),
    Action("stand_in", ("7",), ("people",), weight=7),
    Action("roles", ("1",), ("person",), weight=7),
    Action("certificate", ("2",), ("person",), weight=7),
    Action("training", ("3",), ("person",), weight=7),
    Action("exam", ("4",), ("person",), weight=7),
    Action("reset_password", ("5",), ("person",), weight=7),
    Action("suspend_person", ("6",), ("person",), weight=7),
    Action("remove_person", ("7",), ("person",), weight=7),
    # other desks
    Action("own_card", ("1",), ("exchange",), weight=7),
    Action("enrol_desk", ("2",), ("exchange",), weight=7),
    Action("give_bundle", ("3",), ("exchange",), weight=7),
    Action("take_bundle", ("4",), ("exchange",), weight=7),
    Action("strike_desk", ("5",), ("exchange",), weight=7),
    Action("clients_moving", ("6",), ("exchange",), weight=7),
    Action("give_up_client", ("1",), ("moves",), weight=8),
    Action("take_client", ("2",), ("moves",), weight=8),
    Action("refuse_client", ("3",), ("moves",), weight=8),
    Action("compare_client", ("4",), ("moves",), weight=7),
    Action("give_up_case", ("5",), ("moves",), weight=8),
    # the audit trail
    Action("seek_words", ("1",), ("audit",), weight=7),
    Action("seek_person", ("2",), ("audit",), weight=7),
    Action("seek_client", ("3",), ("audit",), weight=7),
    Action("seek_kind", ("4",), ("audit",), weight=7),
    Action("seek_days", ("5",), ("audit",), weight=7),
    Action("check", ("6",), ("audit",), weight=7),
    Action("take_out", ("7",), ("audit",), weight=7),
    # the archive and the branch's own audits
    Action("evidence", (), ("sale", "confirm", "done", "sale_review"), weight=4, number="4"),
    Action("evidence_clear", (), ("sale", "confirm", "done", "sale_review"), shown=False, number="5"),
    Action("scan", ("1",), ("archive",), weight=7),
    Action("put_on_shelf", ("2",), ("archive",), weight=7),
    Action("look_at_scan", ("3",), ("archive",), weight=7),
    Action("bring_scans", ("4",), ("archive",), weight=7),
    Action("scans_again", ("1",), ("scans",), weight=7),
    Action("destroy", ("1",), ("retention",), weight=7),
    Action("put_hold", ("2",), ("retention",), weight=7),
    Action("due_on", ("3",), ("retention",), weight=7),
    # elsewhere
    Action("review", ("1",), ("assessment",), weight=7),
    Action("send_back", ("2",), ("assessment",), weight=7),
    Action("accept_sale", ("1",), ("sale_review",), weight=8),
    Action("send_back_sale", ("2",), ("sale_review",), weight=8),
    Action("ask_elsewhere", ("3",), ("sale_review",), weight=7),
    Action("accept_for", ("1",), ("review_for",), weight=8),
    Action("send_back_for", ("2",), ("review_for",), weight=8),
    Action("print", ("f8",), PRINTED, weight=7),
    Action("next", ("f10", "ctrl+n"), STEPS, weight=9),
    Action("read_on", ("pagedown",), ("record", "act", "register_act"), weight=8),
    Action("lock", ("f9",), weight=6),
    Action("back_up", (), shown=False, route=routes.BackUp()),
    Action("confirm_clock", (), shown=False, route=routes.ConfirmClock()),
    Action("registers", (), shown=False, route=routes.Registers()),
    Action("people", (), shown=False, route=routes.People()),
    Action("exchange", (), shown=False, route=routes.Exchange()),
    Action("moves", (), shown=False, route=routes.Moves()),
    Action("audit", (), shown=False, route=routes.AuditTrail()),
    Action("archive", (), shown=False, route=routes.Archive()),
    Action("scans", (), shown=False, route=routes.Scans()),
    Action("checklist", (), shown=False, route=routes.Checklist()),
    Action("find_paper", (), shown=False, route=routes.FindPaper()),
    Action("retention", (), shown=False, route=routes.Retention()),
    Action("cards", (), shown=False, route=routes.Cards()),
    Action("search", ("slash", "ctrl+f"), shown=False),
    Action("open", ("enter",), LISTS, shown=False),
    Action("settings", ("f12",), weight=3, route=routes.Settings()),
    Action("leave", ("escape",), weight=7),
    Action("palette", ("ctrl+p",), weight=8),
    Action("quit", ("ctrl+q",), weight=1),
)  # fmt: skip
PALETTE = ("ctrl+p",)
MOST_SCREENS = 4
"""README names so many screens of a key; the rest is on the screens themselves."""
_NAMES = {
    "question_mark": "?", "slash": "/", "escape": "Esc", "enter": "Enter", "space": "Space", "left": "←", "right": "→",
    "pageup": "PgUp", "pagedown": "PgDn", "plus": "+",
}  # fmt: skip


def of_screen(screen: str) -> Iterator[Action]:
    """The actions that a screen itself answers to."""
    return (action for action in ACTIONS if screen in action.screens)


def of_app() -> Iterator[Action]:
    """The actions that work everywhere."""
    return (action for action in ACTIONS if action.everywhere)


def bindings(actions: Iterable[Action]) -> list[BindingType]:
    """Textual's bindings for some actions; each calls the method `action_<id>`, or `action_way` where it only leads
    somewhere."""
    keyed = (action for action in actions if action.keys)
    return [Binding(",".join(action.keys), action.call, show=False, id=action.id) for action in keyed]


def key_name(key: str) -> str:
    """A key as it is written for people: "F1", "^P", "/"."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return _NAMES.get(key, key.upper() if key.startswith("f") and key[1:].isdigit() else key)


def markdown(lang: Lang) -> str:
    """The table of keys for README: those that no screen shows beside what they do."""
    head = tr(lang, "keys.table.keys"), tr(lang, "keys.table.does"), tr(lang, "keys.table.where")
    rows = [head, ("---", "---", "---")]
    for action in ACTIONS:
        if not action.key or action.key.isdigit():
            continue
        keys = " ".join(f"`{key_name(key)}`" for key in action.keys) or f"`{action.key}`"
        where = ", ".join(tr(lang, f"keys.screen.{name}") for name in action.screens[:MOST_SCREENS])
        where += ", …" if len(action.screens) > MOST_SCREENS else ""
        rows.append((keys, action.help(lang), where))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"
