"""Audits: a source of many pages -> parts -> checked pages -> a store of runs -> reports, exports, comparisons."""
