"""What unions report: one class per table, from which schema, dictionary and typed rows are all derived."""
