"""A real browser for tests of the report: Debian's chromium, driven by Selenium."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,1000",
)


class Browser:
    """A report that is open. What it asked for and complained about is kept."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, file: Path, link: str = "") -> None:
        """Opens a report, perhaps at a link into it, and waits until its charts are drawn."""
        self.driver.get("about:blank")
        self.complaints(), self.requests()  # those of what was open before
        self.driver.get(f"{file.as_uri()}{link}")
        self.wait("return document.documentElement.dataset.charts")

    def wait(self, script: str) -> None:
        """Until a script gives something true."""
        WebDriverWait(self.driver, 60).until(lambda driver: driver.execute_script(script))

    def find(self, selector: str) -> WebElement:
        """The one element of a selector."""
        return self.driver.find_element("css selector", selector)

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements of a selector, as they are shown."""
        return [found.text for found in self.driver.find_elements("css selector", selector)]

    @property
    def count(self) -> str:
        """How many rows the report says that it shows."""
        return self.find("#count").text

    @property
    def link(self) -> str:
        """What stands behind # in the address."""
        return str(self.driver.execute_script("return location.hash"))

    def choose(self, facet: str, label: str) -> None:
        """Filters by a label of a facet."""
        option = f"select[name={facet}] option[value='={label}']"
        self.find(option).click()

    def type(self, keys: str) -> None:
        """Types where the page has its focus."""
        self.driver.switch_to.active_element.send_keys(keys)

    def complaints(self) -> list[str]:
        """What the console holds."""
        return [str(line["message"]) for line in self.driver.get_log("browser")]

    def requests(self) -> set[str]:
        """The schemes of all that was asked for."""
        messages = [json.loads(line["message"])["message"] for line in self.driver.get_log("performance")]
        urls = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        return {url.partition(":")[0] for url in urls}


def running(profile: Path) -> Iterator[Browser]:
    """A browser, or a skipped test where there is none; where FRESHLINT_BROWSER is `required` there must be one."""
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and chromedriver):
        reason = "no chromium and chromedriver here (Debian: apt-get install chromium chromium-driver)"
        if os.environ.get("FRESHLINT_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    try:
        yield Browser(driver)
    finally:
        driver.quit()
