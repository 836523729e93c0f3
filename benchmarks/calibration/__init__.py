"""How right are the figures? Measured on cities where the truth is known.

A seeded city of persons (``city``), a survey of it like the American Community Survey (``survey``,
``replicates``), and what the product makes of the survey, held against the truth (``hold``, ``verdicts``,
``weights``, ``plans``). ``python -m benchmarks.calibration`` runs all of it and writes ``docs/calibration.md``.
"""
