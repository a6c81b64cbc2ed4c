"""The one way to the network: polite, capped, and blind to addresses that are not public."""
