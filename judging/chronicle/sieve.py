"""What somebody wants to see of the log."""

from msgspec import Struct

from judging.core.people.actor import is_same

from .in_english import english
from .line_kinds import LineKind
from .log_lines import LogLine

SOMEBODY = ("judge", "person")  # what the label of somebody with an id begins with


class Sieve(Struct, frozen=True):
    """What is "" lets everything through."""

    who: str = ""  # the label of who did it, or of a judge or person whom it concerned
    kind: str = ""
    hall: str = ""  # of it or of no hall in particular: what its console tells
    track: str = ""
    entrant: str = ""  # of the track: what was about it, or about all of the track
    text: str = ""  # in Chinese or English
    within: tuple[str, ...] | None = None  # the halls of who reads; None: all

    def takes(self, line: LogLine) -> bool:
        return (
            self._takes_who(line)
            and self.kind in ("", line.kind)
            and self._takes_halls(line.halls)
            and self._takes_entrant(line)
            and (not self.text or self.text.casefold() in searched(line))
        )

    def _takes_who(self, line: LogLine) -> bool:
        if not self.who or is_same(self.who, line.by):
            return True
        kind, _, id = self.who.partition("/")
        return kind in SOMEBODY and id in line.people

    def _takes_halls(self, halls: tuple[str, ...]) -> bool:
        if not halls:
            return True
        return self.hall in ("", *halls) and (self.within is None or any(id in self.within for id in halls))

    def _takes_entrant(self, line: LogLine) -> bool:
        if not self.track or self.track not in line.tracks:
            return not self.track
        return not self.entrant or not line.entrants or (self.track, self.entrant) in line.entrants


def sieve(who: str, kind: str, hall: str, track: str, entrant: str, text: str) -> Sieve:
    """Raises ValueError for a kind that is none, and for an entrant of no track."""
    if entrant and not track:
        raise ValueError(entrant)
    return Sieve(who, LineKind(kind) if kind else "", hall, track, entrant, text)


def searched(line: LogLine) -> str:
    """All words of the line, in both languages: nothing else of the entry is looked through."""
    said = (line.who, line.sentence, *([line.reason] if line.reason else ()))
    return "\n".join(text for each in said for text in (str(each), english(each))).casefold()
