"""The books: derived figures, comparisons, peers, roll-ups."""
