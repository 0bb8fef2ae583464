"""Random small competitions as the files of the contract: few different marks, so that ties abound."""

import json
from decimal import Decimal
from pathlib import Path
from random import Random

Rows = list[tuple[str, ...]]

MARKS = "track,round,entrant,judge,criterion,mark,group,panel"
COMPONENTS = "track,round,entrant,score,class"
CASES = "".join(
    f'[[tracks.rounds.cases]]\nid = "k{n}"\ntype = "{type}"\n'
    for n, type in enumerate(("plain", "complex", "complex"))
)
DEDUCTIONS = "track,round,entrant,points,reason"


class Competition:
    """One competition made of a seed: `rules` as TOML and the CSV files by option name."""

    def __init__(self, seed: int, live: bool = False) -> None:
        self._random = Random(seed)
        self._few = True  # different marks
        self._live = live  # as a hall can run it: without ballots
        self._seed = seed
        self._rows: dict[str, Rows] = {
            name: [] for name in ("marks", "components", "deductions", "status", "order", "decisions")
        }
        tracks = [f"t{n}" for n in range(self._chosen(1, 1, 2, 3))]
        self._pool_of = {track: "p" if self._chosen(1, 1, 1, 0) else None for track in tracks}
        parts = ["schema = 1", '[competition]\nid = "x"']
        parts += [self._track(track) for track in tracks]
        if any(self._pool_of.values()):
            parts.append(self._pool([track for track in tracks if self._pool_of[track]]))
        self.rules = "\n".join(parts) + "\n"

    def files(self) -> dict[str, str]:
        heads = {
            "marks": MARKS,
            "components": COMPONENTS,
            "deductions": DEDUCTIONS,
            "status": "track,entrant,status",
            "order": "track,entrant,order",
            "decisions": "track,round,entrant,minimum,reason",
        }
        known = {(r[0], r[2]) for name in ("marks", "components") for r in self._rows[name]}
        known |= {row[:2] for row in self._rows["status"]}
        rows = self._rows | {
            "deductions": [row for row in self._rows["deductions"] if (row[0], row[2]) in known],
            "order": [row for row in self._rows["order"] if row[:2] in known],
            "decisions": [row for row in self._rows["decisions"] if (row[0], row[2]) in known],
        }
        return {
            name: "\n".join([heads[name], *(",".join(row) for row in found)]) + "\n"
            for name, found in rows.items()
        }

    def written(self, folder: Path) -> list[str]:
        """The arguments of `judging tally`, the files being in *folder*."""
        (folder / "rules.toml").write_text(self.rules, "utf-8")
        arguments = [str(folder / "rules.toml"), str(folder / "marks.csv")]
        for name, text in self.files().items():
            (folder / f"{name}.csv").write_text(text, "utf-8")
            if name != "marks":
                arguments += [f"--{name}", str(folder / f"{name}.csv")]
        return arguments

    def _chosen(self, *options):
        return self._random.choice(options)

    def _some(self, key: str, *options) -> str:
        """A line of TOML, or nothing for the option None."""
        value = self._chosen(*options)
        return "" if value is None else f"{key} = {toml(value)}\n"

    def _trim(self) -> str:
        high, low = self._chosen(0, 1, 1, 2), self._chosen(0, 1, 1, 2)
        start = self._chosen(None, high + low + 1, high + low + 2)
        return f"trim = {{ high = {high}, low = {low}{'' if start is None else f', from = {start}'} }}\n"

    def _track(self, track: str) -> str:
        entrants = [f"{track}e{n}" for n in range(self._chosen(0, 1, 2, 3, 4, 5, 6))]
        more = [[], ["imported"], ["judged"], ["imported", "judged"]]
        more += [] if self._live else [[], ["indicator"], ["imported", "indicator"]]
        kinds = ["judged", *self._chosen(*more)]
        rounds = [self._round(track, f"r{n}", kind, entrants) for n, kind in enumerate(kinds)]
        rounds += [*self._of_seconds(track, rounds[0]), *self._of_values(track)] if self._live else []
        steps = ["round:r0", "criterion:r0.c0", "untrimmed:r0", "highest:r0", "lowest:r0"]
        ties = self._random.sample(steps, self._chosen(0, 0, 1, 2)) + self._chosen([], ["share"], ["manual"])
        pool = f'pool = "{self._pool_of[track]}"\n' if self._pool_of[track] else ""
        for entrant in entrants:
            if self._chosen(*[False] * 12, True):
                status = self._chosen("withdrawn", "no_show", "disqualified")
                self._rows["status"].append((track, entrant, status))
            if "manual" in ties and self._chosen(True, False):
                self._rows["order"].append((track, entrant, str(self._chosen(1, 2, 3, 4, 5))))
        composite = "".join(
            (
                self._some("composite.places", None, 0, 0, 1),
                self._some("composite.rounding", None, "truncate", "half_even"),
                self._some("composite.weigh", None, "exact"),
                self._some("composite.rank_on", None, "exact"),
            )
        )
        head = f'[[tracks]]\nid = "{track}"\n{pool}ties = {json.dumps(ties)}\n{composite}'
        return head + "".join(rounds)

    def _round(self, track: str, id: str, kind: str, entrants: list[str]) -> str:
        head = f'[[tracks.rounds]]\nid = "{id}"\nkind = "{kind}"\n' + "".join(
            (
                self._some("weight", "100", "30", "12.5", 7),
                self._some("full", None, "30", 10),
                self._some("places", None, 0, 1, 3),
                self._some("rounding", None, None, "truncate", "half_even"),
            )
        )
        of = {"judged": self._judged, "imported": self._imported, "indicator": self._indicator}
        return head + of[kind](track, id, entrants)

    def _off(self, track: str, id: str, entrants: list[str]) -> None:
        for entrant in entrants:
            for _ in range(self._chosen(0, 0, 0, 0, 1, 2)):
                points = self._chosen("0.5", "1", "0.005", "30", "0")
                self._rows["deductions"].append((track, id, entrant, points, "超时"))

    def _imported(self, track: str, id: str, entrants: list[str]) -> str:
        floor = self._chosen(None, "none", "3.005")
        values = ["0", "3", "8", "8", "6.125", "90.005", *(["-1.5"] if floor == "none" else [])]
        for entrant in entrants:
            if self._random.randrange(25):
                self._rows["components"].append((track, id, entrant, self._chosen(*values), ""))
        self._off(track, id, entrants)
        return "" if floor is None else f"floor = {toml(floor)}\n"

    def _indicator(self, track: str, id: str, entrants: list[str]) -> str:
        within, none = self._chosen(True, False), self._chosen("", ', none = "60"', ', none = "7.5"')
        points = self._chosen(
            'by = "rank", top = "20", less = "2.5", bottom = "3"',
            'by = "rank", best = "low", top = "10", less = "1"',
            'by = "linear", zero = "9", full = "3"',
            'by = "linear", zero = "0", full = "7"',
            'by = "steps", steps = [ { points = "0" }, { from = "3", points = "5.55" } ]',
            'by = "steps", best = "low", steps = [ { points = "1" }, { from = "8", points = "6" } ]',
        )
        values = ["0", "3", "8", "6.125", "-2", "", *(["none"] if none else [])]
        for entrant in entrants:
            if self._random.randrange(20):
                group = self._chosen("综合", "专窗") if within else ""
                self._rows["components"].append((track, id, entrant, self._chosen(*values), group))
        self._off(track, id, entrants)
        return f"points = {{ {points}{none} }}\n" + ('within = "class"\n' if within else "")

    def _judged(self, track: str, id: str, entrants: list[str]) -> str:
        each = not self._live and self._chosen(True, False, False, False)
        panels = [] if each else self._chosen([], [], [], ["A", "B"])
        groups = self._groups(track, id)
        equalise = self._chosen("none", "coefficient", "mean_of_means") if panels else "none"
        fill = not each and self._chosen(True, False, False)
        text = "".join(
            (
                self._trim() if self._random.randrange(4) else "",
                self._some("of", None, "criterion"),
                self._some("reduce", None, None, "sum", "median"),
                self._some("criterion_places", None, None, 0, 2),
                self._some("minimum", None, None, 2),
                self._some("floor", *(("none",) if equalise == "none" else ()), None, None, "5.005"),
                'sheets = "each"\n' if each else "",
                'absent = "fill"\n' if fill else "",
                f"panels = {json.dumps(panels)}\n" if panels else "",
                f'equalise = "{equalise}"\n',
                self._some("coefficient_places", None, 1, 4) if panels else "",
                self._some("mean_places", None, 1) if panels else "",
            )
        )
        text += self._timing() + CASES + self._compulsory() if self._live else ""
        text += "".join(groups.values())
        criteria = [self._criterion(n, equalise) for n in range(self._chosen(1, 1, 2, 3))]
        for n, (low, high, step, factor) in enumerate(criteria):
            text += (
                f'[[tracks.rounds.criteria]]\nid = "c{n}"\nmin = "{low}"\nmax = "{high}"\nstep = "{step}"\n'
            )
            text += "" if factor == "1" else f'factor = "{factor}"\n'
        self._sheets(
            track,
            id,
            entrants,
            [(low, high, step) for low, high, step, _ in criteria],
            list(groups),
            panels,
            each,
        )
        self._off(track, id, entrants)
        return text

    def _groups(self, track: str, id: str) -> dict[str, str]:
        """By id what the file says of each; a live day has them from a lot of its own."""
        main = self._random
        if self._live:
            self._random = Random(f"{self._seed} {track} {id} groups")
        found = {group: self._group(group) for group in self._chosen([], [], ["g", "h"], ["g", "h", "k"])}
        self._random = main
        return found

    def _group(self, id: str) -> str:
        text = f'[[tracks.rounds.groups]]\nid = "{id}"\nweight = "{self._chosen("1", "30", "0.7")}"\n'
        return text + "".join(
            (
                self._trim() if self._chosen(True, False) else "",
                self._some("reduce", None, None, "median"),
                self._some("places", None, 1),
                self._some("minimum", None, None, 2),
            )
        )

    def _of_seconds(self, track: str, source: str) -> list[str]:
        """Of every third track an indicator of the seconds of its first round; from its own lot."""
        lot = Random(f"{self._seed} {track} seconds")
        if lot.randrange(3):
            return []
        type = lot.choice(["", ', type = "complex"'])
        segment = lot.choice(["", ', segment = "a"']) if 'id = "a"' in source else ""
        points = lot.choice(
            [
                'by = "rank", best = "low", top = "20", less = "2.5"',
                'by = "linear", zero = "400", full = "30"',
                'by = "steps", best = "low", steps = [ { points = "1" }, { from = "150", points = "6" } ]',
            ]
        )
        return [
            '[[tracks.rounds]]\nid = "seconds"\nkind = "indicator"\nweight = "20"\n'
            f'measure = {{ round = "r0"{type}{segment} }}\npoints = {{ {points}, none = "3" }}\n'
        ]

    def _of_values(self, track: str) -> list[str]:
        """Of every third track one or two indicators whose values are imported; from its own lot."""
        lot = Random(f"{self._seed} {track} values")
        rounds = []
        for n in range(lot.choice([0, 0, 1, 2])):
            points = lot.choice(
                [
                    'by = "rank", top = "20", less = "2.5", bottom = "3"',
                    'by = "rank", best = "low", top = "10", less = "1"',
                    'by = "linear", zero = "9", full = "3"',
                    'by = "steps", steps = [ { points = "0" }, { from = "3", points = "5.55" } ]',
                ]
            )
            none = lot.choice(["", ', none = "6"'])
            within = lot.choice(["", 'within = "class"\n'])
            rounds.append(
                f'[[tracks.rounds]]\nid = "v{n}"\nkind = "indicator"\nweight = "30"\n'
                f"points = {{ {points}{none} }}\n{within}"
            )
        return rounds

    def _timing(self) -> str:
        """Of about every other round, from another lot than all else, so that seeds keep what they were."""
        lot = Random(self._random.random())
        segments = lot.choice(
            ["", '{ id = "a", limit_s = 60 }, { id = "b" }, { id = "c", counts = false }', '{ id = "a" }']
        )
        time = f"time = {{ limit_s = {lot.choice([60, 200, 400])}, segments = [{segments}] }}\n"
        table = 'overtime = [ { over_s = 0, upto_s = 30, points = "0.5" }, { over_s = 30, points = 2 } ]\n'
        return lot.choice(["", time]) + lot.choice(["", "", table])

    def _compulsory(self) -> str:
        """Rows of their own, so that they may stand behind groups."""
        text = ""
        for n in range(self._chosen(0, 0, 0, 1, 2, 3)):
            lack = self._chosen('"deduct"', '"cap"', '"nothing"')
            points = "" if lack == '"nothing"' else f'points = "{self._chosen("1", "0.005", "5", "8.5")}"\n'
            by = self._some("by", None, "judges", "scorekeeper")
            text += f'[[tracks.rounds.compulsory]]\nid = "i{n}"\nlack = {lack}\n{points}{by}'
        return text

    def _criterion(self, n: int, equalise: str) -> tuple[str, str, str, str]:
        low = self._chosen("0", "0", "1", "-5") if equalise == "none" else "0"
        return low, "10", self._chosen("1", "0.5", "0.05", "0.000125"), self._chosen("1", "1", "1.5", "0.3")

    def _sheets(self, track, id, entrants, criteria, groups, panels, each) -> None:
        judges = max(self._chosen(1, 2, 3, 3, 5, 6, 7, 11), 2 * len(groups))
        usual = self._random.sample(range(1, 13), judges)
        gone = self._chosen(0, 0, 0, 0.1, 0.25)
        self._few = self._chosen(True, True, False)
        for entrant in entrants:
            if not self._random.randrange(40):
                continue
            panel = self._chosen(*panels) if panels else ""
            lot = Random(f"{self._seed} {track} {id} {entrant} short")
            if not lot.randrange(3):
                self._rows["decisions"].append((track, id, entrant, str(lot.choice([1, 2, 3])), "当场决定"))
            for n in usual:
                if each and self._chosen(True, False, False):
                    continue
                group = "" if not groups else self._chosen(*groups) if each else groups[n % len(groups)]
                judge = f"{panel}J{n}"
                if self._random.random() < gone:
                    state = self._chosen(*["absent", "recused"] * 5, "")
                    self._rows["marks"].append((track, id, entrant, judge, "", state, group, panel))
                    continue
                for k, (low, high, step) in enumerate(criteria):
                    if gone and not self._random.randrange(500):
                        continue
                    mark = self._mark(low, high, step)
                    self._rows["marks"].append((track, id, entrant, judge, f"c{k}", mark, group, panel))
        self._random.shuffle(self._rows["marks"])

    def _mark(self, low: str, high: str, step: str) -> str:
        steps = int((Decimal(high) - Decimal(low)) / Decimal(step))
        n = self._chosen(0, 1, 2) if self._few else self._chosen(0, 3, steps, self._random.randint(0, steps))
        return f"{Decimal(low) + min(n, steps) * Decimal(step)}"

    def _pool(self, members: list[str]) -> str:
        slots = self._chosen(1, 2, 3, 4, 6)
        text = f'[[pools]]\nid = "p"\nslots = {slots}\n'
        if self._chosen(True, False):
            quota = dict.fromkeys(members, 0)
            for _ in range(slots):
                quota[self._chosen(*members)] += 1
            text += f"quota = {{ {', '.join(f'{track} = {n}' for track, n in quota.items())} }}\n"
        else:
            text += 'allocate = "merged"\n'
            shares = self._chosen([], ["40%"], ["80%"], ["30%", "25.5%"]) if slots > 1 else []
            floors = [f'{{ track = "{t}", share = "{s}" }}' for t, s in zip(members, shares, strict=False)]
            text += f"floors = [ {', '.join(floors)} ]\n"
        if self._chosen(True, True, False):
            first = self._random.randint(0, slots)
            levels = [
                f'{{ name = "一等奖", count = {first}, title = "金牌" }}',
                f'{{ name = "二等奖", count = {slots - first} }}',
            ]
            text += f"levels = [ {', '.join(levels)} ]\n"
        return text


class Finished(Competition):
    """Everybody has a score, of few different ones: what the pool hangs on is ties, floors and lines."""

    def _track(self, track: str) -> str:
        self._pool_of[track] = "p"
        for n in range(self._chosen(1, 2, 3, 4, 5, 6)):
            self._rows["components"].append((track, "r0", f"{track}e{n}", self._mark("0", "5", "1"), ""))
        ties = self._chosen([], ["share"])
        rounding = self._chosen("", 'composite = { places = 0, rank_on = "exact" }\n')
        return (
            f'[[tracks]]\nid = "{track}"\npool = "p"\nties = {json.dumps(ties)}\n{rounding}'
            '[[tracks.rounds]]\nid = "r0"\nkind = "imported"\nweight = "7.5"\n'
        )


def toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
