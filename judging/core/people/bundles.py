"""Sets of duties that belong together, to be given to people by name in one go."""

from collections.abc import Iterator
from typing import NamedTuple

from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.timing.timekeeping import timed_halls

from .duty import WHOLE, Appointment, Duty, Scope


class Bundle(NamedTuple):
    """One tuple of duties per person: of the whole competition, and again of each hall."""

    id: str
    name: Sentence
    why: Sentence
    whole: tuple[tuple[Duty, ...], ...]
    each_hall: tuple[tuple[Duty, ...], ...] = ()


BUNDLES: tuple[Bundle, ...] = (
    Bundle(
        "small",
        sentence("小型赛事：组织者兼场控（两个人办）"),
        sentence(
            "一个人管设置和控制台，另一个人记分兼主持；纸质评分表由记分员录入、场控复核，仍是两个人的手"
        ),
        whole=((Duty.ORGANISER, Duty.DIRECTOR), (Duty.SCOREKEEPER, Duty.EMCEE)),
    ),
    Bundle(
        "standard",
        sentence("标准：场控、记分员、复核员、评委组长、监督员、主持人"),
        sentence("六个人互相看着：录入和复核分开，组长决定分数的事，监督员只看、只会签"),
        whole=(
            (Duty.DIRECTOR,),
            (Duty.SCOREKEEPER,),
            (Duty.VERIFIER,),
            (Duty.HEAD_JUDGE,),
            (Duty.SUPERVISOR,),
            (Duty.EMCEE,),
        ),
    ),
    Bundle(
        "halls",
        sentence("多会场：每个会场各一套"),
        sentence("每个会场有自己的场控、记分员、复核员、评委组长、计时员和主持人，监督员管全部会场"),
        whole=((Duty.SUPERVISOR,),),
        each_hall=(
            (Duty.DIRECTOR,),
            (Duty.SCOREKEEPER,),
            (Duty.VERIFIER,),
            (Duty.HEAD_JUDGE,),
            (Duty.TIMEKEEPER,),
            (Duty.EMCEE,),
        ),
    ),
)


def offered(state: State) -> tuple[Bundle, ...]:
    """A set for each hall only where there are several."""
    return tuple(bundle for bundle in BUNDLES if len(state.halls) > 1 or not bundle.each_hall)


def places(state: State, bundle: Bundle) -> Iterator[tuple[Appointment, ...]]:
    """What each person of the bundle does here; nobody keeps the time where none is kept."""
    for duties in bundle.whole:
        yield tuple(Appointment(duty, WHOLE) for duty in duties)
    timed = timed_halls(state)
    for hall in state.halls:
        for duties in bundle.each_hall:
            here = tuple(duty for duty in duties if duty is not Duty.TIMEKEEPER or hall in timed)
            if here:
                yield tuple(Appointment(duty, Scope(hall=hall)) for duty in here)
