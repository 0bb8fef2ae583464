"""What of a competition may be published: enough to compute every result again, and of people no more.

Reasons are free text and may name people, so they are left out; so are units, posts, contacts and the log.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from judging.core.appeals.award_phase import AwardPhase, phase_of
from judging.core.honours.decided import awards_of, decided
from judging.core.honours.honour import Honour
from judging.core.honours.pools import rules_in_force
from judging.core.honours.proposal import proposals
from judging.core.publication.ranked import day
from judging.core.refused import Reason, Refused
from judging.core.scoring.day import Award, Day, Deduction
from judging.core.state import State
from judging.files import exports, results_json, rulesfile
from judging.files.filed_turns import as_filed
from judging.printouts.masking import published_name

LEFT_OUT = "（删节）"
ENTRANT_COLUMNS = ("track", "entrant", "name", "district")
AWARD_COLUMNS = ("pool", "level", "title", "track", "entrant", "name")


def publishable(state: State) -> None:
    """Raises Refused unless every track is locked."""
    if waiting := tuple(track.name for track in state.rulebook.tracks if track.id not in state.locked):
        raise Refused(
            Reason.NOT_NOW, "{tracks}还没有核分锁定：删节归档是给公众看的，锁定之后才有。", tracks=waiting
        )


def redacted_export(state: State, folder: Path) -> None:
    """All that `judging tally` asks for, its results, and names as they are published."""
    rulebook = rules_in_force(state)
    days = {track.id: _without_reasons(day(state, track.id)) for track in rulebook.tracks}
    found = results_json.dump(rulebook, {track: as_filed(each) for track, each in days.items()})
    contents = {
        "rules.toml": rulesfile.write(rulebook),  # not the organiser's own text, which may have remarks
        "marks.csv": exports.write_marks(rulebook, days),
        "components.csv": exports.write_components(rulebook, days),
        "deductions.csv": exports.write_deductions(rulebook, days),
        "status.csv": exports.write_status(rulebook, days),
        "decisions.csv": exports.write_decisions(rulebook, days),
        "order.csv": exports.write_order(rulebook, days),
        "entrants.csv": exports.text(ENTRANT_COLUMNS, (), list(_entrants(state))),
        "awards.csv": exports.text(AWARD_COLUMNS, (), list(_awards(state))),
        "decided.csv": exports.text(AWARD_COLUMNS, (), list(_decided(state))),
        "results.json": json.dumps(found, ensure_ascii=False, indent=1) + "\n",
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in contents.items():
        (folder / name).write_text(text, "utf-8", newline="")


def _without_reasons(found: Day) -> Day:
    turns = {
        key: replace(
            turn,
            deductions=_bare(turn.deductions),
            short=replace(turn.short, reason=LEFT_OUT) if turn.short else None,
        )
        for key, turn in found.turns.items()
    }
    off = {key: _bare(deductions) for key, deductions in found.deductions.items()}
    return replace(found, turns=turns, deductions=off)


def _bare(deductions: Sequence[Deduction]) -> tuple[Deduction, ...]:
    return tuple(Deduction(each.points, LEFT_OUT) for each in deductions)


def _entrants(state: State) -> Iterator[tuple[str, ...]]:
    for track in state.rulebook.tracks:
        for entrant in state.entrants.get(track.id, {}).values():
            yield track.id, entrant.id, published_name(track, entrant), entrant.district


def _awards(state: State) -> Iterator[tuple[str, ...]]:
    for found in proposals(state):
        for award in found.awards:
            name = _name(state, award)
            yield found.pool, award.level or "", award.title, award.track, award.entrant, name


def _decided(state: State) -> Iterator[tuple[str, ...]]:
    """Who is honoured, as far as it was made public: not always who was proposed."""
    for award in awards_of(state):
        if phase_of(state, award) in (AwardPhase.PUBLISHED, AwardPhase.FINAL):
            for found in decided(state, award):
                name = _name(state, found) if found.track else found.entrant  # a district
                yield award, found.level, found.title, found.track, found.entrant, name


def _name(state: State, award: Award | Honour) -> str:
    return published_name(state.track(award.track), state.entrants[award.track][award.entrant])
