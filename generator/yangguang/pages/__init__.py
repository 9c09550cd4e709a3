"""What visitors read: subjects times templates give pages, exports and search records. jinja2 lives here."""
