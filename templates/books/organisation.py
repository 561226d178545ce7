"""The organisation book (主数据): master data kept by the coordination office, one per organisation and year."""

from __future__ import annotations

from templates.book import Book, Sheet
from templates.books.choices import APPROVAL_LEVEL, INDICATOR, PERIOD_LEVEL, SEVERITY, SUBMITTED, YES_NO
from templates.field import Field, Words, choice, day, identity, money, number, percent, ref, text, whole

PEOPLE, DEPARTMENTS, ASSETS = "organisation.people", "organisation.departments", "organisation.assets"
HOURS_LIMIT = 24


def _department(*, is_key: bool = False, required: bool = False) -> Field:
    return ref("department", Words("部门", "部門", "Department"), DEPARTMENTS, is_key=is_key, required=required)


ABOUT = Sheet("about", Words("单位信息", "單位資訊", "About"), form=True, fields=(
    text("name", Words("单位名称", "單位名稱", "Name"), required=True, width=40),
    text("short_name", Words("简称", "簡稱", "Short name")),
    text("regulation", Words("管理办法（名称与文号）", "管理辦法（名稱與文號）", "Regulation (title and number)"), width=40),
    day("effective", Words("生效日期", "生效日期", "Effective from")),
    whole("year", Words("计划年度", "計畫年度", "Plan year"), required=True, low=2000, high=2100),
    choice("report_unit", Words("报告金额单位", "報告金額單位", "Unit of money in reports"),
           {"yuan": Words("元", "元", "Yuan"), "wan": Words("万元", "萬元", "Ten thousand yuan")}),
))
DEADLINES = Sheet("deadlines", Words("报送期限", "報送期限", "Deadlines"), fields=(
    choice("book", Words("工作簿", "活頁簿", "Workbook"), SUBMITTED, is_key=True, required=True),
    text("period", Words("期间", "期間", "Period"), is_key=True, required=True, width=12),
    whole("round", Words("轮次", "輪次", "Round"), is_key=True),
    day("due", Words("截止日期", "截止日期", "Due"), required=True),
))
SUBMISSIONS = Sheet("submissions", Words("报送登记", "報送登記", "Submissions"), fields=(
    _department(is_key=True),
    choice("book", Words("工作簿", "活頁簿", "Workbook"), SUBMITTED, is_key=True, required=True),
    text("period", Words("期间", "期間", "Period"), is_key=True, required=True, width=12),
    whole("round", Words("轮次", "輪次", "Round"), is_key=True),
    day("received", Words("收到日期", "收到日期", "Received"), required=True),
))
DEPARTMENT_LIST = Sheet("departments", Words("部门", "部門", "Departments"), fields=(
    identity("department", Words("部门代码", "部門代碼", "Department id")),
    text("name", Words("部门名称", "部門名稱", "Name"), required=True),
    ref("head", Words("负责人", "負責人", "Head"), PEOPLE),
    ref("liaison", Words("联络员", "聯絡窗口", "Liaison"), PEOPLE),
    choice("revenue_owner", Words("承担收入", "承擔收入", "Owns revenue"), YES_NO),
))
PEOPLE_LIST = Sheet("people", Words("人员", "人員", "People"), unit=Words("工时", "工時", "hours"), fields=(
    identity("person", Words("工号", "員工編號", "Person id")),
    text("name", Words("姓名", "姓名", "Name"), required=True, width=12),
    _department(required=True),
    text("post", Words("岗位", "職務", "Post"), required=True),
    number("hours_per_day", Words("每日工时", "每日工時", "Hours per day"), high=HOURS_LIMIT),
    day("joined", Words("入职日期", "到職日期", "Joined")),
    day("left", Words("离职日期", "離職日期", "Left")),
))
SKILLS = Sheet("skills", Words("技能", "技能", "Skills"), fields=(
    ref("person", Words("工号", "員工編號", "Person"), PEOPLE, is_key=True, required=True),
    text("skill", Words("技能", "技能", "Skill"), is_key=True, required=True),
    whole("level", Words("级别", "級別", "Level"), low=1, high=4),
    day("expires", Words("有效期至", "有效期限", "Expires")),
))
ABSENCES = Sheet("absences", Words("休假出差", "休假出差", "Absences"), identity=("person", "start"), fields=(
    ref("person", Words("工号", "員工編號", "Person"), PEOPLE, required=True),
    day("start", Words("开始日期", "開始日期", "Start"), required=True),
    day("finish", Words("结束日期", "結束日期", "Finish"), required=True),
    choice("kind", Words("类别", "類別", "Kind"),
           {"leave": Words("休假", "休假", "Leave"), "trip": Words("出差", "出差", "Trip"),
            "training": Words("培训", "訓練", "Training")}),
))
CALENDAR = Sheet("calendar", Words("日历", "行事曆", "Calendar"), fields=(
    day("date", Words("日期", "日期", "Date"), required=True, is_key=True),
    choice("working", Words("是否上班", "是否上班", "Working day"), YES_NO, required=True),
    text("note", Words("说明", "說明", "Note")),
))
ASSET_LIST = Sheet("assets", Words("设备场地", "設備場地", "Assets"), fields=(
    identity("asset", Words("资产编号", "資產編號", "Asset id")),
    text("name", Words("名称", "名稱", "Name"), required=True),
    text("category", Words("类别", "類別", "Category"), width=14),
    _department(),
    number("quantity", Words("数量", "數量", "Quantity"), required=True),
    number("hours_per_day", Words("每日可用工时", "每日可用工時", "Hours per day"), high=HOURS_LIMIT),
    choice("status", Words("状态", "狀態", "Status"),
           {"in_use": Words("在用", "在用", "In use"), "idle": Words("闲置", "閒置", "Idle"),
            "repair": Words("维修", "維修", "In repair"), "scrapped": Words("报废", "報廢", "Scrapped")}, required=True),
    day("inspection_due", Words("下次检验日期", "下次檢驗日期", "Inspection due")),
))
MAINTENANCE = Sheet("maintenance", Words("检修窗口", "歲修時段", "Maintenance"), identity=("asset", "start"), fields=(
    ref("asset", Words("资产编号", "資產編號", "Asset"), ASSETS, required=True),
    day("start", Words("开始日期", "開始日期", "Start"), required=True),
    day("finish", Words("结束日期", "結束日期", "Finish"), required=True),
    number("quantity", Words("停用数量", "停用數量", "Units out of service")),
    choice("kind", Words("类别", "類別", "Kind"),
           {"maintenance": Words("检修", "檢修", "Maintenance"), "calibration": Words("校准", "校正", "Calibration"),
            "inspection": Words("年检", "年檢", "Inspection")}),
))
MATERIALS = Sheet("materials", Words("物料库存", "物料庫存", "Materials"), fields=(
    text("material", Words("物料", "物料", "Material"), is_key=True, required=True),
    text("name", Words("名称", "名稱", "Name"), required=True),
    text("unit", Words("单位", "單位", "Unit"), width=8),
    number("stock", Words("库存", "庫存", "Stock")),
))
ACCOUNTS = Sheet("accounts", Words("科目", "科目", "Accounts"), fields=(
    identity("account", Words("科目代码", "科目代碼", "Account id")),
    text("name", Words("科目名称", "科目名稱", "Name"), required=True),
    choice("class", Words("类别", "類別", "Class"),
           {"revenue": Words("收入", "收入", "Revenue"), "cost": Words("成本", "成本", "Cost"),
            "expense": Words("费用", "費用", "Expense"), "capital": Words("资本性", "資本性", "Capital")}, required=True),
    choice("control", Words("控制方式", "控制方式", "Control"),
           {"hard": Words("刚性", "剛性", "Hard"), "soft": Words("柔性", "柔性", "Soft")}),
    choice("controllable", Words("可控", "可控", "Controllable"), YES_NO),
    choice("project_account", Words("项目科目", "專案科目", "Project account"), YES_NO),
))
CAPS = Sheet("caps", Words("预算控制数", "預算額度", "Budget caps"), unit=Words("元", "元", "yuan"), fields=(
    _department(is_key=True, required=True),
    ref("account", Words("科目", "科目", "Account"), "organisation.accounts", is_key=True),
    money("cap", Words("控制数", "額度", "Cap"), required=True),
))
SUPPLIERS = Sheet("suppliers", Words("供应商", "供應商", "Suppliers"), fields=(
    identity("supplier", Words("供应商编号", "供應商編號", "Supplier id")),
    text("name", Words("名称", "名稱", "Name"), required=True),
    choice("admitted", Words("已准入", "合格供應商", "Admitted"), YES_NO, required=True),
    choice("grade", Words("评级", "評級", "Grade"), {each: Words(each, each, each) for each in "ABCD"}),
    day("grade_expires", Words("评级有效期", "評級有效期限", "Grade expires")),
))
GOALS = Sheet("goals", Words("公司目标", "公司目標", "Goals"), fields=(
    identity("goal", Words("目标编号", "目標編號", "Goal id")),
    ref("parent_goal", Words("上级目标", "上層目標", "Parent goal"), "organisation.goals"),
    text("name", Words("目标", "目標", "Name"), required=True),
    text("indicator", Words("指标", "指標", "Indicator"), required=True),
    text("unit", Words("单位", "單位", "Unit"), required=True, width=8),
    number("baseline", Words("基期值", "基期值", "Baseline"), required=True, low=None),
    number("target", Words("目标值", "目標值", "Target"), required=True, low=None),
    percent("weight", Words("权重", "權重", "Weight")),
    day("start", Words("开始日期", "開始日期", "Start")),
    day("finish", Words("完成日期", "完成日期", "Finish"), required=True),
    choice("direction", Words("方向", "方向", "Direction"),
           {"up": Words("越高越好", "越高越好", "Higher is better"), "down": Words("越低越好", "越低越好", "Lower is better")}),
    choice("additive", Words("可加总", "可加總", "Additive"), YES_NO),
    choice("level", Words("层级", "層級", "Level"), PERIOD_LEVEL),
    text("note", Words("备注", "備註", "Note")),
))
APPROVALS = Sheet("approvals", Words("审批权限", "審批權限", "Approvals"), identity=("matter", "amount_from"),
                  unit=Words("元", "元", "yuan"), fields=(
    choice("matter", Words("事项", "事項", "Matter"),
           {"plan": Words("计划", "計畫", "Plan"), "budget": Words("预算", "預算", "Budget"),
            "change": Words("变更", "變更", "Change"), "procurement": Words("采购", "採購", "Procurement"),
            "capital": Words("资本性支出", "資本支出", "Capital")}),
    money("amount_from", Words("金额自", "金額自", "Amount from")),
    money("amount_to", Words("金额至", "金額至", "Amount to")),
    choice("level", Words("审批层级", "審批層級", "Level"), APPROVAL_LEVEL, required=True, width=16),
))
QUALITY = Sheet("quality", Words("质量标准", "品質標準", "Quality standards"), fields=(
    identity("standard", Words("标准编号", "標準編號", "Standard id"), required=False),
    text("name", Words("名称", "名稱", "Name")),
    text("criterion", Words("判定准则", "判定準則", "Criterion"), width=40),
))
WEIGHTS = Sheet("weights", Words("指标权重", "指標權重", "Weights"), fields=(
    choice("indicator", Words("指标", "指標", "Indicator"), INDICATOR, is_key=True, width=22),
    percent("weight", Words("权重", "權重", "Weight"), required=True),
))
PARAMETERS = Sheet("parameters", Words("参数", "參數", "Parameters"), fields=(
    text("rule", Words("规则", "規則", "Rule"), is_key=True, width=10),
    text("parameter", Words("参数名", "參數名", "Parameter"), is_key=True),
    text("value", Words("取值", "取值", "Value"), required=True),
))
TRIAL = Sheet("trial", Words("规则试行", "規則試行", "Rules on trial"), fields=(
    text("rule", Words("规则", "規則", "Rule"), is_key=True, width=10),
    choice("severity", Words("级别", "級別", "Severity"), SEVERITY),
    day("from", Words("生效日期", "生效日期", "From")),
))
WAIVERS = Sheet("waivers", Words("豁免", "豁免", "Waivers"), identity=("code", "department", "key"), fields=(
    text("code", Words("规则", "規則", "Rule"), required=True, width=10),
    _department(),
    text("key", Words("记录编号", "紀錄編號", "Record key")),
    text("reason", Words("理由", "理由", "Reason"), required=True, width=36),
    text("granted_by", Words("批准人", "核准人", "Granted by"), required=True),
    day("until", Words("有效期至", "有效期限", "Until"), required=True),
))
ORGANISATION = Book("organisation", Words("组织信息", "組織資訊", "Organisation"), owner="organisation", sheets=(
    ABOUT, DEADLINES, SUBMISSIONS, DEPARTMENT_LIST, PEOPLE_LIST, SKILLS, ABSENCES, CALENDAR, ASSET_LIST, MAINTENANCE,
    MATERIALS, ACCOUNTS, CAPS, SUPPLIERS, GOALS, APPROVALS, QUALITY, WEIGHTS, PARAMETERS, TRIAL, WAIVERS,
))
