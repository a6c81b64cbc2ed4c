"""Facts files for freshlint, in `facts/`; what they are made of and under which licences stands in REPORT.md."""
