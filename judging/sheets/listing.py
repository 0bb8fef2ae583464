"""Whom the rows of a roster workbook list, track by track."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from judging.core.commands import SetEntrants
from judging.core.people.taking_part import Entrant
from judging.core.scoring.rulebook import Rulebook, Track
from judging.core.sentence import sentence
from judging.files.problems import nearest, shown

from .form import Faults
from .preview import Record
from .rows import Reading, Row

RESERVE = "候补"
TEXTS = ("district", "unit", "post", "years", "leader", "number", "window_class", "photo", "reading")


class Roster(Struct, frozen=True):
    """What a competition has of the tracks that a workbook is about."""

    rules: Rulebook
    tracks: tuple[Track, ...]
    entrants: Mapping[str, tuple[Entrant, ...]]  # by track
    reserves: Mapping[str, tuple[Entrant, ...]]
    begun: frozenset[str] = frozenset()  # tracks whose roster stands
    counted: Mapping[str, tuple[Entrant, ...]] = {}  # of all tracks, without whose place somebody else has
    gone: Mapping[str, frozenset[str]] = {}  # by track: ids of those
    rehearsal: bool = False  # its people are made up, and no rule is asked of them

    def known(self, track: str) -> tuple[Entrant, ...]:
        return (*self.entrants[track], *self.reserves[track])


class Listing(Struct, frozen=True):
    """A track as the workbook has it; rows that could not be read are not in it."""

    track: Track
    entrants: tuple[Entrant, ...]
    reserves: tuple[Entrant, ...]
    rows: Mapping[str, Row]  # by entrant id

    @property
    def part(self) -> SetEntrants:
        return SetEntrants(self.track.id, self.entrants, self.reserves)

    def leaving(self, roster: Roster) -> SetEntrants | None:
        """Those of its entrants who stay, nobody new; None where all do, and as they were."""
        before = {each.id: each for each in roster.entrants[self.track.id]}
        stay = tuple(each for each in self.entrants if each.id in before)
        if {each.id: each for each in stay} == before:
            return None
        return SetEntrants(self.track.id, stay, ())


def parts_of(listings: Sequence[Listing], roster: Roster) -> tuple[SetEntrants, ...]:
    """What sets them all. Who goes to another track leaves the one before the other takes them:

    nobody may be in two, nor be counted in both.
    """
    leaving = (each.leaving(roster) for each in listings) if len(listings) > 1 else ()
    return (*filter(None, leaving), *(each.part for each in listings))


def records(entrants: Iterable[Entrant], reserves: Iterable[Entrant]) -> dict[str, Record]:
    """By id, with the keys of the form's columns."""
    return {each.id: record(each) for each in entrants} | {
        each.id: {**record(each), "reserve": RESERVE} for each in reserves
    }


def record(entrant: Entrant) -> Record:
    texts = {key: getattr(entrant, key) for key in ("id", "name", *TEXTS)}
    return {**texts, "team": "" if entrant.team is None else str(entrant.team)}


def listed(found: Reading, roster: Roster, faults: Faults) -> tuple[Listing, ...]:
    """Of each track that has a row; of the others nothing is said, and they stay as they are."""
    rows: dict[str, list[tuple[Row, Record]]] = {}
    for row in found.rows:
        values = {column.key: row.taken(column.key, faults) for column in row.form.columns}
        track = track_of(row, values.get("track"), roster, faults)
        read = {key: text for key, text in values.items() if text is not None}
        if track is not None and len(read) == len(values):
            rows.setdefault(track.id, []).append((row, read))
    alone = len(roster.tracks) == 1
    return tuple(
        listing(track, rows.get(track.id, []), roster, faults)
        for track in roster.tracks
        if alone or track.id in rows
    )


def track_of(row: Row, named: str | None, roster: Roster, faults: Faults) -> Track | None:
    """By name or id; the only one, where a workbook is of one."""
    if len(roster.tracks) == 1:
        return roster.tracks[0]
    for track in roster.tracks:
        if named in (track.name, track.id):
            return track
    if named is not None:
        names = [track.name for track in roster.tracks]
        what = sentence("没有组别{track}", track=shown(named)) if named else sentence("没有写组别")
        near = nearest(named, names)
        remedy = (
            sentence("最接近的是 {nearest}", nearest=near)
            if near
            else sentence("写其中之一：{names}", names=tuple(names))
        )
        faults.add(row.place("track"), what, remedy)
    return None


def listing(track: Track, rows: list[tuple[Row, Record]], roster: Roster, faults: Faults) -> Listing:
    meant = Meant(roster.known(track.id), rows)
    reserves = {each.id for each in roster.reserves[track.id]}
    found: dict[str, Row] = {}
    lists: dict[bool, list[Entrant]] = {False: [], True: []}  # by whether they are reserves
    above: list[Entrant] = []
    for row, read in rows:
        entrant = meant.entrant(row, read)
        if not twice(row, entrant, above, found, faults):
            found[entrant.id] = row
            above.append(entrant)
            is_reserve = bool(read["reserve"]) if "reserve" in row.columns else entrant.id in reserves
            lists[is_reserve].append(entrant)
    return Listing(track, tuple(lists[False]), tuple(lists[True]), found)


def twice(
    row: Row, entrant: Entrant, above: Iterable[Entrant], rows: Mapping[str, Row], faults: Faults
) -> bool:
    """Whether a row above has the same id, or a namesake told apart by nothing; a problem then."""
    for other in above:
        if other.id == entrant.id:
            what = sentence("编号{id}在第 {row} 行已有", id=shown(other.id), row=rows[other.id].number)
            faults.add(row.place("id"), what, sentence("改成另一个编号，或空着由系统编"))
            return True
        if not entrant.is_told_apart(other):
            number = rows[other.id].number
            what = sentence(
                "{name}在第 {row} 行已有，没有不同的单位或区来区分", name=shown(other.name), row=number
            )
            faults.add(row.place("name"), what, sentence("删去一行；同名的不同人请写明各自的单位"))
            return True
    return False


class Meant:
    """Whom a row is about: by its id, else by its name, else somebody new with an id of the same kind."""

    def __init__(self, known: tuple[Entrant, ...], rows: list[tuple[Row, Record]]) -> None:
        written = [read.get("id", "") for _, read in rows]
        self._by_name: dict[str, list[tuple[Row, Record]]] = {}
        for row, read in rows:
            if not read.get("id"):
                self._by_name.setdefault(read["name"], []).append((row, read))
        self._known = {each.id: each for each in known}
        self._taken = {*self._known, *written}  # never an id that was in use: imported scores hang on it
        self._unnamed = [each for each in known if each.id not in written]
        first = re.match(r"[^0-9]*", known[0].id if known else "")
        self._prefix = (first[0] if first else "") or "e"
        self._number = 0

    def entrant(self, row: Row, read: Record) -> Entrant:
        """What the sheet has no column for stays as it is known."""
        known = self._known.get(read["id"]) if read.get("id") else self._namesake(row, read)
        before = record(known) if known else {}
        after = {key: read[key] if key in row.columns else before.get(key, "") for key in (*TEXTS, "team")}
        team = after.pop("team")
        id = read.get("id") or (known.id if known else self._next())
        return Entrant(id, read["name"], team=int(team) if team else None, **after)

    def _namesake(self, row: Row, read: Record) -> Entrant | None:
        """The one of that name, told apart by unit and district if need be; each is meant once."""
        same = [each for each in self._unnamed if each.name == read["name"]]
        exact = [each for each in same if agrees(each, row, read)]
        others = self._by_name[read["name"]]
        free = [each for each in same if not any(agrees(each, *other) for other in others)]
        found = exact[0] if exact else free[0] if len(same) == len(free) == 1 else None
        if found:
            self._unnamed.remove(found)
        return found

    def _next(self) -> str:
        while True:
            self._number += 1
            id = f"{self._prefix}{self._number:02}"
            if id not in self._taken:
                self._taken.add(id)
                return id


def agrees(entrant: Entrant, row: Row, read: Record) -> bool:
    """Whether unit and district are those of the row, as far as the sheet has columns for them."""
    return all(getattr(entrant, key) == read[key] for key in ("unit", "district") if key in row.columns)
