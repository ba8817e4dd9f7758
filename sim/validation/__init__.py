"""The model held against what is known: published figures, the patterns, and baselines that anything would have to beat.

``published`` declares the figures, ``observing`` and ``reading`` compute them, ``claims`` and ``holding`` the patterns,
``worlds`` the model with other coefficients, ``validating`` puts them side by side, ``fitting`` tells how well a world
fits, ``robustness`` and ``screening`` what hangs on what nobody knows, ``time_courses`` what people look for.
"""
