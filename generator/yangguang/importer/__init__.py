"""The accountant's door: workbooks and CSV of any kind become the bytes of a package, and come back annotated."""
