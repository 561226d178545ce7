"""Scheduling: whole-day schedules of tasks that share resources, for any organisation; knows no workbooks."""
