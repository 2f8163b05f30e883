"""A whole sale line by line: the same facts as by the screens, nothing lost, nothing answered for the client."""

from contextlib import suppress
from datetime import timedelta

import pytest

from plain.typist import Chooser, Typist
from rmdesk.desk import assess, clients, confirming, people, printing, sales, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.sales import View
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish
from rmdesk.domain.sale_signing import unreturned_papers
from rmdesk.locale import Lang, tr
from rmdesk.plain import intake
from rmdesk.plain.sale.walk import sell
from rmdesk.plain.talk import RefusedError
from support.clock import Clock
from support.desks import COST, PASSWORD, done, rested
from support.people import product, staff, text
from support.tiers import also
from support.walk import put_on
from tui.sale.cases import a_client, assessed, sale_at, tell

Answers = dict[str, str | list[str]]
ZH: Answers = {
    "拟办理金额": "200000",
    "选择产品": "1",
    "选定该产品": "y",
    "客户已听读": "y",
    "双录编号": "REC-0007",
    "客户经理复签请": "y",
    "档案位置": "A-17",
}
EN: Answers = {
    "Amount in mind": "200000",
    "Product, or": "1",
    "Type y to take": "y",
    "Type y once the client": "y",
    "Recording reference": "REC-0007",
    "Type y to countersign": "y",
    "Location of the papers": "A-17",
}
LETTER = {"zh": "选项字母：", "en": "Letter: "}
NEXT = {"zh": "下一步（", "en": "What next"}


class Seller(Typist):
    """Takes his time over everything that is said; knows which letter is right."""

    def __init__(self, desk: Desk, clock: Clock, answers: Answers, leaves_at: int | None = None) -> None:
        super().__init__(answers, leaves_at)
        self.desk = desk
        self.clock = clock
        self.right = True

    def answering(self, prompt: str) -> None:
        """Half a minute a line."""
        self.clock.forward(seconds=31)
        letter = next((one for one in LETTER.values() if prompt.startswith(one)), None)
        if letter is not None and self.right:
            self._answers[letter] = [self._correct()]
        for what in (*NEXT.values(), "哪一项已签回", "Which was returned"):
            if prompt.startswith(what):
                self._answers.setdefault(what, [""])
                if what not in NEXT.values():
                    self._answers[what] = ["1"] if self._papers_open() else [str(self._sentence())]

    def _papers_open(self) -> bool:
        view = done(sales.view(self.desk, done(sales.open_sales(self.desk))[0].id))
        return bool(unreturned_papers(view.sale, view.context))

    def _sentence(self) -> int:
        """Behind "all" and the papers stands the copied sentence."""
        view = done(sales.view(self.desk, done(sales.open_sales(self.desk))[0].id))
        return len(view.context.demands.signed_papers) + 2

    def _correct(self) -> str:
        sale = done(sales.open_sales(self.desk))[0].id
        right = {one.question for one in done(sales.view(self.desk, sale)).sale.understood if one.right}
        return next(one.correct for one in done(selling.questions(self.desk, sale)) if one.id not in right)


@pytest.fixture
def fund(desk: Desk) -> Product:
    """A product that fits a balanced client."""
    one = product()
    put_on(desk, one)
    return one


@pytest.mark.parametrize(("lang", "answers"), [("zh", ZH), also("en", EN)])
def test_a_whole_sale_from_the_wish_to_the_filed_papers(
    desk: Desk, clock: Clock, fund: Product, lang: Lang, answers: Answers
) -> None:
    """Whoever cannot see a screen could sell nothing: plain mode ended with the assessment."""
    client = a_client(desk)
    assessed(desk, clock, client)
    seller = Seller(desk, clock, {**answers, "请输入序号": "2", "Number: ": "2"})
    view = _through(desk, seller, lang, client.no)
    assert view.sale.closed
    assert view.sale.shelf == "A-17"
    assert view.sale.choice is not None
    assert view.sale.choice.code == fund.code
    assert {one.seconds for one in view.sale.acknowledged} == {31}
    assert all(one.right for one in view.sale.understood)
    assert not view.sale.review


def _through(desk: Desk, seller: Seller, lang: Lang, which: str) -> View:
    """The sale to where it is left."""
    view = sell(seller.talk(desk, lang), which)
    assert view is not None, seller.all_heard
    return view


def test_a_closed_sale_leads_on_to_what_is_open_of_the_visit(desk: Desk, clock: Clock) -> None:
    """If it fails, whoever cannot see the first screen forgets the client's other purchase of the day."""
    closed = done(sales.start(desk, a_client(desk).id)).sale
    following = done(sales.start(desk, closed.client_id, closed.visit_id)).sale
    done(sales.abandon(desk, closed.id, "客户改变主意"))
    view = _through(desk, Seller(desk, clock, {"": "<", "接着办理": "y", NEXT["zh"]: "3"}), "zh", closed.no)
    assert view.sale.id == following.id


@pytest.mark.usefixtures("fund")
def test_a_deposit_is_sold_to_who_was_never_assessed(desk: Desk, clock: Clock) -> None:
    """If it fails, a client who hears no screen answers a risk questionnaire to open a savings account (SUIT-24)."""
    put_on(desk, product(code="D-01", family="deposit", regime="none", issuer_level=None, bank_level=None))
    client = a_client(desk)
    seller = Seller(desk, clock, {**ZH, "请输入序号": "2", "拟投资金额": "20000"})
    view = _through(desk, seller, "zh", client.no)
    assert "SUIT-20" in seller.all_heard
    assert view.sale.closed
    assert view.sale.choice is not None
    assert view.sale.choice.code == "D-01"


def test_each_offered_product_is_heard_below_what_is_true_of_it(desk: Desk, clock: Clock, fund: Product) -> None:
    """Whoever hears the list would else take what meets every requirement for what does not (SUIT-28)."""
    put_on(desk, product(code="W-02", name=text("示例长期理财"), term_days=900))
    client = a_client(desk)
    assessed(desk, clock, client)
    sale = done(sales.start(desk, client.id)).sale
    done(selling.state_wish(desk, sale.id, Wish(horizon="6m_1y")))
    seller = Seller(desk, clock, {**ZH, "选择产品": "<", "请输入序号": "4"})
    _through(desk, seller, "zh", sale.no)
    told = seller.all_heard
    places = [told.index(one) for one in (fund.name.zh, "不完全符合所填需求", "示例长期理财", "其他事项")]
    assert places == sorted(places)
    assert "以下 1 只" in told


@pytest.mark.usefixtures("fund")
def test_whoever_leaves_at_any_prompt_goes_on_there(desk: Desk, clock: Clock) -> None:
    """Ctrl-C or a closed terminal at any line: what was told, answered, printed is there, and the sale ends right."""
    client = a_client(desk)
    assessed(desk, clock, client)
    for rounds in range(60):
        lines = done(sales.of_client(desk, client.id))
        if lines and done(sales.view(desk, lines[0].id)).sale.closed:
            assert rounds > 4
            return
        before = _facts(desk, client.id)
        seller = Seller(desk, clock, {**ZH, "请输入序号": "2", "办理哪一笔": "2"}, leaves_at=7)
        try:
            sell(seller.talk(desk), client.no)
        except KeyboardInterrupt:
            assert _facts(desk, client.id) >= before
    pytest.fail("it does not get on")


def _facts(desk: Desk, client_id: str) -> int:
    return len(desk.store.query("SELECT 1 FROM journal")) if client_id else 0


@pytest.mark.usefixtures("fund")
def test_enter_acknowledges_nothing_and_back_leads_to_a_choice(desk: Desk, clock: Clock) -> None:
    """An empty line would speak for the client; `<` offers another product, the end, or later."""
    which = sale_at(desk, clock, "disclose")
    seller = Seller(desk, clock, {"客户已听读": ["", "?", "返回"], "请输入序号": "4"})
    view = sell(seller.talk(desk), done(sales.view(desk, which)).sale.no)
    assert view is not None
    assert view.sale.acknowledged == ()
    assert "【朗读稿】" in seller.all_heard
    assert view.sale.no in seller.heard[-1]


@pytest.mark.usefixtures("fund")
def test_a_wrong_answer_reads_the_item_again(desk: Desk, clock: Clock) -> None:
    """SUIT-22: the client hears once more where the right answer stands, and is asked again."""
    which = sale_at(desk, clock, "disclose")
    seller = Seller(desk, clock, {**ZH, LETTER["zh"]: ["Z", "A", "<"], "请输入序号": "4"})
    seller.right = False
    questions = done(selling.questions(desk, which))
    wrong = next(one.key for one in questions[0].options if one.key != questions[0].correct)
    seller._answers[LETTER["zh"]] = ["Z", wrong, "<"]
    view = sell(seller.talk(desk), which_no(desk, which))
    assert view is not None
    assert [one.right for one in view.sale.understood] == [False]
    assert "回答不正确" in seller.all_heard
    assert seller.all_heard.count("请先开始双录") == 1


def test_a_sale_is_found_by_its_number(desk: Desk) -> None:
    """If it fails, the twenty-first open sale is reached by no key of the list that asks which."""
    client = a_client(desk)
    first, *_ = [done(sales.start(desk, client.id)).sale.no for _ in range(22)]
    typist = Typist({"办理哪一笔": ["J-9999", client.no, f"j{first[1:]}"]}, leaves_at=4)
    with pytest.raises(KeyboardInterrupt):
        sell(typist.talk(desk))
    assert "另有 2 笔未完成" in typist.all_heard
    assert "J-9999" in typist.all_heard
    assert f"{first} " in typist.all_heard.split("J-9999")[1]
    assert "的序号，或列表中的编号" in typist.all_heard, "a number that is none of a sale was said to be no place alone"


def test_who_may_open_no_file_is_not_asked_for_one(desk: Desk) -> None:
    """A reviewer answered forty questions about a new client, and was refused behind the last (DATA-08)."""
    desk.actor = staff("second", "reviewer")
    typist = Typist({"办理哪一笔": ["2", "<"]})
    sell(typist.talk(desk))
    assert "DATA-08" in typist.all_heard
    assert len(typist.prompts) == 2
    with pytest.raises(RefusedError):
        intake.take_in(typist.talk(desk), "person")
    assert len(typist.prompts) == 2, "nothing is asked that nobody could keep"


def test_reasons_do_not_scroll_away_under_the_list(desk: Desk, clock: Clock, fund: Product) -> None:
    """Why a product is withheld was read out, and seventy lines of what is offered at once behind it."""
    put_on(desk, product(code="W-05", issuer_level="R5", name=text("示例进取理财")))
    client = a_client(desk)
    assessed(desk, clock, client)
    sale = done(sales.start(desk, client.id)).sale
    seller = Seller(desk, clock, {**ZH, "选择产品": ["2", "?", "<"], "请输入序号": "4"})
    with suppress(KeyboardInterrupt):
        _through(desk, seller, "zh", sale.no)
    told = seller.all_heard.split("示例进取理财")[1]
    assert told.index("清单同上") < told.index(fund.name.zh), "help alone reads the list again"


def _second(desk: Desk) -> None:
    done(people.add(desk, staff("second", "reviewer"), PASSWORD, PASSWORD, COST))


def which_no(desk: Desk, sale_id: str) -> str:
    """A sale's number."""
    return done(sales.view(desk, sale_id)).sale.no


@pytest.mark.usefixtures("fund")
def test_what_is_told_too_fast_is_said_and_reviewed_by_somebody_else(desk: Desk, clock: Clock) -> None:
    """The second person reads the papers and signs with the own password; a wrong one is asked for again (SALE-13)."""
    _second(desk)
    which = sale_at(desk, clock, "disclose")
    for item in done(selling.items(desk, which)):
        done(selling.acknowledge(desk, which, item.id, 1, "zh", read_to_end=True))
    for question in done(selling.questions(desk, which)):
        done(selling.answer(desk, which, question.id, question.correct))
    done(selling.note_recording(desk, which, "REC-0001", desk.now()))
    keys = len(done(sales.view(desk, which)).context.demands.signed_papers)
    answers: Answers = {
        **ZH,
        "请输入序号": "2",
        "选文件朗读": ["3", "99", "1"],
        "复核人密码": ["falsch", PASSWORD],
    }
    assert keys
    seller = Seller(desk, clock, answers)
    view = _through(desk, seller, "zh", which_no(desk, which))
    assert view.sale.closed, seller.all_heard
    assert view.sale.reviewed is not None
    assert view.sale.reviewed.by == "second"
    assert "falsch" not in seller.all_heard
    assert "DATA-08" in seller.all_heard
    assert any(line.startswith("☑ ") for line in seller.heard)  # which answer of the form is ticked


@pytest.mark.usefixtures("fund")
def test_what_is_missing_in_the_file_is_asked_for_in_the_sale(desk: Desk, clock: Clock) -> None:
    """SALE-01: a file that lacks something is completed here, with a reason, and the sale goes on."""
    client = a_client(desk, id_valid_until=(desk.today() + timedelta(1)).isoformat(), born="1980-03-05")
    assessed(desk, clock, client)
    sale = done(sales.start(desk, client.id)).sale
    rested(desk, clock, days=120)
    until = desk.today().replace(year=desk.today().year + 15).isoformat()
    seller = Seller(desk, clock, {"证件有效期": until, "修改原因": "证件换发", "请输入序号": "4"}, leaves_at=30)
    with pytest.raises(KeyboardInterrupt):
        sell(seller.talk(desk), sale.no)
    assert done(clients.get(desk, client.id)).profile["id_valid_until"] == until, seller.all_heard


@pytest.mark.usefixtures("fund")
def test_a_flagged_questionnaire_is_reviewed_with_a_note(desk: Desk) -> None:
    """QUES-09: the reviewer sits down, hears the answers and leaves a note; he is offered nothing of the selling."""
    _second(desk)
    client = a_client(desk)
    take = done(assess.begin(desk, client.id))
    for question, letter in zip(take.form.questions, "BCBBCCCCCBCC", strict=True):
        if question.source == "client":
            take.answers[question.id], take.seconds[question.id] = letter, 0
    taken = done(assess.finish(desk, take))
    assert taken.awaits_review
    sale = done(sales.start(desk, client.id)).sale
    himself = Chooser(
        {tr("zh", "clients.review_note"): "没有问题", "复核人密码": "<"}, {"请输入序号": ["复核通过", "<"]}
    )
    desk.actor = staff(taken.by, "reviewer")
    sell(himself.talk(desk), sale.no)
    assert himself.prompts[-2].startswith("复核人密码"), "he took the answers himself: another one signs"
    assert done(assess.get(desk, taken.id)).reviewed is None
    desk.actor = staff("second", "reviewer")
    typist = Typist({"请输入序号": "1", "复核": ["", "已电话核实"]})
    sell(typist.talk(desk), sale.no)
    reviewed = done(assess.get(desk, taken.id)).reviewed
    assert reviewed is not None
    assert (reviewed.by, reviewed.note) == ("second", "已电话核实")


@pytest.mark.usefixtures("fund")
def test_a_refused_act_costs_nothing(desk: Desk, clock: Clock) -> None:
    """The papers are not back: the countersignature is refused in words, and the sale stands where it stood."""
    which = sale_at(desk, clock, "disclose")
    tell(desk, clock, which)
    seller = Seller(desk, clock, {NEXT["zh"]: ["1", "7", "<"], "请输入序号": ["2", "4"], "客户经理复签请": "y"})
    view = sell(seller.talk(desk), which_no(desk, which))
    assert view is not None
    assert view.sale.countersigned is None
    assert "尚未签回" in seller.all_heard


def _menus(typist: Typist, words_in: str) -> list[dict[str, str]]:
    """Number and words of the menus that were read out and have that line."""
    menus, menu = list[dict[str, str]](), dict[str, str]()
    for line in typist.heard:
        if line.startswith("  ") and ". " in line:
            number, _, words = line.strip().partition(". ")
            menu[number] = words
        elif menu:
            menus.append(menu)
            menu = {}
    return [one for one in (*menus, menu) if words_in in one.values()]


@pytest.mark.usefixtures("fund")
def test_a_number_means_the_same_until_the_sale_is_filed(desk: Desk, clock: Clock) -> None:
    """Whoever knew "3 countersigns" by heart printed anew with it: the menu was sorted by what was due."""
    which = sale_at(desk, clock, "confirm")
    seller = Seller(desk, clock, ZH)
    view = _through(desk, seller, "zh", which_no(desk, which))
    assert view.sale.closed, seller.all_heard
    found: dict[str, set[str]] = {}
    for menu in (menus := _menus(seller, "打印文件")):
        for number, words in menu.items():
            found.setdefault(words, set()).add(number)
    assert len(menus) > 3
    assert {words: len(numbers) for words, numbers in found.items()} == dict.fromkeys(found, 1)
    assert "归档" in found


@pytest.mark.usefixtures("fund")
def test_what_a_menu_does_not_offer_now_says_why_and_help_reads_it_again(desk: Desk, clock: Clock) -> None:
    """A number that was learned by heart is not "no such number", and whoever forgot the menu asks for it by "?"."""
    which = sale_at(desk, clock, "confirm")
    seller = Seller(desk, clock, {NEXT["zh"]: ["9", "?", "<"], "请输入序号": "4"})
    _through(desk, seller, "zh", which_no(desk, which))
    said, helped = (
        next(at for at, line in enumerate(seller.heard) if word in line) for word in ("! 9. 归档", "退回上一步")
    )
    assert "先复签" in seller.heard[said]
    assert said < helped
    assert "  1. 打印文件" in seller.heard[helped]
    assert "  9. 归档：" in seller.heard[helped]


def test_the_order_is_asked_for_before_the_shelf(desk: Desk, clock: Clock) -> None:
    """SALE-15: whoever typed where the papers stand read only then that the order's number comes first."""
    put_on(desk, product(order_system="示例代销系统"))
    which = sale_at(desk, clock, "archive")
    seller = Seller(desk, clock, {**ZH, NEXT["zh"]: "9", "订单号": "DX-2026-0001"})
    view = _through(desk, seller, "zh", which_no(desk, which))
    asked = [one for one in seller.prompts if one.startswith(("订单号", "档案位置"))]
    assert [one[:3] for one in asked] == ["订单号", "档案位"]
    assert view.sale.closed


def test_what_is_taken_back_is_asked_first(desk: Desk, clock: Clock, fund: Product) -> None:
    """The number of a paper that is recorded as returned, heard as one to record: the tick was gone without a word."""
    assert fund
    which = sale_at(desk, clock, "confirm")
    done(printing.print_sale(desk, which, desk.folder / "papers", "zh"))
    kinds = done(sales.view(desk, which)).context.demands.signed_papers
    done(confirming.papers_returned(desk, which, kinds, sentence_seen=True))
    typist = Typist({NEXT["zh"]: ["2", "<"], "哪一项已签回": "2", "这一项已登记": ["", "<"], "请输入序号": "4"})
    sell(typist.talk(desk), which_no(desk, which))
    assert {*done(sales.view(desk, which)).sale.returned} == {*kinds}
    typist = Typist({NEXT["zh"]: ["2", "<"], "哪一项已签回": "2", "这一项已登记": "y", "请输入序号": "4"})
    sell(typist.talk(desk), which_no(desk, which))
    assert len(done(sales.view(desk, which)).sale.returned) == len(kinds) - 1
