"""The only room that knows the order: books, check, passes, build, crew."""
