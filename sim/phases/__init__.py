"""How the laws meet the people: one file, one part of the day, a loop over people or ties and over lanes.

Within a phase everybody writes only their own row, and nothing that the phase reads from others, so the order of people
and of threads cannot matter. Sums run in the order of the organization's arrays, which never changes.
"""
