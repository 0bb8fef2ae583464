"""One job: which sheets are printed together, and what the catalogue of an archive lists."""

import pytest

from judging.cli import main
from judging.core.honours.decided import decided
from judging.printouts import proof
from judging.printouts.forms import FORMS
from judging.printouts.jobs import Job, catalogue, job_sheets
from judging.printouts.moment import moment

from .decided_day import decided_log
from .made_up import full_day, set_up
from .test_certificates import numbered
from .test_command import without_browser
from .test_proposals import POOL


@pytest.fixture(scope="module")
def day():
    return moment(full_day().entries)


@pytest.fixture(scope="module")
def honoured():
    return moment(numbered().entries)


def forms(now, job, **which):
    return {sheet.form for sheet in job_sheets(now, job, whole=False, **which)}


def test_all_paper_about_an_entrant_and_of_no_other_comes_together(honoured):
    top = decided(honoured.state, POOL)[0]

    found = list(job_sheets(honoured, Job(top.track, entrant=top.entrant), whole=False))

    assert {"certificate", "person-application"} <= {sheet.form for sheet in found}
    for sheet in found:
        assert FORMS[sheet.form].entrant(honoured.state, sheet.place) == (top.track, top.entrant)
    assert len(found) == len({sheet.form for sheet in found})


def test_all_paper_of_a_judge_comes_together(day):
    found = list(job_sheets(day, Job(judge="J3"), whole=False))

    assert {sheet.form for sheet in found} == {"blank", "paper", "recusal"}
    assert {sheet.place.subject for sheet in found} == {"J3"}


def test_an_award_brings_its_lists_and_certificates_and_nothing_of_a_track(honoured):
    assert forms(honoured, Job(award=POOL)) == {"awards", "decision", "certificate"}


def test_everything_in_one_leaves_out_what_is_still_to_be_filled_in(day):
    assert {"blank", "paper"} <= forms(day, Job())
    assert forms(day, Job(), with_blank=False) == forms(day, Job()) - {"blank", "paper"}


def test_the_catalogue_lists_each_sheet_with_its_code_and_notices_too(honoured):
    rows = [[cell.text for cell in line.cells] for line in catalogue(honoured, whole=False).table.lines]
    proven = [
        proof.written(honoured, sheet)
        for sheet in job_sheets(honoured, Job(), whole=False)
        if FORMS[sheet.form].is_proven
    ]

    assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert sorted(row[4] for row in rows if row[4]) == sorted(proven)
    assert "公示稿（个人奖）" in [row[1] for row in rows]


def test_the_catalogue_lists_nothing_that_is_not_revealed():
    log = set_up()
    names = [line.cells[1].text for line in catalogue(moment(log.entries), whole=False).table.lines]

    assert names
    assert not any("评分表" in name for name in names)


async def test_notices_of_a_decided_award_come_with_its_forms_also_in_word(tmp_path, monkeypatch):
    without_browser(monkeypatch)
    await decided_log().save(tmp_path / "day.sqlite")

    main(["print", str(tmp_path / "day.sqlite"), "--out", str(tmp_path / "out"), "--award", POOL])

    [folder] = (tmp_path / "out").iterdir()
    made = {path.name for path in folder.iterdir()}
    assert {"公示稿.html", "公示稿.docx", "通报.docx", "评审决定书.html"} <= made


async def test_a_name_that_nobody_has_is_said_and_one_in_one_file_is_one(tmp_path, monkeypatch, capsys):
    without_browser(monkeypatch)
    await full_day().save(tmp_path / "day.sqlite")
    ask = ["print", str(tmp_path / "day.sqlite"), "--out", str(tmp_path / "out")]

    assert main([*ask, "--entrant", "无此人"]) == 2
    assert "没有参赛对象 无此人" in capsys.readouterr().err
    main([*ask, "--entrant", "c01", "--one"])

    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".html", ".xlsx"]
    page = next((tmp_path / "out").glob("*.html")).read_text("utf-8")
    assert all(word in page for word in ("评分表", "操作记录", "成绩确认单"))
