"""What a year brings beside its drills: fifty-two weeks of quizzes, and the ledgers of a season, as CSV."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from random import Random

from .monthly import TRACK

WEEKS = tuple(f"w{week:02}" for week in range(1, 53))
MISSES_ONE_IN = 9
AWAY_WEEKS = WEEKS[9:22]


def quizzes(people: Sequence[str], away: str, seed: int) -> bytes:
    """竞答周周练: a score of a hundred for all who took part that week, empty for who began and left.

    *away* is on leave for a quarter of the year.
    """
    chance = Random(f"{seed} quiz")
    rows = []
    for week in WEEKS:
        for person in people:
            if person == away and week in AWAY_WEEKS:
                continue
            if chance.randrange(MISSES_ONE_IN):
                rows.append((TRACK, week, person, str(chance.randint(60, 100))))
            elif chance.randrange(2):
                rows.append((TRACK, week, person, ""))
    return _csv(("track", "round", "entrant", "score"), rows)


def roster(tables: Iterable[tuple[str, Sequence[str]]], left: str) -> bytes:
    """Who belongs to which table; *left* moved to another post and is not ranked."""
    rows = [
        (table, person, "withdrawn" if person == left else "")
        for table, people in tables
        for person in people
    ]
    return _csv(("track", "entrant", "status"), rows)


def leave(table: str, person: str, drill: str) -> bytes:
    """A quarter of a year away: its quizzes do not count against *person*, nor does one drill."""
    rows = [(table, event, person, "skip", "产假") for event in (*AWAY_WEEKS, drill)]
    return _csv(("track", "event", "entrant", "as", "reason"), rows)


def patrols(table: str, series: str, persons: Sequence[str]) -> bytes:
    """明察暗访: what came off, and why."""
    reasons = ("上班时间脱岗", "没有佩戴工牌", "收件没有出具凭证")
    rows = [(table, series, who, "0.5", reasons[n % len(reasons)]) for n, who in enumerate(persons)]
    return _csv(("track", "round", "entrant", "points", "reason"), rows)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()
