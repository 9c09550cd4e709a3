"""Values every room shares: money, dates, issues, figures, sentences. Imports nothing of ours, nothing outside Python."""
