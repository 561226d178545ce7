"""The explanation of clashes: the smallest set of cells behind each, and the cheapest changes that remove it."""
