"""People who are made up where a competition names nobody: entrants, judges, and the halls they sit in."""

from collections.abc import Sequence
from itertools import count, cycle, islice

from msgspec import Struct
from msgspec.structs import replace

from judging.core.hall.hall import NamedHall
from judging.core.people.taking_part import Entrant, Judge
from judging.core.refused import Reason, Refused
from judging.core.scoring.panel import groups_of
from judging.core.scoring.rulebook import Manner, Round, Track
from judging.core.sentence import Sentence, sentence
from judging.core.setup.prepared import Panel
from judging.core.setup.seating import MAX_PANEL
from judging.core.state import PanelKey

from .original import Original

USUAL_JUDGES = 7
USUAL_ENTRANTS = 24
USUAL_WINDOWS = 6
USUAL_SCREENS = 2
NUMERALS = "一二三四五六七八九十"


class Size(Struct, frozen=True):
    """How many are made up where the competition names nobody; None: as many as usual."""

    judges: int | None = None
    entrants: int | None = None
    screens: int = USUAL_SCREENS  # of each hall
    halls: int = 1


class MadeUp:
    """Makes up what *original* lacks, and notes what it made up. What it has, it keeps."""

    def __init__(self, original: Original, size: Size) -> None:
        self._original = original
        self._size = size
        self.halls = original.halls
        if len(original.halls) == 1 and size.halls > 1:
            ids = (original.halls[0].id, *(f"h{n}" for n in range(2, size.halls + 1)))
            self.halls = tuple(NamedHall(id, f"会场{n}") for n, id in enumerate(ids, 1))
        self.notes: list[Sentence] = list(original.notes)

    def entrants(self, track: Track) -> tuple[Entrant, ...]:
        named = self._original.entrants.get(track.id, ())
        if named and not self._original.may_change:
            return named
        listed = self._original.made_up.get(track.id, ())
        wanted = self._size.entrants or len(named) or len(listed) or USUAL_ENTRANTS
        if wanted > len(named):
            made = sentence("{track}：{count} 个虚构的参赛对象", track=track.name, count=wanted - len(named))
            self.notes.append(made)
        known = (*named, *listed)
        more = (Entrant(f"x{n:02}", f"选手{n:02}") for n in range(len(known) + 1, wanted + 1))
        return (*known[:wanted], *more)

    def reserves(self, track: Track, entrants: Sequence[Entrant]) -> tuple[Entrant, ...]:
        """Somebody who waits for the place of another, where the competition names nobody at all."""
        known = self._original.reserves.get(track.id, ())
        if known or self._original.entrants.get(track.id) or not entrants:
            return known
        self.notes.append(sentence("{track}：1 个虚构的顺延人选", track=track.name))
        return (Entrant("r01", "顺延选手01", entrants[0].district),)

    def panel(self, track: Track, round: Round, panel: str) -> Panel:
        """Tracks and their panels take turns in the halls; each hall has judges of its own.

        A hall where it walks has windows from then on.
        """
        kept = self._original.panels.get(PanelKey(track.id, round.id, panel))
        if kept is None or not kept.judges:
            kept = self._new_panel(track, round, panel)
        return self._at_windows(round, kept) if round.manner is Manner.WALK else kept

    def _new_panel(self, track: Track, round: Round, panel: str) -> Panel:
        seats = self._seats(round)
        self.notes.append(
            sentence(
                "{track}“{round}”{panel}：{count} 位虚构的评委",
                track=track.name,
                round=round.name,
                panel=panel,
                count=seats,
            )
        )
        row = round.panels.index(panel) if panel else 0
        tracks = self._original.rules.tracks
        before = sum(_panels(other) for other in tracks[: tracks.index(track)])
        hall = (before + row) % len(self.halls)
        first = (row * len(self.halls) + hall) * seats
        free = (n for n in count(1) if f"J{n}" not in self._original.judges)
        judges = enumerate(islice(free, first, first + seats), 1)
        groups = _groups(round, seats)
        seated = (Judge(f"J{n}", seat, _name(n), groups[seat - 1]) for seat, n in judges)
        return Panel(tuple(seated), self.halls[hall].id)

    def _at_windows(self, round: Round, panel: Panel) -> Panel:
        """With judges at each window of its hall, where the rules want some of them there."""
        windows, wanted = self._windows(panel.hall), round.window_judges
        if not wanted or len(panel.windows) >= windows:
            return panel
        turns = cycle(judge.id for judge in panel.judges)
        return replace(panel, windows=tuple(tuple(islice(turns, wanted)) for _ in range(windows)))

    def _windows(self, id: str) -> int:
        """Of the hall, which gets as many as usual where it has none."""
        row = next(n for n, hall in enumerate(self.halls) if hall.id == id)
        if not self.halls[row].windows:
            hall = replace(self.halls[row], windows=USUAL_WINDOWS)
            self.halls = (*self.halls[:row], hall, *self.halls[row + 1 :])
            name = hall.name or sentence("会场")
            self.notes.append(sentence("{hall}：{count} 个虚构的窗口", hall=name, count=USUAL_WINDOWS))
        return self.halls[row].windows

    def _seats(self, round: Round) -> int:
        least = sum(group.minimum for group in groups_of(round))
        seats = self._size.judges or max(USUAL_JUDGES, least)
        if seats < least:
            raise Refused(
                Reason.MALFORMED,
                "--judges：{round}的评委须为 {least}～{most} 人，现为 {count} 人",
                round=round.name,
                least=least,
                most=MAX_PANEL,
                count=seats,
            )
        return seats

    def note_new_draw(self, track: Track, round: Round) -> None:
        self.notes.append(
            sentence("{track}“{round}”：名单在抽签后改过，演练重新抽签", track=track.name, round=round.name)
        )


def _groups(round: Round, seats: int) -> list[str]:
    """Of each seat: the minimum of each group, and whoever is more in the last ones; "" without groups."""
    counts = [group.minimum for group in groups_of(round)]
    for n in range(seats - sum(counts)):
        counts[-1 - n % len(counts)] += 1
    return [group.id for group, count in zip(groups_of(round), counts, strict=True) for _ in range(count)]


def _panels(track: Track) -> int:
    """As many halls as it takes to hear the track at once."""
    return max((len(round.panels) or 1 for round in track.rounds), default=1)


def _name(n: int) -> str:
    return f"评委{NUMERALS[n - 1]}" if n <= len(NUMERALS) else f"评委{n}"
