"""Checks the names a CSV row gives: its track and round must exist, its people must be written cleanly."""

from unicodedata import category

from judging.core.scoring.rulebook import Round, Rulebook

from .csvs import Table
from .keys import one_of
from .problems import shown

BLANK = "Zs"  # Unicode's category of spaces: “张　三” is written with a full-width one


class Naming:
    """The tracks and rounds of a rulebook, by the ids that stand in files."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rounds = {track.id: {round.id: round for round in track.rounds} for track in rulebook.tracks}

    def track(self, table: Table, track: str) -> bool:
        if track not in self._rounds:
            table.refuse("track", f"{shown(track)} 不是规则里的组别", one_of(track, self._rounds))
        return track in self._rounds

    def round(self, table: Table, track: str, round: str) -> Round | None:
        """The round, or None with the reason noted."""
        if not self.track(table, track):
            return None
        rounds = self._rounds[track]
        if round not in rounds:
            table.refuse("round", f"{shown(round)} 不是组别 {track} 的环节", one_of(round, rounds))
        return rounds.get(round)


def is_hidden(char: str) -> bool:
    return not char.isprintable() and category(char) != BLANK


def clean(table: Table, column: str, text: str) -> bool:
    """Whether the text can name an entrant, a judge or a class: not empty, visible, no blanks at its ends."""
    if not text:
        table.refuse(column, "是空的", "填上编号")
    elif text != text.strip():
        table.refuse(column, f"{shown(text)} 前后有空格", f"写 {shown(text.strip())}")
    elif not text.isprintable() and (hidden := next(filter(is_hidden, text), "")):
        what = f"{shown(text)} 里有换行或看不见的字符 U+{ord(hidden):04X}"
        table.refuse(column, what, "写在一行里，删去这个字符")
    else:
        return True
    return False
