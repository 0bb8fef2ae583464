"""证书编号: numbers are given once, in the order of the ceremony, and never again to anybody else."""

from itertools import count

from msgspec.structs import replace

from judging.core.appeals.workdays import day_of
from judging.core.ceremony.bottom_up import ceremony_order
from judging.core.honours.computed import award_name, awards_of
from judging.core.honours.decided import decided
from judging.core.honours.honour import Honour
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .certificate import Certificate

DIGITS = 3


class NumberCertificates(AnyCommand, frozen=True):
    """Whoever is honoured with the award and has no number yet gets one."""

    award: str


class CertificatesNumbered(AnyEvent, frozen=True):
    award: str
    certificates: tuple[Certificate, ...]


def number_certificates(
    state: State, command: NumberCertificates, by: Actor, at: str
) -> tuple[AnyEvent, ...]:
    """Nothing where everybody has one. Who is honoured otherwise than before gets another; a gap is left."""
    if command.award not in awards_of(state):
        raise Refused(Reason.UNKNOWN, "没有这个奖项，请刷新页面后重试")
    if not decided(state, command.award):
        raise Refused(
            Reason.INCOMPLETE,
            "{award}还没有有效的决定，不能编证书号：请先在“评奖与决定”页作出决定",
            award=award_name(state, command.award),
        )
    fresh = without_number(state, command.award)
    numbers = (f"{day_of(at)[:4]}-{n:0{DIGITS}}" for n in count(len(state.certificates) + 1))
    made = tuple(Certificate(number, honour) for number, honour in zip(numbers, fresh, strict=False))
    return (CertificatesNumbered(command.award, made),) if made else ()


def without_number(state: State, award: str) -> tuple[Honour, ...]:
    """In the order of the ceremony."""
    known = {each.honour for each in state.certificates}
    return tuple(honour for honour in ceremony_order(state, award) if honour not in known)


def is_revoked(state: State, certificate: Certificate) -> bool:
    """Whether by what is decided now nobody, or somebody else, is honoured so."""
    standing = decided(state, certificate.honour.award)
    return bool(standing) and certificate.honour not in standing


def standing_certificates(state: State, award: str) -> tuple[Certificate, ...]:
    """Of who is honoured by what is decided now, in the order of the ceremony."""
    numbers = {each.honour: each for each in state.certificates}
    return tuple(numbers[honour] for honour in ceremony_order(state, award) if honour in numbers)


def certificates_numbered(state: State, event: CertificatesNumbered, at: str) -> State:
    return replace(state, certificates=(*state.certificates, *event.certificates))
