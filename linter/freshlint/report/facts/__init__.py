"""What facts say, how they changed, and what that does to pages, beside the formats of `check`."""
