"""The pack that ships: rules, wordings and facts. A rule is one module; `RULES` names its class."""

RULES = (
    "availability:Availability",
    "release_watch:ReleaseWatch",
    "api_field:ApiField",
    "price:Price",
    "superseded:Superseded",
    "snapshot:Snapshot",
    "retired:Retired",
    "premature:Premature",
    "horizon:Horizon",
    "caveat:Caveat",
    "answer:Answer",
    "conflict:Conflict",
)
