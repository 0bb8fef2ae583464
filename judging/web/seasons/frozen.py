"""What a competition of this server came to, as a file that a season reads: made in the worker."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from judging.core.honours.pools import rules_in_force
from judging.core.publication.ranked import day
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.files import Problems
from judging.files.filed_turns import as_filed
from judging.files.results_json import dump
from judging.files.season_file import read_rules
from judging.files.season_writing import name_of, read_draft
from judging.store import Unreadable, season_folder
from judging.store.ends import start
from judging.store.reading import reading
from judging.store.replaying import next_state
from judging.store.season_folder import Origin
from judging.store.sqlite import entries, vouched
from judging.web.competition import ID_DIGITS
from judging.web.competition_files import there

from .reckoned import names_of


class Frozen(Struct, frozen=True):
    """`open`: the names of the tracks that are not locked yet, of which the file says nothing."""

    name: str  # of the competition
    content: bytes
    origin: Origin
    open: tuple[str, ...]


class Compared(Struct, frozen=True):
    """A file that was frozen, beside its competition as it is now: same | changed | gone."""

    name: str
    state: str
    file: str  # of the competition, "" where it is gone


def compared(data: Path, folder: Path) -> tuple[Compared, ...]:
    """Whether the competitions in the data folder still come to what the season took of them."""
    season = season_folder.load(folder)
    paths = dict(_known(data))
    return tuple(
        _compared(name, season.files[name], paths.get(origin.id))
        for name, origin in season.origins.items()
        if origin.kind == "competition" and name in season.files
    )


def _known(data: Path) -> Iterator[tuple[str, Path]]:
    """All competitions in the data folder, by id."""
    for path in there(data):
        with suppress(Unreadable), reading(path) as db:
            yield start(db)[:ID_DIGITS], path


def _compared(name: str, content: bytes, path: Path | None) -> Compared:
    if path is None:
        return Compared(name, "gone", "")
    try:
        is_same = freeze(path, True).content == content
    except Refused:  # no track is locked any more, or it cannot be read
        is_same = False
    return Compared(name, "same" if is_same else "changed", path.name)


def freeze(path: Path, with_rehearsals: bool) -> Frozen:
    """The results of the tracks that are locked, as an export has them. Raises Refused."""
    try:
        vouched(path)
        log, state = entries(path), State()
        for entry in log:
            state = next_state(state, entry)
    except Unreadable as unreadable:
        raise Refused(
            Reason.UNKNOWN, "读不出“{file}”：{why}", file=path.name, why=unreadable.sentence
        ) from unreadable
    if state.rules is None:
        raise Refused(Reason.UNKNOWN, "“{file}”里没有赛事，请换一个。", file=path.name)
    if state.rehearsal and not with_rehearsals:
        raise Refused(Reason.NOT_ALLOWED, "“{name}”是演练，成绩不能计入赛季。", name=state.rulebook.name)
    if not state.locked:
        raise Refused(
            Reason.INCOMPLETE,
            "“{name}”还没有核分锁定的组别；锁定之后再取它的成绩。",
            name=state.rulebook.name,
        )
    with reading(path) as db:
        id = start(db)[:ID_DIGITS]
    names = {
        track: {entrant: state.name_of(track, entrant) for entrant in state.entrants.get(track, {})}
        for track in state.locked
    }
    origin = Origin("competition", id, state.rulebook.name, log[-1].position, names)
    unlocked = tuple(track.name for track in state.rulebook.tracks if track.id not in state.locked)
    return Frozen(state.rulebook.name, results(state), origin, unlocked)


def results(state: State) -> bytes:
    """Nothing of a track that is not locked: it may change yet, and nobody may know it."""
    rules = rules_in_force(state)
    days = {track.id: as_filed(day(state, track.id)) for track in rules.tracks}
    found = dump(rules, days)
    pools = {track.pool for track in rules.tracks if track.id not in state.locked}
    kept = {
        "tracks": {id: of for id, of in _table(found["tracks"]).items() if id in state.locked},
        "awards": {pool: of for pool, of in _table(found["awards"]).items() if pool not in pools},
        "open": {pool: of for pool, of in _table(found["open"]).items() if pool not in pools},
    }
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _table(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def of_season(folder: Path) -> Frozen:
    """The result of a season that is 定稿. Raises Refused."""
    season = season_folder.load(folder)
    name = name_of(read_draft(season.rules) or {}) or folder.name
    if season.locked is None:
        raise Refused(Reason.INCOMPLETE, "赛季“{name}”还没有定稿；定稿之后再取它的成绩。", name=name)
    try:
        content = season_folder.final_of(folder, season.locked)
    except (OSError, ValueError) as error:
        raise Refused(
            Reason.UNKNOWN, "赛季“{name}”的定稿结果不见了或被改动过，请重新定稿。", name=name
        ) from error
    names: dict[str, dict[str, str]] = {}
    with suppress(Problems):  # it was changed since: its figures stand, and what it calls them is not known
        for (table, entrant), said in names_of(read_rules(season.rules), season).items():
            names.setdefault(table, {})[entrant] = said
    return Frozen(name, content, Origin("season", folder.name, name, names=names), ())
