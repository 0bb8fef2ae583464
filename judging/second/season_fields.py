"""What the files of events say of each track: who took which place with what, and who did not."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .digits import MOST, POWERS, millionths
from .filed import cells

COLUMNS = ("round", "track", "entrant", "score")
FieldKey = tuple[str, str]  # event, track


class Field(NamedTuple):
    """Of one track of one file at one event; composites in millionths."""

    composites: Mapping[str, int]
    places: Mapping[str, int]
    others: Mapping[str, str]  # entrant → status
    sharing: Mapping[int, int]  # place → how many have it


class EventFile:
    """One file. Of JSON every event has the same tracks, of CSV the rows that name it.

    What a track says is read when it is asked for: the others may say anything.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self._rows: Mapping[FieldKey, Mapping[str, str]] = {}
        self._results: Mapping[str, Any] = {}
        self._read: dict[FieldKey, Field] = {}
        if name.endswith(".json"):
            self._results = json.loads(data.decode("utf-8-sig"))["tracks"]
        else:
            self._rows = _by_event(data)

    def field(self, event: str, track: str) -> Field | None:
        key = event, track
        if key not in self._read:
            if track in self._results:
                self._read[key] = _of_result(self._results[track])
            elif key in self._rows:
                self._read[key] = _of_scores(self._rows[key])
        return self._read.get(key)


def _by_event(data: bytes) -> Mapping[FieldKey, Mapping[str, str]]:
    found: defaultdict[FieldKey, dict[str, str]] = defaultdict(dict)
    for event, track, entrant, score in cells(data, COLUMNS):
        found[event, track][entrant] = score
    return found


def _of_scores(texts: Mapping[str, str]) -> Field:
    """Places are one more than how many have more; without a score nobody came."""
    value_of = {text: millionths(text) for text in set(texts.values()) if text}  # few differ
    composites = {entrant: value_of[text] for entrant, text in texts.items() if text}
    counts = Counter(composites.values())
    place_of, ahead = {}, 0
    for value in sorted(counts, reverse=True):
        place_of[value] = ahead + 1
        ahead += counts[value]
    places = {entrant: place_of[value] for entrant, value in composites.items()}
    others = {entrant: "no_show" for entrant, text in texts.items() if not text}
    return Field(composites, places, others, {place_of[value]: count for value, count in counts.items()})


def _of_result(found: Mapping[str, Iterable[Mapping[str, Any]]]) -> Field:
    standings = list(found["standings"])
    places = {row["entrant"]: row["place"] for row in standings}
    return Field(
        {row["entrant"]: _composite(row["composite"]) for row in standings},
        places,
        {row["entrant"]: row["status"] for row in found["unranked"]},
        Counter(places.values()),
    )


def _composite(text: str) -> int:
    """A sum may have more digits before its point than a number somebody writes."""
    whole, _, rest = text.removeprefix("-").partition(".")
    value = int(whole + rest) * POWERS[MOST - len(rest)]
    return -value if text[0] == "-" else value
