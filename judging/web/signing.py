"""What people read before they sign: the rules in words with their hash, and whether they have a PIN."""

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.people.actor import eyes
from judging.core.people.duty import Duty
from judging.core.sentence import Sentence
from judging.core.signing.digests import rules_digest
from judging.core.signing.pin_setting import MOST_WRONG, NO_PIN
from judging.core.signing.requiring import rule_signers
from judging.core.state import State
from judging.files.explain import explain
from judging.files.questions import explain_questions
from judging.printouts.adoptions import pools_adopted
from judging.printouts.corrections import rules_mended
from judging.views.naming import who

from . import session
from .answers import json

SIGNING = (Duty.ORGANISER, Duty.HEAD_JUDGE, Duty.SUPERVISOR)


class SignatureLine(Struct, frozen=True):
    who: Sentence
    at: str
    fits: bool  # the rules have not been changed since


class RulesToSign(Struct, frozen=True):
    competition: str
    rehearsal: bool
    wanted: bool  # the rules ask for signatures
    digest: str
    lines: tuple[str, ...]
    signatures: tuple[SignatureLine, ...]
    missing: tuple[Sentence, ...]
    mine: bool  # this person has signed these rules


class OwnPin(Struct, frozen=True):
    set: bool
    locked: bool


class PinRow(Struct, frozen=True):
    """`who` is what the organiser sends to reset it."""

    who: str
    name: Sentence
    set: bool
    locked: bool


async def get_rules(request: Request) -> Response:
    by = session.require(request, *SIGNING)
    state = session.competition_of(request).state
    digest = rules_digest(state.agreed_rules)
    known = sorted(state.rule_signatures.items(), key=lambda item: item[1].at)
    return json(
        RulesToSign(
            competition=state.rulebook.name,
            rehearsal=state.rehearsal,
            wanted=state.rulebook.sign_rules,
            digest=digest,
            lines=(
                *explain(state.agreed_rules),
                *explain_questions(state.agreed_rules, state.settled),
                *rules_mended(state),
                *pools_adopted(state),
            ),
            signatures=tuple(
                SignatureLine(who(state, label), each.at, each.digest == digest) for label, each in known
            ),
            missing=rule_signers(state),
            mine=any(label == eyes(by.label) and each.digest == digest for label, each in known),
        )
    )


async def get_own_pin(request: Request) -> Response:
    by = session.actor_of(request)
    if by.has(Duty.GUEST):
        raise HTTPException(401)
    return json(_own(session.competition_of(request).state, eyes(by.label)))


def _own(state: State, label: str) -> OwnPin:
    known = state.pins.get(label, NO_PIN)
    return OwnPin(bool(known.proof), known.wrong >= MOST_WRONG)


async def get_pins(request: Request) -> Response:
    session.require(request, Duty.ORGANISER)
    state = session.competition_of(request).state
    return json([_row(state, label) for label in state.pins])


def _row(state: State, label: str) -> PinRow:
    own = _own(state, label)
    return PinRow(label, who(state, label), own.set, own.locked)


OF_COMPETITION: list[BaseRoute] = [
    Route("/signing/rules", get_rules),
    Route("/signing/pin", get_own_pin),
    Route("/signing/pins", get_pins),
]
