"""One file per chart: a series becomes a picture, a sentence and a table. matplotlib lives here."""
