"""Paper: the notice of a union-year for the wall, and the card that is passed on."""
