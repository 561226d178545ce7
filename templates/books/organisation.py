"""The organisation book 主数据: what every department refers to, kept by the coordination office."""

from templates.book import Book, Sheet
from templates.books.choices import APPROVAL, BOOK_NAMES, HOURS, LEVELS, REPORTED, YES_NO, YUAN
from templates.field import Words, choice, day, identity, money, number, percent, ref, text, whole

REPORT_UNITS = {"yuan": Words("元", "元", "CNY"), "wan": Words("万元", "萬元", "10,000 CNY")}
ABSENCES = {
    "leave": Words("休假", "休假", "Leave"),
    "trip": Words("出差", "出差", "Business trip"),
    "training": Words("培训", "受訓", "Training"),
}
ASSET_STATUS = {
    "in_use": Words("在用", "使用中", "In use"),
    "idle": Words("闲置", "閒置", "Idle"),
    "repair": Words("维修", "維修", "Under repair"),
    "scrapped": Words("报废", "報廢", "Scrapped"),
}
UPKEEP = {
    "maintenance": Words("检修", "檢修", "Maintenance"),
    "calibration": Words("校准", "校正", "Calibration"),
    "inspection": Words("年检", "年度檢驗", "Inspection"),
}
CLASSES = {
    "revenue": Words("收入", "收入", "Revenue"),
    "cost": Words("成本", "成本", "Cost"),
    "expense": Words("费用", "費用", "Expense"),
    "capital": Words("资本性", "資本性", "Capital"),
}
CONTROLS = {"hard": Words("刚性", "剛性", "Hard"), "soft": Words("柔性", "柔性", "Soft")}
GRADES = {grade: Words(grade, grade, grade) for grade in "ABCD"}
DIRECTIONS = {
    "up": Words("越高越好", "越高越好", "Higher is better"),
    "down": Words("越低越好", "越低越好", "Lower is better"),
}
MATTERS = {
    "plan": Words("计划", "計畫", "Plan"),
    "budget": Words("预算", "預算", "Budget"),
    "change": Words("变更", "變更", "Change"),
    "procurement": Words("采购", "採購", "Procurement"),
    "capital": Words("资本性支出", "資本支出", "Capital expenditure"),
}
INDICATORS = {
    "completion": Words("工作任务完成率", "工作任務完成率", "Task completion rate"),
    "on_time": Words("按时完成率", "準時完成率", "On-time rate"),
    "people_use": Words("人力资源利用率", "人力資源利用率", "Use of people"),
    "asset_use": Words("物力资源利用率", "物力資源利用率", "Use of assets"),
    "budget_use": Words("预算执行率", "預算執行率", "Budget execution rate"),
    "satisfaction": Words("满意度", "滿意度", "Satisfaction"),
    "rectification": Words("整改完成率", "改善完成率", "Rectification rate"),
    "compliance": Words("合规率", "法遵合格率", "Compliance rate"),
}
SEVERITIES = {
    "error": Words("错误", "錯誤", "Error"),
    "warning": Words("警告", "警告", "Warning"),
    "hint": Words("提示", "提示", "Hint"),
    "off": Words("停用", "停用", "Off"),
}

ABOUT = Sheet("about", Words("单位信息", "單位資料", "About"), (
    text("name", Words("单位名称", "單位名稱", "Organisation"), required=True, width=40),
    text("short_name", Words("简称", "簡稱", "Short name")),
    text("regulation", Words("管理办法及文号", "管理辦法及文號", "Regulation (title and number)"), width=40),
    day("effective", Words("施行日期", "施行日期", "In force from")),
    whole("year", Words("计划年度", "計畫年度", "Plan year"), required=True, low=None),
    choice("report_unit", Words("报告金额单位", "報告金額單位", "Unit of amounts in reports"), REPORT_UNITS),
), form=True)

DEADLINES = Sheet("deadlines", Words("报送期限", "報送期限", "Deadlines"), (
    choice("book", Words("工作簿", "活頁簿", "Book"), REPORTED, is_key=True, width=16),
    text("period", Words("期间", "期間", "Period"), is_key=True, width=12),
    whole("round", Words("轮次", "輪次", "Round"), is_key=True),
    day("due", Words("截止日期", "截止日期", "Due date"), required=True),
))

SUBMISSIONS = Sheet("submissions", Words("报送登记", "報送登記", "Submissions"), (
    ref("department", Words("部门", "部門", "Department"), "organisation.departments", is_key=True),
    choice("book", Words("工作簿", "活頁簿", "Book"), REPORTED, is_key=True, width=16),
    text("period", Words("期间", "期間", "Period"), is_key=True, width=12),
    whole("round", Words("轮次", "輪次", "Round"), is_key=True),
    day("received", Words("收到日期", "收件日期", "Received on"), required=True),
))

DEPARTMENTS = Sheet("departments", Words("部门", "部門", "Departments"), (
    identity("department", Words("部门编码", "部門代碼", "Department code")),
    text("name", Words("部门名称", "部門名稱", "Department name"), required=True),
    ref("head", Words("部门负责人", "部門主管", "Head"), "organisation.people"),
    ref("liaison", Words("联络员", "聯絡窗口", "Liaison"), "organisation.people"),
    choice("revenue_owner", Words("承担收入", "負責營收", "Earns revenue"), YES_NO),
))

PEOPLE = Sheet("people", Words("人员", "人員", "People"), (
    identity("person", Words("工号", "員工編號", "Person no.")),
    text("name", Words("姓名", "姓名", "Name"), required=True, width=14),
    ref("department", Words("所属部门", "所屬部門", "Department"), "organisation.departments", required=True),
    text("post", Words("岗位", "職務", "Post"), required=True, width=18),
    number("hours_per_day", Words("每日工时", "每日工時", "Hours per day"), high=24),
    day("joined", Words("入职日期", "到職日期", "Joined on")),
    day("left", Words("离职日期", "離職日期", "Left on")),
), unit=HOURS)

SKILLS = Sheet("skills", Words("技能", "技能", "Skills"), (
    ref("person", Words("人员", "人員", "Person"), "organisation.people", is_key=True),
    text("skill", Words("技能", "技能", "Skill"), is_key=True),
    whole("level", Words("等级", "等級", "Level"), low=1, high=4),
    day("expires", Words("有效期至", "有效期限", "Valid until")),
))

AWAY = Sheet("absences", Words("休假出差", "休假出差", "Absences"), (
    ref("person", Words("人员", "人員", "Person"), "organisation.people", required=True),
    day("start", Words("开始日期", "開始日期", "First day"), required=True),
    day("finish", Words("结束日期", "結束日期", "Last day"), required=True),
    choice("kind", Words("类别", "類別", "Kind"), ABSENCES),
), identity=("person", "start"))

CALENDAR = Sheet("calendar", Words("日历", "行事曆", "Calendar"), (
    day("date", Words("日期", "日期", "Date"), is_key=True),
    choice("working", Words("是否上班", "是否上班", "Working day"), YES_NO, required=True),
    text("note", Words("备注", "備註", "Note")),
))

ASSETS = Sheet("assets", Words("设备场地", "設備場地", "Assets"), (
    identity("asset", Words("资产编号", "資產編號", "Asset no.")),
    text("name", Words("资产名称", "資產名稱", "Asset name"), required=True),
    text("category", Words("类别", "類別", "Category"), width=14),
    ref("department", Words("管理部门", "管理部門", "Department"), "organisation.departments"),
    number("quantity", Words("数量", "數量", "Quantity"), required=True),
    number("hours_per_day", Words("每日可用工时", "每日可用工時", "Hours per day"), high=24),
    choice("status", Words("状态", "狀態", "Status"), ASSET_STATUS, required=True),
    day("inspection_due", Words("下次检验日期", "下次檢驗日期", "Inspection due")),
), unit=HOURS)

MAINTENANCE = Sheet("maintenance", Words("检修窗口", "檢修時段", "Maintenance"), (
    ref("asset", Words("设备场地", "設備場地", "Asset"), "organisation.assets", required=True),
    day("start", Words("开始日期", "開始日期", "First day"), required=True),
    day("finish", Words("结束日期", "結束日期", "Last day"), required=True),
    number("quantity", Words("停用台数", "停用數量", "Units out of service")),
    choice("kind", Words("类别", "類別", "Kind"), UPKEEP),
), identity=("asset", "start"))

MATERIALS = Sheet("materials", Words("物料库存", "物料庫存", "Materials"), (
    identity("material", Words("物料编号", "料號", "Material no."), required=False, width=18),
    text("name", Words("物料名称", "物料名稱", "Material name"), required=True),
    text("unit", Words("计量单位", "計量單位", "Unit"), width=10),
    number("stock", Words("库存数量", "庫存數量", "Stock")),
))

ACCOUNTS = Sheet("accounts", Words("科目", "會計科目", "Accounts"), (
    identity("account", Words("科目编码", "科目代號", "Account no.")),
    text("name", Words("科目名称", "科目名稱", "Account name"), required=True),
    choice("class", Words("类别", "類別", "Class"), CLASSES, required=True),
    choice("control", Words("控制方式", "控制方式", "Control"), CONTROLS),
    choice("controllable", Words("是否可控", "是否可控", "Controllable"), YES_NO),
    choice("project_account", Words("是否项目科目", "是否專案科目", "Project account"), YES_NO),
))

CAPS = Sheet("caps", Words("预算控制数", "預算額度", "Budget caps"), (
    ref("department", Words("部门", "部門", "Department"), "organisation.departments", is_key=True),
    ref("account", Words("科目", "會計科目", "Account"), "organisation.accounts", is_key=True),
    money("cap", Words("控制数", "額度", "Cap"), required=True),
), unit=YUAN)

SUPPLIERS = Sheet("suppliers", Words("供应商", "供應商", "Suppliers"), (
    identity("supplier", Words("供应商编号", "供應商編號", "Supplier no.")),
    text("name", Words("供应商名称", "供應商名稱", "Supplier name"), required=True),
    choice("admitted", Words("是否准入", "是否合格", "Admitted"), YES_NO, required=True),
    choice("grade", Words("评价等级", "評鑑等級", "Grade"), GRADES),
    day("grade_expires", Words("评价有效期至", "評鑑有效期限", "Grade valid until")),
))

GOALS = Sheet("goals", Words("公司目标", "公司目標", "Company goals"), (
    identity("goal", Words("目标编号", "目標編號", "Goal no.")),
    ref("parent_goal", Words("上级目标", "上層目標", "Parent goal"), "organisation.goals"),
    text("name", Words("目标名称", "目標名稱", "Goal"), required=True),
    text("indicator", Words("指标", "指標", "Indicator"), required=True),
    text("unit", Words("计量单位", "計量單位", "Unit"), required=True, width=10),
    number("baseline", Words("基期值", "基期值", "Baseline"), required=True, low=None),
    number("target", Words("目标值", "目標值", "Target"), required=True, low=None),
    percent("weight", Words("权重（%）", "權重（%）", "Weight (%)")),
    day("start", Words("开始日期", "開始日期", "Start")),
    day("finish", Words("完成日期", "完成日期", "Finish"), required=True),
    choice("direction", Words("方向", "方向", "Direction"), DIRECTIONS),
    choice("additive", Words("可否加总", "可否加總", "Adds up"), YES_NO),
    choice("level", Words("层级", "層級", "Level"), LEVELS),
    text("note", Words("备注", "備註", "Note")),
))

APPROVALS = Sheet("approvals", Words("审批权限", "核決權限", "Approvals"), (
    choice("matter", Words("事项", "事項", "Matter"), MATTERS),
    money("amount_from", Words("金额自", "金額起", "Amount from")),
    money("amount_to", Words("金额至", "金額迄", "Amount up to")),
    choice("level", Words("审批层级", "核決層級", "Approved by"), APPROVAL, required=True, width=16),
), unit=YUAN, identity=("matter", "amount_from"))

QUALITY = Sheet("quality", Words("质量标准", "品質標準", "Quality standards"), (
    identity("standard", Words("标准号", "標準編號", "Standard no."), required=False, width=18),
    text("name", Words("标准名称", "標準名稱", "Standard"), width=30),
    text("criterion", Words("合格判据", "合格判定", "Criterion"), width=36),
))

WEIGHTS = Sheet("weights", Words("指标权重", "指標權重", "Weights"), (
    choice("indicator", Words("指标", "指標", "Indicator"), INDICATORS, is_key=True, width=22),
    percent("weight", Words("权重（%）", "權重（%）", "Weight (%)"), required=True),
))

PARAMETERS = Sheet("parameters", Words("参数", "參數", "Parameters"), (
    text("rule", Words("规则编码", "規則代碼", "Rule"), is_key=True, width=12),
    text("parameter", Words("参数名", "參數名稱", "Parameter"), is_key=True, width=16),
    text("value", Words("取值", "參數值", "Value"), required=True, width=36),
))

TRIAL = Sheet("trial", Words("规则试行", "規則試行", "Rules on trial"), (
    text("rule", Words("规则编码", "規則代碼", "Rule"), is_key=True, width=12),
    choice("severity", Words("试行级别", "試行等級", "Severity"), SEVERITIES),
    day("from", Words("生效日期", "生效日期", "From")),
))

WAIVERS = Sheet("waivers", Words("豁免", "豁免", "Waivers"), (
    text("code", Words("规则编码", "規則代碼", "Rule"), required=True, width=12),
    ref("department", Words("部门", "部門", "Department"), "organisation.departments"),
    text("key", Words("记录编号", "紀錄編號", "Record")),
    text("reason", Words("豁免理由", "豁免理由", "Reason"), required=True, width=36),
    text("granted_by", Words("批准人", "核准人", "Granted by"), required=True, width=14),
    day("until", Words("有效期至", "有效期限", "Valid until"), required=True),
), identity=("code", "department", "key"))

ORGANISATION = Book("organisation", BOOK_NAMES["organisation"], (
    ABOUT, DEADLINES, SUBMISSIONS, DEPARTMENTS, PEOPLE, SKILLS, AWAY, CALENDAR, ASSETS, MAINTENANCE, MATERIALS,
    ACCOUNTS, CAPS, SUPPLIERS, GOALS, APPROVALS, QUALITY, WEIGHTS, PARAMETERS, TRIAL, WAIVERS,
), owner="organisation")
