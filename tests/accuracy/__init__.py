"""How often the linter is right: its findings on labelled pages, held against floors that only rise.

`python -m tests.accuracy.run` (or `make accuracy`) prints the figures. Three halves are measured: `seen`, pairs that
words and rules are tuned with; `blind`, pairs that nobody who tunes reads; `other-trade`, articles about hosting.
"""
