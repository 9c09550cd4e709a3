"""A member's visit as Lighthouse sees it, on a phone."""
