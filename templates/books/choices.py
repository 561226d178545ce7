"""Choices that several books offer, said once."""

from __future__ import annotations

from templates.field import Words

YES_NO = {"yes": Words("是", "是", "Yes"), "no": Words("否", "否", "No")}
HIGH_LOW = {"high": Words("高", "高", "High"), "medium": Words("中", "中", "Medium"), "low": Words("低", "低", "Low")}
PERIOD_LEVEL = {"year": Words("年度", "年度", "Year"), "quarter": Words("季度", "季度", "Quarter"),
                "month": Words("月度", "月度", "Month")}
APPROVAL_LEVEL = {"department": Words("部门", "部門", "Department"),
                  "coordination": Words("统筹管理部门", "統籌單位", "Coordination office"),
                  "management": Words("高层管理团队", "高層管理團隊", "Management")}
PASSED = {"passed": Words("合格", "合格", "Passed"), "failed": Words("不合格", "不合格", "Failed")}
SUBMITTED = {"plan": Words("工作计划", "工作計畫", "Plan"), "budget": Words("部门预算", "部門預算", "Budget"),
             "progress": Words("月度进展", "月度進度", "Progress"), "survey": Words("满意度问卷", "滿意度問卷", "Survey"),
             "meetings": Words("会议", "會議", "Meetings"), "registers": Words("台账", "清冊", "Registers"),
             "economics": Words("经济指标", "經濟指標", "Economics")}
SEVERITY = {"error": Words("错误", "錯誤", "Error"), "warning": Words("警告", "警告", "Warning"),
            "hint": Words("提示", "提示", "Hint"), "off": Words("关闭", "關閉", "Off")}
INDICATOR = {"completion": Words("任务完成率", "任務完成率", "Task completion rate"),
             "on_time": Words("按时完成率", "準時完成率", "On-time rate"),
             "people_use": Words("人力资源利用率", "人力資源利用率", "Use of people"),
             "asset_use": Words("物力资源利用率", "物力資源利用率", "Use of equipment"),
             "budget_use": Words("预算执行率", "經費達成率", "Budget execution rate"),
             "satisfaction": Words("满意度", "滿意度", "Satisfaction"),
             "rectification": Words("整改完成率", "改善完成率", "Rectification rate"),
             "compliance": Words("合规率", "法遵率", "Compliance rate")}
ANSWER = {"satisfied": Words("满意", "滿意", "Satisfied"), "fairly": Words("较满意", "較滿意", "Fairly satisfied"),
          "neutral": Words("一般", "普通", "Neutral"), "rather_not": Words("较不满意", "較不滿意", "Rather not satisfied"),
          "not": Words("不满意", "不滿意", "Not satisfied"), "unknown": Words("不了解", "不了解", "Do not know")}
