import re
from datetime import UTC, datetime
from itertools import cycle

import pytest
from playwright.sync_api import sync_playwright

from judging.core import events as e
from judging.core.people.taking_part import Entrant, Judge
from judging.printouts.cards import Card
from judging.printouts.forms import sheets
from judging.printouts.moment import moment
from judging.printouts.pdf import NoBrowser, browser, pdfs
from judging.printouts.setting import Setting, card_document, document
from tests import needs

from .made_up import OF_TRACKS, TRACK, full_day, play, set_up

pytestmark = pytest.mark.browser

SETTING = Setting(datetime(2026, 11, 20, 6, 30, tzinfo=UTC), "http://192.168.100.100:8000", is_alone=True)
PAGE = re.compile(rb"/Type\s*/Page\b")
LONGEST = "潍坊新村街道社区事务受理服务中心", "新江湾城街道社区事务受理服务中心"

# What would be cut off on paper, or run into its neighbour.
TOO_WIDE = """() => [...document.querySelectorAll("td, th, p, li, h1, dd, span")]
  .filter((element) => getComputedStyle(element).display !== "inline")
  .filter((element) => element.scrollWidth > element.clientWidth + 1)
  .map((element) => element.textContent.trim())"""

BROKEN = """() => [...document.querySelectorAll("td.mark, td.score, td.final")]
  .map((cell) => cell.querySelector("del") ?? cell)
  .filter((element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    return new Set([...range.getClientRects()].map((line) => line.top)).size > 1
  })
  .map((element) => element.textContent)"""


@pytest.fixture(scope="module")
def documents():
    now = moment(full_day().entries)
    return {form: document(now, sheets(now, form, TRACK), SETTING) for form in OF_TRACKS}


def cards_of(judges):
    link = f"{SETTING.address}/join/{'a' * 32}"
    cards = [Card("评委", n, "欧阳评委", "", link) for n in range(1, judges + 1)]
    return card_document(moment(set_up(rehearsal=True).entries), cards, SETTING)


def test_a_day_fits_on_as_many_pages_as_it_should(documents):
    printed = dict(zip(documents, pdfs(list(documents.values())), strict=True))

    assert {form: len(PAGE.findall(content)) for form, content in printed.items()} == {
        "results": 2,
        "round": 2,
        "score": 23,  # one page each
        "draw": 1,
        "blank": 7,
        "recusal": 8,  # one of each judge, and one that is blank
        "history": 24,
        "confirmation": 23,  # one page each
        "team-application": 48,  # what the team writes, and what its betters say
    }


def test_eight_cards_stand_on_a_page():
    eight, nine = pdfs([cards_of(8), cards_of(9)])

    assert (len(PAGE.findall(eight)), len(PAGE.findall(nine))) == (1, 2)


@pytest.fixture(scope="module")
def page():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=needs.chromium(), args=["--no-sandbox"])
        page = chromium.new_page()
        page.emulate_media(media="print")
        yield page
        chromium.close()


@pytest.mark.parametrize("form", OF_TRACKS)
def test_nothing_is_wider_than_its_place_on_the_paper(documents, form, page):
    width_mm = 225 if form in ("results", "round") else 156
    page.set_viewport_size({"width": round(width_mm / 25.4 * 96), "height": 800})

    page.set_content(documents[form])

    assert page.evaluate(TOO_WIDE) == []
    # A recusal lists only whom a judge avoids.
    assert {_lines(page, name) for name in LONGEST if name in documents[form]} <= {1}


@pytest.mark.parametrize("judges", [8, 9, 10, 15])
@pytest.mark.parametrize("form", ["results", "round", "score"])
def test_the_marks_of_a_large_panel_are_neither_cut_off_nor_broken(form, judges, page):
    log = set_up(judges=judges)
    play(log, ["c01", "c02"])
    now = moment(log.entries)
    width_mm = 156 if form == "score" else 225
    page.set_viewport_size({"width": round(width_mm / 25.4 * 96), "height": 800})

    page.set_content(document(now, sheets(now, form, TRACK), SETTING))

    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(BROKEN) == []


NAMES = "欧阳建国", "上官婉儿", "王芳", "司马相如", "阿卜杜热西提·吐尔逊", "李明", "Jean-Christophe Dubois"
HEIGHTS = """() => [...document.querySelectorAll("section > ol li:first-child span")]
  .map((given) => given.getBoundingClientRect().height)"""


def signed_by(judges):
    log = set_up(judges=judges)
    panel = tuple(
        Judge(f"J{n}", n, name) for n, name in zip(range(1, judges + 1), cycle(NAMES), strict=False)
    )
    log.add(e.PanelSeated(TRACK, "present", panel))
    play(log, ["c01", "c02"])
    now = moment(log.entries)
    return document(now, sheets(now, "score", TRACK), SETTING)


@pytest.mark.parametrize("judges", [7, 15])
def test_what_a_seat_gave_stands_on_the_line_of_its_seat(judges, page):
    page.set_viewport_size({"width": round(156 / 25.4 * 96), "height": 800})

    page.set_content(signed_by(judges))

    heights = page.evaluate(HEIGHTS)
    assert len(heights) == 2 * judges
    assert max(heights) < 20, "one line"


def _lines(page, name):
    """How many lines the name takes where it stands in a table or a heading."""
    found = page.locator("td.name, td.subject, .heading span").filter(has_text=name).first
    return found.evaluate("""(element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      return new Set([...range.getClientRects()].map((line) => line.top)).size
    }""")


def test_a_machine_without_a_browser_is_told_what_to_do(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("judging.printouts.pdf.PROGRAMS", ())

    with pytest.raises(NoBrowser, match="请安装其中之一"):
        browser()


def test_a_program_that_is_no_browser_does_not_hang(monkeypatch, tmp_path):
    fake = tmp_path / "browser"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("JUDGING_BROWSER", str(fake))

    with pytest.raises(NoBrowser, match="启动不了"):
        pdfs(["<p>1</p>"])


def test_names_of_any_length_wrap_instead_of_running_over():
    log = set_up()
    name = "中国（上海）自由贸易试验区临港新片区" * 3 + "社区事务受理服务中心"
    log.add(e.EntrantsSet(TRACK, (Entrant("c01", name, "浦东新区"),)))
    now = moment(log.entries)

    [content] = pdfs([document(now, sheets(now, "blank", TRACK)[:1], SETTING)])

    assert len(PAGE.findall(content)) == 1
