"""The office to look at and to act upon while it runs."""
