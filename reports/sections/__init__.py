"""The sections of the evaluation report, one file each: from a portfolio to the figures and sentences of a page."""
