"""A second opinion on a whole contest: what the exported files come to, in whole numbers and nothing of ours.

For rules as `shequ-2024` has them: totals of seven judges without the highest and the lowest, fewer than five
untrimmed; everything to two places, half up; ties by the judged round, then by all totals, then as decided.
"""

import csv
import tomllib
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import Any


def hundredths(text: str) -> int:
    whole, _, rest = text.partition(".")
    return int(whole) * 100 + int((rest + "00")[:2])


def half_up(over: int, under: int) -> int:
    return (2 * over + under) // (2 * under)


class ByHand:
    def __init__(self, folder: Path) -> None:
        self.rules: dict[str, Any] = tomllib.loads((folder / "rules.toml").read_text("utf-8"))
        self._folder = folder
        self._totals = defaultdict[tuple[str, str], dict[str, int]](lambda: defaultdict(int))
        for row in self._rows("marks"):
            if row["mark"][:1].isdigit() and row["criterion"] in self._criteria(row["track"]):
                self._totals[row["track"], row["entrant"]][row["judge"]] += hundredths(row["mark"])

    def _rows(self, name: str) -> list[dict[str, str]]:
        with (self._folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def _track(self, id: str) -> dict[str, Any]:
        return next(track for track in self.rules["tracks"] if track["id"] == id)

    def _judged(self, id: str) -> dict[str, Any]:
        return next(round for round in self._track(id)["rounds"] if round["kind"] == "judged")

    def _criteria(self, track: str) -> set[str]:
        return {criterion["id"] for criterion in self._judged(track)["criteria"]}

    def kept(self, track: str, entrant: str) -> list[int]:
        totals = sorted(self._totals[track, entrant].values())
        trim = self._judged(track).get("trim", {"high": 0, "low": 0, "from": 0})
        return totals[1:-1] if trim["high"] and len(totals) >= trim["from"] else totals

    def score(self, track: str, entrant: str) -> int:
        kept = self.kept(track, entrant)
        off = (row for row in self._rows("deductions") if (row["track"], row["entrant"]) == (track, entrant))
        return half_up(sum(kept), len(kept)) - sum(hundredths(row["points"]) for row in off)

    def untrimmed(self, track: str, entrant: str) -> Fraction:
        totals = self._totals[track, entrant].values()
        return Fraction(sum(totals), len(totals))

    def composites(self, track: str) -> dict[str, int]:
        """In hundredths, of everybody who is ranked."""
        away = {row["entrant"] for row in self._rows("status") if row["track"] == track}
        given = {
            (row["round"], row["entrant"]): row for row in self._rows("components") if row["track"] == track
        }
        judged, found = self._judged(track), {}
        for entrant in {of for of_track, of in self._totals if of_track == track} - away:
            parts = {round["id"]: int(round["weight"]) for round in self._track(track)["rounds"]}
            scores = {id: hundredths(given[id, entrant]["score"]) for id in parts if id != judged["id"]}
            scores[judged["id"]] = self.score(track, entrant)
            found[entrant] = half_up(sum(parts[id] * score for id, score in scores.items()), 100)
        return found

    def places(self, track: str) -> dict[str, tuple[int, int]]:
        """Place and composite of each, the first first."""
        composites = self.composites(track)
        order = {row["entrant"]: int(row["order"]) for row in self._rows("order") if row["track"] == track}

        def strength(entrant: str) -> tuple[Any, ...]:
            score, untrimmed = self.score(track, entrant), self.untrimmed(track, entrant)
            return -composites[entrant], -score, -untrimmed, order.get(entrant, 0)

        ranked = sorted(composites, key=strength)
        assert len({strength(entrant) for entrant in ranked}) == len(ranked), "two are equal"
        return {entrant: (place, composites[entrant]) for place, entrant in enumerate(ranked, 1)}

    def collective(self) -> list[tuple[str, str]]:
        """13 受理中心 and 3 区运管团队: all first places, then all second ones."""
        quota = {"centre": 13, "district_team": 3}
        inside = [
            (place, -composite, track, entrant)
            for track, slots in quota.items()
            for entrant, (place, composite) in self.places(track).items()
            if place <= slots
        ]
        return [(track, entrant) for _, _, track, entrant in sorted(inside)]

    def individual(self) -> list[tuple[str, str]]:
        """The best 55 of both tracks, of whom 44 or more are of 一线."""
        ranked = sorted(
            (-composite, place, track, entrant)
            for track in ("frontline", "backoffice")
            for entrant, (place, composite) in self.places(track).items()
        )
        of_front = [each for each in ranked if each[2] == "frontline"]
        of_back = [each for each in ranked if each[2] == "backoffice"]
        front = max(44, sum(each[2] == "frontline" for each in ranked[:55]))
        inside = sorted([*of_front[:front], *of_back[: 55 - front]])
        return [(track, entrant) for _, _, track, entrant in inside]
