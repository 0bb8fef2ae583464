"""A season's file and all it reads: TOML, events and ledgers as bytes in, what `season.reckoning` takes out.

Bytes, not paths: pages have none. Problems are listed all at once, those of the season's file first.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import astuple, replace

from judging.core.identity_number import holds_identity_number
from judging.core.sentence import sentence
from judging.season.gathered import Field, Gathered
from judging.season.rules import Season, Series, SeriesEvent, Table

from . import rulesfile
from .contents import WHOLE_FILE, Unreadable, file_bytes
from .contradictory_seasons import is_inside
from .day_files import of_track
from .event_files import Read, read_csv, read_json
from .keys import Keys
from .ledgers import read_decided, read_excused, read_roster, refuse_unlisted
from .problems import Findings, Problems, shown
from .records import read_record

SEASON = Path("SEASON.toml")
OUTSIDE = sentence("不在赛季文件所在的文件夹里")
INSIDE = sentence("把文件放进这个文件夹，只写它的名字")
TO_THE_FOLDER = sentence("把文件放进赛季文件所在的文件夹，检查文件名")


class ReadSeason(Struct, frozen=True):
    season: Season
    gathered: Gathered
    inputs: Mapping[str, str]  # name → SHA-256 of each file that was read, ledgers too


def read_season(toml: bytes, files: Mapping[str, bytes], at: Path = SEASON) -> ReadSeason:
    """The season, what its *files* (by name) say, and their hashes. Raises Problems with all that is wrong.

    *at* is where the season's file is said to be.
    """
    findings = Findings({at: toml, **{at.parent / name: data for name, data in files.items()}})
    keys, season = _rules(at, findings)
    reader = SeasonReader(season, keys, files, at.parent, findings)
    gathered = reader.gathered()
    findings.settle()
    return ReadSeason(season, gathered, reader.inputs)


def read_rules(toml: bytes, at: Path = SEASON) -> Season:
    """The season alone, before there are any files. Raises Problems."""
    findings = Findings({at: toml})
    _, season = _rules(at, findings)
    findings.settle()
    return season


def _rules(at: Path, findings: Findings) -> tuple[Keys, Season]:
    """What the file says. Wrong settings are noted; raises Problems where it cannot be read at all."""
    try:
        text = file_bytes(at, findings, rulesfile.AS_UTF8, rulesfile.MOST_BYTES).decode()
    except Unreadable:
        raise Problems(findings.problems) from None
    raw, report = rulesfile.parsed(text, str(at))
    report.findings = findings
    rulesfile.refuse_unwelcome(raw, report)
    findings.settle()
    keys = Keys(raw, (), report)
    return keys, read_record(keys, Season)


class SeasonReader:
    """Reads the files of one season; the ledgers know the entrants of the events."""

    def __init__(
        self, season: Season, keys: Keys, files: Mapping[str, bytes], folder: Path, findings: Findings
    ) -> None:
        self.inputs: dict[str, str] = {}
        self._season = season
        self._keys = keys
        self._files = files
        self._folder = folder
        self._findings = findings
        self._spoiled: set[str] = set()  # files in which something is wrong
        self._read: dict[str, dict[tuple[str, str], Read]] = {}  # file → (event, track); "" for any event
        self._tracks = {
            series.id: {
                track for table in season.tables if series.id in table.weights for track in table.tracks
            }
            for series in season.series
        }

    def gathered(self) -> Gathered:
        events = list(self._events())
        sources = dict.fromkeys(name for _, event, _ in events for name in event.sources)
        self._check_hashes(sources)
        self._check_sources(events)
        for name in sources:
            if name in self._files and is_inside(name):
                self._read_source(name, events)
        fields = {event.id: tuple(self._fields(series, event)) for series, event, _ in events}
        gathered = Gathered(fields)
        for series, event, keys in events:
            self._check_event(series, event, keys, gathered)
        return self._with_ledgers(gathered)

    def _events(self) -> Iterator[tuple[Series, SeriesEvent, Keys]]:
        for keys, series in zip(self._keys.inside("series"), self._season.series, strict=True):
            for event_keys, event in zip(keys.inside("events"), series.events, strict=True):
                yield series, event, event_keys

    def _check_hashes(self, sources: Collection[str]) -> None:
        """Each file of [files] is there, is read, and has the hash it had."""
        ledgers = self._season.ledgers.values()
        for keys in self._keys.inside("files"):
            for name, said in self._season.files.items():
                if not is_inside(name):
                    keys.refuse(name, OUTSIDE, INSIDE)
                elif name not in sources and name not in ledgers:
                    what = sentence("没有场次读这个文件")
                    keys.refuse(name, what, sentence("删去这一行，或写进一场的 from"))
                elif name not in self._files:
                    keys.refuse(name, sentence("读不到这个文件"), TO_THE_FOLDER)
                elif keys.good(name) and said != (right := sha256(self._files[name])):
                    what = sentence("文件的 SHA-256 是 {right}，与这里写的不同", right=right)
                    remedy = sentence(
                        '确认文件没有错后写 "{file}" = "{right}"，否则换回原来的文件', file=name, right=right
                    )
                    keys.refuse(name, what, remedy)

    def _check_sources(self, events: Sequence[tuple[Series, SeriesEvent, Keys]]) -> None:
        """Each file an event reads is in [files]."""
        for _, event, keys in events:
            for i, name in enumerate(event.sources):
                if not is_inside(name):
                    keys.refuse_item("from", i, OUTSIDE, INSIDE)
                elif name not in self._season.files:
                    what = sentence("{file} 不在 [files] 里", file=shown(name))
                    right = sha256(self._files[name]) if name in self._files else "…"
                    remedy = sentence('在 [files] 里写 "{file}" = "{right}"', file=name, right=right)
                    keys.refuse_item("from", i, what, remedy)

    def _read_source(self, name: str, events: Sequence[tuple[Series, SeriesEvent, Keys]]) -> None:
        before = self._count()
        self.inputs[name] = sha256(self._files[name])
        path = self._folder / name
        if self._holds_identity_number(name):
            self._spoiled.add(name)
            return
        readers = [(series, event) for series, event, _ in events if name in event.sources]
        wanted = {event.id: self._tracks[series.id] for series, event in readers}
        if name.endswith(".csv"):
            signed = {event.id for series, event in readers if series.floor is None}
            self._read[name] = read_csv(path, self._findings, wanted, signed)
        elif name.endswith(".json"):
            tracks = {track for of in wanted.values() for track in of}
            found = read_json(path, self._findings, tracks)
            self._read[name] = {(event, track): read for event in wanted for track, read in found.items()}
        else:
            what, remedy = sentence("不是 .csv，也不是 .json"), sentence("按内容改文件名的结尾")
            self._findings.add(f"{path}: {WHOLE_FILE}", what, remedy)
        if self._count() > before:
            self._spoiled.add(name)

    def _holds_identity_number(self, name: str) -> bool:
        """Whether the file must not be looked at further: what is wrong in it would be quoted."""
        text = self._files[name].decode(errors="replace")
        if not holds_identity_number(text):
            return False
        found = list(rulesfile.identity_numbers(text, str(self._folder / name)))
        for place, what, remedy in map(astuple, found):
            self._findings.add(place, what, remedy)
        return bool(found)

    def _count(self) -> int:
        return len(self._findings.problems) + self._findings.uncounted

    def _fields(self, series: Series, event: SeriesEvent) -> Iterator[Field]:
        for name in event.sources:
            for (of, track), read in self._read.get(name, {}).items():
                if of == event.id and track in self._tracks[series.id]:
                    yield Field(track, name, read.outcomes)

    def _check_event(self, series: Series, event: SeriesEvent, keys: Keys, gathered: Gathered) -> None:
        """Each table that weighs it has a track there, and nobody twice."""
        if not all(name in self._read and name not in self._spoiled for name in event.sources):
            return
        for table in self._season.tables:
            if series.id in table.weights and table.tracks:
                fields = [field for field in gathered.fields[event.id] if field.track in table.tracks]
                if not fields:
                    what = sentence(
                        "文件里没有总表 {table} 的组别 {tracks}", table=shown(table.id), tracks=table.tracks
                    )
                    keys.refuse("from", what, sentence("换成有这个组别的文件，或改总表的 tracks"))
                self._check_doubles(table, event, fields)

    def _check_doubles(self, table: Table, event: SeriesEvent, fields: Sequence[Field]) -> None:
        seen: dict[str, Field] = {}
        for field in fields:
            for entrant in field.outcomes.keys() & seen.keys():
                first = seen[entrant]
                self._findings.add(
                    self._place(event, field, entrant),
                    sentence(
                        "{entrant} 在 {event} 里有两次：{file} 的组别 {track} 里也有",
                        entrant=shown(entrant),
                        event=event.id,
                        file=first.source,
                        track=first.track,
                    ),
                    sentence("总表 {table} 的一场里每个参赛对象只留一次", table=table.id),
                )
            seen |= dict.fromkeys(field.outcomes, field)

    def _place(self, event: SeriesEvent, field: Field, entrant: str) -> str:
        path = self._folder / field.source
        line = self._read[field.source][event.id, field.track].lines.get(entrant)
        return f"{path}:{line}: entrant" if line else f"{path}: tracks.{field.track}"

    def _with_ledgers(self, gathered: Gathered) -> Gathered:
        paths = dict(self._ledgers())
        if "roster" in paths:
            rosters = read_roster(paths["roster"], self._season, self._findings)
            gathered = replace(gathered, rosters=rosters)
            refuse_unlisted(paths["roster"], self._season, gathered, self._findings)
        if "excused" in paths:
            excused = read_excused(paths["excused"], self._season, gathered, self._findings)
            gathered = replace(gathered, excused=excused)
        decided = read_decided(self._season, gathered, self._findings)
        if "deductions" in paths:
            decided.read_deductions(paths["deductions"])
        if "order" in paths:
            decided.read_order(paths["order"])
        return replace(
            gathered,
            deductions={key: tuple(off) for key, off in decided.deductions.items()},
            orders={table.id: of_track(table.id, decided.orders) for table in self._season.tables},
        )

    def _ledgers(self) -> Iterator[tuple[str, Path]]:
        """Which ledger → where it is, of those that can be read."""
        for keys in self._keys.inside("season"):
            for which, name in self._season.ledgers.items():
                if not keys.good(which):
                    continue
                if not is_inside(name):
                    keys.refuse(which, OUTSIDE, INSIDE)
                elif name not in self._files:
                    keys.refuse(which, sentence("读不到这个文件"), TO_THE_FOLDER)
                elif not self._holds_identity_number(name):
                    self.inputs[name] = sha256(self._files[name])
                    yield which, self._folder / name


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
