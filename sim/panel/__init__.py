"""The panel: what a run did to people and ties, day by day, as Parquet for anybody's own statistics.

``people.parquet`` and ``ties.parquet`` hold sampled days, ``quits.parquet`` every quit, layoff and hire,
``departments.parquet`` and ``organization.parquet`` every day. ``columns.csv`` defines every column; the same
definitions are in the Parquet files' own metadata.
"""

from sim.panel.columns import Column, columns
from sim.panel.writing import write_panel

__all__ = ["Column", "columns", "write_panel"]
