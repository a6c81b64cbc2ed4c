"""Facts: dated, sourced values of entities; what holds on a day."""
