"""The oracle: the same model a second time, in plain Mesa, one object per employee and one per tie.

It is written to be read beside the model description: slow, and obviously right. With the engine it shares only the laws
(:mod:`sim.mechanisms`), the declarations (names, defaults, purposes of draws) and the organization. Its luck, its loops
and its order of the day are its own, and the engine must equal it bit for bit.

The files stand in parallel to those of :mod:`sim.phases`: what a phase does there to arrays, a function of the same name
does here to one employee. Sums run in the order of the organization's lists, with :func:`oracle.adding.total`.
"""
