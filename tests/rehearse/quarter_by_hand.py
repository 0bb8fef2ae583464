"""A second opinion on a quarter, from its exported files: in whole numbers, with nothing of ours."""

import csv
import tomllib
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import Any

from .by_hand import half_up, hundredths


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def rounded(value: Fraction) -> int:
    """In hundredths, of a value in points."""
    return half_up(value.numerator * 100, value.denominator)


class Exported:
    """One competition; scores and composites in hundredths."""

    def __init__(self, folder: Path) -> None:
        rules: dict[str, Any] = tomllib.loads((folder / "rules.toml").read_text("utf-8"))
        self._tracks = {track["id"]: track for track in rules["tracks"]}
        self._components = {
            (row["track"], row["round"], row["entrant"]): row for row in rows(folder / "components.csv")
        }
        self._off: dict[tuple[str, str, str], int] = defaultdict(int)
        for row in rows(folder / "deductions.csv"):
            self._off[row["track"], row["round"], row["entrant"]] += hundredths(row["points"])
        self._gone = {(row["track"], row["entrant"]) for row in rows(folder / "status.csv")}
        self._totals: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for row in rows(folder / "marks.csv"):
            if not row["criterion"]:
                continue  # a sheet that nobody owed
            key = (row["track"], row["round"], row["entrant"], row.get("group") or "")
            self._totals[key][row["judge"]] += hundredths(row["mark"])

    def entrants(self, track: str) -> set[str]:
        keys = (*self._components, *self._totals)
        return {key[2] for key in keys if key[0] == track and (track, key[2]) not in self._gone}

    def composites(self, track: str) -> dict[str, int]:
        """Of all, Σ weight × score ÷ full; every round here is of a hundred."""
        rounds = self._tracks[track]["rounds"]
        assert sum(int(round["weight"]) for round in rounds) == 100
        return {
            entrant: half_up(
                sum(int(round["weight"]) * self.score(track, round, entrant) for round in rounds), 100
            )
            for entrant in self.entrants(track)
        }

    def score(self, track: str, round: dict[str, Any], entrant: str) -> int:
        if round["kind"] == "judged":
            return self._of_sheets(track, round, entrant)
        if round["kind"] == "indicator":
            value = self._of_rank(track, round, entrant)
        else:
            value = hundredths(self._components[track, round["id"], entrant]["score"])
        return max(0, value - self._off[track, round["id"], entrant])

    def _of_rank(self, track: str, round: dict[str, Any], entrant: str) -> int:
        """top − less × those of the own class who are strictly better, not below bottom."""
        points, own = round["points"], self._components[track, round["id"], entrant]
        if own["score"] == "none":
            return hundredths(points["none"])
        field = [
            Fraction(row["score"])
            for (of, id, who), row in self._components.items()
            if (of, id, row["class"]) == (track, round["id"], own["class"]) and row["score"] != "none"
            if (track, who) not in self._gone
        ]
        mine, sign = Fraction(own["score"]), -1 if points.get("best") == "low" else 1
        better = sum(sign * value > sign * mine for value in field)
        top, less, bottom = (hundredths(points[name]) for name in ("top", "less", "bottom"))
        return max(bottom, top - better * less)

    def _of_sheets(self, track: str, round: dict[str, Any], entrant: str) -> int:
        """The mean of each group, weighed; without groups the mean of all."""
        groups = round.get("groups", [{"id": "", "weight": "1"}])
        weights = {group["id"]: int(group["weight"]) for group in groups}
        weighed = sum(weight * self._mean(track, round, entrant, id) for id, weight in weights.items())
        return half_up(weighed, sum(weights.values()))

    def _mean(self, track: str, round: dict[str, Any], entrant: str, group: str) -> int:
        totals = self._totals[track, round["id"], entrant, group].values()
        assert len(totals) >= 1
        return half_up(sum(totals), len(totals))
