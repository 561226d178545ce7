"""The economics book 经济指标: income statement by month, kept by finance."""

from templates.book import Book, Sheet
from templates.books.choices import BOOK_NAMES, YUAN
from templates.field import Words, choice, identity, money

KINDS = {
    "budget": Words("预算", "預算", "Budget"),
    "actual": Words("实际", "實際", "Actual"),
    "last_year": Words("上年同期", "去年同期", "Last year"),
}

FIGURES = Sheet("figures", Words("经济指标", "經濟指標", "Figures"), (
    identity("month", Words("月份", "月份", "Month"), required=False),
    choice("kind", Words("类别", "類別", "Kind"), KINDS, is_key=True),
    money("revenue", Words("营业收入", "營業收入", "Revenue"), required=True),
    money("cost", Words("营业成本", "營業成本", "Cost of sales"), required=True),
    money("taxes", Words("税金及附加", "稅金及附加", "Taxes and surcharges")),
    money("selling", Words("销售费用", "推銷費用", "Selling expenses")),
    money("administration", Words("管理费用", "管理費用", "Administrative expenses")),
    money("research", Words("研发费用", "研發費用", "Research and development")),
    money("finance", Words("财务费用", "財務費用", "Finance expenses")),
    money("other", Words("其他损益", "其他損益", "Other gains and losses")),
    money("profit_total", Words("利润总额", "稅前淨利", "Profit before tax"), required=True),
    money("profit_net", Words("净利润", "稅後淨利", "Net profit")),
), unit=YUAN)

ECONOMICS = Book("economics", BOOK_NAMES["economics"], (FIGURES,), owner="organisation")
