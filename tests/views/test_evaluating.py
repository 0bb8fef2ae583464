"""An evaluator's page: what stands on it, and what does not, whoever holds the card."""

import msgspec
import pytest

from judging.views.evaluating import evaluating
from tests.evaluated_day import REVIEW, SECRET, EvaluatedDay


@pytest.mark.parametrize("is_over", [False, True])
def test_what_was_given_in_secret_is_shown_to_no_phone_again(is_over):
    found = EvaluatedDay(SECRET).open().fill_in("p2")
    if is_over:
        found.close()

    [page] = evaluating(found.state, "person/p2").pages

    assert [(row.group, row.marks is None) for row in page.rows[:2]] == [("自评", False), ("互评", True)]
    assert page.done == len(page.rows) == 5
    assert all(row.at for row in page.rows)
    assert b'"52"' not in msgspec.json.encode(page)


def test_what_was_given_openly_can_be_read_and_changed():
    found = EvaluatedDay(REVIEW).open().fill_in("p2")

    [page] = evaluating(found.state, "person/p2").pages

    assert page.rows[1].marks == {"work": "52", "style": "31"}
