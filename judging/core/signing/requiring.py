"""What must be signed or answered before a step. Each raises Refused, and names who has to do it."""

from collections.abc import Callable

from judging.core.appeals.objection import Objection
from judging.core.correction.record import Correction
from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from judging.core.scoring.oversight import Act
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .digests import rules_digest
from .signature import Signature
from .signers import everybody, has_signed, label_of, organisers_signed, supervisors
from .things import (
    Thing,
    correction_of,
    decide_of,
    draw_of,
    final_of,
    lock_of,
    objection_of,
    publish_of,
    reopening_of,
    start_of,
)


def is_listed(state: State, act: Act) -> bool:
    return act in state.rulebook.countersign


def is_signed(state: State, thing: Thing) -> bool:
    """Whether a signature stands under exactly this."""
    signed = state.signatures.get((thing.act, thing.subject))
    return signed is not None and signed.digest == thing.digest


def require_signature(state: State, thing: Thing) -> None:
    """Raises Refused unless the supervisor has signed *thing* as it is; asked whether or not it is listed."""
    if is_signed(state, thing):
        return
    who = supervisors(state, thing.track)
    if not who:
        raise Refused(
            Reason.INCOMPLETE,
            "{thing}须由监督员会签，但还没有监督员：请组织者在“人员与职责”中任命",
            thing=thing.name,
        )
    names = tuple(each.name for each in who)
    if (thing.act, thing.subject) in state.signatures:
        raise Refused(
            Reason.INCOMPLETE,
            "{thing}在会签之后有了变化：请监督员 {names} 再看一遍，重新会签",
            thing=thing.name,
            names=names,
        )
    raise Refused(
        Reason.INCOMPLETE, "{thing}还没有会签：请监督员 {names} 会签", thing=thing.name, names=names
    )


def require_call(state: State, track: str, round: str) -> None:
    """Before a call: the lots of the round; before the first of the track also its rules and its start.

    Rules that were changed in the middle of a day are signed again before anybody else is called.
    """
    if is_listed(state, Act.DRAW):
        require_signature(state, draw_of(state, track, round))
    if not state.begun(track) or changed_since_signed(state):
        require_rules(state)
    if state.begun(track):
        return
    if is_listed(state, Act.START):
        require_signature(state, start_of(state, track))


def require_lock(state: State, track: str) -> None:
    if is_listed(state, Act.LOCK):
        require_signature(state, lock_of(state, track))


def require_publication(state: State, track: str, within: str = "") -> None:
    if is_listed(state, Act.PUBLISH):
        require_signature(state, publish_of(state, track, within))


def require_correction(state: State, correction: Correction) -> Signature | None:
    """The supervisor's signature under it; None where he signs none."""
    return _required(state, Act.CORRECTION, lambda: correction_of(state, correction))


def require_objection(state: State, objection: Objection) -> Signature | None:
    """The supervisor's signature under what was decided on it; None where he signs none."""
    return _required(state, Act.OBJECTION, lambda: objection_of(state, objection))


def require_final(state: State, award: str) -> Signature | None:
    return _required(state, Act.FINAL, lambda: final_of(state, award))


def require_reopening(state: State, award: str) -> Signature | None:
    return _required(state, Act.FINAL, lambda: reopening_of(state, award))


def _required(state: State, act: Act, thing: Callable[[], Thing]) -> Signature | None:
    if not is_listed(state, act):
        return None
    wanted = thing()
    require_signature(state, wanted)
    return state.signatures[wanted.act, wanted.subject]


def require_decision(state: State, award: str) -> None:
    if is_listed(state, Act.DECIDE):
        require_signature(state, decide_of(state, award))


def require_answers(state: State, track: str) -> None:
    """Raises Refused while a flag about the track waits for its answer."""
    for flag in state.flags.values():
        if flag.track == track and flag.is_open:
            raise Refused(
                Reason.INCOMPLETE,
                "监督员对{track}提出的“{note}”还没有答复：请场控或评委组长先答复",
                track=state.track(track).name,
                note=flag.note,
            )


def rule_signers(state: State) -> tuple[Sentence, ...]:
    """Whose names have to stand under the rules as they are, and do not."""
    digest = rules_digest(state.agreed_rules)
    signed = {who for who, each in state.rule_signatures.items() if each.digest == digest}
    heads = (each for each in everybody(state, Duty.HEAD_JUDGE) if label_of(each) not in signed)
    wanted = tuple(sentence("评委组长 {name}", name=head.name) for head in heads)
    if not organisers_signed(state, signed):
        wanted = (sentence("组织者"), *wanted)
    watching = everybody(state, Duty.SUPERVISOR) if is_listed(state, Act.START) else ()
    if watching and not has_signed(watching, signed):
        wanted = (*wanted, sentence("监督员 {names}", names=tuple(each.name for each in watching)))
    return wanted


def changed_since_signed(state: State) -> bool:
    """Whether somebody has signed other rules, and not these."""
    digest = rules_digest(state.agreed_rules) if state.rulebook.sign_rules else ""
    return bool(digest) and any(each.digest != digest for each in state.rule_signatures.values())


def require_rules(state: State) -> None:
    """Raises Refused while somebody has not signed the rules, supervisors who are appointed among them."""
    if not state.rulebook.sign_rules:
        return
    if missing := rule_signers(state):
        raise Refused(
            Reason.INCOMPLETE,
            "规则还没有签字确认，或签字之后改过：请{who}用 PIN 在规则上签字",
            who=missing,
        )
