"""What pages, exports and charts show, as values without HTML."""
