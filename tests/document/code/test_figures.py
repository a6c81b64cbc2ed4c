"""Numbers that code keeps under names, with the texts and comments beside them."""

from __future__ import annotations

from freshlint.document.code.figures import Figure, find_figures


def read(code: str, language: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(code[one.start : one.end], one.path) for one in find_figures(code, language)]


def test_a_number_stands_under_its_names_innermost_first() -> None:
    assert read('RATES = {"small": {"perUnit": 4.5}}', "python") == [("4.5", ("per unit", "small", "rates"))]
    assert read("const rates = { perUnit: 5 };", "ts") == [("5", ("per unit", "rates"))]
    assert read("rates:\n  per-unit: 0.50\n", "yaml") == [("0.50", ("per unit", "rates"))]
    assert read('{"rates": [{"per_unit": 2}]}', "json") == [("2", ("per unit", "rates"))]


def test_numbers_in_quotation_marks_count_and_operands_of_sums_do_not() -> None:
    assert read('FEE = Decimal("3.50")', "python") == [("3.50", ("fee",))]
    assert read("FEE = 40 * amount + 1000", "python") == []


def test_a_number_that_the_code_divides_is_for_so_many() -> None:
    (figure,) = find_figures("def cost(use):\n    return use.output_units / 1e6 * 40\n", "python")
    assert figure[:4] == (51, 53, ("cost",), ("output units",))
    assert figure.over == 1_000_000


def test_texts_of_the_same_record_and_comments_come_with_it() -> None:
    code = '# first\nA = 1\n# above\nP = {"unit": "month", "fee": 7}  # behind\n'
    figures: list[Figure] = find_figures(code, "python")
    assert figures[-1].beside == ("unit month",)
    assert figures[-1].comments == ("# behind", "# above", "# first")


def test_code_of_no_known_language_has_none() -> None:
    assert find_figures("fee is 7", "klingon") == []
