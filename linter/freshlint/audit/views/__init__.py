"""What can be asked of finished runs. Nothing here checks a page or changes a run."""
