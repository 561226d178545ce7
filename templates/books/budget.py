"""The budget book (部门预算): each department, per year and round."""

from __future__ import annotations

from templates.book import Book, Sheet
from templates.books.choices import APPROVAL_LEVEL
from templates.derive import Gathered, Rate, Total
from templates.field import Words, choice, identity, money, number, percent, ref, text

YUAN = Words("元", "元", "yuan")
MONTHS = tuple(f"m{month:02}" for month in range(1, 13))
TASK = ref("task", Words("任务编号", "工作項目編號", "Task"), "plan.tasks")

LINES = Sheet("lines", Words("预算表", "預算表", "Budget lines"), mandatory=True, unit=YUAN, identity=("account", "item"), fields=(
    ref("account", Words("科目", "科目", "Account"), "organisation.accounts", required=True, width=12),
    text("item", Words("项目内容", "項目內容", "Item")),
    ref("supplier", Words("供应商", "供應商", "Supplier"), "organisation.suppliers", width=12),
    money("last_actual", Words("上年实际", "上年實際", "Last year's actual")),
    money("last_budget", Words("上年预算", "上年預算", "Last year's budget")),
    *(money(key, Words(f"{int(key[1:])}月", f"{int(key[1:])}月", f"Month {int(key[1:])}")) for key in MONTHS),
    money("total", Words("合计", "合計", "Total"), derived=Total(MONTHS)),
    money("change", Words("增减额", "增減額", "Change"), derived=Total(("total",), ("last_budget",))),
    percent("change_rate", Words("增减率", "增減率", "Change rate"), derived=Rate("change", "last_budget")),
    text("basis", Words("编制依据", "編製依據", "Basis"), width=32),
    TASK,
))
TOTALS = Sheet("totals", Words("合计", "合計", "Totals"), form=True, unit=YUAN, fields=(
    money("revenue", Words("收入合计", "收入合計", "Revenue"), derived=Gathered("class", "revenue")),
    money("cost", Words("成本合计", "成本合計", "Cost"), derived=Gathered("class", "cost")),
    money("expense", Words("费用合计", "費用合計", "Expense"), derived=Gathered("class", "expense")),
    money("capital", Words("资本性支出合计", "資本支出合計", "Capital"), derived=Gathered(None, capital=True)),
    money("controllable", Words("可控支出合计", "可控支出合計", "Controllable"),
          derived=Gathered("controllable", "yes", capital=True)),
))
PAYROLL = Sheet("payroll", Words("人员费用", "人事費用", "Payroll"), unit=YUAN, identity=("post",), fields=(
    text("post", Words("岗位", "職務", "Post"), required=True),
    number("headcount", Words("人数", "人數", "Head-count"), required=True),
    money("monthly_pay", Words("月薪", "月薪", "Monthly pay")),
    percent("insurance_rate", Words("社保费率", "保險費率", "Insurance rate")),
))
CAPITAL = Sheet("capital", Words("资本性支出", "資本支出", "Capital items"), unit=YUAN, fields=(
    identity("item", Words("项目", "項目", "Item"), width=28),
    money("amount", Words("金额", "金額", "Amount"), required=True),
    text("feasibility_no", Words("可研编号", "可行性評估編號", "Feasibility study no.")),
    choice("approved_level", Words("审批层级", "審批層級", "Approved by"), APPROVAL_LEVEL, width=16),
    text("payment_plan", Words("付款计划", "付款計畫", "Payment plan"), width=28),
    TASK,
))
SETTLEMENTS = Sheet("settlements", Words("内部结算", "內部計價", "Settlements"), unit=YUAN,
                    identity=("other_department", "account"), fields=(
    ref("other_department", Words("对方部门", "對方部門", "Other department"), "organisation.departments", required=True),
    ref("account", Words("科目", "科目", "Account"), "organisation.accounts", required=True),
    money("amount", Words("金额", "金額", "Amount"), required=True),
    choice("direction", Words("方向", "方向", "Direction"),
           {"pay": Words("付", "付", "Pay"), "receive": Words("收", "收", "Receive")}, required=True),
))
CASH = Sheet("cash", Words("资金计划", "資金計畫", "Cash plan"), unit=YUAN, fields=(
    text("month", Words("月份", "月份", "Month"), is_key=True, width=10),
    money("opening", Words("期初余额", "期初餘額", "Opening"), required=True),
    money("inflow", Words("流入", "流入", "Inflow"), required=True),
    money("outflow", Words("流出", "流出", "Outflow"), required=True),
    money("closing", Words("期末余额", "期末餘額", "Closing"), derived=Total(("opening", "inflow"), ("outflow",))),
    text("source", Words("资金来源", "資金來源", "Source")),
))
BUDGET = Book("budget", Words("部门预算", "部門預算", "Budget"), owner="department", rounds=True, sheets=(
    LINES, TOTALS, PAYROLL, CAPITAL, SETTLEMENTS, CASH,
))
