"""规则确认书 and 监督工作记录: names, times and hashes as the log has them, and what proves the paper."""

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.moments import LATER
from judging.core.scoring.oversight import Act
from judging.core.signing.digests import rules_digest
from judging.core.signing.waiting import thing
from judging.printouts import proof
from judging.printouts.forms import sheets
from judging.printouts.moment import moment
from judging.printouts.setting import document
from judging.printouts.sheet import WHOLE
from tests import day
from tests.core.test_signing import APPOINT, RIGHT, SUPERVISOR
from tests.printouts.made_up import Log
from tests.printouts.test_pages import SETTING


class Day:
    """A log on which somebody watches."""

    def __init__(self, *acts: Act):
        self.log = Log()
        self.rules = replace(day.RULES, countersign=acts, sign_rules=True)
        create = c.CreateCompetition(self.rules, {"centre": day.ENTRANTS})
        for command in (create, day.SEAT, day.COMPONENTS, day.ORDER, APPOINT, c.SetPin(RIGHT)):
            self.do(command)
        self.do(c.SetPin(RIGHT), SUPERVISOR)

    def do(self, command, by=day.ORGANISER):
        for event in decide(self.log.state, command, by, LATER):
            self.log.add(event, by.label)

    def sign_rules(self, by=day.ORGANISER):
        self.do(c.SignRules(rules_digest(self.log.state.rulebook), RIGHT), by)

    def sign(self, act: Act, subject: str):
        digest = thing(self.log.state, act, subject).digest
        self.do(c.Countersign(act, subject, digest, RIGHT), SUPERVISOR)

    @property
    def now(self):
        return moment(self.log.entries)

    def sheet(self, form: str):
        [found] = sheets(self.now, form, WHOLE)
        return found


def texts(sheet) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in sheet.table.lines]


def test_the_rules_are_printed_with_their_hash_and_who_signed_them():
    signing = Day()
    signing.sign_rules()

    sheet = signing.sheet("rules")

    digest = rules_digest(signing.rules)
    assert sheet.heading[0][1].replace(" ", "") == digest
    assert [(row[0], row[2], row[3]) for row in texts(sheet)] == [("组织者", digest[:16], "现行")]
    assert any("去1高1低" in note for note in sheet.notes)


def test_after_a_change_the_paper_has_both_versions_and_what_changed():
    signing = Day()
    signing.sign_rules()
    signing.do(c.SetRules(replace(signing.rules, organiser="新主办方")))
    signing.sign_rules()

    sheet = signing.sheet("rules")

    assert [row[3] for row in texts(sheet)] == ["改动前", "现行"]
    [change] = sheet.corrected
    assert "主办单位：主办方 → 新主办方" in change.text
    assert rules_digest(signing.rules)[:8] in change.text


def test_the_record_has_signatures_flags_and_draws_with_names():
    watched = Day(Act.DRAW)
    watched.do(c.DrawOrder("centre", "present", "种子一"))
    watched.sign(Act.DRAW, "centre/present")
    watched.do(c.RaiseFlag("f1", "3号评委看了手机", "centre"), SUPERVISOR)
    watched.do(c.AnswerFlag("f1", "已提醒"), day.DIRECTOR)
    watched.do(c.SettleFlag("f1"), SUPERVISOR)

    rows = [(kind, what, who) for _, _, kind, what, who in texts(watched.sheet("oversight"))]

    assert rows[1:] == [
        ("抽签", "受理中心组 现场汇报展示：抽签确定出场顺序，种子 种子一", "组织者"),
        ("会签", "监督员会签：受理中心组现场汇报展示 抽签结果", "监督员一（监督员）"),
        ("监督意见", "监督员提出：3号评委看了手机", "监督员一（监督员）"),
        ("答复", "答复监督员：已提醒", "场控"),
        ("接受答复", "监督员接受答复：3号评委看了手机", "监督员一（监督员）"),
    ]


def test_both_are_found_again_by_their_codes_and_made_of_no_wording(monkeypatch):
    signing = Day(Act.DRAW)
    signing.sign_rules()
    signing.sign(Act.DRAW, "centre/present")
    for form in ("rules", "oversight"):
        sheet = signing.sheet(form)
        code = proof.code(signing.now, sheet)

        assert proof.find(signing.now, code).sheet == sheet
        monkeypatch.setattr("judging.printouts.oversight.told", lambda state, event: "换个说法")
        monkeypatch.setattr("judging.printouts.rule_signatures.who", lambda state, label: "换个称呼")
        assert proof.code(signing.now, signing.sheet(form)) == code


def test_another_signature_makes_another_code():
    one, other = Day(Act.DRAW), Day(Act.DRAW)
    other.sign(Act.DRAW, "centre/present")

    assert proof.code(one.now, one.sheet("oversight")) != proof.code(one.now, other.sheet("oversight"))


def test_they_are_printed_for_who_has_them_signed_and_watched_alone():
    log = Log()
    for event in decide(log.state, day.CREATE, day.ORGANISER, LATER):
        log.add(event, "organiser")

    assert sheets(moment(log.entries), "rules", WHOLE) == []
    assert sheets(moment(log.entries), "oversight", WHOLE) == []


def test_the_page_has_signature_lines_and_no_pin():
    signing = Day(Act.DRAW)
    signing.sign_rules()

    html = document(signing.now, [signing.sheet("rules"), signing.sheet("oversight")], SETTING)

    for who in ("组织者：", "评委组长：", "监督员："):
        assert who in html
    assert RIGHT not in html
