"""Issues, verdicts and rules in words: text, JSON, Markdown, annotations."""
