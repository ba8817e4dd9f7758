"""What the benchmark measures: the engine beside plain Mesa, NumPy, and C by hand."""
