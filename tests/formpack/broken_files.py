"""Packs that are broken as files, in shape, or in a single text."""

# fmt: off
from formpack.packs import Row, add, drop, swap

Q, L, P = "questionnaire.toml", "levels.toml", "intake_person.toml"
W, S, R, K = "disclosures/wealth.toml", "sentences.toml", "refusals.toml", "ranking.toml"

FILES = [
    Row("a file is missing", drop(S), S, "", "missing"),
    Row("a product family is missing", drop("disclosures/trust.toml"), "disclosures/trust.toml", "", "missing"),
    Row("a file has a misspelt name", add("sentence.toml", "x = 1"), "sentence.toml", "", 'mean "sentences.toml"'),
    Row("a file belongs to no pack", add("zzz.toml", "x = 1"), "zzz.toml", "", "no such file"),
    Row("TOML syntax", swap(K, "order = [", "order = "), K, "line 4", "not TOML"),
    Row("a key stands twice", swap(K, "order = [", "version = 1\norder = ["), K, "line 4", "not TOML"),
]
SHAPE = [
    Row("an unknown key", swap(K, "order =", 'zzz = "red"\norder ='), K, "zzz", 'no key "zzz"'),
    Row("a misspelt key", swap(Q, "fast_seconds", "fast_second"), Q, "fast_second", 'did you mean "fast_seconds"'),
    Row("a misspelt key deep down", swap(Q, '"A", score', '"A", scor'), Q,
        "questions[Q1].options[A].scor", 'did you mean "score"'),
    Row("an option without a score", swap(Q, '"A", score = 6, ', '"A", '), Q,
        "questions[Q1].options[A].score", "missing"),
    Row("a word for a number", swap(Q, "score = 6", 'score = "six"'), Q,
        "questions[Q1].options[A].score", "a number is wanted"),
    Row("true for a number", swap(L, "rank = 1", "rank = true"), L, "client[C1].rank", "whole number"),
    Row("a point in a whole number", swap(Q, "fast_seconds = 2", "fast_seconds = 2.5"), Q,
        "fast_seconds", "whole number"),
    Row("a number for a text", swap(L, 'name = { zh = "保守型"', "name = { zh = 1"), L, "client[C1].name.zh", "text"),
    Row("a date in quotes", swap(Q, "= 2026-02-01", '= "2026-02-01"'), Q, "effective_from", "a date is wanted"),
    Row("one value for a list", swap(Q, '["age"]', '"age"'), Q, "questions[Q1].topics", "a list is wanted"),
    Row("a value that is none of the possible", swap(Q, '["age"]', '["years"]'), Q,
        "questions[Q1].topics[1]", '"years" is none of'),
    Row("the version is missing", swap(K, 'version = "2026.1"\n', ""), K, "version", "missing"),
    Row("the version is blank", swap(K, 'version = "2026.1"', 'version = " "'), K, "version", "must not be empty"),
    Row("a part is not yet in force", swap(W, "2026-02-01", "2062-02-01"), W, "effective_from", "later than the pack"),
    Row("an id stands twice", swap(Q, 'id = "Q4"', 'id = "Q3"'), Q, "questions[Q3].id", "twice"),
    Row("an option's letter stands twice", swap(Q, '"B", score = 8, min', '"A", score = 8, min'), Q,
        "questions[Q1].options[A].key", "twice"),
    Row("a pack without an id", swap("pack.toml", 'id = "default"', 'id = ""'), "pack.toml", "id", "letters, digits"),
    Row("a blank in an id", swap(Q, 'id = "Q4"', 'id = "Q 4"'), Q, "questions[Q 4].id", "letters, digits"),
]
TEXTS = [
    Row("a translation is missing", swap(K, "text = { zh", "text = { de"), K, "text.zh", "translation is missing"),
    Row("a text in a third language", swap(S, 'en = "Wealth', 'de = "x", en = "Wealth'), S, "headline.de", "no key"),
    Row("a translation is empty", swap(S, 'signature_agent = { zh = "代办人签字"', 'signature_agent = { zh = "　"'), S,
        "signature_agent.zh", "translation is missing"),
    Row("Chinese pasted into the English", swap(Q, "How old are you?", "您的年龄是？"), Q,
        "questions[Q1].text.en", "translation is missing"),
    Row("a control character", swap(S, "Products carry", "Products\\u001b carry"), S, "headline.en", "U+001B"),
    Row("a mark that turns the text round", swap(S, "Products carry", "\\u202eProducts carry"), S,
        "headline.en", "U+202E"),
    Row("a label too long for 80 columns", swap(P, 'label = { zh = "姓名"', f'label = {{ zh = "{"姓" * 13}"'), P,
        "steps[identity].fields[name].label.zh", "26 columns, at most 24"),
    Row("a help text too long for 80 columns", swap(P, 'en = "As on the ID document"', f'en = "{"x" * 61}"'), P,
        "steps[identity].fields[name].help.en", "61 columns, at most 60"),
    Row("a brace stands alone", swap(W, "{term}", "{term"), W, "items[basics].text.zh", "brace"),
    Row("more than a name in braces", swap(W, "{term}", "{term.x}"), W, "items[basics].text.zh", "brace"),
    Row("an unknown placeholder", swap(W, "{term}", "{terms}"), W, "items[basics].text.zh", '"terms"'),
    Row("a placeholder where none is known", swap(S, "产品有风险", "{client}有风险"), S, "headline.zh", '"client"'),
    Row("a placeholder of another refusal", swap(R, "“{given}”不是日期", "“{amount}”不是日期"), R,
        "refusal[INPUT.date].text.zh", '"amount"'),
    Row("a placeholder in one language only", swap(S, "由“{from}”变为", "变为"), S,
        "level_changed", "differ in placeholders: from"),
    Row("a banned word before clients", swap(W, "这是理财产品，", "这是保本理财产品，"), W,
        "items[basics].script.zh", '"保本"'),
    Row("a banned word with blanks in it", swap(W, "这是理财产品，", "这是零 风·险产品，"), W,
        "items[basics].script.zh", '"零风险"'),
    Row("a banned English word", swap(S, "Invest with care.", "It is Risk-Free."), S, "headline.en", '"risk free"'),
]
BROKEN = (*FILES, *SHAPE, *TEXTS)
