"""Random small seasons as the texts that `judging season` reads: few different numbers, so many ties."""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

PEOPLE = (*(f"选手{n:02}" for n in range(1, 7)), "e2", "e10", "J 3", "-7", "=x")
COMPOSITES = ("10.00", "9.50", "9.50", "9.00", "9.00", "8.33", "7.125", "0.00")
AWAY = ("withdrawn", "no_show", "minimum", "disqualified")
ROUNDINGS = ("half_up", "half_even", "truncate")
LEDGERS = {
    "roster": ("track", "entrant", "status"),
    "excused": ("track", "event", "entrant", "as", "reason"),
    "deductions": ("track", "round", "entrant", "points", "reason"),
    "order": ("track", "entrant", "order"),
}
COMPONENTS = ("track", "round", "entrant", "score")

Row = tuple[str, ...]


class Field(NamedTuple):
    """One track of one file at one event; a text of None is somebody who was not ranked there."""

    track: str
    composites: Mapping[str, str]
    statuses: Mapping[str, str]


class Season:
    """One season made of a seed: `toml`, and `files` by name as bytes.

    *turned* shuffles what has no order: rows, columns, files, the keys of objects. Where it is *over*, nobody
    is held and no event is to come, so that there are prizes.
    """

    def __init__(self, seed: int, turned: int | None = None, over: bool = False) -> None:
        self._random = Random(seed)
        self._over = over
        self._turn = None if turned is None else Random(turned)
        self._tables: dict[str, list[str]] = self._chosen(
            {"p0": ["t0"]},
            {"p0": ["t0"], "p1": ["t1"]},
            {"p0": ["t0", "t1"]},
            {"p0": ["t0"], "p1": ["t0", "t1"]},
        )
        self._tracks = sorted({track for tracks in self._tables.values() for track in tracks})
        self._attendance = self._chosen(0.6, 0.9, 1.0)
        self._rows: dict[str, list[Row]] = {}  # of CSV files with events
        self._results: dict[str, list[Field]] = {}  # of JSON files
        self._present: dict[str, dict[str, set[str]]] = {}  # (event → track → people) in or disqualified
        self._found: dict[tuple[str, str], set[str]] = {}  # (series, track → people) found at all
        self._events: dict[str, list[str]] = {}  # by series
        self._floorless = self._random.random() < 0.2
        ids = [f"s{n}" for n in range(self._chosen(1, 2, 3))]
        weighed = {id: list(self._tables) if self._random.random() < 0.8 else ["p0"] for id in ids}
        for table in self._tables:
            if not any(table in tables for tables in weighed.values()):
                weighed[ids[0]].append(table)
        series = [self._series(id) for id in ids]
        weights = {
            table: {id: self._weight() for id in ids if table in weighed[id]} for table in self._tables
        }
        for of in weights.values():
            if all(weight == "0" for weight in of.values()):
                of[next(iter(of))] = "40"
        self._ledgers = self._ledger_rows(weights)
        tables = [self._table(id, weights[id]) for id in self._tables]
        pool = self._pool()
        self.files = self._written()
        self.toml = "\n".join(
            [
                "schema = 1",
                '[season]\nid = "x"\nname = "演练赛季"',
                *(f'{name} = "{name}.csv"' for name in self._ledgers),
                self._file_list(),
                *series,
                *tables,
                *pool,
                "",
            ]
        )

    def write(self, folder: Path) -> Path:
        """The path of the season's file, all others beside it."""
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        (folder / "SEASON.toml").write_text(self.toml, "utf-8")
        return folder / "SEASON.toml"

    def _chosen(self, *options):
        return self._random.choice(options)

    def _some(self, key: str, *options) -> str:
        """A line of TOML, or nothing for the option None."""
        value = self._chosen(*options)
        return "" if value is None else f"{key} = {toml(value)}\n"

    def _turned(self, parts: Iterable) -> list:
        found = list(parts)
        if self._turn is not None:
            self._turn.shuffle(found)
        return found

    def _weight(self) -> str:
        return self._chosen("30", "70", "12.5", "0")

    def _series(self, id: str) -> str:
        count = self._chosen(1, 2, 3, 4, 5)
        missed = self._chosen("skip", "skip", "skip", "zero", "zero", "skip" if self._over else "hold")
        by_place = self._random.random() < 0.5
        count_of = count + (0 if self._over else self._chosen(0, 0, 0, 0, 0, 1, 3))
        lines = [f'[[series]]\nid = "{id}"\nmissed = "{missed}"\n']
        if by_place:
            drawn = [self._chosen("10", "8.5", "6", "6", "0.125") for _ in range(self._chosen(1, 3, 4))]
            lines.append(f'by = "place"\npoints = {toml(sorted(drawn, key=Decimal, reverse=True))}\n')
            lines.append(self._some("shared", "mean", "high") + self._some("rest", None, "0.1"))
        elif self._random.random() < 0.3:
            lines.append('by = "score"\n')
        lines.append(self._some("best", None, None, 1, min(2, count_of), count_of))
        lines.append(f"of = {count_of}\n" if count_of > count else self._some("of", None, count))
        lines.append(self._some("minimum", None, None, 1, min(2, count_of), 0 if missed == "zero" else 1))
        lines.append(self._some("reduce", None, "mean", "sum") + self._some("full", None, "10", "120"))
        lines.append(self._some("places", None, 0, 1, 3, 6) + self._some("rounding", None, *ROUNDINGS))
        lines.append('floor = "none"\n' if self._floorless else self._some("floor", None, "0", "5"))
        shared_book = f"{id}.csv" if self._random.random() < 0.4 else None
        events = [self._event(id, n, shared_book) for n in range(count)]
        return "".join(lines) + f"events = [ {', '.join(events)} ]"

    def _event(self, series: str, n: int, shared_book: str | None) -> str:
        """Everybody goes to one of the tracks and of the files; each track has somebody somewhere."""
        id = f"{series}e{n}"
        self._events.setdefault(series, []).append(id)
        people = [who for who in PEOPLE if self._random.random() < self._attendance]
        people += [who for who in PEOPLE if who not in people][: max(0, len(self._tracks) - len(people))]
        self._random.shuffle(people)
        sources = [shared_book or self._chosen(f"{id}.csv", f"{id}.json", f"{id}.json")]
        if self._random.random() < 0.3:
            sources.append(f"{id}-b.{self._chosen('csv', 'json')}")
        of: dict[tuple[str, str], list[str]] = {}
        for place, who in enumerate(people):
            track = self._tracks[place % len(self._tracks)] if place < len(self._tracks) else None
            of.setdefault((self._chosen(*sources), track or self._chosen(*self._tracks)), []).append(who)
        read = sorted({source for source, _ in of}, key=sources.index)
        for (source, track), crowd in of.items():
            field = self._field(track, crowd, source.endswith(".json"))
            self._note(series, id, field)
            if source.endswith(".json"):
                self._results.setdefault(source, []).append(field)
            else:
                self._rows.setdefault(source, []).extend(csv_rows(id, field))
        named = self._chosen("", f', name = "第{n + 1}场"')
        return f'{{ id = "{id}"{named}, from = {toml(self._turned(read))} }}'

    def _field(self, track: str, people: Sequence[str], of_json: bool) -> Field:
        composites, statuses = {}, {}
        away = self._chosen(0, 0.1, 0.3)
        for who in people:
            if self._random.random() < away:
                statuses[who] = self._chosen(*AWAY) if of_json else "no_show"
            else:
                below = self._floorless and self._random.random() < 0.2
                composites[who] = "-1.50" if below else self._chosen(*COMPOSITES)
        return Field(track, composites, statuses)

    def _note(self, series: str, event: str, field: Field) -> None:
        out = {who for who, status in field.statuses.items() if status == "disqualified"}
        self._present.setdefault(event, {}).setdefault(field.track, set()).update(field.composites, out)
        self._found.setdefault((series, field.track), set()).update(field.composites, field.statuses)

    def _ledger_rows(self, weights: Mapping[str, Mapping[str, str]]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {name: [] for name in LEDGERS if self._random.random() < 0.5}
        for table, tracks in self._tables.items():
            people = set().union(
                *(self._found.get((id, track), ()) for id in weights[table] for track in tracks)
            )
            if "roster" in found and self._random.random() < 0.5:
                people.add("从未参加")
            for who in sorted(people):
                status = self._chosen("", "", "", "", "", "withdrawn", "no_show", "disqualified")
                if "roster" in found:
                    found["roster"].append((table, who, status))
                if "order" in found and self._random.random() < 0.8:
                    found["order"].append((table, who, str(self._random.randrange(1, 99))))
                if "deductions" in found:
                    found["deductions"] += self._deductions(table, who, weights[table])
                if "excused" in found:
                    found["excused"] += self._excused(table, who, weights[table])
        return found

    def _deductions(self, table: str, who: str, weights: Iterable[str]) -> list[Row]:
        return [
            (table, id, who, self._chosen("0.5", "1", "0.125", "3"), "明察暗访")
            for id in weights
            for _ in range(self._chosen(0, 0, 0, 1, 2))
        ]

    def _excused(self, table: str, who: str, weights: Iterable[str]) -> list[Row]:
        missed = [
            event
            for id in weights
            for event in self._events[id]
            if not any(who in self._present[event].get(track, ()) for track in self._tables[table])
        ]
        return [
            (table, event, who, self._chosen("skip", "zero"), "病假")
            for event in missed
            if self._random.random() < 0.4
        ]

    def _table(self, id: str, weights: Mapping[str, str]) -> str:
        steps = [f"{step}:{series}" for series in weights for step in ("series", "firsts", "later")]
        chain = self._random.sample(steps, self._chosen(0, 1, min(3, len(steps))))
        chain += self._chosen([], ["share"], ["share" if self._over else "manual"])
        lines = [f'[[tables]]\nid = "{id}"\ntracks = {toml(self._tables[id])}\n']
        shares = (f"{series} = {toml(weight)}" for series, weight in self._turned(weights.items()))
        lines.append(f"weights = {{ {', '.join(shares)} }}\n")
        lines.append(f"ties = {toml(chain)}\n")
        if self._random.random() < 0.6:
            places, rounding = self._chosen(0, 1, 2, 4), self._chosen(*ROUNDINGS)
            weigh, rank_on = self._chosen("rounded", "exact"), self._chosen("rounded", "exact")
            lines.append(
                f'composite = {{ places = {places}, rounding = "{rounding}",'
                f' weigh = "{weigh}", rank_on = "{rank_on}" }}\n'
            )
        return "".join(lines) + 'pool = "prize"'

    def _pool(self) -> list[str]:
        tables, slots = list(self._tables), self._chosen(1, 2, 3, 4)
        lines = [f'[[pools]]\nid = "prize"\nname = "优胜"\nslots = {slots}']
        if self._random.random() < 0.5:
            counts = [slots] if len(tables) == 1 else [slots - slots // 2, slots // 2]
            quota = ", ".join(f"{table} = {count}" for table, count in zip(tables, counts, strict=True))
            lines.append(f'allocate = "quota"\nquota = {{ {quota} }}')
        else:
            lines.append('allocate = "merged"')
            if len(tables) == 2 and self._random.random() < 0.6:
                share = self._chosen("25%", "50%", "80%")
                lines.append(f'floors = [ {{ track = "p1", share = "{share}" }} ]')
        if slots > 1 and self._random.random() < 0.7:
            lines.append(
                'levels = [ { name = "一等奖", count = 1, title = "金牌店小二" }, '
                f'{{ name = "二等奖", count = {slots - 1} }} ]'
            )
        return lines

    def _written(self) -> dict[str, bytes]:
        found = {}
        for name, rows in self._rows.items():
            found[name] = self._csv(COMPONENTS, rows)
        for name, fields in self._results.items():
            found[name] = json.dumps(self._result(fields), ensure_ascii=False).encode()
        for name, rows in self._ledgers.items():
            found[f"{name}.csv"] = self._csv(LEDGERS[name], rows)
        return found

    def _csv(self, columns: Sequence[str], rows: Iterable[Row]) -> bytes:
        order = self._turned(range(len(columns)))
        lines = [columns, *self._turned(rows)]
        end = "\r\n" if self._turn is not None and self._turn.random() < 0.5 else "\n"
        return "".join(",".join(led(line[n]) for n in order) + end for line in lines).encode()

    def _result(self, fields: Sequence[Field]) -> dict:
        """As `tally` or an earlier season tells it, beside an unfinished track that nobody looks at."""
        tracks = {field.track: self._standings(field) for field in fields}
        tracks["other"] = {
            "scores": [],
            "standings": [],
            "unranked": [],
            "held": [{"entrant": "x", "round": "r", "reason": "missing", "detail": "未提交"}],
        }
        return {"tracks": dict(self._turned(tracks.items())), "awards": {}, "open": {}}

    def _standings(self, field: Field) -> dict:
        """Equals share a place, or a step has parted them."""
        ordered = sorted(field.composites.items(), key=lambda each: -Decimal(each[1]))
        parted = len(field.composites) % 3 == 0
        values = [Decimal(text) for _, text in ordered]
        standings = [
            {
                "place": n if parted else values.index(Decimal(text)) + 1,
                "entrant": who,
                "composite": text,
                "broken_by": None if values.count(Decimal(text)) == 1 else "round:r" if parted else "share",
            }
            for n, (who, text) in enumerate(ordered, 1)
        ]
        unranked = [{"entrant": who, "status": status} for who, status in field.statuses.items()]
        found = {"scores": [], "standings": standings, "unranked": self._turned(unranked), "held": []}
        return found | {"to_come": {}} if self._chosen(True, False) else found

    def _file_list(self) -> str:
        names = self._turned([*self._rows, *self._results])
        lines = (f'"{name}" = "{sha256(self.files[name]).hexdigest()}"' for name in names)
        return "\n".join(["[files]", *lines])


def csv_rows(event: str, field: Field) -> list[Row]:
    rows = [(field.track, event, who, text) for who, text in field.composites.items()]
    return rows + [(field.track, event, who, "") for who in field.statuses]


def led(cell: str) -> str:
    """With the apostrophe that keeps a spreadsheet from taking an id for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@" and cell and not cell[1:2].isdigit() else cell


def toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
