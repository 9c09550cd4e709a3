"""From tables of text to typed records: grammar, keys, repairs."""
