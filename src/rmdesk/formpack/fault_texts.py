"""The words of pack faults, by reason. They belong to the check itself: a broken pack cannot supply them."""

from rmdesk.domain.base import Text
from rmdesk.formpack.indicator_texts import INDICATOR_REASONS
from rmdesk.formpack.portrait_texts import PORTRAIT_REASONS
from rmdesk.formpack.register_texts import REGISTER_REASONS


def _text(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


REASONS: dict[str, Text] = {
    **REGISTER_REASONS,
    **INDICATOR_REASONS,
    **PORTRAIT_REASONS,
    # files and syntax
    "no_folder": _text("没有这个文件夹", "there is no such folder"),
    "missing_file": _text("缺少这个文件", "this file is missing"),
    "unknown_file": _text("不认识的文件；是否指“{near}”", 'unknown file; did you mean "{near}"'),
    "stray_file": _text("表单包中没有这个文件", "no such file belongs to a pack"),
    "register_file": _text(
        "文件名只能由小写字母、数字和“_”组成，以字母开头",
        'such a file is named with small letters, digits and "_", a letter first',
    ),
    "unreadable": _text("无法读取：{zh_why}", "cannot be read: {en_why}"),
    "too_large": _text("文件过大：{size} 字节，最多 {most}", "file too large: {size} bytes, at most {most}"),
    "encoding": _text(
        "第 {line} 行不是 UTF-8 编码，请另存为 UTF-8", "line {line} is not UTF-8: save the file as UTF-8"
    ),
    "no_text": _text("这是{zh_kind}，不是文本文件", "this is {en_kind}, not a text file"),
    "syntax": _text("第 {line} 行不合 TOML 语法：{zh_why}", "line {line} is not TOML: {en_why}"),
    "fullwidth": _text(
        "第 {line} 行引号之外的 {sign} 是全角标点，请改用半角",
        "line {line} has the full-width sign {sign} outside of quotes: use the half-width one",
    ),
    # shape
    "missing": _text("缺少这一项", "this key is missing"),
    "unknown_key": _text("没有“{name}”这一项", 'there is no key "{name}"'),
    "misspelt_key": _text("没有“{name}”这一项；是否指“{near}”", 'there is no key "{name}"; did you mean "{near}"'),
    "type": _text("类型不对：应为{zh_wanted}", "wrong type: {en_wanted} is wanted"),
    "choice": _text("“{given}”不在可用值之内：{allowed}", '"{given}" is none of {allowed}'),
    "invalid": _text("此值无效：{why}", "not valid: {why}"),
    "version": _text("版本号不能为空，也不能含空格", "a version must not be empty or hold blanks"),
    "not_yet": _text(
        "生效日 {day} 晚于表单包的生效日 {pack}", "in force from {day}, later than the pack itself ({pack})"
    ),
    "duplicate": _text("“{name}”重复出现", '"{name}" stands here twice'),
    "identifier": _text(
        "“{name}”只能由字母、数字、“_”“-”“.”组成", '"{name}" may hold letters, digits, "_", "-" and "." only'
    ),
    # texts
    "untranslated": _text("缺少译文：中英文都要填写", "a translation is missing: both zh and en are needed"),
    "no_english": _text(
        '{count} 处没有英文，首处 {first}；只用中文的表单包，请在 pack.toml 写 langs = ["zh"]，否则逐处补全',
        '{count} texts have no English, the first at {first}; a pack in Chinese alone says langs = ["zh"] in pack.toml',
    ),
    "repeated": _text("（本文件共 {count} 处，另见 {more} 等）", " ({count} places in this file, such as {more})"),
    "unprintable": _text(
        "打印字体没有“{char}”({code})，含此字的文件无法打印",
        'the font of the papers lacks "{char}" ({code}): nothing with it can be printed',
    ),
    "control": _text("含有控制字符或不可见字符 {code}", "holds a control or invisible character {code}"),
    "too_long": _text("过长：占 {width} 列，最多 {most} 列", "too long: {width} columns, at most {most}"),
    "brace": _text("花括号不成对，或括号内不是占位符", "a brace stands alone or encloses no placeholder"),
    "placeholder": _text("不认识的占位符“{name}”；可用：{allowed}", 'unknown placeholder "{name}"; known: {allowed}'),
    "placeholders_differ": _text("中英文的占位符不一致：{name}", "zh and en differ in placeholders: {name}"),
    "lacks_placeholder": _text("必须包含占位符“{name}”", 'must contain the placeholder "{name}"'),
    "banned": _text("含有不得对客户使用的词语“{word}”(SALE-11)", 'holds "{word}", refused before clients (SALE-11)'),
    # levels
    "few_levels": _text("只有 {count} 级，至少要 {least} 级 (SUIT-12)", "{count} levels, at least {least} (SUIT-12)"),
    "ranks": _text("rank 应依次为 1 至 {count}", "ranks must run from 1 to {count} in order"),
    "reach": _text("reach 应在 0 至 {most} 之间", "reach must lie between 0 and {most}"),
    "reach_falls": _text(
        "reach 低于前一级的 {before} (SUIT-02)", "reach is below the level before, {before} (SUIT-02)"
    ),
    "reach_above": _text(
        "reach 高于本级的序号 {rank}：产品等级不得高于客户等级 (SUIT-02)",
        "reach is above the level's own rank, {rank}: no product above the client's level (SUIT-02)",
    ),
    "level_code": _text("“{name}”应为 1 至 4 个字母或数字", '"{name}" must be 1 to 4 letters or digits'),
    "level_name": _text(
        "“{name}”与前一级“{before}”的高低不符 (SUIT-12)",
        '"{name}" does not rise above "{before}", the level before (SUIT-12)',
    ),
    "level_word": _text(
        "“{name}”一词说的是另一级别：本级为第 {rank} 级，共 {of} 级 (SUIT-12)",
        '"{name}" says another rank than this level has: {rank} of {of} (SUIT-12)',
    ),
    "top_early": _text(
        "得分过半之前就到了最高等级“{level}”：得分从 {low} 到 {high} (QUES-06)",
        'the highest level, "{level}", begins before half of the way from {low} to {high} points (QUES-06)',
    ),
    "one_level": _text("无论怎样作答都是“{level}”(QUES-06)", 'all answers lead to "{level}" (QUES-06)'),
    "unknown_level": _text("没有“{level}”这一级", 'there is no level "{level}"'),
    # questionnaire
    "question_count": _text(
        "共 {count} 题，通常为 10 至 20 题 (QUES-01)", "{count} questions, 10 to 20 are usual (QUES-01)"
    ),
    "unknown_about": _text("客户档案没有“{name}”这一项", 'the client\'s file has no field "{name}"'),
    "about_nothing": _text(
        "写了 says、at_least 或 below，题目却没有写 about", "says, at_least or below without about in the question"
    ),
    "no_question": _text("没有题目", "there is no question"),
    "uncountable": _text(
        "题目、选项或小数位过多，无法验算全部得分 (QUES-06)",
        "too many questions, options or decimals for all totals to be counted (QUES-06)",
    ),
    "multi_only": _text("只有多选题可以写 most、cap 或 exclusive", "most, cap and exclusive belong to several choices"),
    "all_exclusive": _text("所有选项都是 exclusive，等于单选题", "all options are exclusive: that is a single choice"),
    "two_scales": _text(
        "须为两个量表加一个矩阵，且不再写 bands；现有 {count} 个量表",
        "two scales and a matrix are wanted, without bands; there are {count} scales",
    ),
    "unknown_scale": _text("没有“{name}”这一量表", 'there is no scale "{name}"'),
    "empty_scale": _text("这一量表没有题目", "no question counts for this scale"),
    "matrix_alone": _text("没有量表，矩阵不起作用", "a matrix without scales has no effect"),
    "matrix_hole": _text("矩阵缺少“{name}”(QUES-06)", 'the matrix lacks "{name}" (QUES-06)'),
    "matrix_twice": _text("矩阵中“{name}”出现两次", 'the matrix has "{name}" twice'),
    "matrix_levels": _text(
        "沿量表“{name}”，等级时升时降：应一致上升或一致下降 (QUES-06)",
        'along the scale "{name}" levels rise in one place and fall in another: one way throughout (QUES-06)',
    ),
    "matrix_strange": _text("“{name}”不是两个量表的档次组合", '"{name}" is no pair of grades of the two scales'),
    "reached": _text(
        "写明得不到“{level}”，实际可以得到 (QUES-06)",
        '"{level}" is called unreached, yet is reached (QUES-06)',
    ),
    "topic": _text("没有题目涉及“{topic}”(QUES-03)", 'no question covers "{topic}" (QUES-03)'),
    "no_topic": _text("题目没有标明主题 (QUES-03)", "the question names no topic (QUES-03)"),
    "unknown_section": _text("没有“{name}”这一部分", 'there is no section "{name}"'),
    "empty_section": _text("这一部分没有题目", "no question stands in this section"),
    "few_options": _text("至少要 2 个选项", "at least 2 options are wanted"),
    "many_options": _text("共 {count} 个选项，最多 {most} 个", "{count} options, at most {most}"),
    "unusual_options": _text("共 {count} 个选项，通常最多 {most} 个", "{count} options, at most {most} as a rule"),
    "letters": _text("选项应依次为 A、B、C…", "options must be lettered A, B, C … in order"),
    "flat": _text("所有选项分值相同，此题不起作用 (QUES-06)", "all options score the same: no effect (QUES-06)"),
    "age_source": _text(
        '涉及年龄的题目应写 source = "age"，由档案作答 (QUES-02)', 'an age question must have source = "age" (QUES-02)'
    ),
    "age_audience": _text("机构问卷不能有年龄题", "a form for organisations cannot ask for an age"),
    "age_multi": _text("年龄题必须是单选题", "an age question must be single choice"),
    "age_bounds": _text("只有年龄题的选项可以有 min_age、max_age", "min_age and max_age belong to an age question"),
    "age_gap": _text("没有选项包含 {age} 岁", "no option covers the age of {age}"),
    "age_overlap": _text("{age} 岁落入两个选项", "two options cover the age of {age}"),
    "audience": _text("适用对象应为“{wanted}”", 'the audience must be "{wanted}"'),
    "unserved": _text(
        "没有问卷适用于“{family}”（{regime}）({rule})", 'no questionnaire serves "{family}" under "{regime}" ({rule})'
    ),
    "served_twice": _text(
        "“{family}”（{regime}）另有 {other} 适用，只能有一份 ({rule})",
        '"{family}" under "{regime}" is served by {other} already: one alone ({rule})',
    ),
    "serves_nothing": _text("没有产品适用这份问卷", "it serves no product"),
    "audience_name": _text("“{name}”是客户类型，请换一个文件名", '"{name}" is a kind of client: rename the file'),
    "unknown_family": _text("没有“{name}”这一类别", 'there is no family "{name}"'),
    "no_band": _text("没有分数区间", "there are no bands"),
    "band_order": _text("区间下限 {low} 高于上限 {high}", "the band's low {low} is above its high {high}"),
    "band_gap": _text("{low} 至 {high} 分不属于任何区间 (QUES-06)", "no band holds {low} to {high} (QUES-06)"),
    "band_hole": _text("{score} 分不属于任何区间 (QUES-06)", "no band holds {score} (QUES-06)"),
    "band_overlap": _text("{score} 分同属两个区间 (QUES-06)", "two bands hold {score} (QUES-06)"),
    "band_levels": _text("区间的等级没有依次升高或降低", "the levels of the bands neither rise nor fall throughout"),
    "unreachable": _text("任何答案都得不到“{level}”(QUES-06)", 'no answers lead to "{level}" (QUES-06)'),
    "no_example": _text("没有验算例 (QUES-05)", "there is no worked example (QUES-05)"),
    "example_length": _text(
        "{count} 个答案，应为 {wanted} 个 (QUES-05)", "{count} answers for {wanted} questions (QUES-05)"
    ),
    "example_answer": _text("第 {no} 题没有答案“{given}”(QUES-05)", 'question {no} has no answer "{given}" (QUES-05)'),
    "example_score": _text(
        "写的是 {stated} 分，实为 {actual} 分 (QUES-05)", "states {stated}, scores {actual} (QUES-05)"
    ),
    "example_level": _text("写的是 {stated}，实为 {actual} (QUES-05)", "states {stated}, comes to {actual} (QUES-05)"),
    # intake
    "many_fields": _text("共 {count} 项，每步最多 {most} 项", "{count} fields, at most {most} a step"),
    "no_fields": _text("这一步没有任何项目", "the step has no field"),
    "needed_key": _text("缺少规则所需的项目“{name}”({rule})", 'lacks the field "{name}" that a rule needs ({rule})'),
    "needed_kind": _text("类型应为 {wanted}，现为 {given}", "must be of kind {wanted}, is {given}"),
    "asked_of": _text(
        "应只在证照类型为 {name} 时询问 (KYC-02)",
        "must be asked where the licence is {name}, never else (KYC-02)",
    ),
    "needed_option": _text("缺少规则所需的选项“{name}”", 'lacks the option "{name}" that a rule needs'),
    "strange_option": _text("程序不认识选项“{name}”", 'the program does not know the option "{name}"'),
    "role_key": _text("此步的项目名应以“{role}.”开头", 'keys of this step must begin with "{role}."'),
    "no_role_key": _text("此步的项目名不能带角色前缀", "keys of this step must not begin with a role"),
    "no_options": _text("选择项没有选项", "a choice without options"),
    "surplus_options": _text("只有选择项可以有选项", "only a choice may have options"),
    "two_options": _text("options 与 vocabulary 只能用一个", "either options or a vocabulary, not both"),
    "unknown_vocabulary": _text("labels.toml 中没有“{name}”", 'labels.toml has no "{name}"'),
    "default": _text("默认值“{given}”不在选项之内", 'the default "{given}" is none of the options'),
    "default_kind": _text("默认值“{given}”不合此项的类型", 'the default "{given}" does not fit the kind'),
    "default_consent": _text("同意或确认不得预先勾选 (DATA-02)", "consent must not be given by default (DATA-02)"),
    "condition": _text("条件必须写 key 与 any，或只写 derived", "a condition has key and any, or derived alone"),
    "condition_key": _text("条件所指的“{name}”不存在", 'the condition names "{name}", which does not exist'),
    "condition_late": _text("条件所指的“{name}”在此项之后才问", 'the condition\'s "{name}" is asked only later'),
    "condition_value": _text("“{name}”没有“{given}”这个值", '"{name}" cannot have the value "{given}"'),
    "most": _text("most 应在 1 至 {most} 之间", "most must lie between 1 and {most}"),
    "surplus_unit": _text("只有整数（integer）可以写 unit", "unit belongs to an integer"),
    "max_length": _text("max_length 应在 1 至 {most} 之间", "max_length must lie between 1 and {most}"),
    "hidden_required": _text("规则所需的“{name}”不能设条件", 'a rule needs "{name}" always: no condition allowed'),
    "not_first": _text(
        "须最先询问“{name}”：告知之前不得采集（{rule}）",
        '"{name}" must be asked first: nothing is collected before it ({rule})',
    ),
    "not_next": _text(
        "告知之后须先询问“{name}”：同意之前不得采集（{rule}）",
        '"{name}" must be asked next: nothing that it is for is collected before it ({rule})',
    ),
    "not_required": _text("规则所需的“{name}”必须必填", 'a rule needs "{name}" always: it must be required'),
    # families
    "lawful_family": _text(
        "缺少法规点名的类别“{name}”(SUIT-24)", 'lacks the family "{name}", which law names (SUIT-24)'
    ),
    "family_key": _text(
        "“{name}”不能作为 key：小写字母开头，2 至 20 个小写字母、数字或下划线",
        '"{name}" cannot be a key: 2 to 20 small letters, digits, underscores, a letter first',
    ),
    "family_like": _text("不能按“{name}”对待，可选 {allowed}", 'cannot be treated as "{name}": choose from {allowed}'),
    "family_regime": _text(
        "按“{like}”对待的类别不适用“{name}”({rule})", 'what is treated as "{like}" cannot stand under "{name}" ({rule})'
    ),
    "family_certified": _text(
        "按“{like}”对待的类别须持资质销售 ({rule})", 'what is treated as "{like}" wants a certificate ({rule})'
    ),
    "family_principal": _text(
        "按“{like}”对待的类别不能写作 {name}：损失说轻了 ({rule})",
        'what is treated as "{like}" cannot be {name}: it makes the loss smaller ({rule})',
    ),
    "family_terms": _text(
        "按“{like}”对待的类别，terms 应为 {name} ({rule})", 'as "{like}" its terms must be {name} ({rule})'
    ),
    "double_word": _text("“{name}”已是“{other}”的叫法", '"{name}" is what "{other}" is called'),
    "family_used": _text("“{name}”仍有产品或持仓，不能去掉", '"{name}" has products or holdings: keep it'),
    "family_product": _text("货架上的 {name} 与此不符", "{name} on the shelf does not fit this"),
    "family_elsewhere": _text("产品类别写在 families.toml 中", "families stand in families.toml"),
    # disclosures
    "family": _text("没有“{name}”这一产品类别", 'there is no product family "{name}"'),
    "file_id": _text("id 应为“{wanted}”", 'the id must be "{wanted}"'),
    "missing_item": _text("缺少揭示项“{name}”(SUIT-22)", 'lacks the item "{name}" (SUIT-22)'),
    "missing_words": _text("缺少本类产品的用语 ({rule})", "the words of this family are missing ({rule})"),
    "unexplained_risk": _text("没有说明“{name}”这一风险 (SUIT-22)", 'the risk "{name}" is not explained (SUIT-22)'),
    "untitled_risk": _text("风险“{name}”没有名称", 'the risk "{name}" has no name'),
    "others_words": _text("不得把本类产品称为理财 ({rule})", "must not call this family a wealth product ({rule})"),
    "no_care": _text(
        "缺少对 65 岁以上客户的特别提示或加问 (SUIT-10)",
        "the stronger warning or the extra questions for clients of 65 and over are missing (SUIT-10)",
    ),
    "turned": _text(
        "这句话没有说必须说的意思，须写“{wanted}”之一 ({rule})",
        'does not say what it must: one of "{wanted}" is wanted ({rule})',
    ),
    "contrary": _text("“{word}”把意思说反了 ({rule})", '"{word}" turns the meaning round ({rule})'),
    "strange_item": _text("不认识的揭示项“{name}”(SUIT-22)", 'unknown item "{name}" (SUIT-22)'),
    "item_order": _text("揭示项应依次为 {wanted} (SUIT-22)", "items must stand in the order {wanted} (SUIT-22)"),
    "regimes": _text(
        "须适用于 bank、securities、insurance 三种制度 (SUIT-22)",
        "must hold for bank, securities and insurance (SUIT-22)",
    ),
    "few_understanding": _text("理解测试至少 {least} 题", "at least {least} questions on understanding"),
    "no_correct": _text("正确答案“{given}”不在选项之内", 'the correct answer "{given}" is none of the options'),
    "unknown_item": _text("没有“{name}”这一揭示项", 'there is no item "{name}"'),
    # notices
    "missing_section": _text("缺少“{name}”一节 ({rule})", 'lacks the section "{name}" ({rule})'),
    "missing_consent": _text("缺少“{name}”一项同意 (DATA-02)", 'the consent "{name}" is missing (DATA-02)'),
    "consents_here": _text(
        "各项同意应写在个人信息告知书之下 (DATA-02)", "consents stand under the personal-information notice (DATA-02)"
    ),
    "no_levels": _text(
        '此节须插入等级表：insert = "levels" (SALE-05)', 'the table of levels belongs here: insert = "levels" (SALE-05)'
    ),
    "card_risk": _text(
        "话术和异议应答须写风险提示 risk (DESK-05)", "what is said to clients needs its risk words, risk (DESK-05)"
    ),
    "empty_text": _text("这一节没有内容", "the section has no text"),
    # banned words
    "pattern_wide": _text(
        "表达式过长（最多 {most} 字）或什么都能匹配", "the pattern is too long (at most {most}) or matches anything"
    ),
    "allowed_useless": _text("例外短语不含任何禁用词", "the allowed phrase holds no banned word"),
    "example_passes": _text("“{text}”应被拦下，却放过了", '"{text}" should be refused, but passes'),
    "example_refused": _text("“{text}”应放过，却因“{word}”被拦下", '"{text}" should pass, but "{word}" is refused'),
    "allowed_whole": _text("例外短语与禁用词“{word}”相同", 'the allowed phrase is the banned word "{word}" itself'),
    "no_words": _text("禁用词表为空 (SALE-11)", "the list of banned words is empty (SALE-11)"),
    "short_word": _text("“{word}”太短，会误伤正常文字", '"{word}" is too short: it would hit harmless texts'),
    "needed_word": _text("禁用词表必须包含“{word}”(SALE-11)", 'the list must contain "{word}" (SALE-11)'),
    # thresholds
    "unknown_threshold": _text("没有“{name}”这一参数", 'there is no threshold "{name}"'),
    "near_threshold": _text(
        "没有“{name}”这一参数；是否指“{near}”", 'there is no threshold "{name}"; did you mean "{near}"'
    ),
    "missing_threshold": _text("缺少参数“{name}”", 'the threshold "{name}" is missing'),
    "date_order": _text("生效日应逐行递增", "dates of one key must rise from row to row"),
    "range": _text("{value} 超出范围：{low} 至 {high}", "{value} is out of range: {low} to {high}"),
    "legal": _text("{value} 放宽了法定限度 {limit} ({rule})", "{value} loosens the legal limit {limit} ({rule})"),
    "law_looser": _text(
        "{zh_value}比程序所知的法定限度 {zh_limit}宽，依据：{zh_law} ({rule})",
        "{en_value} is looser than the legal limit {en_limit} that the program knows; by {en_law} ({rule})",
    ),
    "law_dates": _text(
        "law 须写明中英文名称和条款，公布日不晚于施行日，施行日不晚于本行的生效日",
        "a law is named in both languages, promulgated by its day in force, and in force by this row's own day",
    ),
    "legal_families": _text("必须包含“{name}”({rule})", 'must contain "{name}" ({rule})'),
    # refusals and rules
    "unknown_refusal": _text("程序没有编号为“{name}”的提示", 'the program has no refusal "{name}"'),
    "near_refusal": _text(
        "程序没有编号为“{name}”的提示；是否指“{near}”", 'the program has no refusal "{name}"; did you mean "{near}"'
    ),
    "missing_refusal": _text("缺少提示“{name}”的文字", 'has no words for the refusal "{name}"'),
    # sensitive acts
    "unknown_act": _text("程序没有“{name}”这一操作", 'the program has no act "{name}"'),
    "near_act": _text("程序没有“{name}”这一操作；是否指“{near}”", 'no act "{name}"; did you mean "{near}"'),
    "missing_act": _text("缺少操作“{name}”", 'the act "{name}" is missing'),
    "act_floor": _text(
        "要求“{name}”过低，至少为“{least}”(DATA-08)", '"{name}" asks too little, at least "{least}" (DATA-08)'
    ),
    "act_wider": _text("roles 只能在 {roles} 之内 (DATA-08)", "roles may only be of {roles} (DATA-08)"),
    "act_roles": _text(
        "要求第二人时须写明 roles，其他情形不得写",
        "roles must stand where a second person is asked for, and only there",
    ),
    "act_fixed": _text(
        "roles 必须是 {roles}，本行不能另定(DATA-08)", "roles must be {roles}; no bank sets others (DATA-08)"
    ),
    "unknown_rule": _text("rules.toml 中没有“{name}”", 'rules.toml has no "{name}"'),
    "missing_rule": _text("缺少规则“{name}”", 'the rule "{name}" is missing'),
    "citation": _text("依据为 {basis} 的规则不得引用出处", "a rule of basis {basis} must not cite a source"),
    "no_source": _text("依据为 {basis} 的规则必须写出处", "a rule of basis {basis} must name its source"),
    "rule_id": _text("“{name}”不是规则编号", '"{name}" is no rule id'),
    # ranking, labels, papers
    "ranking": _text("不得按“{name}”排序 ({rule})", 'the list must not be ranked by "{name}" ({rule})'),
    "no_ranking": _text("没有排序标准 (SUIT-29)", "there is no criterion (SUIT-29)"),
    "last_code": _text(
        "最后一项应为 code，使顺序唯一 (SUIT-29)", "code must come last, so that the order is unique (SUIT-29)"
    ),
    "missing_vocabulary": _text("缺少词表“{name}”", 'the vocabulary "{name}" is missing'),
    "missing_label": _text("缺少“{name}”的名称", 'has no label for "{name}"'),
    "missing_word": _text("缺少“{name}”的词语", 'has no words for "{name}"'),
    "unknown_class": _text("没有“{name}”这一保险类别 (SUIT-31)", 'there is no class of insurance "{name}" (SUIT-31)'),
    "missing_paper": _text("缺少文件“{name}”", 'the paper "{name}" is missing'),
    "unknown_paper": _text("没有“{name}”这种文件", 'there is no paper "{name}"'),
    "own_set": _text("“{name}”的文件不能列入签署文件", "a paper of a {name} cannot belong to a signing set"),
    "own_families": _text("families 只与 set 同用", "families belong to a set alone"),
    "own_nobody": _text("签署栏没有写明由谁签署", "the signature block does not say who signs"),
    "own_surplus": _text("“{kind}”区块没有“{name}”这一项", 'a block "{kind}" has no key "{name}"'),
    "own_row": _text("每行只写 field，或同时写 label 与 text", "a row has field, or label and text together"),
    "missing_set": _text("缺少“{name}”类产品的文件清单", 'has no set of papers for "{name}"'),
    "needed_paper": _text("清单必须包含“{name}”({rule})", 'the set must contain "{name}" ({rule})'),
    "unsigned": _text("必须由“{name}”签字 ({rule})", 'must be signed by "{name}" ({rule})'),
    "each_sale": _text("说的是产品，每笔销售都须打印 ({rule})", "is of the product: each sale prints its own ({rule})"),
    "uncopied": _text("必须带抄写语句 (SALE-03)", "must carry the copied sentence (SALE-03)"),
    # complaints
    "missing_clock": _text("缺少法定时限“{name}”({rule})", 'the legal clock "{name}" is missing ({rule})'),
    "not_legal": _text("“{name}”须标为法定时限 ({rule})", '"{name}" must be marked as legal ({rule})'),
    "clock_shape": _text("“{name}”须为 {wanted} ({rule})", '"{name}" must have {wanted} ({rule})'),
    "unknown_clock": _text("没有“{name}”这一时限", 'there is no clock "{name}"'),
    "warning_point": _text("须写 days 或 hours 之一", "either days or hours is wanted"),
    "missing_letter": _text("缺少函件“{name}”", 'the letter "{name}" is missing'),
    "missing_remedy": _text("救济途径须写明“{name}”(COMP-09)", 'the remedies must name "{name}" (COMP-09)'),
}
