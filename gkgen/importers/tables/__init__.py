"""The statutory tables of a published report, found by label and read row by row."""
