"""Where facts come from: looking them up on their sources, importing them, packing them."""
