"""What a fact says, in a few words: for lists of facts, hovers and messages."""

from __future__ import annotations

from decimal import Decimal

from freshlint.facts.fact import (
    CaveatValue,
    Fact,
    PriceValue,
    ReplacementValue,
    SnapshotValue,
    StatusValue,
    SupersedesValue,
    UsageValue,
    Value,
)


def said(value: Value) -> str:
    """What a value says: "released", "image output: 30 USD per 1M tokens (default)"."""
    match value:
        case StatusValue():
            return value.value
        case SupersedesValue():
            return f"newer than {value.entity}"
        case SnapshotValue() | CaveatValue():
            return value.id
        case UsageValue():
            verb = "takes it" if value.accepts else "does not take it"
            instead = ", ".join(f"{name} {word}" for name, word in value.instead.items())
            return f"{value.api} {value.field}: {verb}" + (f"; instead: {instead}" if instead else "")
        case PriceValue():
            notes = [note for note in ("default", "estimate") if getattr(value, note)]
            return f"{priced(value)} ({', '.join(notes)})" if notes else priced(value)
        case ReplacementValue():
            return value.entity


def priced(value: PriceValue) -> str:
    """A price and what it is for: "image output: 30 USD per 1M tokens"."""
    return f"{value.meter}: {value.amount} {value.currency} per {value.per}"


def money(amount: Decimal, currency: str) -> str:
    """A sum as people write it: "$30", "$0.05", "1,200 EUR"."""
    places = -int(amount.normalize().as_tuple().exponent)
    text = f"{amount:,.{max(places, 2)}f}" if places > 0 else f"{amount:,.0f}"
    return f"${text}" if currency == "USD" else f"{text} {currency}"


def conditions(row: Fact) -> str:
    """What limits a row, in brackets behind a space: " (quality low, size 1024x1024)"; "" where nothing does."""
    limits = ", ".join(f"{name} {value}" for name, value in sorted(row.where.items()))
    return f" ({limits})" if limits else ""
