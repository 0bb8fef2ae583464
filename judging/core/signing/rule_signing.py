"""规则确认书: the rules as they are, signed by who is answerable for them."""

from msgspec.structs import replace

from judging.core.mappings import with_key
from judging.core.people.actor import Actor, eyes
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .digests import rules_digest
from .pin_setting import check_pin, without_mistakes
from .signature import Signature


class SignRules(AnyCommand, frozen=True):
    """`digest`: of the rules that were read, so that no others are signed. `pin`: its keyed hash."""

    digest: str
    pin: str


class RulesSigned(AnyEvent, frozen=True):
    digest: str
    who: str


def sign_rules(state: State, command: SignRules, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if command.digest != rules_digest(state.agreed_rules):
        raise Refused(Reason.STALE, "规则在打开之后改过，没有签：请把现在的规则再看一遍")
    check_pin(state, by, command.pin)
    who = eyes(by.label)
    signed = state.rule_signatures.get(who)
    return () if signed and signed.digest == command.digest else (RulesSigned(command.digest, who),)


def rules_signed(state: State, event: RulesSigned, at: str) -> State:
    signed = Signature(event.digest, event.who, at)
    state = without_mistakes(state, event.who)
    return replace(state, rule_signatures=with_key(state.rule_signatures, event.who, signed))
