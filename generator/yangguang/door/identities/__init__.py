"""Sums and links that must hold, because numbers that do not add up cannot be trusted."""
