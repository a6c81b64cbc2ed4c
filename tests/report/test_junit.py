"""JUnit XML, held to what the schemas of Ant and of Jenkins' xunit plugin have in common."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from freshlint.report import Options
from freshlint.report.junit import render
from freshlint.report.model import Message, RunReport
from report_samples import HOSTILE, everything, hostile, page, report

# Element: its attributes, all required, and the elements in it, in this order. `*` any number, `?` one at most.
GRAMMAR = {
    "testsuites": ("", "(testsuite )*"),
    "testsuite": (
        "name package id timestamp hostname tests failures errors skipped time",
        "properties (testcase )*system-out system-err ",
    ),
    "properties": ("", ""),
    "testcase": ("name classname time", "(skipped |error |failure )?"),
    "failure": ("type message", ""),
    "error": ("type message", ""),
    "skipped": ("message", ""),
    "system-out": ("", ""),
    "system-err": ("", ""),
}
TOKEN = re.compile(r"\S+( \S+)*")
COUNTS = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}


def tree(run: RunReport) -> ET.Element:
    """The parsed report, after a check that it is valid."""
    root = ET.fromstring(render(run, Options()).encode())
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, content = GRAMMAR[element.tag]
        assert element.attrib.keys() == set(attributes.split()), element.tag
        assert re.fullmatch(content, "".join(f"{child.tag} " for child in element)), element.tag
        for name in ("name", "classname", "package"):
            assert TOKEN.fullmatch(element.get(name, "x")), element.attrib
    for number, suite in enumerate(root):
        assert suite.get("id") == str(number)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.attrib["timestamp"])
        for attribute, tag in COUNTS.items():
            assert int(suite.attrib[attribute]) == len(list(suite.iter(tag))), attribute
    return root


@pytest.mark.parametrize("run", [report(), everything(), hostile()], ids=["empty", "everything", "hostile"])
def test_it_is_valid(run: RunReport) -> None:
    tree(run)


def test_a_finding_is_a_failed_test() -> None:
    (suite,) = tree(report(page("One\nSTALE")))
    failure = suite.find("testcase/failure")
    assert failure is not None and failure.text is not None
    assert failure.attrib == {"type": "error[snapshot]", "message": "says STALE"}
    assert failure.text.startswith("docs/a.md:2:1: says STALE. Source: The source")


def test_a_clean_file_is_a_passed_test_and_a_notice_a_skipped_one() -> None:
    clean, noticed = tree(report(page("fine"), page("FAINT", "b.md")))
    assert [child.tag for child in clean.iter("testcase")] == ["testcase"]
    assert clean.find("testcase/*") is None
    assert noticed.find("testcase/skipped") is not None


def test_a_file_that_could_not_be_checked_is_an_error_and_warnings_go_to_stderr() -> None:
    (general, broken, _) = tree(
        report(
            page("fine"),
            errors=(Message("cannot be read", "b.md"),),
            warnings=(Message("old facts"),),
        )
    )
    assert (general.get("name"), general.findtext("system-err")) == ("freshlint", "old facts")
    error = broken.find("testcase/error")
    assert error is not None and error.get("message") == "cannot be read"


def test_names_are_unique_and_stay_when_lines_move() -> None:
    def names(text: str) -> list[str]:
        found = page(text)
        numbered = tuple(replace(finding, occurrence=at) for at, finding in enumerate(found.findings))
        return [
            case.attrib["name"] for case in tree(report(replace(found, findings=numbered))).iter("testcase")
        ]

    one = names("STALE STALE")
    assert len(set(one)) == 2
    assert names("\n\nSTALE\nSTALE") == one


def test_hostile_text_stays_text() -> None:
    text = render(hostile(), Options())
    assert text.count("]]>") == 0 and "<b>" not in text
    message = next(element for element in tree(hostile()).iter("failure")).get("message")
    assert message == HOSTILE.encode("unicode_escape").decode().replace("\\\\", "\\")
