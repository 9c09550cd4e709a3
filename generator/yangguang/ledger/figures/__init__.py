"""The numbers of one union-year, and of its peers."""
