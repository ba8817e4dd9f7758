"""One self-contained file: the offices under many policies, recorded, and drawn by the page of the live view."""
