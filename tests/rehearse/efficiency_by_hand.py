"""A second opinion on 窗口效能: exported files in whole numbers, indicators by steps, findings by round."""

from typing import Any

from .by_hand import ByHand, half_up, hundredths

NOTHING = "none"


class EfficiencyByHand(ByHand):
    """All in hundredths."""

    def off(self, track: str, round: str, entrant: str) -> int:
        """What comes off this round: a value of one round is no matter of another."""
        rows = self._rows("deductions")
        mine = (
            row for row in rows if (row["track"], row["round"], row["entrant"]) == (track, round, entrant)
        )
        return sum(hundredths(row["points"]) for row in mine)

    def score(self, track: str, entrant: str) -> int:
        kept = self.kept(track, entrant)
        return max(
            half_up(sum(kept), len(kept)) - self.off(track, str(self._judged(track)["id"]), entrant), 0
        )

    def composites(self, track: str) -> dict[str, int]:
        away = {row["entrant"] for row in self._rows("status") if row["track"] == track}
        values = {
            (row["round"], row["entrant"]): row["score"]
            for row in self._rows("components")
            if row["track"] == track
        }
        judged, found = self._judged(track)["id"], {}
        for entrant in {of for of_track, of in self._totals if of_track == track} - away:
            weighed = 0
            for round in self._track(track)["rounds"]:
                points = (
                    self.score(track, entrant)
                    if round["id"] == judged
                    else self.measured(track, round, entrant, values[round["id"], entrant])
                )
                weighed += int(round["weight"]) * points
            found[entrant] = half_up(weighed, 100)
        return found

    def measured(self, track: str, round: dict[str, Any], entrant: str, value: str) -> int:
        """The points of the highest step that is reached, less what patrols found."""
        points = round["points"]
        if value == NOTHING:
            reached = hundredths(points["none"])
        else:
            steps = [step for step in points["steps"] if self._reaches(value, step.get("from", "0"))]
            reached = max(hundredths(step["points"]) for step in steps)
        return max(reached - self.off(track, round["id"], entrant), 0)

    @staticmethod
    def _reaches(value: str, start: str) -> bool:
        return hundredths(value) >= hundredths(start)
