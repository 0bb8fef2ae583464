"""What waits for whose signature, as everybody may know it: no place and no number that is not public."""

from msgspec import Struct

from judging.core.scoring.oversight import Act
from judging.core.sentence import Sentence, sentence
from judging.core.signing.requiring import changed_since_signed, rule_signers
from judging.core.signing.signers import supervisors
from judging.core.signing.things import Thing
from judging.core.signing.waiting import Waiting, waiting
from judging.core.state import State

from .unchanged import Parts, of_signing, remembered

# Judges read this, too: that an honour may go to others is nobody's business before it is decided, and no
# word of an objection is theirs.
NOT_TOLD = (Act.ADOPT, Act.OBJECTION, Act.FINAL)


class SigningLine(Struct, frozen=True):
    what: Sentence
    who: Sentence


class SigningView(Struct, frozen=True):
    lines: tuple[SigningLine, ...]


def signing(state: State, _: str) -> SigningView:
    due = (each.thing for each in awaited(state, "") if each.is_due)
    waits = (each for each in due if each.act not in NOT_TOLD)
    return SigningView((*_rules(state), *(SigningLine(each.name, _who(state, each)) for each in waits)))


@remembered(of_signing)
def awaited(state: State, _: str) -> tuple[Waiting, ...]:
    return waiting(state)


def _rules_and_signers(state: State, _: str) -> Parts:
    return state.rules, state.rule_signatures, state.people


@remembered(_rules_and_signers)
def _changed(state: State, _: str) -> bool:
    return changed_since_signed(state)


@remembered(_rules_and_signers)
def _unsigned(state: State, _: str) -> tuple[Sentence, ...]:
    return rule_signers(state)


def _rules(state: State) -> tuple[SigningLine, ...]:
    if not state.rulebook.sign_rules:
        return ()
    is_over = all(state.begun(track.id) for track in state.rulebook.tracks)
    if is_over and not _changed(state, ""):
        return ()
    missing = _unsigned(state, "")
    return (SigningLine(sentence("规则"), sentence("{who}", who=missing)),) if missing else ()


def _who(state: State, thing: Thing) -> Sentence:
    names = tuple(each.name for each in supervisors(state, thing.track))
    return sentence("监督员 {names}", names=names) if names else sentence("监督员（还没有任命）")
