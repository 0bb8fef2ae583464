"""A second opinion on a whole year, from its exported files and ledgers: fractions, and nothing of ours."""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from .by_hand import ByHand, half_up, hundredths

WEIGHTS = {"quiz": (30, 100), "drill": (30, 10), "contest": (40, 100)}  # per cent, and of how many points
BEST = {"quiz": 40, "drill": 10}
FEWEST_DRILLS = 6


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def rounded(value: Fraction) -> int:
    """In hundredths."""
    return half_up(value.numerator * 100, value.denominator)


def shared_places(drill: ByHand) -> dict[str, int]:
    """1, 1, 3: equals are those whose scores and whose sheets come to the same."""
    scores = drill.composites("window")
    strength = {who: (score, drill.untrimmed("window", who)) for who, score in scores.items()}
    return {who: 1 + sum(other > strength[who] for other in strength.values()) for who in strength}


class YearByHand:
    """`drills`: by event, an export of each department; `contest`: the export of the annual one."""

    def __init__(self, folder: Path, drills: Mapping[str, Iterable[Path]], contest: Path) -> None:
        self.season: dict[str, Any] = tomllib.loads((folder / "SEASON.toml").read_text("utf-8"))
        self._quiz = rows(folder / "quiz.csv")
        self._leave = {(row["entrant"], row["event"]) for row in rows(folder / "excused.csv")}
        self._off: dict[str, int] = {}
        for row in rows(folder / "deductions.csv"):
            self._off[row["entrant"]] = self._off.get(row["entrant"], 0) + hundredths(row["points"])
        self.roster = rows(folder / "roster.csv")
        self._drills = {event: [ByHand(each) for each in exports] for event, exports in drills.items()}
        self._contest = ByHand(contest)

    def people(self) -> list[str]:
        """Of the personal table, who is ranked."""
        return [row["entrant"] for row in self.roster if row["track"] == "person" and not row["status"]]

    def quiz(self, person: str) -> int:
        weeks = {row["round"] for row in self._quiz}
        scored = {
            row["round"]: int(row["score"]) for row in self._quiz if row["entrant"] == person and row["score"]
        }
        values = [scored.get(week, 0) for week in weeks if (person, week) not in self._leave]
        best = sorted(values, reverse=True)[: BEST["quiz"]]
        return rounded(Fraction(sum(best), len(best)))

    def points(self, person: str) -> dict[str, Fraction]:
        """By event of the drills the person took part in."""
        table = [10, 8, 7, 6, 5, 4, 3, 2]
        found = {}
        for event, departments in self._drills.items():
            for department in departments:
                places = shared_places(department)
                if person in places:
                    place, equals = places[person], list(places.values()).count(places[person])
                    taken = [table[n] if n < len(table) else 1 for n in range(place - 1, place - 1 + equals)]
                    found[event] = Fraction(sum(taken), equals)
        return found

    def drill(self, person: str) -> int | None:
        """None where there were too few."""
        points = self.points(person).values()
        if len(points) < FEWEST_DRILLS:
            return None
        best = sorted(points, reverse=True)[: BEST["drill"]]
        return max(0, rounded(sum(best, Fraction()) / len(best)) - self._off.get(person, 0))

    def contest(self, track: str) -> dict[str, int]:
        return {who: composite for who, (_, composite) in self._contest.places(track).items()}

    def composites(self) -> dict[str, tuple[int, dict[str, int]]]:
        """In hundredths, with each series' score; of all who came to the contest and to enough drills."""
        contest, found = self.contest("person"), {}
        for person in self.people():
            drill = self.drill(person)
            if drill is None or person not in contest:
                continue
            scores = {"quiz": self.quiz(person), "drill": drill, "contest": contest[person]}
            whole = sum(Fraction(weight * scores[id], full) for id, (weight, full) in WEIGHTS.items())
            found[person] = (half_up(whole.numerator, whole.denominator), scores)
        return found
