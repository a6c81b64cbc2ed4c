"""The engine of many machines: Dask's `distributed` gives parts to workers, each writes what it found as Parquet."""
