"""Whether a phone will do, by what it measured itself."""

import pytest

from judging.doctor.finding import Verdict
from judging.doctor.phones import ASKED, SelfTest, findings, summary, verdict

GOOD, NOTE, BAD = Verdict.GOOD, Verdict.NOTE, Verdict.BAD
QUICK = (20,) * ASKED


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (SelfTest(QUICK, 0, True, 0.2), GOOD),
        (SelfTest(QUICK, 0, True, -4000.0), NOTE),
        (SelfTest(QUICK[:-1], 1, True, 0.2), NOTE),
        (SelfTest(QUICK[:-2], 2, True, 0.2), BAD),
        (SelfTest((), ASKED, True), BAD),
        (SelfTest((400,) * ASKED, 0, True, 0.2), NOTE),
        (SelfTest((*QUICK[:-1], 1800), 0, True, 0.2), NOTE),
        (SelfTest((900,) * ASKED, 0, True, 0.2), BAD),
        (SelfTest(QUICK, 0, False, 0.2), BAD),
    ],
)
def test_a_phone_will_do_that_is_quick_loses_nothing_and_keeps_what_it_stores(
    test: SelfTest, expected: Verdict
):
    found = findings(test)

    assert verdict(test) is expected
    assert all((each.remedy is None) is (each.verdict is GOOD) for each in found)
    assert len({each.id for each in found}) == len(found)


def test_the_organiser_is_told_how_many_phones_will_not_do():
    none = summary([])
    one = summary([SelfTest(QUICK, 0, True, 0.0), SelfTest((), ASKED, True)])
    all_well = summary([SelfTest(QUICK, 0, True, 0.0)])

    assert (none.verdict, "AP 隔离" in str(none.remedy)) == (NOTE, True)
    assert (one.verdict, str(one.text)) == (BAD, "测过 2 台，不合格 1 台，最慢的一般 20 毫秒。")
    assert all_well.verdict is GOOD
