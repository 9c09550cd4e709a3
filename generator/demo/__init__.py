"""A fictional federation, plausible to the yuan, for trying and testing the portal."""
