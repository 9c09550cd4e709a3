"""The plan, chapter by chapter; a chapter with several files is a folder."""
