"""A supervised day on which much goes wrong: the rules and people of it, and whom each trouble meets."""

from decimal import Decimal

from msgspec.structs import replace

from judging.core.people.taking_part import Judge
from judging.core.scoring.oversight import Act
from judging.core.scoring.rulebook import Manner, Round, Rulebook, Track, Trim
from judging.core.setup.prepared import Panel
from judging.core.state import PanelKey

from .incidents import Incidents, Trouble
from .original import Original
from .plan import Plan, TrackPlan
from .staff import named

HALLS = 3
SPREAD = Decimal(12)
FEW = 3  # judges of the panel that cannot spare one
RESERVE, TRAINEE = "RESERVE", "TRAINEE"


def supervised(original: Original) -> Original:
    """With all that a contest can ask of those who watch each other; in one track three judges, no fewer."""
    rules = replace(original.rules, countersign=tuple(Act), sign_rules=True)
    return replace(original, rules=_with_few(rules))


def _with_few(rules: Rulebook) -> Rulebook:
    """The last track that stands on a stage is judged by three, all of whom must count."""
    last = next(track for track in reversed(rules.tracks) if any(map(_is_stage, track.rounds)))
    rounds = tuple(replace(r, minimum=FEW, trim=Trim()) if r.criteria else r for r in last.rounds)
    tracks = (replace(track, rounds=rounds) if track.id == last.id else track for track in rules.tracks)
    return replace(rules, tracks=tuple(map(_headed, tracks)))


def _headed(track: Track) -> Track:
    """The head judge confirms each score, and looks again where the marks lie far apart."""
    rounds = (
        replace(round, head_confirms=True, spread=SPREAD) if round.is_performed else round
        for round in track.rounds
    )
    return replace(track, rounds=tuple(rounds))


def _is_stage(round: Round) -> bool:
    return round.manner is Manner.STAGE and bool(round.criteria)


def troubled(plan: Plan) -> Plan:
    """With people for each duty, reserves and trainees, and a trouble of its own for each track."""
    tracks = tuple(_track(track) if not track.reasons else track for track in plan.tracks)
    people = tuple(named([hall.hall for hall in plan.halls]))
    return replace(plan, tracks=tracks, people=people)


def _track(plan: TrackPlan) -> TrackPlan:
    few = any(_is_few(round) for round in plan.rounds)
    panels = {key: _panel(key, panel, few=few) for key, panel in plan.panels.items()}
    judges = next(iter(panels.values())).judges if panels else ()
    free = [entrant.id for entrant in plan.entrants if not _is_met(plan.incidents, entrant.id)]
    met = plan.incidents
    if few and free:
        met = replace(met, related=Trouble(judges[1].id, free[0]), spares=())
    elif free and judges:
        met = replace(met, battery=Trouble(judges[1].id, free[0]))
    return replace(plan, panels=panels, incidents=met)


def _is_few(round: Round) -> bool:
    return bool(round.criteria) and round.minimum == FEW and round.trim == Trim()


def _is_met(met: Incidents, entrant: str) -> bool:
    """Whether something else happens to them, or they are not there."""
    gone = (met.withdrawn, met.declines, met.no_show, met.late, met.left_by_judge)
    return entrant in (*gone, *met.deducted, *met.again, *met.alike)


def _panel(key: PanelKey, panel: Panel, *, few: bool) -> Panel:
    if few:
        return replace(panel, judges=panel.judges[:FEW])
    reserve = Judge(f"{RESERVE}-{key.track}", 1, "候补一")
    trainee = Judge(f"{TRAINEE}-{key.track}", 1, "见习一")
    return replace(panel, reserves=(reserve,), trainees=(trainee,))
