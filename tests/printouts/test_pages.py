"""What stands on each page of paper, read back from the PDF."""

import io
import re
import unicodedata
from datetime import UTC, datetime

import pypdf
import pytest

from judging.core import events as e
from judging.core.hall.performance import SheetPhase
from judging.core.people.taking_part import Entrant
from judging.core.publication.ranked import ranking
from judging.printouts.forms import sheets
from judging.printouts.moment import moment
from judging.printouts.pdf import pdfs
from judging.printouts.setting import Setting, document

from .made_up import OF_LOCK, OF_TRACKS, ROUND, TRACK, full_day, mark, marks, play, set_up

pytestmark = pytest.mark.browser

SETTING = Setting(datetime(2026, 11, 20, 6, 30, tzinfo=UTC), "http://192.168.100.100:8000", is_alone=True)
MANY = tuple(Entrant(f"m{n:02}", f"第{n:02}街道社区事务受理服务中心", "浦东新区") for n in range(1, 61))
# Characters that a font draws with the glyph of another: 页 comes back as the radical ⻚.
RADICALS = {chr(sign): unicodedata.normalize("NFKC", chr(sign)) for sign in range(0x2F00, 0x2FD6)}
SAME_GLYPH = str.maketrans(RADICALS | {"⻚": "页", "⻓": "长"})
LENGTHS = range(5, 61, 3)  # signatures are ten lines high, so none of the lengths that strand them is missed


def read(*contents):
    """The text of each page of each document, without blanks."""
    return [
        ["".join(page.extract_text().translate(SAME_GLYPH).split()) for page in reader.pages]
        for reader in (pypdf.PdfReader(io.BytesIO(content)) for content in pdfs(contents))
    ]


def printed(log, form, **which):
    now = moment(log.entries)
    return document(now, sheets(now, form, TRACK, **which), SETTING)


def corrected(log, times):
    """The first in running order, one of whose sheets was sent back *times* times."""
    id = mark(log, log.state.orders[TRACK, ROUND].entrants[0])
    for revision in range(2, 2 + times):
        log.add(e.SheetReturned(id, "J3", "漏看评分说明"))
        log.add(e.SheetSubmitted(id, "J3", revision, marks(revision)), "judge/J3")
    log.close(id)
    log.reveal(id)
    return log


@pytest.mark.limit(400)  # some fifty pages are set and read back
@pytest.mark.parametrize(("form", "lengths"), [("results", LENGTHS), ("round", LENGTHS[::2])])
def test_no_page_of_a_list_of_any_length_holds_signatures_alone(form, lengths):
    log, documents = set_up(entrants=MANY), []
    for n, entrant in enumerate(log.state.orders[TRACK, ROUND].entrants, 1):
        play(log, [entrant])
        if n in lengths:
            documents.append(printed(log, form))

    for pages in read(*documents):
        assert all("受理中心组" in page and "名次序号单位" in page for page in pages)
        assert re.search("第[0-9]{2}街道", pages[-1]), "who signs sees for whom"
        assert ["评委组长" in page for page in pages] == [False] * (len(pages) - 1) + [True]


def test_no_page_of_a_score_sheet_with_corrections_holds_signatures_alone():
    each = (*range(12), 20, 30)
    documents = [printed(corrected(set_up(), times), "score") for times in each]

    for times, pages in zip(each, read(*documents), strict=True):
        assert all("现场汇报展示评分表" in page and "淮海中路街道" in page for page in pages)
        assert "最后得分：" in pages[-1], "who signs sees the score"
        assert ["评委组长" in page for page in pages] == [False] * (len(pages) - 1) + [True]
        assert "".join(pages).count("重新提交评分表") == times


@pytest.mark.parametrize("form", OF_TRACKS)
def test_the_title_stands_on_each_page_of_every_form(form):
    log = set_up(entrants=MANY)
    play(log)
    now = moment(log.entries)
    found = sheets(now, form, TRACK)[:2]

    [pages] = read(document(now, found, SETTING))

    assert len(pages) >= len(found)
    for page in pages:
        whose = [
            (sheet.title, *(value for _, value in sheet.heading if sheet.place.subject)) for sheet in found
        ]
        assert any(all(word in page for word in words) for words in whose)


@pytest.fixture(scope="module")
def day():
    return full_day()


@pytest.mark.parametrize("form", OF_LOCK)
def test_each_page_of_an_unlocked_track_says_unlocked(day, form):
    [pages] = read(printed(day, form))

    assert all("未锁定" in page and "已核分锁定" not in page for page in pages)


@pytest.mark.parametrize("form", OF_LOCK)
def test_each_page_of_a_locked_track_says_when_it_was_locked(form):
    log = full_day()
    log.add(e.TrackLocked(TRACK, ranking(log.state, TRACK)))
    at = datetime.fromisoformat(log.entries[-1].at).astimezone()

    [pages] = read(printed(log, form))

    said = f"已核分锁定{at:%Y年%m月%d日%H:%M:%S}"
    assert all(said in page and "未锁定" not in page for page in pages)


def test_who_was_recused_signs_it_with_the_reason_and_who_was_absent_does_not():
    log = set_up()
    id = mark(log, "c01")
    log.add(e.JudgeExcused(id, "J2", SheetPhase.RECUSED, "曾在该单位任职"))
    log.add(e.JudgeExcused(id, "J5", SheetPhase.ABSENT, "突发疾病"))
    log.close(id)
    log.reveal(id)

    [[page]] = read(printed(log, "score"))

    assert "2号评委二回避（曾在该单位任职），本人签名：" in page
    assert "1号评委一：" in page
    assert "5号评委五：" not in page
    assert "5号评委五缺席（突发疾病），不签名" in page
