"""What the papers of a season say, and of whom they do not."""

import re
from hashlib import sha256

import pytest
from msgspec.structs import replace

from judging.core.refused import Refused
from judging.core.scoring.numbers import plain
from judging.core.sentence import sentence
from judging.printouts.notices.opening import opened
from judging.printouts.seasons.season_pack import pack
from judging.printouts.seasons.season_papers import FORMS, Chosen, papers
from judging.printouts.seasons.season_setting import season_document
from judging.printouts.setting import Setting

from .made_up import AT, LONG, PEOPLE, made, season_files

SETTING = Setting(AT, is_alone=True)
CHOSEN = Chosen({"person": 3, "unit": 1}, {"person": 2})


@pytest.fixture(scope="module")
def going_on():
    return made()


@pytest.fixture(scope="module")
def finished():
    return made(months=10, locked_at="2026-11-19T02:00:00.000Z")


def sheets(moment, form, table="person", subject=""):
    return [paper.sheet for paper in papers(moment, form, CHOSEN, table, subject)]


def cells(sheet, subject):
    [line] = [line for line in sheet.table.lines if line.subject == subject]
    return dict(
        zip((column.key for column in sheet.table.columns), (c.text for c in line.cells), strict=True)
    )


def words(letter):

    return "\n".join(p.text for p in opened(letter.content).paragraphs)


def last_two(moment):
    return [row.entrant for row in moment.of("person").standings[-2:]]


def test_the_list_has_the_places_scores_and_titles_that_were_reckoned(finished):
    [sheet] = sheets(finished, "list")

    for row in finished.of("person").standings:
        told = cells(sheet, row.entrant)
        assert (told["place"], told["composite"]) == (str(row.place), plain(row.composite))
    assert cells(sheet, "选手01")["honour"] == "一等奖 最美瀛洲店小二"
    assert cells(sheet, "选手01")["note"] == cells(sheet, "选手02")["note"] == "并列"
    assert "扣 0.5" in cells(sheet, "选手06")["note"]


def test_as_long_as_months_are_to_come_the_list_says_so_and_gives_no_title(going_on):
    [sheet] = sheets(going_on, "list")

    assert "竞操月月有还有 2 场没有举行，名次尚未确定。" in sheet.notes
    assert "honour" not in [column.key for column in sheet.table.columns]
    for form in ("honours", "publicity", "certificate", "plaque"):
        assert list(papers(going_on, form, CHOSEN)) == []


def test_each_page_says_whether_the_season_is_final_and_what_it_was_made_of(going_on, finished):
    page = season_document(going_on, list(papers(going_on, "list", CHOSEN)), SETTING, "成绩单")
    final = season_document(finished, list(papers(finished, "list", CHOSEN)), SETTING, "成绩单")

    assert '<span class="open">未定稿</span>' in page
    assert "<span>已定稿 2026年11月19日" in final
    assert f"输入指纹 <b>{going_on.fingerprint}</b>" in page
    assert going_on.fingerprint != finished.fingerprint, "another file was read"


def test_the_fingerprint_is_found_again_from_the_files_alone(going_on):
    listed = "".join(
        f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(season_files().items())
    )

    assert going_on.fingerprint == sha256(listed.encode()).hexdigest()[:12]


def test_a_report_is_there_for_everybody_and_speaks_of_nobody_else(finished):
    found = list(papers(finished, "report", CHOSEN, "person"))

    assert sorted(paper.subject for paper in found) == sorted(PEOPLE)
    [own] = [paper for paper in found if paper.subject == "选手04"]
    page = season_document(finished, [own], SETTING, "成绩报告")
    assert "选手04" in page
    assert [other for other in PEOPLE if other != "选手04" and other in page] == []


def test_a_report_draws_a_missed_month_as_a_gap_and_says_why(finished):
    [paper] = papers(finished, "report", CHOSEN, "person", "选手05")

    drill = paper.series[1]
    assert drill.values.count("<circle") == 9
    assert ">假</text>" in drill.values
    assert len(re.findall('class="line"', drill.values)) == 2
    assert drill.values.count('class="counts"') == 8, "the best eight count"
    [march] = [line for line in paper.sheet.table.lines if line.subject == "m03"]
    assert [cell.text for cell in march.cells][2:] == ["", "", "请假"]


def test_what_counts_as_zero_is_told_and_is_still_no_measured_value():
    [paper] = papers(made(missed="zero"), "report", CHOSEN, "unit", "窗口丙")

    assert paper.series[0].values.count("<circle") == 2
    assert paper.series[0].values.count(">缺</text>") == 8
    notes = [line.cells[-1].text for line in paper.sheet.table.lines]
    assert notes.count("缺席计零") == 6, "of the best eight two were measured"


def test_the_praised_are_the_first_with_all_who_share_the_last_place_of_them(finished):
    [first] = papers(finished, "bulletin", Chosen({"person": 1}))

    assert "第1名　选手01" in words(first)
    assert "第1名　选手02" in words(first), "who shares the place is not cut off"
    assert "选手04" not in words(first)
    assert list(papers(finished, "bulletin", Chosen())) == []


def test_the_reminded_are_the_last_and_each_gets_a_letter_about_nobody_else(finished):
    [roll] = sheets(finished, "reminders")
    letters = {paper.subject: words(paper) for paper in papers(finished, "reminder", CHOSEN)}

    assert [line.subject for line in roll.table.lines] == last_two(finished)
    assert list(letters) == last_two(finished)
    for own, text in letters.items():
        assert text.count(own) == 1
        assert [other for other in PEOPLE if other != own and other in text] == []
        assert "本函只发给你（你单位），不作公布。" in text


def with_places(moment, *last):
    """The same with other places at the end of the table of persons."""
    of = moment.of("person")
    rows = [
        *of.standings[: -len(last)],
        *(replace(row, place=place) for row, place in zip(of.standings[-len(last) :], last, strict=True)),
    ]
    tables = {**moment.result.tables, "person": replace(of, standings=tuple(rows))}
    return replace(moment, result=replace(moment.result, tables=tables))


def test_nobody_is_reminded_who_is_as_good_as_somebody_who_is_not(finished):
    shared = with_places(finished, 10, 10, 12)

    [roll] = sheets(shared, "reminders")

    assert [line.cells[0].text for line in roll.table.lines] == ["12"]
    assert "与前面的名次并列的，不列入提醒。" in roll.notes


def test_more_than_half_of_a_table_cannot_be_reminded(finished):
    with pytest.raises(Refused, match="集体类有名次的只有 3 个，不能提醒最后 2 名：请改为不多于 1 名"):
        list(papers(finished, "reminders", Chosen(last={"": 2}), "unit"))


def test_what_is_public_names_nobody_who_was_reminded(finished):
    made = dict(pack(finished, CHOSEN, SETTING, is_public=True))

    names = [str(path) for path in made]
    assert names != []
    assert [name for name in names if "督促" in name or "不公开" in name or "报告" in name] == []
    for path, content in made.items():
        if isinstance(content, str):
            assert [who for who in last_two(finished) if who in content] == [], path
    assert any("获奖名单" in name for name in names)


def test_the_whole_pack_keeps_what_is_private_apart(finished):
    folders = {path.parts[0]: set() for path, _ in pack(finished, CHOSEN, SETTING, is_public=False)}
    files = [path for path, _ in pack(finished, CHOSEN, SETTING, is_public=False)]
    for path in files:
        folders[path.parts[0]].add(path.parts[1] if len(path.parts) > 1 else "")

    assert {"督促提醒名单.pdf", "督促提醒名单.xlsx", "督促提醒函.pdf", "成绩报告.pdf"} <= folders["不公开"]
    assert {"通报.pdf", "获奖名单.xlsx", "公示稿.docx", "证书.pdf", "奖牌.pdf"} <= folders["公开"]
    assert len(files) == len(set(files))


def test_of_two_with_one_name_each_gets_a_letter():
    both = {("person", id): "员工01" for id in PEOPLE}

    files = dict(pack(made(names=both), CHOSEN, SETTING, is_public=False))

    letters = [path.name for path in files if path.parent.name == "督促提醒函"]
    assert letters == ["个人类-员工01.docx", "个人类-员工01-2.docx"]


def test_the_public_list_of_awards_does_not_say_who_is_waited_for(finished):
    why = sentence("{names} 成绩未齐", names=(PEOPLE[0],))
    result = finished.result
    pools = {**result.pools, "units": replace(result.pools["persons"], open=why)}
    units = replace(finished.season.pools[0], id="units", name="集体奖")
    season = replace(finished.season, pools=(*finished.season.pools, units))
    moment = replace(finished, result=replace(result, pools=pools), season=season)

    [sheet] = sheets(moment, "honours", "")

    assert "集体奖尚未确定" in "".join(sheet.notes)
    assert "成绩未齐" not in "".join(sheet.notes)


def test_certificates_are_numbered_and_carry_level_and_title(finished):
    found = list(papers(finished, "certificate", CHOSEN))

    page = season_document(finished, found, SETTING, "证书")
    assert len(found) == 4
    assert "荣获个人奖一等奖“最美瀛洲店小二”。" in page
    assert "证书编号：chang-2024-001" in page
    assert LONG in page
    assert "某某区行政服务中心" in page


def test_a_certificate_is_printed_of_the_table_and_of_whom_it_was_asked_for(finished):
    assert len(list(papers(finished, "certificate", CHOSEN, "person"))) == 4
    assert list(papers(finished, "certificate", CHOSEN, "unit")) == []
    assert [paper.subject for paper in papers(finished, "plaque", CHOSEN, subject=LONG)] == [LONG]


def test_every_form_is_set_without_what_our_policy_refuses(finished):
    for form in FORMS:
        page = season_document(finished, list(papers(finished, form, CHOSEN)), Setting(AT), form)

        assert " style=" not in page
        assert "<style" not in page
        assert re.findall(r"<script(?! type=\"module\" src=\"/static/)", page) == []
