"""Packs whose disclosures, words, numbers or papers fall short of a rule."""

# fmt: off
from formpack.packs import Change, Row, add, both, cut, swap

W, D, S, N = "disclosures/wealth.toml", "disclosures/deposit.toml", "sentences.toml", "notices.toml"
F = "families.toml"
B, T, R, K = "banned_words.toml", "thresholds.toml", "refusals.toml", "ranking.toml"
RULES, SETS, L, IMPORTS = "rules.toml", "paper_sets.toml", "labels.toml", "imports.toml"


def number(key: str, old: str, new: str) -> Change:
    """Set another number."""
    return swap(T, f'key = "{key}"\nvalue = {old}\n', f'key = "{key}"\nvalue = {new}\n')


def legal(name: str, key: str, old: str, new: str, rule: str) -> Row:
    """A number that is looser than the law."""
    return Row(name, number(key, old, new), T, f"threshold[{key}].value", f"loosens the legal limit {old} ({rule})")


DISCLOSURES = [
    Row("a disclosure in the wrong file", swap(W, 'id = "wealth"', 'id = "fund"'), W, "id", '"wealth"'),
    Row("one of the six items is missing", cut(W, '[[items]]\nid = "level"', "[[items]]"), W,
        "items", '"level" (SUIT-22)'),
    Row("items out of order", both(swap(W, 'id = "level"', 'id = "x"'), swap(W, 'id = "risks"', 'id = "level"'),
        swap(W, 'id = "x"', 'id = "risks"')), W, "items", "in the order basics, level, risks"),
    Row("an item that is none of the six", swap(W, 'id = "other"', 'id = "gossip"'), W, "items[gossip].id", "gossip"),
    Row("an item that one regime goes without", swap(W, 'id = "fees"', 'id = "fees"\nregimes = ["bank"]'), W,
        "items[fees].regimes", "bank, securities and insurance"),
    Row("no worked worst case", both(swap(W, "\\n{worst_told}", ""),
        swap(W, "\\n{worst_told}", "")), W, "items[risks].text", "{worst_told}"),
    Row("too few questions on understanding", cut(D, '[[understanding]]\nid = "U2"', ""), D,
        "understanding", "at least 2"),
    Row("a question without its right answer", swap(W, 'correct = "B"', 'correct = "Z"'), W,
        "understanding[U1].correct", '"Z"'),
    Row("a question that leads back nowhere", swap(W, 'item = "basics"', 'item = "base"'), W,
        "understanding[U1].item", '"base"'),
    Row("an extra question with another's id", swap(W, 'id = "C2"', 'id = "U1"'), W,
        "care_understanding[U1].id", "twice"),
    Row("a sentence is missing", swap(S, "no_judgement =", "no_judgment ="), S, "no_judgement", "missing"),
    Row("a sentence without what it must carry", both(swap(S, "不少于 {hours} 小时的冷静期", "冷静期"),
        swap(S, "of at least {hours} hours follows signing", "follows signing")), S, "cancel", "{hours}"),
    Row("the worst case is told as the most",
        swap(S, "，不是损失的上限：实际可能损失更多，直至全部本金", "，也是可能发生的全部损失"),
        S, "worst_all.zh", "(SALE-04)"),
    Row("the worst case without its amount", both(
        swap(S, "按 {amount}计算，可能损失 {loss}（{share}），剩余", "可能损失，剩余"),
        swap(S, "Of {amount}, {loss} ({share}) may be lost and", "Some may be lost and")), S, "worst_loss", "{amount}"),
    Row("a risk that products name is not explained", cut(W, '[[risk]]\nkey = "credit"', "[[risk]]\nkey"), W,
        "risk[credit]", '"credit" is not explained (SUIT-22)'),
    Row("a risk of the family without a name", swap(W, 'key = "policy"\ntitle', 'key = "policy"\ntext = { zh = "甲", '
        'en = "a" }\n[[risk]]\nkey = "other"\ntitle'), W, "risk[policy].title", "no name"),
    Row("a risk explained twice", swap(W, 'key = "credit"', 'key = "market"'), W, "risk[market].key", "twice"),
    Row("nothing is declared by signing", cut(D, "[declaration]", "[[risk]]"), D, "declaration", ""),
    Row("a section of a notice is missing", cut(N, '[[privacy.sections]]\nid = "storage"', "[[privacy"), N,
        "privacy.sections", '"storage" (DATA-01)'),
    Row("a section without a text", add(N, '\n[[privacy.sections]]\nid = "x"\ntitle = { zh = "一", en = "x" }\n'), N,
        "privacy.sections[x]", "no text"),
    Row("a rights notice without the levels", swap(N, 'insert = "levels"\n', ""), N,
        "rights.sections[levels].insert", "table of levels"),
    Row("a consent is missing",
        cut(N, '[[privacy.consents]]\nkey = "consent_marketing"', "[[privacy.consents]]\nkey"), N,
        "privacy.consents", '"consent_marketing" is missing (DATA-02)'),
    Row("data is passed on to nobody in particular", swap(N, "{recipient}", "有关机构"), N,
        "privacy.consents[consent_sharing].recipient", '"{recipient}"'),
    Row("a consent asked for twice", swap(N, 'key = "consent_marketing"', 'key = "consent_sensitive"'), N,
        "privacy.consents[consent_sensitive].key", "twice"),
    Row("a notice with consents that nobody signs",
        swap("paper_sets.toml", 'signed_by = ["client", "guardian", "agent"]', 'signed_by = ["guardian"]'),
        "paper_sets.toml", "paper[privacy_notice].signed_by", "(DATA-02)"),
]
WORDS = [
    Row("no banned words", both(cut(B, '  "保本", "保息"', "]\nallowed")), B, "words", "is empty"),
    Row("a banned word left out", swap(B, '"稳赚", ', ""), B, "words", '"稳赚"'),
    Row("a banned word of one character", swap(B, '"保息", ', '"保息", "息", '), B, "words[3]", "too short"),
    Row("a banned word twice", swap(B, '"保息", ', '"保息", "保本", '), B, "words[3]", "twice"),
    Row("an allowed phrase that lifts the ban", swap(B, "allowed = [", 'allowed = [\n  "保本",'), B,
        "allowed[1]", '"保本" itself'),
    Row("an allowed phrase that allows nothing", swap(B, "allowed = [", 'allowed = [\n  "好产品",'), B,
        "allowed[1]", "holds no banned word"),
]
NUMBERS = [
    Row("a number is missing", cut(T, '[[threshold]]\nkey = "elder_age"', "[[threshold]]"), T,
        "threshold", '"elder_age" is missing'),
    Row("a misspelt number", swap(T, 'key = "elder_age"', 'key = "elders_age"'), T,
        "threshold[elders_age].key", 'did you mean "elder_age"'),
    Row("a word for a threshold", number("elder_age", "65", '"old"'), T, "threshold[elder_age].value", "whole number"),
    Row("a share above one", number("amount_share", "0.5", "1.5"), T, "threshold[amount_share].value", "0.01 to 1"),
    Row("no number at all", number("amount_share", "0.5", "nan"), T, "threshold[amount_share].value", "range"),
    Row("a negative number of days", number("id_grace_days", "90", "-1"), T, "threshold[id_grace_days].value", "0 to"),
    Row("an unknown product level", number("elder_high_risk", '"R4"', '"R9"'), T,
        "threshold[elder_high_risk].value", '"R9"'),
    Row("an unknown product family", swap(T, '["private", "trust"', '["stamps", "trust"'), T,
        "threshold[review_families].value", '"stamps"'),
    Row("rows that do not rise by date", add(T, '\n[[threshold]]\nkey = "elder_age"\nvalue = 60\n'
        'effective_from = 2026-02-01\nrule = "SUIT-10"\nnote = { zh = "一", en = "x" }\n'), T,
        "threshold[elder_age 2026-02-01].effective_from", "must rise"),
    Row("a number of an unknown rule", swap(T, 'rule = "SUIT-03"', 'rule = "SUIT-99"'), T,
        "threshold[amount_share].rule", '"SUIT-99"'),
    Row("a private minimum left out", swap(T, "mixed = 400_000, ", ""), T,
        "threshold[private_minimum].value.mixed", "missing"),
]
LAW = [
    legal("assessments that serve too long", "assessment_valid_months", "12", "18", "SUIT-20"),
    legal("too many assessments a day", "assessments_per_day", "2", "3", "SUIT-18"),
    legal("too many assessments a year", "assessments_per_year", "8", "9", "SUIT-18"),
    legal("care from a later age on", "elder_age", "65", "66", "SUIT-10"),
    legal("full capacity at an earlier age", "full_capacity_age", "18", "17", "SUIT-11"),
    legal("an easier way to a qualified investor", "qualified_years", "2", "1", "SALE-06"),
    legal("insurance statements from a later age on", "insurance_pay_age", "75", "80", "SUIT-26"),
    legal("beneficial owners from a larger share on", "owner_share", "0.25", "0.3", "KYC-07"),
    Row("limited capacity that reaches higher", number("limited_capacity_reach", '"R1"', '"R2"'), T,
        "threshold[limited_capacity_reach].value", "loosens the legal limit R1 (SUIT-11)"),
    Row("a lower minimum for private products", swap(T, "equity = 1_000_000", "equity = 900_000"), T,
        "threshold[private_minimum].value.equity", "loosens the legal limit 1000000 (SALE-07)"),
    Row("a family that need not be recorded", swap(T, '"insurance", "wealth", "struc', '"insurance", "struc'), T,
        "threshold[recorded_families].value", '"wealth" (SALE-09)'),
]
BOOK = [
    Row("a refusal without words", cut(R, '[[refusal]]\ncode = "SUIT-02"', "[[refusal]]"), R, "refusal", '"SUIT-02"'),
    Row("words for no refusal", swap(R, 'code = "SUIT-02"', 'code = "SUIT-02x"'), R,
        "refusal[SUIT-02x].code", 'did you mean "SUIT-02"'),
    Row("a citation of an unconfirmed rule", swap(RULES, 'id = "SALE-08"',
        'id = "SALE-08"\nsource = { zh = "某法第一条", en = "Some law, art. 1" }'), RULES,
        "rule[SALE-08].source", "basis U must not cite"),
    Row("a confirmed rule without a source", cut(RULES, "source =", "\n[[rule]]"), RULES,
        "rule[SUIT-01].source", "basis C must name its source"),
    Row("a rule that refusals name is missing", cut(RULES, '[[rule]]\nid = "SUIT-02"', "[[rule]]"), RULES,
        "rule", '"SUIT-02" is missing'),
    Row("an id that is none of a rule", swap(RULES, 'id = "SUIT-02"', 'id = "RULE-2"'), RULES,
        "rule[RULE-2].id", "no rule id"),
    Row("ranking by return", swap(K, '"goal", ', '"return", '), K, "order[2]", 'by "return" (SUIT-07)'),
    Row("ranking by commission", swap(K, '"goal", ', '"commission", '), K, "order[2]", 'by "commission" (SUIT-29)'),
    Row("an order that leaves ties", swap(K, ', "code"]', "]"), K, "order", "code must come last"),
    Row("a criterion twice", swap(K, '"horizon"', '"goal"'), K, "order[3]", "twice"),
    Row("a vocabulary is missing", swap(L, "[label.regime]", "[label.regimes]"), L, "label", '"regime" is missing'),
    Row("a design of insurance in no class", swap(F, 'variable = "investing"', 'variable = "other"'), F,
        "family[insurance].default.classes.variable", '"other" (SUIT-31)'),
    Row("a class of insurance of which no list speaks", swap(IMPORTS, "saving = [", "savings = ["), IMPORTS,
        "word.insurance_class", '"saving"'),
    Row("a label is missing", swap(L, "daily = { zh", "dayly = { zh"), L, "label.liquidity", '"daily"'),
]
PAPERS = [
    Row("an unknown kind of paper", swap(SETS, 'id = "opinion"', 'id = "poem"'), SETS, "paper[poem].id", "none of"),
    Row("a paper is missing", cut(SETS, '[[paper]]\nid = "proposal"', "[[paper]]"), SETS, "paper", '"proposal"'),
    Row("a sale without its disclosure book", swap(F, '["disclosure_book", "rights_notice"] }', '["rights_notice"] }'),
        F, "family[deposit].papers.always", '"disclosure_book" (SUIT-22)'),
    Row("a disclosure book for all sales of a visit", swap(SETS, "copied = true", 'copied = true\nper = "visit"'), SETS,
        "paper[disclosure_book].per", "(SALE-04)"),
    Row("a disclosure book without the copied sentence", swap(SETS, "copied = true\n", ""), SETS,
        "paper[disclosure_book].copied", "SALE-03"),
    Row("a fund that is headed as a wealth product", swap(F, "基金非存款", "理财非存款"), F,
        "family[fund].words.headline", "SALE-02"),
    Row("a family without its sentence to copy", cut(F, "copied = ", "\n\n[family.default]"), F,
        "family[bond].words.copied", "SALE-03"),
    Row("a questionnaire that the client does not sign",
        swap(SETS, '"Risk assessment" }\nsigned_by = ["client", ', '"Risk assessment" }\nsigned_by = ['), SETS,
        "paper[questionnaire].signed_by", '"client" (SUIT-05)'),
    Row("insurance without its statement", swap(F, ', "statement_insurance"]', "]"), F,
        "family[insurance].papers.if_due", '"statement_insurance" (SUIT-26)'),
]
BROKEN = (*DISCLOSURES, *WORDS, *NUMBERS, *LAW, *BOOK, *PAPERS)
