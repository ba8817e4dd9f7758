"""A folder of results that survives a power cut.

    results/<scenario>-<command>-<hash>/
        manifest.json            what was asked, by which model, with which command, on what machine
        parts/part-*.parquet     runs as they came, twins among them; each row says its factors, replication and seed
        parts/runs-*.parquet     the same in order, in as few files as can be, once all is done
        runs.parquet             the tidy table, once all is done: each run beside its twin
        failures.parquet         runs that failed, why, and what repeats them; only where there are any

A part is written under another name, synced and renamed, so that it is there as a whole or not at all; its footer names
the runs that it holds. The same question asked again by the same model goes on with what is missing, and the folder
is the same bytes at the end whatever came between.
"""

from sim.store.compacting import ROWS_OF_A_GROUP, groups, writer_to
from sim.store.failures import FAILURES, read_failures
from sim.store.files import StoreError, whole, write_json, write_table
from sim.store.manifest import MANIFEST, folder_name, read_manifest
from sim.store.parts import PARTS, Part, Reader, all_runs_of, distinct, parts_of
from sim.store.results import Results

TIDY = "runs.parquet"
"""The tidy table of a folder."""

__all__ = [
    "FAILURES",
    "MANIFEST",
    "PARTS",
    "ROWS_OF_A_GROUP",
    "TIDY",
    "Part",
    "Reader",
    "Results",
    "StoreError",
    "all_runs_of",
    "distinct",
    "folder_name",
    "groups",
    "parts_of",
    "read_failures",
    "read_manifest",
    "whole",
    "write_json",
    "write_table",
    "writer_to",
]
