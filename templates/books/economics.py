"""The economics book (经济指标): monthly figures of the whole organisation, kept by finance."""

from __future__ import annotations

from templates.book import Book, Sheet
from templates.field import Words, choice, money, text

FIGURES = Sheet("figures", Words("经济指标", "經濟指標", "Figures"), unit=Words("元", "元", "yuan"), fields=(
    text("month", Words("月份", "月份", "Month"), is_key=True, width=10),
    choice("kind", Words("类别", "類別", "Kind"),
           {"budget": Words("预算", "預算", "Budget"), "actual": Words("实际", "實際", "Actual"),
            "last_year": Words("上年同期", "上年同期", "Last year")}, is_key=True),
    money("revenue", Words("营业收入", "營業收入", "Revenue"), required=True),
    money("cost", Words("营业成本", "營業成本", "Cost"), required=True),
    money("taxes", Words("税金及附加", "稅金及附加", "Taxes")),
    money("selling", Words("销售费用", "銷售費用", "Selling")),
    money("administration", Words("管理费用", "管理費用", "Administration")),
    money("research", Words("研发费用", "研發費用", "Research")),
    money("finance", Words("财务费用", "財務費用", "Finance")),
    money("other", Words("其他收益", "其他收益", "Other income")),
    money("profit_total", Words("利润总额", "稅前淨利", "Profit before tax"), required=True),
    money("profit_net", Words("净利润", "稅後淨利", "Net profit")),
))
ECONOMICS = Book("economics", Words("经济指标", "經濟指標", "Economics"), owner="organisation", sheets=(FIGURES,))
