"""Packs whose indicators cannot be counted, or show sales alone (DESK-11)."""

from formpack.packs import Change, Row, add, swap

F = "indicators.toml"
HEAD = (
    '\n[[indicator]]\nkey = "own"\ntitle = { zh = "自定", en = "Own" }\ngroup = "service"\n'
    'formula = { zh = "自定口径", en = "as we count" }\n'
)
DAYS = 'source = "sales"\nday = "signed_at"\n'
COUNT = 'measure = "count"\nunit = "count"\n'


def own(more: str) -> Change:
    """The default pack with one indicator more."""
    return add(F, HEAD + more)


AT = "indicator[own]"
BROKEN = (
    Row(
        "a manager's figure by a field that names no person",
        swap(F, 'manager = "served_by"', 'manager = "service"'),
        F,
        "indicator[satisfaction].manager",
        "names no person",
    ),
    Row(
        "figures held against one that is not there",
        swap(F, 'outcome = "satisfaction"', 'outcome = "gone"'),
        F,
        "outcome",
        "gone",
    ),
    Row(
        "a year that goes through a register that is not there",
        swap(F, 'yearly = ["risk",', 'yearly = ["of_another_bank",'),
        F,
        "yearly",
        "of_another_bank",
    ),
    Row(
        "an indicator of no source",
        own('source = "sale"\nday = "signed_at"\n' + COUNT),
        F,
        f"{AT}.source",
        "known: sales",
    ),
    Row(
        "an indicator by a day that is not there",
        own('source = "sales"\nday = "sold_at"\n' + COUNT),
        F,
        f"{AT}.day",
        'no field "sold_at"',
    ),
    Row(
        "an indicator by what is no day",
        own('source = "sales"\nday = "product"\n' + COUNT),
        F,
        f"{AT}.day",
        "is no day",
    ),
    Row(
        "what stands at the end, and nothing ends it",
        own(DAYS + 'rows = "end"\n' + COUNT),
        F,
        f"{AT}.until",
        "need until",
    ),
    Row(
        "an end where nothing stands",
        own(DAYS + 'until = "archived_at"\n' + COUNT),
        F,
        f"{AT}.until",
        "belongs to rows",
    ),
    Row("a share of nothing", own(DAYS + 'measure = "share"\nunit = "%"\n'), F, f"{AT}.part", "needs part"),
    Row(
        "a part of a count",
        own(DAYS + COUNT + 'part = [{ field = "sent_back", is = ["no"] }]\n'),
        F,
        f"{AT}.part",
        "only a share",
    ),
    Row("a mean of no number", own(DAYS + 'measure = "mean"\nunit = "yuan"\n'), F, f"{AT}.of", "needs of"),
    Row(
        "a sum of what is no number",
        own(DAYS + 'measure = "sum"\nof = "product"\nunit = "yuan"\n'),
        F,
        f"{AT}.of",
        "is no number",
    ),
    Row(
        "a number that a count does not need",
        own(DAYS + COUNT + 'of = "amount"\n'),
        F,
        f"{AT}.of",
        "no number: not here",
    ),
    Row(
        "a span in yuan",
        own(DAYS + 'measure = "mean"\nspan = ["opened_at", "signed_at"]\nunit = "yuan"\n'),
        F,
        f"{AT}.span",
        "days or hours",
    ),
    Row(
        "hours between days",
        own(
            'source = "holdings"\nday = "begun_on"\nmeasure = "mean"\nspan = ["begun_on", "maturity"]\nunit = "hours"\n'
        ),
        F,
        f"{AT}.span",
        "hours need moments",
    ),
    Row(
        "a percentile of more than all",
        own(DAYS + 'measure = "percentile"\npercentile = 120\nof = "amount"\nunit = "yuan"\n'),
        F,
        f"{AT}.percentile",
        "1 to 99",
    ),
    Row(
        "a condition on nothing that a row says",
        own(DAYS + COUNT + 'where = [{ field = "colour", is = ["red"] }]\n'),
        F,
        f"{AT}.where[1].field",
        'no field "colour"',
    ),
    Row(
        "a condition that asks nothing",
        own(DAYS + COUNT + 'where = [{ field = "product" }]\n'),
        F,
        f"{AT}.where[1]",
        "asks for nothing",
    ),
    Row(
        "an option that the pack renamed",
        own('source = "complaints"\nday = "received_at"\n' + COUNT + 'where = [{ field = "cause", is = ["gone"] }]\n'),
        F,
        f"{AT}.where[1]",
        "stands in was",
    ),
    Row(
        "a state that a register does not know",
        own('source = "register.risk"\nday = "begun_on"\n' + COUNT + 'where = [{ field = "state", is = ["gone"] }]\n'),
        F,
        f"{AT}.where[1]",
        'no option "gone"',
    ),
    Row(
        "a field that a register does not know",
        own('source = "register.risk"\nday = "sold_on"\n' + COUNT),
        F,
        f"{AT}.day",
        'no field "sold_on"',
    ),
    Row(
        "bounds the wrong way round",
        own(DAYS + COUNT + 'where = [{ field = "amount", least = 5, most = 1 }]\n'),
        F,
        f"{AT}.where[1]",
        "above the most",
    ),
    Row(
        "in time by what is no day",
        own(DAYS + 'measure = "share"\nunit = "%"\npart = [{ field = "archived_at", by = "product" }]\n'),
        F,
        f"{AT}.part[1].by",
        "is no day",
    ),
    Row(
        "a share that is divided again",
        own(DAYS + 'measure = "share"\nunit = "%"\npart = [{ field = "sent_back", is = ["no"] }]\nplan = 5\n'),
        F,
        f"{AT}.per",
        "not both",
    ),
    Row(
        "a plan of nothing",
        own(DAYS + 'measure = "sum"\nof = "amount"\nunit = "%"\nplan = 0\n'),
        F,
        f"{AT}.plan",
        "more than nothing",
    ),
    Row(
        "a share in yuan",
        own(DAYS + 'measure = "share"\nunit = "yuan"\npart = [{ field = "sent_back", is = ["no"] }]\n'),
        F,
        f"{AT}.unit",
        "one of: %",
    ),
    Row("nine decimal places", own(DAYS + COUNT + "places = 9\n"), F, f"{AT}.places", "0 to 4"),
    Row(
        "a warning line above the target",
        own(DAYS + COUNT + "target = 5\nwarning = 6\n"),
        F,
        f"{AT}.warning",
        "good side",
    ),
    Row(
        "a target of more than all",
        own(DAYS + 'measure = "share"\nunit = "%"\npart = [{ field = "sent_back", is = ["no"] }]\ntarget = 110\n'),
        F,
        f"{AT}.target",
        "no more than 100%",
    ),
    Row(
        "a neighbour that is not there",
        own(DAYS + COUNT + 'beside = ["gone"]\n'),
        F,
        f"{AT}.beside",
        'indicator "gone"',
    ),
    Row(
        "a split that the row does not say",
        own(DAYS + COUNT + 'split = ["colour"]\n'),
        F,
        f"{AT}.split[1]",
        'no field "colour"',
    ),
    Row("an indicator by an unknown rule", own(DAYS + COUNT + 'rule = "DESK-99"\n'), F, f"{AT}.rule", "DESK-99"),
    Row(
        "an indicator that stands twice",
        swap(F, 'key = "handling_time"', 'key = "service_response"'),
        F,
        "indicator[service_response].key",
        "twice",
    ),
)
LAW = (
    Row(
        "sales without complaints and compliance",
        add(F, (HEAD + DAYS + COUNT).replace('group = "service"', 'group = "sales"')),
        F,
        f"{AT}.beside",
        "complaints and compliance",
    ),
    Row(
        "sales by person without complaints by person",
        swap(
            F,
            'unit = "per_thousand"\nbetter = "less"\ntarget = 5\nwarning = 20\nsplit = ["manager"]',
            'unit = "per_thousand"\nbetter = "less"\ntarget = 5\nwarning = 20',
        ),
        F,
        "indicator[conversion].split",
        "cannot be split",
    ),
)
UNUSUAL = (
    Row(
        "an indicator over a register that the pack lacks",
        own('source = "register.survey_of_ours"\nday = "begun_on"\n' + COUNT),
        F,
        f"{AT}.source",
        "stays empty",
    ),
)
