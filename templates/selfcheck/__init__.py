"""Self-checks: formulas beside the rows that say what is wrong while people type, the same as the rules would say."""

from __future__ import annotations

from templates.selfcheck.coverage import COVERAGE, covers, formula_of

__all__ = ["COVERAGE", "covers", "formula_of"]
