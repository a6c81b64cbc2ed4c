"""The store of runs: one SQLite file.

SQLite and not DuckDB: a run is many small commits, one a part, and each must survive a killed process; several
audits and readers may use the file at once; and it needs no package. For questions over columns, a run is exported
as Parquet, which DuckDB reads where it lies.
"""
