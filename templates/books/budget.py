"""The budget book 部门预算: what a department will earn and spend, by account and month."""

from templates.book import Book, Sheet
from templates.books.choices import APPROVAL, BOOK_NAMES, MONTHS, YUAN
from templates.derive import Gathered, Rate, Total
from templates.field import Words, choice, identity, money, number, percent, ref, text

DIRECTIONS = {"pay": Words("付", "付", "Pay"), "receive": Words("收", "收", "Receive")}

LINES = Sheet("lines", Words("预算表", "預算表", "Budget lines"), (
    ref("account", Words("科目", "會計科目", "Account"), "organisation.accounts", required=True, width=18),
    text("item", Words("项目内容", "項目內容", "Item"), width=24),
    ref("supplier", Words("供应商", "供應商", "Supplier"), "organisation.suppliers"),
    money("last_actual", Words("上年实际", "上年度實際", "Actual last year")),
    money("last_budget", Words("上年预算", "上年度預算", "Budget last year")),
    *(money(month, heading) for month, heading in MONTHS.items()),
    money("total", Words("全年合计", "全年合計", "Total"), derived=Total(tuple(MONTHS))),
    money("change", Words("比上年增减", "較上年度增減", "Change"), derived=Total(("total",), minus=("last_budget",))),
    percent("change_rate", Words("增减率（%）", "增減率（%）", "Change (%)"), derived=Rate("change", "last_budget")),
    text("basis", Words("测算依据", "編列依據", "Basis"), width=40),
    ref("task", Words("对应任务", "對應任務", "Task"), "plan.tasks"),
), mandatory=True, unit=YUAN, identity=("account", "item"))

TOTALS = Sheet("totals", Words("合计", "合計", "Totals"), (
    money("revenue", Words("收入合计", "收入合計", "Revenue"), derived=Gathered(by="class", wanted="revenue")),
    money("cost", Words("成本合计", "成本合計", "Cost"), derived=Gathered(by="class", wanted="cost")),
    money("expense", Words("费用合计", "費用合計", "Expense"), derived=Gathered(by="class", wanted="expense")),
    money("capital", Words("资本性支出合计", "資本支出合計", "Capital"), derived=Gathered(by=None, capital=True)),
    money("controllable", Words("可控合计（含资本性）", "可控合計（含資本支出）", "Controllable, with capital"),
          derived=Gathered(by="controllable", wanted="yes", capital=True)),
), form=True, unit=YUAN)

PAYROLL = Sheet("payroll", Words("人员费用", "人事費用", "Payroll"), (
    text("post", Words("岗位", "職務", "Post"), required=True, width=18),
    number("headcount", Words("人数", "人數", "Head-count"), required=True),
    money("monthly_pay", Words("人均月薪", "平均月薪", "Monthly pay per head")),
    percent("insurance_rate", Words("社保公积金费率（%）", "勞健保退休金費率（%）", "Social insurance (%)")),
), unit=YUAN, identity=("post",))

CAPITAL = Sheet("capital", Words("资本性支出", "資本支出", "Capital items"), (
    text("item", Words("项目名称", "項目名稱", "Item"), is_key=True, required=True, width=24),
    money("amount", Words("金额", "金額", "Amount"), required=True),
    text("feasibility_no", Words("可研编号", "可行性評估編號", "Feasibility study no."), width=18),
    choice("approved_level", Words("审批层级", "核決層級", "Approved by"), APPROVAL, width=16),
    text("payment_plan", Words("付款计划", "付款計畫", "Payment plan"), width=30),
    ref("task", Words("对应任务", "對應任務", "Task"), "plan.tasks"),
), unit=YUAN)

SETTLEMENTS = Sheet("settlements", Words("内部结算", "內部計價", "Settlements"), (
    ref("other_department", Words("对方部门", "對方部門", "Other department"), "organisation.departments",
        required=True),
    ref("account", Words("科目", "會計科目", "Account"), "organisation.accounts", required=True),
    money("amount", Words("金额", "金額", "Amount"), required=True),
    choice("direction", Words("收付方向", "收付方向", "Direction"), DIRECTIONS, required=True),
), unit=YUAN, identity=("other_department", "account"))

CASH = Sheet("cash", Words("资金计划", "資金計畫", "Cash plan"), (
    identity("month", Words("月份", "月份", "Month"), required=False),
    money("opening", Words("期初余额", "期初餘額", "Opening balance"), required=True),
    money("inflow", Words("本月流入", "本月流入", "Inflow"), required=True),
    money("outflow", Words("本月流出", "本月流出", "Outflow"), required=True),
    money("closing", Words("期末余额", "期末餘額", "Closing balance"),
          derived=Total(("opening", "inflow"), minus=("outflow",))),
    text("source", Words("资金来源", "資金來源", "Source of funds")),
), unit=YUAN)

BUDGET = Book("budget", BOOK_NAMES["budget"], (
    LINES, TOTALS, PAYROLL, CAPITAL, SETTLEMENTS, CASH,
), owner="department", rounds=True)
