import re
from datetime import UTC, datetime

import pytest
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from judging.core import events as e
from judging.core.people.taking_part import Entrant
from judging.printouts import proof
from judging.printouts.cards import Card
from judging.printouts.forms import FORMS, sheets
from judging.printouts.moment import moment
from judging.printouts.qr import qr
from judging.printouts.setting import Setting, card_document, document

from .made_up import OF_TRACKS, ROUND, TRACK, full_day, play, set_up

AT = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
ADDRESS = "http://192.168.1.5:8000"
CARDS = (
    Card("场控", None, "", "第二会场", f"{ADDRESS}/join/aaaa"),
    Card("评委", 3, "评委三", "", f"{ADDRESS}/join/bbbb"),
)


def printed(log, form):
    now = moment(log.entries)
    return document(now, sheets(now, form, TRACK), Setting(AT, ADDRESS))


@pytest.fixture(scope="module")
def day():
    return full_day()


@pytest.mark.parametrize("form", OF_TRACKS)
def test_every_form_is_set_without_what_our_policy_refuses(day, form):
    html = printed(day, form)

    assert "<style" not in html
    assert " style=" not in html
    assert re.findall(r"<script(?! type=\"module\" src=\"/static/)", html) == []


@pytest.mark.parametrize("form", [name for name in OF_TRACKS if FORMS[name].is_proven])
def test_the_code_the_tail_and_the_time_stand_on_every_sheet(day, form):
    now = moment(day.entries)

    html = printed(day, form)

    for sheet in sheets(now, form, TRACK):
        assert f"<b>{proof.written(now, sheet)}</b>" in html
    assert html.count(f"{now.tail[:12]}（记录第 {now.position} 条）") == len(sheets(now, form, TRACK))
    assert "打印时间 2026年11月20日" in html


def test_the_qr_leads_to_the_page_that_checks_the_code(day):
    now = moment(day.entries)
    [sheet] = sheets(now, "results", TRACK)

    assert qr(f"{ADDRESS}/verify/{proof.written(now, sheet)}").path in printed(day, "results")


def test_a_qr_is_the_very_matrix_of_the_text():
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(f"{ADDRESS}/join/abcdefgh")

    drawn = qr(f"{ADDRESS}/join/abcdefgh")

    dark = {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawn.path)
        for step in range(int(length))
    }
    matrix = code.get_matrix()
    assert dark == {(x, y) for y, row in enumerate(matrix) for x, is_dark in enumerate(row) if is_dark}
    assert drawn.size == len(matrix)


def test_dropped_marks_are_struck_out_and_told_apart_without_colour(day):
    html = printed(day, "results")

    assert html.count("<del>") == 46
    assert html.count("<sup>高</sup>") == html.count("<sup>低</sup>") == 23


def test_a_name_is_text_and_never_markup():
    log = set_up()
    entrants = (Entrant("c01", "<script>alert(1)</script>", '"><img src=x>'),)
    log.add(e.EntrantsSet(TRACK, entrants))
    log.add(e.OrderDrawn(TRACK, ROUND, ("c01",), "<b>1</b>"))
    play(log, ["c01"])

    for form in OF_TRACKS:
        html = printed(log, form)
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "<b>1</b>" not in html


@pytest.mark.parametrize("form", OF_TRACKS)
def test_only_a_rehearsal_is_watermarked(day, form):
    assert "演练" not in printed(day, form)
    assert '<p class="watermark" aria-hidden="true">演练</p>' in printed(full_day(rehearsal=True), form)


def test_cards_say_how_to_join_by_qr_or_by_hand():
    html = card_document(moment(set_up().entries), CARDS, Setting(AT, ADDRESS))

    assert html.count('class="card"') == 2
    assert qr(CARDS[1].link).path in html
    assert html.count("发登录码") == 1, "the director has the link alone"
    assert f"在 {ADDRESS}/join 输入" in html
    assert "提示“无互联网”时，请留在该网络" in html
    assert "bbbb" not in html, "the secret itself must not be readable off the card"
    assert "<em>演练</em>" not in html


def test_a_rehearsal_s_cards_say_so_each():
    html = card_document(moment(set_up(rehearsal=True).entries), CARDS, Setting(AT, ADDRESS))

    assert html.count("<em>演练</em>") == 2
