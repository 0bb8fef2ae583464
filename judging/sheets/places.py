"""Which track, round and panel a row is about; columns are needed only where there are several."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TypeVar

from judging.core.scoring.rulebook import Round, Track
from judging.core.sentence import sentence
from judging.core.state import PanelKey, State
from judging.files.problems import nearest, shown

from .cells import words
from .form import Choices, Column, Faults
from .rows import Row

T = TypeVar("T")


def place_columns(state: State) -> tuple[Column, ...]:
    """Of the judged rounds."""
    rounds = state.performed_rounds()
    tracks = tuple(dict.fromkeys(track.name for track, _ in rounds))
    names = tuple(dict.fromkeys(round.name for _, round in rounds))
    read = partial(words, most=60)
    columns = (
        (len(tracks) > 1, Column("track", "组别", read, ("组", "参赛组别"), width=18, check=Choices(tracks))),
        (len(rounds) > 1, Column("round", "环节", read, ("轮次",), width=18, check=Choices(names))),
    )
    return tuple(column for is_needed, column in columns if is_needed)


def panel_column(state: State) -> tuple[Column, ...]:
    panels = tuple(dict.fromkeys(panel for _, round in state.performed_rounds() for panel in round.panels))
    column = Column("panel", "评委组", partial(words, most=40), ("小组",), width=10, check=Choices(panels))
    return (column,) if panels else ()


def named_place(key: PanelKey, state: State) -> dict[str, str]:
    """The cells of these columns."""
    track, round = state.track(key.track), state.round(key.track, key.round)
    return {"track": track.name, "round": round.name, "panel": key.panel}


def round_of(row: Row, state: State, faults: Faults) -> tuple[Track, Round] | None:
    """The judged round of the row; None, and a problem, where that is none or several."""
    rounds = state.performed_rounds()
    tracks = {track.id: track for track, _ in rounds}
    track = one(row, "track", {key: (id.name, id) for key, id in tracks.items()}, faults)
    if track is None:
        return None
    own = {round.id: (round.name, round) for of, round in rounds if of.id == track.id}
    round = one(row, "round", own, faults)
    return (track, round) if round else None


def panel_of(row: Row, track: Track, round: Round, faults: Faults) -> PanelKey | None:
    panels = {panel: (panel, panel) for panel in round.panels or ("",)}
    panel = one(row, "panel", panels, faults)
    return None if panel is None else PanelKey(track.id, round.id, panel)


def one(row: Row, key: str, known: Mapping[str, tuple[str, T]], faults: Faults) -> T | None:
    """What the cell names, by its id or its name; the only one may stay unnamed."""
    text = row.text(key)
    for id, (name, found) in known.items():
        if text in (id, name) or (not text and len(known) == 1):
            return found
    names = [name for name, _ in known.values()]
    near = nearest(text, names)
    what = sentence("没有{text}", text=shown(text)) if text else sentence("这里没有填")
    remedy = sentence("写其中之一：{names}", names=tuple(names))
    faults.add(row.place(key), what, sentence("最接近的是 {nearest}", nearest=near) if near else remedy)
    return None


def numbered_ids(prefix: str, taken: set[str]) -> Iterator[str]:
    """Ids that nobody has or had; each is taken from then on."""
    number = 0
    while True:
        number += 1
        if (id := f"{prefix}{number}") not in taken:
            taken.add(id)
            yield id
