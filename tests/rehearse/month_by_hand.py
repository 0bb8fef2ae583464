"""A second opinion on the month of better service: exported files in whole numbers, and nothing of ours."""

from collections import defaultdict

from .by_hand import half_up, hundredths
from .efficiency_by_hand import EfficiencyByHand

BOUNDS = {"wait_general": 60_000, "wait_complex": 180_000, "filing": 120_000, "response": 6_000}  # at most
SOLVED = 9_000  # per cent, at least
WEIGHTS = {
    "window": {"accompany": 40, "wait_general": 10, "wait_complex": 10, "filing": 20, "survey": 20},
    "online": {"response": 50, "solved": 50},
}
FULL = 10_000  # of a round, in hundredths


class MonthByHand(EfficiencyByHand):
    def sheets(self, round: str) -> dict[str, dict[str, int]]:
        """Entrant → judge or slip → total, in hundredths."""
        found = defaultdict[str, dict[str, int]](lambda: defaultdict(int))
        for row in self._rows("marks"):
            if row["round"] == round and row["mark"][:1].isdigit():
                found[row["entrant"]][row["judge"]] += hundredths(row["mark"])
        return found

    def mean(self, round: str, entrant: str) -> int:
        totals = self.sheets(round)[entrant].values()
        return max(half_up(sum(totals), len(totals)) - self.off("window", round, entrant), 0)

    def values(self, track: str) -> dict[tuple[str, str], str]:
        return {
            (row["round"], row["entrant"]): row["score"]
            for row in self._rows("components")
            if row["track"] == track
        }

    def points(self, track: str, round: str, entrant: str) -> int:
        """All or nothing, less what came of a slip; nobody loses by what nobody asked of them."""
        value = self.values(track)[round, entrant]
        if value == "none":
            return FULL
        is_reached = hundredths(value) >= SOLVED if round == "solved" else hundredths(value) <= BOUNDS[round]
        return max(is_reached * FULL - self.off(track, round, entrant), 0)

    def composites(self, track: str) -> dict[str, int]:
        found = {}
        away = {row["entrant"] for row in self._rows("status") if row["track"] == track}
        for entrant in {entrant for _, entrant in self.values(track)} - away:
            weighed = 0
            for round, weight in WEIGHTS[track].items():
                judged = round in ("accompany", "survey")
                weighed += weight * (
                    self.mean(round, entrant) if judged else self.points(track, round, entrant)
                )
            found[entrant] = half_up(weighed, 100)
        return found
