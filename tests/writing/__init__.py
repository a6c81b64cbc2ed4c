"""What stands in files when a bulk fix is stopped at any moment: `python -m tests.writing.killing` measures it."""
