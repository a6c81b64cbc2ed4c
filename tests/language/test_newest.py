"""Claims that something is the newest, the latest, the only current one."""

from __future__ import annotations

import pytest

import shipped
from freshlint.claim import Claim, Tense


def newest(text: str) -> Claim:
    """The one claim of a page that something is the newest."""
    (claim,) = [claim for claim in shipped.claims(text) if claim.predicate == "newest"]
    return claim


@pytest.mark.parametrize(
    "text",
    [
        "gpt-image-1.5 is the newest image model.",
        "gpt-image-1.5 is OpenAI's latest image model.",
        "gpt-image-1.5 is the only current image model.",
        "The flagship image model is gpt-image-1.5.",
        "gpt-image-1.5, the newest member of the family, draws well.",
        "Nothing is newer than gpt-image-1.5.",
        "gpt-image-1.5 是最新的图像模型。",
        "gpt-image-1.5 は最新の画像モデルです。",
        "gpt-image-1.5 es el modelo más reciente.",
        "gpt-image-1.5 ist das neueste Modell.",
    ],
)
def test_it_is_called_the_newest(text: str) -> None:
    claim = newest(text)
    assert (claim.entity, claim.polarity, claim.time.tense) == ("gpt-image-1.5", True, Tense.PRESENT)


@pytest.mark.parametrize(
    "text",
    [
        "gpt-image-1.5 is not the newest image model.",
        "gpt-image-1.5 ist nicht das neueste Modell.",
        "There is a newer model than gpt-image-1.5.",
    ],
)
def test_it_is_said_not_to_be(text: str) -> None:
    assert not newest(text).polarity


def test_it_once_was() -> None:
    assert newest("gpt-image-1.5 was the newest image model.").time.tense is Tense.PAST


def test_the_subject_is_what_stands_before_the_word() -> None:
    assert newest("gpt-image-1.5 is the newest model and costs less than dall-e-3.").entity == "gpt-image-1.5"


def test_a_short_answer_names_it() -> None:
    claim = newest("### Which model is the newest?\n\ngpt-image-1.5\n")
    assert (claim.entity, claim.text) == ("gpt-image-1.5", "gpt-image-1.5")


@pytest.mark.parametrize(
    "text",
    [
        "The newest price of gpt-image-1.5 is low.",
        "The newest snapshot of gpt-image-1.5 is from December.",
        "Update to the latest version of our gpt-image-1.5 plugin.",
        "Acme 3 is the newest model; gpt-image-1.5 is cheap.",
        "gpt-image-1.5 is the cheapest model.",
    ],
)
def test_something_else_is_the_newest(text: str) -> None:
    assert [claim for claim in shipped.claims(text) if claim.predicate == "newest"] == []


TABLES = [
    ("| Slot | Model |\n|--|--|\n| Previous flagship | gpt-image-1.5 |", 0),
    ("| 模型 | 定位 |\n|--|--|\n| gpt-image-1.5 | 上一代旗舰 |", 0),
    ("| Modelo | Lugar |\n|--|--|\n| gpt-image-1.5 | segundo modelo más reciente |", 0),
    ("| Month | Newest model |\n|--|--|\n| December 2025 | GPT Image 1.5 |", 0),
    ("| Model | Was newest |\n|--|--|\n| gpt-image-1.5 | yes |", 0),
    ("| Model | Newest generation |\n|--|--|\n| gpt-image-1.5 | ✅ |", 1),
    ("| | GPT Image 1 | GPT Image 1.5 |\n|--|--|--|\n| Generation | first | newest |", 1),
    # The name and the identifier under one header are one claim.
    ("| | Current generation |\n|--|--|\n| Name | GPT Image 1.5 |\n| ID | gpt-image-1.5 |", 1),
]


@pytest.mark.parametrize(("table", "said"), TABLES)
def test_a_table_says_it_once_and_of_today(table: str, said: int) -> None:
    found = [claim for claim in shipped.claims(table) if claim.predicate == "newest"]
    assert len(found) == said
