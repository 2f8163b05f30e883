"""Registers broken in one way each, as an editor's slip or a shortcut would leave them."""

from formpack.packs import Change, Row, add, both, swap

R, A, N, H, P = (f"registers/{name}.toml" for name in ("risk", "action", "notice", "notice_recipient", "promise"))
PART_OF = '["risk", "finding", "improvement", "site_check", "risk_event", "drill"]'
LAB = 'label = { zh = "甲", en = "A" }'
_OPTION = 'o{at} = {{ zh = "项{at}", en = "Option {at}" }}\n'
TEN_THOUSAND = "\n[label.long]\n" + "".join(_OPTION.format(at=at) for at in range(10_000))


def field(spec: str) -> Change:
    """The risk register with one more field `x`, asked by its first act."""
    more = swap(R, "[field]\n", f"[field]\nx = {{ {spec}, {LAB} }}\n")
    return both(more, swap(R, '"owner!", "review_on!"]', '"owner!", "review_on!", "x"]'))


def derived(spec: str) -> Change:
    """The risk register with one more derived value `x`."""
    return swap(R, "[derived]\n", f"[derived]\nx = {{ {spec}, {LAB} }}\n")


def act(spec: str) -> Change:
    """The risk register with one more act `x`, for compliance in the state open."""
    base = f'from = ["open"], roles = ["compliance"], {LAB}'
    return swap(R, "[act]\n", f"[act]\nx = {{ {base}, {spec} }}\n")


def bare(spec: str) -> Change:
    """The risk register with one more act `x` that has nothing but this."""
    return swap(R, "[act]\n", f"[act]\nx = {{ {LAB}, {spec} }}\n")


def due(spec: str, acts: str = 'act = ["close"]') -> Change:
    """The risk register with one more due `x`."""
    more = f'x = {{ {spec}, for = "owner", {acts}, {LAB} }}\n'
    return swap(R, "[due]\n", f"[due]\n{more}")


CARDS = [
    Row("a card of no kind", field('kind = "text_card", of = ["poem"]'), R, "field.x.of", '"poem"'),
    Row(
        "a letter that no whole has",
        swap(H, 'whole = "letter"', 'whole = "leter"'),
        H,
        "paper.letter.blocks[1]",
        '"leter"',
    ),
    Row(
        "a letter to clients whose words nobody checks",
        swap(N, "letter = { banned = true,", "letter = {"),
        H,
        "paper.letter.blocks[1]",
        "SALE-11",
    ),
]
TOP = [
    Row("an id that is not the file's name", swap(R, 'id = "risk"', 'id = "risks"'), R, "id", '"risk"'),
    Row("an id of the program's own", swap(R, 'id = "risk"', 'id = "client"'), R, "id", "program's own"),
    Row("a number of four letters", swap(R, '"RK"', '"RISK"'), R, "number", "1 to 3"),
    Row("a number that another register has", swap(R, '"RK"', '"NT"'), R, "number", "taken"),
    Row("a number that the program has", swap(R, '"RK"', '"K"'), R, "number", "taken"),
    Row("a part with a number", swap(A, "part_of", 'number = "AC"\npart_of'), A, "number", "with its whole"),
    Row("a part of nothing that is there", swap(A, PART_OF, '["riks"]'), A, "part_of", '"riks"'),
    Row("a part of itself", swap(A, PART_OF, '["risk", "action"]'), A, "part_of", "itself"),
    Row(
        "a circle of parts",
        both(swap(H, '["notice"]', '["notice", "action"]'), swap(A, PART_OF, '["notice_recipient"]')),
        A,
        "part_of",
        "itself",
    ),
    Row("a rule that is none", swap(R, "DESK-13", "DESK-99"), R, "rule", "DESK-99"),
    Row(
        "a subject that is none", swap(R, '"branch", "product"', '"branch", "bank"'), R, "about[2]", '"bank" is none of'
    ),
    Row("read by nobody that is", swap(R, '"auditor", "owner"]', '"auditor", "boss"]'), R, "read", '"boss"'),
    Row(
        "clients read by the product keeper",
        swap(R, 'read = ["manager"', 'read = ["product_keeper"'),
        R,
        "read",
        "DATA-08",
    ),
    Row(
        "read by whoever reads what it is no part of",
        swap(R, '"auditor", "owner"]', '"auditor", "parent"]'),
        R,
        "read",
        '"parent"',
    ),
    Row("kept shorter than its rule wants", swap(R, "keep_years = 5", "keep_years = 4"), R, "keep_years", "least 5"),
    Row("kept for no time", swap(P, "keep_years = 5", "keep_years = 0"), P, "keep_years", "least 1"),
    Row("no end", swap(R, 'ends = ["closed"]', "ends = []"), R, "ends", "never begin"),
    Row("an end that is no state", swap(R, 'ends = ["closed"]', 'ends = ["shut"]'), R, "ends", '"shut"'),
    Row("unique by nothing", swap(H, '[["parent", "about"]]', '[["parent", "abuot"]]'), H, "unique", '"abuot"'),
    Row(
        "a feed of the wrong kind",
        swap(H, 'last_contact = "told_on"', 'last_contact = "channel"'),
        H,
        "feeds.last_contact",
        '"channel"',
    ),
    Row(
        "a feed that the program does not know",
        swap(H, "last_contact =", "first_contact ="),
        H,
        "feeds.first_contact.[key]",
        "none of",
    ),
    Row("an unknown key", swap(R, "keep_years", "keep_year"), R, "keep_year", 'mean "keep_years"'),
    Row("an unknown key deep down", swap(R, "final = true", "finale = true"), R, "act.close.finale", 'mean "final"'),
    Row("two entries of one key", swap(R, "[field]\n", "[field]\nowner = 1\n"), R, "line 20", "not TOML"),
    Row(
        "a missing translation",
        swap(R, '{ zh = "未处置", en = "Open" }', '{ zh = "未处置" }'),
        R,
        "state.open.en",
        "translation",
    ),
    Row(
        "a key in capitals",
        swap(R, "[derived]\n", f'[derived]\nX = {{ sum = ["likelihood"], {LAB} }}\n'),
        R,
        "derived.X",
        "small letters",
    ),
    Row(
        "a key that every entry has",
        swap(R, "[derived]\n", f'[derived]\nno = {{ sum = ["likelihood"], {LAB} }}\n'),
        R,
        "derived.no",
        "every entry has",
    ),
    Row(
        "a derived value named as a field",
        swap(R, "[derived]\n", f'[derived]\nowner = {{ sum = ["likelihood"], {LAB} }}\n'),
        R,
        "derived.owner",
        "twice",
    ),
]
FIELDS = [
    Row("a kind that is none", field('kind = "colour"'), R, "field.x.kind", '"colour"'),
    Row("never asked", swap(R, "[field]\n", f'[field]\nx = {{ kind = "text", {LAB} }}\n'), R, "field.x", "no act asks"),
    Row("a choice of nothing", field('kind = "choice"'), R, "field.x.options", "without options"),
    Row("a list that is not there", field('kind = "choice", options = "clas"'), R, "field.x.options", '"clas"'),
    Row("options of a text", field('kind = "text", options = "grade_5"'), R, "field.x.options", "only a choice"),
    Row(
        "ten thousand options",
        both(add("labels.toml", TEN_THOUSAND), field('kind = "choice", options = "long"')),
        R,
        "field.x.options",
        "10000 options",
    ),
    Row("an entry of an unknown register", field('kind = "entry", of = ["evnt"]'), R, "field.x.of", '"evnt"'),
    Row("an entry of no register", field('kind = "entry"'), R, "field.x.of", "of is wanted"),
    Row("a person of an unknown role", field('kind = "person", of = ["boss"]'), R, "field.x.of", '"boss"'),
    Row("many texts", field('kind = "text", many = true'), R, "field.x.many", "only links"),
    Row("a number checked for words", field('kind = "integer", banned = true'), R, "field.x.banned", "only texts"),
    Row(
        "a third person never forgotten",
        field('kind = "text", personal = true'),
        R,
        "field.x.personal",
        "must be forgotten",
    ),
    Row(
        "a telephone that is filled in",
        field('kind = "phone", prefill = "client.name"'),
        R,
        "field.x.prefill",
        "never filled in",
    ),
    Row(
        "filled in from nowhere",
        field('kind = "text", prefill = "client.phone"'),
        R,
        "field.x.prefill",
        '"client.phone"',
    ),
    Row("fixed and never filled", field('kind = "text", fixed = true'), R, "field.x.fixed", "nothing fills"),
    Row("a default that cannot be read", field('kind = "integer", default = "some"'), R, "field.x.default", '"some"'),
    Row("least above most", field('kind = "integer", least = 5, most = 4'), R, "field.x.most", "above the most"),
    Row("not before what is no day", field('kind = "date", not_before = "title"'), R, "field.x.not_before", '"title"'),
    Row("a bound of days on a text", field('kind = "text", not_after = "today"'), R, "field.x.not_after", "date"),
    Row(
        "a condition over nothing",
        field('kind = "text", when = { key = "colour", filled = true }'),
        R,
        "field.x.when",
        '"colour"',
    ),
    Row(
        "a condition that asks nothing",
        field('kind = "text", when = { key = "title" }'),
        R,
        "field.x.when",
        "one of any",
    ),
    Row(
        "a condition that asks two things",
        field('kind = "text", when = { key = "impact", any = ["1"], least = 2 }'),
        R,
        "field.x.when",
        "one of any",
    ),
    Row(
        "a condition over an option that is none",
        field('kind = "text", when = { key = "source", any = ["rumour"] }'),
        R,
        "field.x.when",
        '"rumour"',
    ),
    Row(
        "a condition over what is asked later",
        both(swap(R, 'title = { kind = "text"', 'title = { kind = "text", when = { key = "source", any = ["check"] }')),
        R,
        "field.title.when",
        "only later",
    ),
]
DERIVED = [
    Row("worked out in two ways", derived('sum = ["impact"], mean = ["impact"]'), R, "derived.x", "exactly one"),
    Row("worked out in no way", derived("bands = []"), R, "derived.x", "exactly one"),
    Row("a text reckoned as a number", derived('sum = ["title"]'), R, "derived.x.sum", '"title"'),
    Row("options that are no numbers", derived('product = ["class"]'), R, "derived.x.product", '"class"'),
    Row("days since no day", derived('days_since = "title"'), R, "derived.x.days_since", '"title"'),
    Row("derived from derived", derived('sum = ["score"]'), R, "derived.x.sum", "itself worked out"),
    Row(
        "a count of what is no part", derived('count = { parts = "notice_recipient" }'), R, "derived.x.count", "no part"
    ),
    Row(
        "a count in a state that is none",
        derived('count = { parts = "action", state = ["open"] }'),
        R,
        "derived.x.count",
        '"open"',
    ),
    Row("bands that do not climb", swap(R, "to = 12", "to = 3"), R, "derived.score.bands", "climb"),
    Row("bands that stop short", swap(R, "to = 25", "to = 24"), R, "derived.score.bands", "the largest value is 25"),
]
ACTS = [
    Row("two ways to begin", bare('begins = true, to = "open", roles = ["compliance"]'), R, "act", "there are 2"),
    Row("no way to begin", swap(R, "begins = true", 'from = ["open"]'), R, "act", "there are 0"),
    Row(
        "a beginning from a state",
        swap(R, "begins = true", 'begins = true, from = ["open"]'),
        R,
        "act.identify",
        "no from",
    ),
    Row("an act in no state", bare('roles = ["compliance"]'), R, "act.x", "wanted (from)"),
    Row(
        "an act from a state that is none",
        swap(R, 'from = ["treated"]', 'from = ["treted"]'),
        R,
        "act.close.from",
        '"treted"',
    ),
    Row("an act to a state that is none", act('to = "gone"'), R, "act.x.to", '"gone"'),
    Row("an act that asks what is not there", act('asks = ["colour!"]'), R, "act.x.asks", '"colour"'),
    Row("an act that asks twice", act('asks = ["control", "control!"]'), R, "act.x.asks", "twice"),
    Row("nobody can do it", bare('from = ["open"]'), R, "act.x", "nobody can do it"),
    Row(
        "its only doers are shut out",
        bare('from = ["open"], by = ["owner"], not_by = ["owner"]'),
        R,
        "act.x.not_by",
        "nobody can do it",
    ),
    Row("who does it may not read", bare('from = ["open"], roles = ["administrator"]'), R, "act.x", "may not read"),
    Row("by somebody who is no person", bare('from = ["open"], by = ["title"]'), R, "act.x.by", '"title"'),
    Row("not by somebody who is no person", act('not_by = ["act.found"]'), R, "act.x.not_by", '"act.found"'),
    Row("a second person without the proof", act('second = ["reviewer"]'), R, "act.x.second", "belongs to proof"),
    Row(
        "a second person who is the same",
        bare('from = ["open"], by = ["owner"], proof = "second", second = ["owner"]'),
        R,
        "act.x.second",
        "could be the doer",
    ),
    Row("a proof that is none", act('proof = "oath"'), R, "act.x.proof", '"oath"'),
    Row("it forgets what is not personal", act('forgets = ["title"]'), R, "act.x.forgets", "not marked"),
    Row("needs nothing that is there", act('needs = [{ key = "scroe", most = 12 }]'), R, "act.x.needs", '"scroe"'),
    Row(
        "a refusal by a rule that is none",
        act('needs = { key = "score", most = 12, rule = "DESK-99" }'),
        R,
        "act.x.needs",
        "DESK-99",
    ),
    Row("it starts what does not begin", act('starts = ["action.finish"]'), R, "act.x.starts", '"action.finish"'),
    Row("it prints no paper", act('prints = "poster"'), R, "act.x.prints", '"poster"'),
    Row(
        "it prints when nothing is asked",
        act('prints = { paper = "sheet", when = { key = "gone", filled = true } }'),
        R,
        "act.x.prints",
        '"gone"',
    ),
    Row("final and going nowhere", act("final = true"), R, "act.x.final", "must lead"),
    Row(
        "a beginning for marked rows",
        swap(R, "begins = true", "begins = true, marked = true"),
        R,
        "act.identify.marked",
        "marked rows",
    ),
    Row(
        "parts that are none",
        act('parts = { of = "notice", act = "draft", each = "holders" }'),
        R,
        "act.x.parts.of",
        "no part",
    ),
    Row(
        "parts begun by no beginning",
        swap(N, 'act = "list"', 'act = "tell"'),
        N,
        "act.release.parts.act",
        "no beginning act",
    ),
    Row(
        "parts that could be made twice",
        swap(H, 'unique = [["parent", "about"]]\n', ""),
        N,
        "act.release.parts.of",
        "needs unique",
    ),
    Row("a source that lacks its day", swap(N, ', of_day = "holders_on"', ""), N, "act.release.parts", "of_day"),
    Row(
        "a source's field that is none",
        swap(N, 'of_day = "holders_on"', 'of_day = "holder_on"'),
        N,
        "act.release.parts",
        '"holder_on"',
    ),
    Row(
        "a source that is none",
        swap(N, 'each = "holders"', 'each = "everybody"'),
        N,
        "act.release.parts.each",
        '"everybody"',
    ),
    Row(
        "a sample without a seed",
        swap(N, 'of_day = "holders_on"', 'of_day = "holders_on", sample = "summary"'),
        N,
        "act.release.parts",
        "go together",
    ),
]
COURSE = [
    Row(
        "a state never reached",
        swap(R, "state = {", 'state = { lost = { zh = "丢失", en = "Lost" },'),
        R,
        "state.lost",
        "no act leads to",
    ),
    Row(
        "a state with no way out",
        both(swap(R, "state = {", 'state = { lost = { zh = "丢失", en = "Lost" },'), act('to = "lost"')),
        R,
        "state.lost",
        "to an end",
    ),
    Row("a due on what is no day", due('while = ["open"], on = "title"'), R, "due.x.on", '"title"'),
    Row(
        "a due counted in two ways",
        due('while = ["open"], on = { after = "act.treat", days = 1, months = 1 }'),
        R,
        "due.x.on",
        "exactly one",
    ),
    Row(
        "a due after no act",
        due('while = ["open"], on = { after = "act.found", days = 1 }'),
        R,
        "due.x.on",
        '"act.found"',
    ),
    Row(
        "a clock in an end state",
        due('while = ["closed"], on = { after = "act.close", days = 1 }', 'act = ["reopen"]'),
        R,
        "due.x.while",
        "no clock runs",
    ),
    Row("a due in no state", due('while = ["opne"], on = "review_on"'), R, "due.x.while", '"opne"'),
    Row("a due of nobody", swap(R, 'for = "owner"', 'for = "title"'), R, "due.review.for", '"title"'),
    Row(
        "a due that no act ends",
        due('while = ["open", "treated"], on = "review_on"', 'act = ["treat"], moved_by = ["review"]'),
        R,
        "due.x.act",
        "the due would stay",
    ),
    Row(
        "a due ended by an act that is none",
        due('while = ["open"], on = "review_on"', 'act = ["clsoe"]'),
        R,
        "due.x.act",
        '"clsoe"',
    ),
    Row(
        "a due put off by an act not named",
        swap(R, 'act = ["review", "close"]', 'act = ["close"]'),
        R,
        "due.review.act",
        "sets the day anew",
    ),
    Row(
        "a due put off without a reason",
        swap(R, 'act = ["review", "close"]', 'act = ["close"], moved_by = ["review"]'),
        R,
        "due.review.moved_by",
        "ask for a reason",
    ),
    Row(
        "a due that is never ended from there",
        both(
            swap(R, "state = {", 'state = { lost = { zh = "丢失", en = "Lost" },'),
            act('to = "lost"'),
            due('while = ["lost"], on = "review_on"'),
        ),
        R,
        "due.x.act",
        '"lost"',
    ),
    Row("warned after the day", swap(R, "warn = [14, 3]", "warn = [-1]"), R, "due.review.warn", "out of range"),
    Row(
        "recurring by what does not begin",
        add(R, f'[recurring]\nx = {{ every = "year", act = "close", begins = "close", for = "compliance", {LAB} }}\n'),
        R,
        "recurring.x.begins",
        "no beginning",
    ),
    Row(
        "narrowed to nobody in particular",
        add(R, '[[narrow]]\nhide = ["control"]\n'),
        R,
        "narrow[1]",
        "either only or except",
    ),
    Row("narrowed to somebody who is no person", add(R, '[[narrow]]\nonly = ["title"]\n'), R, "narrow[1]", '"title"'),
    Row(
        "hiding what is not there",
        add(R, '[[narrow]]\nonly = ["owner"]\nhide = ["colour"]\n'),
        R,
        "narrow[1].hide",
        '"colour"',
    ),
]
SHOWN = [
    Row(
        "a column that is none",
        swap(R, '"class", "score", "owner", "review_on", "state"]\nsort', '"clas", "state"]\nsort'),
        R,
        "list.columns",
        '"clas"',
    ),
    Row(
        "sorted by what changes every day",
        both(derived('days_since = "review_on"'), swap(R, 'sort = "-score"', 'sort = "-x"')),
        R,
        "list.sort",
        "changes every day",
    ),
    Row("sorted by nothing", swap(R, 'sort = "-score"', 'sort = "-scroe"'), R, "list.sort", '"scroe"'),
    Row(
        "a matrix over words",
        swap(R, 'matrix = ["impact", "likelihood"]', 'matrix = ["impact", "class"]'),
        R,
        "list.matrix",
        "two choices",
    ),
    Row(
        "a paper with a field that is none",
        swap(R, '{ fields = ["control", "summary"] }', '{ fields = ["contrl"] }'),
        R,
        "paper.sheet.blocks[3]",
        '"contrl"',
    ),
    Row(
        "a paper's block of two things",
        swap(R, '{ fields = ["control", "summary"] }', '{ fields = ["control"], drawn = true }'),
        R,
        "paper.sheet.blocks[3]",
        "exactly one",
    ),
    Row(
        "a paper with parts that are none",
        swap(R, 'parts = "action", columns', 'parts = "notice", columns'),
        R,
        "paper.sheet.blocks[4]",
        '"notice"',
    ),
    Row(
        "a paper with a part's column that is none",
        swap(R, '["what", "owner", "until", "state"]', '["waht"]'),
        R,
        "paper.sheet.blocks[4]",
        '"waht"',
    ),
    Row(
        "a paper signed by nobody",
        swap(R, 'sign = ["owner", "compliance"]', 'sign = ["title"]'),
        R,
        "paper.sheet.blocks[5]",
        '"title"',
    ),
    Row(
        "a client's paper that no word check saw",
        swap(R, "sheet = { title", "sheet = { client = true, title"),
        R,
        "paper.sheet.blocks[3]",
        "SALE-11",
    ),
    Row(
        "a client's paper with what is hidden",
        both(
            swap(R, "sheet = { title", "sheet = { client = true, title"),
            add(R, '[[narrow]]\nonly = ["owner"]\nhide = ["score"]\n'),
        ),
        R,
        "paper.sheet.blocks[1]",
        "hidden from some",
    ),
    Row(
        "a letter with an unknown placeholder",
        swap(N, "须告知您（{event}", "须告知您（{evnet}"),
        N,
        "text.letter.body[2]",
        '"evnet"',
    ),
    Row("no example", swap(R, "[[example]]", "[[exmaple]]"), R, "exmaple", 'mean "example"'),
    Row(
        "an example that does not come out",
        swap(R, 'comes = { state = "closed", score = 10 }', 'comes = { state = "closed", score = 15 }'),
        R,
        "example[1].comes",
        "score = 10",
    ),
    Row(
        "an example refused where it should pass",
        swap(R, 'likelihood = "2", impact = "5"', 'likelihood = "3", impact = "5"'),
        R,
        "example[1].steps[6]",
        "needs",
    ),
    Row(
        "an example without a refusal",
        swap(N, '  { by = "compliance", act = "finish", day = 2, with = { summary = "x" }, refused = "parts" },\n', ""),
        N,
        "example",
        "must show a refusal",
    ),
]
FLOORS = [
    Row(
        "one pair of eyes ends a risk",
        swap(
            R,
            'roles = ["compliance"], not_by = ["owner"], proof = "second"',
            'roles = ["compliance"], proof = "second"',
        ),
        R,
        "act.close.not_by",
        "DESK-13",
    ),
    Row("a holder left out by one person", swap(H, ', proof = "second"', ""), H, "act.leave_out.proof", "SUIT-14"),
    Row("whom an event concerns reads it", swap(R, "DESK-13", "DESK-14"), R, "narrow", "excepted"),
    Row("a thank-you without a condition", swap(N, "SUIT-14", "SALE-12"), N, "act", "must have needs"),
]
BROKEN = (*CARDS, *TOP, *FIELDS, *DERIVED, *ACTS, *COURSE, *SHOWN, *FLOORS)
