"""What the supervisor signs: each act with the thing it is about, as it is now."""

from msgspec import Struct

from judging.core.appeals.award_phase import published_digest, tracks_concerned
from judging.core.appeals.objection import Objection
from judging.core.correction.record import Correction
from judging.core.honours.adoption import Adoption
from judging.core.honours.computed import award_name, tracks_of_award
from judging.core.honours.decided import agenda
from judging.core.publication.on_air import fingerprint, present
from judging.core.scoring.oversight import Act
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .digests import digest_of, rules_digest


class Thing(Struct, frozen=True):
    """`subject`: which of its act, "track", "track/round" or "track/class", or a correction's id."""

    act: Act
    track: str
    subject: str
    digest: str
    name: Sentence  # says no place and no number that is not public


def start_of(state: State, track: str) -> Thing:
    """The rules, and the orders of the track as they stand."""
    orders = {key[1]: order.entrants for key, order in state.orders.items() if key[0] == track}
    digest = digest_of(rules_digest(state.agreed_rules), orders)
    return Thing(Act.START, track, track, digest, sentence("{track}开赛", track=state.track(track).name))


def draw_of(state: State, track: str, round: str) -> Thing:
    """The lots of a round as they fell, whatever was moved since with a witness."""
    order, made = state.orders.get((track, round)), state.assignments.get((track, round))
    digest = digest_of(
        (order.drawn, order.seed, order.witness, order.at) if order else None,
        (sorted((id, made.panels[id]) for id in made.named), made.seed, made.witness, made.at)
        if made
        else None,
    )
    name = sentence(
        "{track}{round}的抽签结果", track=state.track(track).name, round=state.round(track, round).name
    )
    return Thing(Act.DRAW, track, f"{track}/{round}", digest, name)


def lock_of(state: State, track: str) -> Thing:
    """The ranking that would be locked."""
    name = sentence("{track}核分锁定", track=state.track(track).name)
    return Thing(Act.LOCK, track, track, digest_of("lock", _ranking(state, track)), name)


def publish_of(state: State, track: str, within: str = "") -> Thing:
    """The ranking that would be shown: of all, or of a window class, which is signed by itself."""
    name, subject = sentence("公布{track}排名", track=state.track(track).name), track
    if within:
        name = sentence("公布{track}“{within}”排名", track=state.track(track).name, within=within)
        subject = f"{track}/{within}"
    return Thing(Act.PUBLISH, track, subject, digest_of("publish", _ranking(state, track, within)), name)


def correction_of(state: State, correction: Correction) -> Thing:
    """All that is proposed, the revision of what it is about, and the ranking that it moves."""
    id = correction.performance
    digest = digest_of(
        (correction.number, id, correction.change, correction.reason, correction.order),
        state.performance(id).announced,
        [(row.place, row.entrant, row.composite) for row in state.locked.get(id.track, ())],
    )
    name = sentence("第 {number} 号更正", number=correction.number)
    return Thing(Act.CORRECTION, id.track, str(correction.number), digest, name)


def decide_of(state: State, award: str) -> Thing:
    """The list that lies before the meeting; the supervisor of the first of its tracks signs."""
    track = next(iter(tracks_of_award(state, award)), "")
    name = sentence("{award}评审决定", award=award_name(state, award))
    return Thing(Act.DECIDE, track, award, agenda(state, award).digest, name)


def adoption_of(adoption: Adoption) -> Thing:
    """All that was put forward; a pool is of the whole competition, of no track."""
    digest = digest_of(adoption.digest, adoption.reason, adoption.by, adoption.at)
    name = sentence("采纳“{pool}”的方案", pool=adoption.rules.name)
    return Thing(Act.ADOPT, "", adoption.rules.id, digest, name)


def objection_of(state: State, objection: Objection) -> Thing:
    """What was decided on it, and what it says."""
    about = (objection.number, objection.about, objection.text)
    digest = digest_of("objection", about, objection.resolution, objection.decided)
    name = sentence("第 {number} 号异议的处理决定", number=objection.number)
    return Thing(Act.OBJECTION, objection.about.track, str(objection.number), digest, name)


def final_of(state: State, award: str) -> Thing:
    """Who is honoured, on what rankings, made public when, and what was objected to them."""
    tracks, period = tracks_concerned(state, award), state.publicities.get(award)
    objections = [
        (each.number, each.stage, each.resolution)
        for each in state.objections.values()
        if each.about.track in tracks
    ]
    public = (period.start, period.ends) if period else None
    digest = digest_of("final", published_digest(state, award), public, objections)
    name = sentence("{award}定稿", award=award_name(state, award))
    return Thing(Act.FINAL, next(iter(tracks), ""), award, digest, name)


def reopening_of(state: State, award: str) -> Thing:
    """撤销定稿, as it was asked for."""
    final = state.finals[award]
    digest = digest_of("reopening", final.digest, final.at, final.reopening)
    name = sentence("撤销{award}定稿", award=award_name(state, award))
    return Thing(Act.FINAL, next(iter(final.tracks), ""), f"reopening/{award}", digest, name)


def _ranking(state: State, track: str, within: str = "") -> tuple[str, object]:
    """The fingerprint is short, and made to tell a preview from a later one: the lines stand beside it."""
    shown = present(state, track, within)
    lines = [(row.place, row.entrant, row.composite, row.broken_by, row.scores) for row in shown.rows]
    return fingerprint(shown), lines
