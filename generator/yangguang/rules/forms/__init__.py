"""Forms that clauses share: happened this year, confirmed by the superior, each of several."""
