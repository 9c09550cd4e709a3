"""The plan, chapter by chapter: a rule is a clause and a function over one read-only case."""
