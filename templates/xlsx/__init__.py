"""The guarded reader of .xlsx files: zip and expat, bounded before and while parsing. Knows nothing of our sheets."""
