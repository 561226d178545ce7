"""What a workbook looks like: declarations, the writer, the reader, the data dictionary. Imports nothing of ours."""
