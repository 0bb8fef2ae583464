"""A competition's beginning and its rules."""

from collections.abc import Mapping

from msgspec.structs import replace

from judging.core.honours.decided import awards_of, decision_of
from judging.core.honours.pools import tracks_of
from judging.core.people.actor import Actor
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason, Refused
from judging.core.scoring.imported import is_imported
from judging.core.scoring.rulebook import Round, Rulebook, Track
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .answering import answered_by, still_settled
from .importing import on_scale
from .origin import Origin
from .roster_checks import refuse_wrong, violations
from .rostering import roster
from .seating import seated
from .source_file import SourceFile, checked


class CreateCompetition(AnyCommand, frozen=True):
    """`text`: as of `SetRules`; `source`: that file. `origin`: what it is a copy of."""

    rules: Rulebook
    entrants: Mapping[str, tuple[Entrant, ...]]
    rehearsal: bool = False
    text: str = ""
    origin: Origin | None = None
    source: SourceFile | None = None


class SetRules(AnyCommand, frozen=True):
    """`text`: the file the rules were read from, with its comments; "" where they come from no file."""

    rules: Rulebook
    text: str = ""


class CompetitionCreated(AnyEvent, frozen=True):
    rules: Rulebook
    entrants: Mapping[str, tuple[Entrant, ...]]  # by track
    rehearsal: bool = False
    text: str = ""
    origin: Origin | None = None  # of a copy
    source: SourceFile | None = None  # the rules file that it was made from, where there is one


class RulesSet(AnyEvent, frozen=True):
    rules: Rulebook
    text: str = ""  # as of SetRules


def create(state: State, command: CreateCompetition, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if state.rules is not None:
        raise Refused(Reason.ALREADY, "本文件已是赛事“{name}”，请另建新赛事", name=state.rules.name)
    entrants = {track.id: roster(command.entrants.get(track.id, ())) for track in command.rules.tracks}
    for track, listed in entrants.items() if not command.rehearsal else ():
        refuse_wrong(violations(command.rules, track, listed, entrants))
    source = checked(command.source) if command.source else None
    made = (command.rules, entrants, command.rehearsal, command.text, command.origin, source)
    return (CompetitionCreated(*made),)


def set_rules(state: State, command: SetRules, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Rules of a track stand from its first opened marking on; texts of the whole may still change."""
    _oversight_stands(state, command.rules)
    _pools_stand(state, command.rules)
    _specials_stand(state, command.rules)
    _meetings_stand(state, command.rules)
    wanted = {track.id: track for track in command.rules.tracks}
    for track in state.rulebook.tracks:
        if state.begun(track.id) and wanted.get(track.id) != track:
            raise Refused(
                Reason.BEGUN, "{track}已开始评分，规则不能再改；确需更改，请另建赛事", track=track.name
            )
        if track.id not in wanted and state.entrants.get(track.id):
            raise Refused(
                Reason.BEGUN, "{track}还有参赛对象，不能删除该组别；请先清空其名单", track=track.name
            )
        if track.id in wanted:
            _imported_scores_fit(state, wanted[track.id])
    if (command.rules, command.text) == (state.rules, state.rules_text):
        return ()
    return (RulesSet(command.rules, command.text), *answered_by(state, command.rules, by))


def _oversight_stands(state: State, wanted: Rulebook) -> None:
    """Raises Refused where, in the middle of a day, others would look at less or more than agreed."""
    known = state.rulebook
    is_same = set(wanted.countersign) == set(known.countersign) and (
        wanted.two_persons,
        wanted.sign_rules,
    ) == (known.two_persons, known.sign_rules)
    if not is_same and any(state.begun(track.id) for track in known.tracks):
        raise Refused(
            Reason.BEGUN, "已开始评分，会签、两人录入和规则签字的规定不能再改；确需更改，请另建赛事"
        )


def _pools_stand(state: State, wanted: Rulebook) -> None:
    """Raises Refused where a pool would change by the way, once a ranking of it is known."""
    pools = {pool.id: pool for pool in wanted.pools}
    for pool in state.rulebook.pools:
        tracks = tracks_of(state.rulebook, pool.id)
        if pools.get(pool.id) != pool and not state.locked.keys().isdisjoint(tracks):
            raise Refused(
                Reason.LOCKED,
                "“{pool}”已有组别核分锁定，规则里不能再改；全部锁定之后，可在“评奖与决定”页模拟并签字采纳",
                pool=pool.name,
            )


def _specials_stand(state: State, wanted: Rulebook) -> None:
    """Raises Refused where an award would change on which a meeting has decided."""
    specials = {special.id: special for special in wanted.specials}
    for special in state.rulebook.specials:
        if specials.get(special.id) != special and decision_of(state, special.id):
            raise Refused(
                Reason.LOCKED,
                "“{award}”已有评审决定，规则里不能再改；确需更改，请先在“评奖与决定”页撤回决定",
                award=special.name,
            )


def _meetings_stand(state: State, wanted: Rulebook) -> None:
    """Raises Refused where a meeting would have decided by other rules than it did."""
    known = state.rulebook
    is_same = (wanted.majority, wanted.quorum, wanted.fill, wanted.body) == (
        known.majority,
        known.quorum,
        known.fill,
        known.body,
    )
    if not is_same and any(decision_of(state, award) for award in awards_of(state)):
        raise Refused(
            Reason.LOCKED, "已有评审决定，表决、到会人数和递补的规定不能再改；确需更改，请先撤回全部决定"
        )


def _imported_scores_fit(state: State, track: Track) -> None:
    """Scores that were imported under a higher maximum would come to more than everything.

    Those of a round that is another one from here on are gone; see `rules_set`.
    """
    for round in track.rounds:
        known = state.components.get((track.id, round.id))
        if known is None or not _stays_imported(state, track.id, round):
            continue
        for entrant, score in known.scores.items():
            on_scale(round, state.name_of(track.id, entrant), score)


def _stays_imported(state: State, track: str, round: Round) -> bool:
    """What was imported means the same under the new rules: scores are no values, nor values scores."""
    return is_imported(round) and state.round(track, round.id).kind is round.kind


def _same_evaluators(before: Round, round: Round) -> bool:
    """Whether who fills in for whom means the same under the new rules."""
    sides = [
        (each.is_evaluated, each.who, tuple((group.id, group.who) for group in each.groups))
        for each in (before, round)
    ]
    return sides[0] == sides[1]


def created(state: State, event: CompetitionCreated, at: str) -> State:
    entrants = {track: {entrant.id: entrant for entrant in found} for track, found in event.entrants.items()}
    return replace(
        state,
        rules=event.rules,
        rules_text=event.text,
        rules_as_set=None,
        rehearsal=event.rehearsal,
        created_at=at,
        origin=event.origin,
        entrants=entrants,
    )


def rules_set(state: State, event: RulesSet, at: str) -> State:
    """What belongs to a round that is no more goes with it, and the passes of who sits nowhere else.

    An assignment falls with the panels it was made among.
    """
    rounds = {(track.id, round.id): round for track in event.rules.tracks for round in track.rounds}
    judged = {key for key, round in rounds.items() if round.is_performed}
    panels_of = {
        (track.id, round.id): round.panels or ("",)
        for track in event.rules.tracks
        for round in track.rounds
        if round.is_performed
    }
    before = state
    state = replace(
        state,
        rules=event.rules,
        rules_text=event.text,
        rules_as_set=None,
        trials={},
        settled=still_settled(state, event.rules),
        components={
            key: known
            for key, known in state.components.items()
            if key in rounds and _stays_imported(before, key[0], rounds[key])
        },
        orders={key: order for key, order in state.orders.items() if key in judged},
        checkins={id: known for id, known in state.checkins.items() if (id.track, id.round) in judged},
        performances={
            id: found for id, found in state.performances.items() if (id.track, id.round) in judged
        },
        evaluations={
            key: found
            for key, found in state.evaluations.items()
            if key in rounds and _same_evaluators(before.round(*key), rounds[key])
        },
        assignments={
            key: made
            for key, made in state.assignments.items()
            if set(panels_of.get(key, ())) == set(state.round(*key).panels)
        },
    )
    panels = {key: panel for key, panel in state.panels.items() if key.panel in panels_of.get(key[:2], ())}
    return seated(state, panels)
