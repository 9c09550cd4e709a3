"""What lies between unions: transfers, both sides of them, roll-ups, what neighbours know of each other."""
