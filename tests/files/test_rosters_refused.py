"""What is asked of a roster, and when, makes sense by itself, or the rules file is refused with a remedy."""

import pytest

from judging.files import Problems, rulesfile
from judging.files.explain import explain
from tests.core.changes import BEFORE_THE_DAY, RULES

WRITTEN = rulesfile.write(RULES)
TIES = 'ties = ["round:show", "share"]'
WITH_ROSTER = WRITTEN.replace(TIES, f"{TIES}\nroster = {{}}", 1)
PHASE = '\n[[phases]]\nid = "entry"\nname = "报名"\nstarts = "2024-07-05"\nends = "2024-08-09"\n'
ITEM = '\n[[intake]]\nid = "form"\nname = "报名表"\nphase = "entry"\n'


def problems(text: str) -> list[str]:
    with pytest.raises(Problems) as raised:
        rulesfile.read(text, "rules.toml")
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        ("{ exactly = 24, most = 20 }", "至多 20 个，却要恰好 24 个"),
        ('{ exactly = 3, districts = { "甲区" = 2 } }', "各区名额合计 2 个，到不了 3 个"),
        ("{ exactly = 0 }", "超出范围"),
        ('{ districts = { "甲区" = "多" } }', "districts"),
        ('{ years = "两年" }', "years"),
        ("{ lead = true }", "最接近的是 leader"),
    ],
)
def test_a_roster_rule_that_nobody_can_meet_is_refused(rule: str, what: str):
    [problem] = problems(WITH_ROSTER.replace("roster = {}", f"roster = {rule}"))

    assert what in problem
    assert "roster" in problem


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("2024-07-05", "2024-13-05", "不是日期"),
        ("2024-07-05", "2024年7月5日", "不是日期"),
        ("2024-07-05", "20240705", "不是日期"),
        ("2024-08-09", "2024-07-04", "2024-07-04 截止，却从 2024-07-05 开始"),
        ('phase = "entry"', 'phase = "entri"', "最接近的是 entry"),
    ],
)
def test_a_phase_has_days_of_the_calendar_in_their_order(before: str, after: str, what: str):
    [problem] = problems((WRITTEN + PHASE + ITEM).replace(before, after))

    assert what in problem


@pytest.mark.parametrize("field", BEFORE_THE_DAY)
def test_what_is_asked_before_the_day_is_told(field: str):
    assert explain(BEFORE_THE_DAY[field]) != explain(RULES)
