"""The balanced plan 綜合平衡: what departments' tasks ask of one another, and when each of them would best be done."""
