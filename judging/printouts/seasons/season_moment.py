"""A season as its files had it when it was printed: what every paper of it is made from."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from msgspec import Struct

from judging.core.scoring.day import Award, Score, Standing
from judging.core.scoring.numbers import plain
from judging.printouts.phrases import local_moment
from judging.printouts.setting import Imprint
from judging.season.reckoning import SeasonResult, TableResult
from judging.season.rules import Season, Series, Table
from judging.season.valuing import EventValue

from .season_phrases import status_words

SIGNED_BY = ("统计", "复核", "监督", "负责人")
FINGERPRINT_DIGITS = 12


class SeasonMoment(Struct, frozen=True, dict=True):
    """`names`: by table and id, of those who are called otherwise. `locked_at`: UTC, "" before it is 定稿.

    `confirmed`: “支部委员会2026年11月20日确认”, "" before.
    """

    season: Season
    result: SeasonResult
    inputs: Mapping[str, str]  # file → SHA-256, the season's own too
    printed_at: datetime
    names: Mapping[tuple[str, str], str] = {}
    rehearsal: bool = False
    locked_at: str = ""
    confirmed: str = ""

    def name(self, table: str, entrant: str) -> str:
        return self.names.get((table, entrant), entrant)

    def of(self, table: str) -> TableResult:
        return self.result.tables[table]

    @property
    def organiser(self) -> str:
        return self.season.organiser

    @property
    def imprint(self) -> Imprint:
        return Imprint(self.season.name, self.organiser, self.rehearsal, tail=self.fingerprint)

    @cached_property
    def fingerprint(self) -> str:
        """Of all that was read: whoever has the files finds it with sha256sum."""
        lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(self.inputs.items()))
        return sha256(lines.encode()).hexdigest()[:FINGERPRINT_DIGITS]

    @property
    def mark(self) -> str:
        return f"已定稿 {local_moment(self.locked_at)}" if self.locked_at else "未定稿"

    @property
    def decided(self) -> Iterator[str]:
        """The note that says who confirmed it."""
        if self.confirmed:
            yield f"本结果经{self.confirmed}。"

    def ranked(self, table: Table) -> Sequence[Standing]:
        """Whoever has a place that is settled, the first one first."""
        return [row for row in self.of(table.id).standings if row.place is not None]

    @cached_property
    def _scores(self) -> Mapping[tuple[str, str, str], Score]:
        return {
            (table, each.round, each.entrant): each
            for table, found in self.result.tables.items()
            for each in found.scores
        }

    def score(self, table: Table, series: Series, entrant: str) -> Score | None:
        return self._scores.get((table.id, series.id, entrant))

    def events(self, table: Table, series: Series, entrant: str) -> tuple[EventValue, ...]:
        """In time order."""
        return self.of(table.id).events[series.id, entrant]

    def people(self, table: Table) -> list[str]:
        """Everybody of the table: by place, then who waits, then who is not ranked."""
        found = self.of(table.id)
        placed = [row.entrant for row in found.standings]
        waiting = sorted({row.entrant for row in found.held} - set(placed))
        return [*placed, *waiting, *(entrant for entrant, _ in found.unranked)]

    @cached_property
    def _awards(self) -> Mapping[str, Mapping[str, Award]]:
        found: dict[str, dict[str, Award]] = {table.id: {} for table in self.season.tables}
        for given in self.result.awards.values():
            for award in given:
                found[award.track][award.entrant] = award
        return found

    def awards(self, table: Table) -> Mapping[str, Award]:
        """By entrant, of the pool of the table where that is settled."""
        return self._awards[table.id]

    @cached_property
    def _outcomes(self) -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for table, of in self.result.tables.items():
            for row in of.standings:
                told = found.setdefault((table, row.entrant), [])
                told.append(("综合成绩", plain(row.composite)))
                if row.place is not None:
                    told.append(("名次", f"第 {row.place} 名（{len(of.standings)} 个排名）"))
            for held in of.held:
                found.setdefault((table, held.entrant), []).append(("待定", str(held.detail)))
            for entrant, status in of.unranked:
                found.setdefault((table, entrant), []).append(("不排名", status_words(status)))
        return {key: tuple(told) for key, told in found.items()}

    def outcome(self, table: Table, entrant: str) -> tuple[tuple[str, str], ...]:
        """Where somebody stands, label and value."""
        return self._outcomes.get((table.id, entrant), ())
