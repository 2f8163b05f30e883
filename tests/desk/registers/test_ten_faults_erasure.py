"""Fault most likely to be made, 9: a third person, or a client, who stays somewhere after having been erased."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting, opening
from rmdesk.store.drafts import Draft
from support.desks import done
from support.registers import at, let_in, second, visit, was_done


def _anywhere(desk: Desk, *words: str) -> list[str]:
    """Every place of the store where one of these words stands."""
    found = []
    for table in [row[0] for row in desk.store.query("SELECT name FROM sqlite_master WHERE type = 'table'")]:
        for row in desk.store.query(f'SELECT * FROM "{table}"'):
            text = " ".join(str(value) for value in tuple(row))
            spaced = text.replace(" ", "")  # as a search index keeps it
            found += [f"{table}: {word}" for word in words if word in text or word in spaced]
    return found


def test_a_visitor_is_forgotten_everywhere(own: Desk) -> None:
    """The visitor asked to be forgotten, and stands on in an older fact, an index, a draft (PIPL)."""
    made = visit(own, visitor="访客孙七", phone="13911112222")
    let_in(own, made.no)
    was_done(acting.do(own, made.no, "_amend", 2, {"visitor": "访客孙七七", "phone": "13933334444", "reason": "更正"}))
    values = {"visitor": "访客孙七七"}
    own.store.drafts.put(Draft("d-1", "compliance", "register", made.entry_id, own.now(), values))
    was_done(acting.do(own, made.no, "watch", 3, {"remark": "x", "watched": "1"}))
    was_done(acting.do(own, made.no, "leave", 4, {}))
    assert _anywhere(own, "孙七", "13911112222", "13933334444") != []
    was_done(acting.do(own, made.no, "forget", 5, {"why": "本人要求"}, proof=second("checker")))
    assert _anywhere(own, "孙七", "13911112222", "13933334444") == []
    assert own.store.replay().ok
    assert own.store.verify().ok


def test_forgetting_one_forgets_no_other(own: Desk) -> None:
    """Two visits, one request: the other visitor is still to be called."""
    first, other = visit(own, visitor="访客孙七"), visit(own, visitor="访客周八")
    proof = second("checker")
    was_done(acting.do(own, first.no, "refuse", 1, {"why": "x"}, proof=proof))
    was_done(acting.do(own, first.no, "forget", 2, {"why": "x"}, proof=proof))
    assert _anywhere(own, "孙七") == []
    assert {one.key: one.text.zh for one in done(opening.entry(own, other.no)).values}["visitor"] == "访客周八"


def test_amending_one_answer_about_a_third_person_loses_no_other(own: Desk) -> None:
    """The telephone is mended, and the visitor's name is gone."""
    made = visit(own, visitor="访客孙七", phone="13911112222")
    was_done(acting.do(own, made.no, "_amend", 1, {"phone": "13933334444", "reason": "抄错"}))
    shown = {one.key: one.text.zh for one in done(opening.entry(own, made.no)).values}
    assert shown["visitor"] == "访客孙七"
    assert shown["phone"].endswith("4444")


def test_nothing_of_a_third_person_stands_in_the_entry_s_own_facts(own: Desk) -> None:
    """What cannot be erased alone would be kept as long as the entry (DATA-03)."""
    made = visit(own, visitor="访客孙七", phone="13911112222")
    let_in(own, made.no)
    for one in own.store.entries(subject=made.entry_id):
        assert one.payload is not None
        assert "孙七" not in str(one.fact)
        assert "13911112222" not in str(one.fact)
    assert "孙七" not in str(own.store.query("SELECT * FROM entry, entry_value"))


def test_what_was_forgotten_is_not_told_by_the_audit_trail(own: Desk) -> None:
    """The sentence of the visit names the visitor for ever."""
    from rmdesk.desk.audit import trail
    from rmdesk.desk.audit.seeking import Sought

    visit(own, visitor="访客孙七")
    lines = done(trail.page(at(own, "compliance"), Sought(), lang="zh")).lines
    assert "孙七" not in " ".join(line.sentence for line in lines)
