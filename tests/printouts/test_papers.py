"""纸质评分表: pre-filled for each judge and entrant, with the code of the form it is typed into."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from judging.printouts.forms import sheets
from judging.printouts.moment import moment
from judging.printouts.qr import qr
from judging.printouts.setting import Setting, document

from .made_up import ROUND, TRACK, set_up
from .qr_reading import read_qr

AT = "http://192.168.1.5:8000/c/4f09ab"
SETTING = Setting(datetime(2026, 11, 20, 6, 30, tzinfo=UTC), AT, is_alone=True)
PATH = re.compile(r'<svg class="qr"[^>]*viewBox="0 0 (\d+) [^"]*"[^>]*><path d="([^"]+)"')


def papers(judge="", **changes):
    log = set_up(**changes)
    now = moment(log.entries)
    return log, now, sheets(now, "paper", TRACK, ROUND if judge else "", judge)


def test_there_is_one_for_each_judge_and_entrant_and_those_of_a_judge_are_one_job():
    log, _, all_of_them = papers()
    _, _, of_third = papers("J3")

    entrants = log.state.orders[TRACK, ROUND].entrants
    assert len(all_of_them) == 7 * len(entrants)
    assert [sheet.place.entrant for sheet in of_third] == list(entrants)
    assert {dict(sheet.heading)["席位"] for sheet in of_third} == {"3号"}


def test_it_says_whose_it_is_and_what_may_be_given_and_holds_no_mark():
    _, _, [first, *_] = papers("J3")

    told = dict(first.heading)
    assert (told["序号"], told["评委"]) == ("1", "评委三")
    assert [[cell.text for cell in line.cells] for line in first.table.lines] == [
        ["比工作成效", "0–30", "0.5", ""],
        ["比服务管理", "0–30", "0.5", ""],
        ["比社会美誉", "0–20", "0.5", ""],
        ["比制度建设", "0–10", "0.5", ""],
        ["比环境优美", "0–10", "0.5", ""],
        ["总分", "满分100", "", ""],
    ]


def test_the_code_on_each_sheet_is_read_as_the_address_of_its_own_form():
    _, now, found = papers("J3")

    codes = PATH.findall(document(now, found, SETTING))

    assert len(codes) == len(found)
    for sheet, (size, path) in zip(found[:3], codes, strict=False):
        address = urlsplit(read_qr(int(size), path))
        assert f"{address.scheme}://{address.netloc}{address.path}" == f"{AT}/entries"
        assert parse_qs(address.query) == {
            "track": [TRACK],
            "round": [ROUND],
            "entrant": [sheet.place.entrant],
            "judge": ["J3"],
        }


def test_without_an_address_there_is_no_code_that_leads_nowhere():
    _, now, [first, *_] = papers("J3")

    assert '<svg class="qr"' not in document(now, [first], Setting(SETTING.printed_at, is_alone=True))


def test_the_reader_of_codes_reads_what_was_written():
    for text in ("http://a.test/x", f"{AT}/entries?entrant={'e' * 150}"):
        code = qr(text)
        assert read_qr(code.size, code.path) == text
