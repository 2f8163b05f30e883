"""What a pack may never say is refused; whatever else it says otherwise is shown to those who adopt it (DATA-08)."""

import pytest

from formpack.loosened import Loosened, loosened
from formpack.packs import Change, Row, both, changed, cut, default_texts, swap
from rmdesk.formpack import Pack, check_texts, load_texts
from rmdesk.formpack.comparing import Ranks, changes_in, compare
from rmdesk.formpack.parse import Raw, toml
from support.tiers import longer

EACH = ("thresholds.toml", "sensitive_acts.toml", "complaint_clocks.toml", "archive.toml", "levels.toml", "pack.toml")
"""Files whose entries are different settings: every one of them is changed, not one of a kind."""
ALIKE = ("labels.toml", "imports.toml")
"""Lists of words: thousands of keys that are read alike, so that one of a kind is changed."""
PROVING = ("example", "examples")
"""Worked examples prove a form and change nothing."""


def _tables(text: str) -> Raw:
    found = toml("", text)
    assert isinstance(found, dict)
    return found


def _unseen(one: Loosened, file: str, tables: Raw, ranks: Ranks) -> bool:
    if one.path[0] in PROVING or (file == "levels.toml" and one.path[-1] == "reach"):
        return False  # the reach is told by the products that it opens: a test of its own
    return not changes_in(file, tables, one.tables, ranks)


@longer
@pytest.mark.parametrize("file", sorted(default_texts()))
def test_nothing_is_adopted_unseen(pack: Pack, file: str) -> None:
    """Two people answer for a pack: a key that could be loosened without standing in their list would be nobody's."""
    tables, ranks = _tables(pack.files[file]), Ranks.of(pack, pack)
    tried = list(loosened(tables, each=file in EACH, deep=file not in ALIKE))
    assert len(tried) > 5
    assert [(one.path, one.sort) for one in tried if _unseen(one, file, tables, ranks)] == []


def test_every_file_of_the_pack_is_tried(pack: Pack) -> None:
    """A file that the table test does not know could say anything."""
    assert set(pack.files) == set(default_texts())


@pytest.mark.parametrize("file", [name for name in sorted(default_texts()) if name.startswith("registers/")])
def test_a_register_that_is_gone_is_seen(pack: Pack, file: str) -> None:
    """A whole kind of records that nobody keeps any more stands in the list."""
    without = load_texts({name: text for name, text in pack.files.items() if name != file})
    assert [(one.way, one.file) for one in compare(pack, without)] == [("gone", file)]


Q, W, S, V = "questionnaire.toml", "disclosures/wealth.toml", "sentences.toml", "sensitive_acts.toml"
T, L, LETTERS, F = "thresholds.toml", "levels.toml", "complaint_letters.toml", "families.toml"
N = "notices.toml"


def act(key: str, old: str, new: str) -> Change:
    """An act that asks for something else."""
    return swap(V, f'key = "{key}"\n{old}', f'key = "{key}"\n{new}')


def number(key: str, old: str, new: str) -> Change:
    """Another number."""
    return swap(T, f'key = "{key}"\nvalue = {old}\n', f'key = "{key}"\nvalue = {new}\n')


def bands(text: str) -> Change:
    """Other bands of the questionnaire."""
    return both(cut(Q, "bands = [", "\n]\n\n[[questions]]"), swap(Q, "\n\n]\n", f"\n\nbands = [\n{text}]\n"))


SECOND = 'demand = "second_person"\nroles = '
RANK = "says another rank"
NEVER = [
    Row("everybody reaches the top", both(swap(L, "rank = 2\nreach = 2", "rank = 2\nreach = 5")), L,
        "client[C2].reach", "above the level's own rank"),
    Row("the riskiest level is called low", swap(L, '{ zh = "高风险", en = "High risk" }',
        '{ zh = "低风险", en = "Low risk" }'), L, "product[R5].name.zh", "does not rise above"),
    Row("the riskiest level is called low, the lowest otherwise", both(
        swap(L, '{ zh = "低风险", en = "Low risk" }', '{ zh = "极低", en = "Very low" }'),
        swap(L, '{ zh = "高风险", en = "High risk" }', '{ zh = "低风险", en = "Low risk" }')), L,
        "product[R5].name.en", "does not rise above"),
    Row("a cautious client is called active", swap(L, "谨慎型", "积极型"), L, "client[C2].name.zh", RANK),
    Row("and in English", swap(L, '"Cautious"', '"Aggressive"'), L, "client[C2].name.en", RANK),
    Row("the boldest client is called prudent", swap(L, "进取型", "较稳健型"), L, "client[C5].name.zh", RANK),
    Row("a risky product is called steady", swap(L, '"中高风险"', '"稳健型"'), L, "product[R4].name.zh", RANK),
    Row("the riskiest is called safe", swap(L, '"High risk"', '"Safe harbour"'), L, "product[R5].name.en",
        RANK),
    Row("the riskiest is called rather safe", swap(L, '{ zh = "高风险"', '{ zh = "较低风险"'), L,
        "product[R5].name.zh", RANK),
    Row("and in English rather low", swap(L, '"High risk"', '"Fairly low risk"'), L, "product[R5].name.en", RANK),
    Row("the copied sentence of what may lose principal says no", swap(F, "愿意承担结构性存款的本金和收益风险",
        "不愿意承担结构性存款的本金和收益风险"), F, "family[structured].losing.copied.zh", "不愿"),
    Row("the copied sentence denies in other words", swap(F, "愿意承担投资风险", "并非愿意承担投资风险"), F,
        "family[bond].words.copied.zh", "愿意承担"),
    Row("the copied sentence leaves the risk to the bank", swap(F, "愿意承担投资风险", "了解风险由银行承担"), F,
        "family[bond].words.copied.zh", "行承担"),
    Row("the headline forgets the risk", swap(F, "理财非存款、产品有风险", "理财非存款、收益稳定"), F,
        "family[wealth].words.headline.zh", "风险"),
    Row("the care for the elderly denies the loss", swap(S, "可能损失大部分乃至全部本金", "几乎不可能损失本金"), S,
        "care.zh", "可能损失"),
    Row("the risks are told as a comfort", swap(W, "本产品不保证本金和收益，您应充分认识投资风险，谨慎投资。"
        "业绩比较基准只是管理人设定的目标，不是对收益的承诺；过往业绩不代表未来表现。", "本产品运作稳定。"), W,
        "items[risks].text.zh", "不保证"),
    Row("the copied sentence says no", swap(F, "愿意承担投资风险", "不愿意承担投资风险"), F,
        "family[bond].words.copied.zh", "不愿"),
    Row("the copied sentence is unread", swap(F, "（本单位）已经阅读风险揭示", "（本单位）未阅读风险揭示"), F,
        "family[bond].words.copied.zh", "未阅读"),
    Row("the copied sentence in English says no", swap(F, "and am (are) willing", "and am (are) not willing"), F,
        "family[bond].words.copied.en", "not willing"),
    Row("insurance copied without its losses", swap(F, "了解退保可能的损失", "不了解退保的损失"), F,
        "family[insurance].words.copied.zh", "不了解"),
    Row("the headline makes a deposit of it", swap(F, "理财非存款、", "理财如同存款、"), F,
        "family[wealth].words.headline.zh", "非存款"),
    Row("the opinion vouches for the product", swap(S, "本匹配意见不表明", "本匹配意见表明"), S, "no_judgement.zh",
        "不表明"),
    Row("principal is no longer unguaranteed", swap(S, "本产品不保证本金和收益。", "本产品本金和收益请放心。"), S,
        "no_guarantee.zh", "不保证"),
    Row("the return is no longer unguaranteed", swap(S, "本产品不保证收益。", "本产品收益请放心。"), S,
        "no_guarantee_return.zh", "不保证"),
    Row("the seller answers for it", swap(S, "为代销机构，不承担", "为代销机构，承担"), S, "issuer_differs.zh",
        "不承担"),
    Row("the seller answers for a bond", swap(F, "为代销机构，不承担还本付息责任", "为代销机构，承担还本付息责任"), F,
        "family[bond].words.issuer_differs.zh", "不承担"),
    Row("others may have answered", swap(S, "没有他人代答或提示", "可由他人代答"), S, "answered_self.zh", "没有他人"),
    Row("answers may be changed", swap(S, "提交后不能修改答案", "提交后可以修改答案"), S, "answers_final.zh",
        "不能修改"),
    Row("a consent that is none", swap(N, "本人同意{bank}使用", "本人不同意{bank}使用"), N,
        "privacy.consents[consent_marketing].text.zh", "不同意"),
    Row("an organisation's consent that is none", swap(N, "本单位同意{bank}向本单位", "本单位不同意{bank}向本单位"), N,
        "privacy.consents[consent_marketing].organisation.text.zh", "不同意"),
    Row("a consent for good", swap(S, "您可以随时撤回同意", "同意不可撤回"), S, "withdraw.zh", "不可撤回"),
    Row("no right to think again", swap(S, "冷静期内您可以取消", "冷静期内您不得取消"), S, "cancel.zh", "可以"),
    Row("a proposal that promises", swap(S, "不构成对收益的承诺，也不代替产品文件", "代替产品文件"), S, "proposal.zh",
        "不构成"),
    Row("nobody may complain further", swap(LETTERS, "仍有异议的，可以向", "仍有异议的，不得向"),
        LETTERS, "review_remedies.zh", "不得"),
    Row("no warning for elder clients", cut(W, "care = {", "\n\n"), W, "items[risks].care", "SUIT-10"),
    Row("no more questions for elder clients", cut(W, "[[care_understanding]]", ""), W,
        "care_understanding", "SUIT-10"),
    Row("nobody has to have looked at it", number("told_seconds", "3", "0"), T, "threshold[told_seconds].value",
        "2 to"),
    Row("no time to think for elder clients", number("elder_thinking_hours", "24", "0"), T,
        "threshold[elder_thinking_hours].value", "1 to"),
    Row("data leave without a proof", act("clients.export", 'demand = "password"', 'demand = "none"'), V,
        "act[clients.export].demand", "asks too little"),
    Row("an own choice without a proof", act("sales.own_choice", 'demand = "password"', 'demand = "none"'), V,
        "act[sales.own_choice].demand", "asks too little"),
    Row("the manager agrees to an erasure", act("retention.erase", f'{SECOND}["compliance"]',
        f'{SECOND}["compliance", "manager"]'), V, "act[retention.erase].roles", "no bank sets others"),
    Row("the manager agrees to an extension", act("complaints.extend", f'{SECOND}["reviewer", "compliance"]',
        f'{SECOND}["manager", "reviewer"]'), V, "act[complaints.extend].roles", "may only be of"),
    Row("everybody is adventurous", both(bands('  { level = "C5", low = -10, high = 100 },\n'),
        swap(Q, "bands = [", 'unreached = ["C1", "C2", "C3", "C4"]\nbands = [')), Q, "bands", 'lead to "C5"'),
    Row("nearly everybody is adventurous", bands(
        '  { level = "C1", low = -10, high = 15 },\n  { level = "C2", low = 16, high = 17 },\n'
        '  { level = "C3", low = 18, high = 19 },\n  { level = "C4", low = 20, high = 21 },\n'
        '  { level = "C5", low = 22, high = 100 },\n'), Q, "bands[C5]", "before half of the way"),
]  # fmt: skip


@pytest.mark.parametrize("row", NEVER, ids=lambda row: row.name)
def test_what_no_pack_may_say_is_refused(row: Row) -> None:
    """Duties and bans are not the bank's to set: whoever wrote it reads where, and nobody can adopt it."""
    faults = check_texts(changed(row.change))
    named = [one for one in faults if (one.file, one.key) == (row.file, row.key) and row.says in one.message.en]
    assert named, [(one.file, one.key, one.message.en) for one in faults] or "accepted"


SEEN = [
    Row("a knock-out removed", swap(Q, 'knock_out = "C1", ', ""), Q, "knock_out", "looser"),
    Row("less is reviewed", swap(T, '["private", "trust", ', '["private", '), T, "value", "looser"),
    Row("shorter to think", number("elder_thinking_hours", "24", "1"), T, "value", "looser"),
    Row("a question with another right answer", swap(W, 'correct = "B"', 'correct = "A"'), W, "correct", "changed"),
]


@pytest.mark.parametrize("row", SEEN, ids=lambda row: row.name)
def test_what_a_bank_may_ease_stands_in_the_list(pack: Pack, row: Row) -> None:
    """The two who adopt it see what it asks less of."""
    found = compare(pack, load_texts(changed(row.change)))
    first, *more = [one for one in found if one.file == row.file]
    assert (first.way, first.key.endswith(row.key)) == (row.says, True)
    assert {one.key for one in more} <= {"bands"}  # and what the same answers come to by it
