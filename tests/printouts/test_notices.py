"""公文: one template makes the Word file and the page, with what was decided and nothing else."""

import io
import re
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.shared import Mm, Pt

from judging.core import commands as c
from judging.core import events as e
from judging.core.appeals.objection import About, Channel, Objector, Resolution
from judging.core.decide import decide
from judging.core.papers.paper_template import PaperKind
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.refused import Refused
from judging.printouts.masking import masked_name
from judging.printouts.moment import moment
from judging.printouts.notices import kinds, printing
from judging.printouts.notices.in_force import template_of
from judging.printouts.notices.layout import word
from judging.printouts.setting import Setting
from tests.office import in_office, pages, pages_of_all

from .decided_day import decided_log
from .test_proposals import POOL, falling, locked

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
KINDS = list(kinds.PLACES)
BY = acting(Duty.ORGANISER)


def made(log, kind=PaperKind.BULLETIN, award=POOL, *, masked=False):
    return printing.notice(log.state, kind, award, AT, is_masked=masked)


def told(content):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def words(text):
    """Without page numbers, blanks and signs, which stand where a line has room for them."""
    return re.sub(r"[\W_]", "", re.sub(r"—\d+—", "", text))


def own(*texts, edit=None):
    """A template as somebody wrote it in Word."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    if edit:
        edit(document)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def with_part(name, text, content=None):
    """The file with one more part, or another one of that name."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content or own("通报"))) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text, zipfile.ZIP_DEFLATED)
    return changed.getvalue()


def test_a_notice_lists_by_level_whom_the_meeting_confirmed_and_nobody_else():
    log = decided_log(vetoed=("f1",))

    lines = told(made(log))

    names = [line for line in lines if line.startswith(("综窗选手", "后台选手"))]
    assert len(names) == 54
    assert "综窗选手01　浦东新区" not in names
    assert lines[lines.index("个人奖（54个）") + 1].startswith("一等奖（")


def test_before_a_decision_no_notice_is_printed_but_a_template_can_be_looked_at():
    log = locked(front=falling("98.00", 60), back=falling("97.90", 25))

    with pytest.raises(Refused, match="还没有审定的奖项"):
        made(log)
    template = template_of(log.state, PaperKind.BULLETIN)
    assert "（名单尚未审定）" in told(printing.preview(log.state, PaperKind.BULLETIN, template, AT))


def test_names_are_hidden_where_asked():
    lines = told(made(decided_log(), PaperKind.PUBLICITY, masked=True))

    assert "综○○○○○　浦东新区" in lines
    assert not [line for line in lines if "选手" in line]


@pytest.mark.parametrize(
    ("name", "shown"), [("张三", "张○"), ("欧阳小明", "欧阳○○"), ("欧阳", "欧○"), ("阿里·买买提", "阿○·○○○")]
)
def test_of_a_name_the_surname_stays(name, shown):
    assert masked_name(name) == shown


@pytest.mark.parametrize("kind", KINDS)
def test_our_templates_are_set_as_official_papers_are(kind):
    template = docx.Document(io.BytesIO(word(kinds.built_in(kind))))

    [section] = template.sections
    margins = [section.top_margin, section.right_margin, section.bottom_margin, section.left_margin]
    assert [round(margin.mm) for margin in margins] == [37, 26, 35, 28]
    assert abs(section.page_width - Mm(210)) < Mm(0.1)
    body = template.styles["公文正文"]
    assert (body.font.size, body.paragraph_format.line_spacing) == (Pt(16), Pt(28))
    printing.check(kind, word(kinds.built_in(kind)))


def test_an_own_template_is_filled_wherever_word_cut_its_places_apart():
    log = decided_log()

    def edit(document):
        paragraph = document.add_paragraph("祝贺")
        for part in ("【赛", "事】", "圆满结束，共【获奖总数】", "个"):
            paragraph.add_run(part)
        document.add_table(1, 1).cell(0, 0).text = "【主办单位】"
        document.sections[0].header.paragraphs[0].text = "【成文日期】"

    log.add(e.PaperTemplateSet(PaperKind.BULLETIN, own("【获奖名单】", edit=edit), "0" * 64, "通报.docx"))
    document = docx.Document(io.BytesIO(made(log)))

    rules = log.state.rulebook
    assert document.paragraphs[-1].text == f"祝贺{rules.name}圆满结束，共55个"
    assert document.tables[0].cell(0, 0).text == rules.organiser
    assert document.sections[0].header.paragraphs[0].text == "2026年11月20日"
    page = printing.page(moment(log.entries), PaperKind.BULLETIN, made(log), Setting(AT, is_alone=True))
    assert f"祝贺{rules.name}圆满结束" in page


def test_back_to_ours_is_one_step():
    log = decided_log()
    log.add(e.PaperTemplateSet(PaperKind.BULLETIN, own("只有一句话"), "0" * 64, "通报.docx"))
    mine = told(made(log))
    log.add(e.PaperTemplateRestored(PaperKind.BULLETIN))

    assert mine == ["只有一句话"]
    assert len(told(made(log))) > 10


def test_a_public_notice_says_from_when_until_when_and_how_many_working_days():
    log = decided_log()
    [event] = decide(log.state, c.StartPublicity(POOL), BY, "2026-11-23T02:00:00.000Z")
    log.add(event)

    text = "".join(told(made(log, PaperKind.PUBLICITY)))

    assert "自2026年11月23日至2026年11月26日，共3个工作日" in text


def test_a_reply_tells_the_objector_what_was_decided():
    log, at = decided_log(), "2026-11-23T02:00:00.000Z"
    by = Objector("参赛者甲", "示例单位")
    for command in (
        c.RegisterObjection(by, About("frontline"), "现场计时有误", Channel.LETTER, at),
        c.DecideObjection(1, Resolution.DISMISSED, "经核对计时记录，计时属实。"),
    ):
        if isinstance(command, c.DecideObjection):
            with pytest.raises(Refused, match="还没有处理决定"):
                made(log, PaperKind.REPLY, "1")
        for event in decide(log.state, command, BY, at):
            log.add(event, at=at)

    text = "".join(told(made(log, PaperKind.REPLY, "1")))

    assert "示例单位 参赛者甲：" in text
    assert "处理决定：异议不成立。经核对计时记录，计时属实。" in text


BOMB = with_part("word/media/image1.png", b"\0" * 30_000_000)
MACRO = with_part("word/vbaProject.bin", b"code")
SCHEMAS = "http://schemas.openxmlformats.org"
OUTSIDE = with_part(
    "word/_rels/document.xml.rels",
    f'<Relationships xmlns="{SCHEMAS}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{SCHEMAS}/officeDocument/2006/relationships/attachedTemplate" '
    'Target="http://venue.test/a.dotm" TargetMode="External"/></Relationships>',
)
ENTITIES = with_part("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a zip", "不是完好的 Word 文件"),
        (own("通报")[:-200], "不是完好的 Word 文件"),
        (with_part("word/document.xml", "<broken"), "不是完好的 Word 文件"),
        (BOMB, "解压后太大"),
        (MACRO, "带有宏"),
        (OUTSIDE, "引用了外部"),
        (ENTITIES, "DOCTYPE"),
        (own("第一段", "", "谢谢【获奖者】"), "第 2 段：没有“【获奖者】”这一项"),
        (own("名单如下：【获奖名单】"), "第 1 段：“【获奖名单】”要单独成段"),
    ],
    ids=["no zip", "cut off", "broken", "bomb", "macro", "outside", "entities", "unknown place", "not alone"],
)
def test_a_template_that_cannot_be_printed_by_is_refused_with_its_reason(content, said):
    with pytest.raises(Refused, match=said):
        printing.check(PaperKind.BULLETIN, content)


class TestInAnOffice:
    pytestmark = in_office

    def test_every_kind_is_set_with_each_of_its_words(self, tmp_path):
        state = decided_log().state
        files = {
            f"{kind}.docx": printing.preview(state, kind, template_of(state, kind), AT) for kind in KINDS
        }

        found = pages_of_all(files, tmp_path)

        for name, content in files.items():
            said, printed = [words(text) for text in told(content)], "".join(found[name])
            assert any(said)
            assert [text for text in said if text not in words(printed)] == [], name
            assert "【" not in printed, name

    def test_the_list_of_55_is_set_on_numbered_pages(self, tmp_path):
        found = pages(made(decided_log(), PaperKind.PUBLICITY), "docx", tmp_path)

        assert len(found) == 4
        assert all(f"—{number}—" in page for number, page in enumerate(found, 1))
        assert "拟表扬对象的公示" in found[0]
        assert "后台选手01" in found[1]
