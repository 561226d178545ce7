"""Tracing: what a report says, worked out again from the cited cells by code that shares none with the report."""
