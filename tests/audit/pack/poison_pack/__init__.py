"""A pack whose rule does to its process what a page asks for: what a broken parser would do."""

RULES = ("rule:Poison",)
