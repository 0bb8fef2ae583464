"""A small day whose pool is locked, and pools that might be adopted for it."""

from functools import cache

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.honours.pools import adoption_digest
from judging.core.people.actor import Actor
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.core.scoring.oversight import Act
from judging.core.scoring.pool import Level
from tests.core.changes import POOL, RULES
from tests.day import ORGANISER
from tests.small_day import SmallDay

RIGHT = "a" * 64  # the keyed hash of a PIN
WATCHES = Appointment(Duty.SUPERVISOR)
SUPERVISOR = Actor((WATCHES,), person="P9")
FOUR = replace(
    POOL,
    slots=4,
    quota={"front": 2, "back": 2},
    levels=(Level("特等奖", 1, "金牌店小二"), Level("优胜奖", 3)),
)


@cache
def locked(*countersign: Act) -> SmallDay:
    """Under rules that ask for these signatures; organiser and supervisor have a PIN. Changed by nobody."""
    day = SmallDay(replace(RULES, countersign=countersign))
    assert day.do(c.SetPerson(Person("P9", "监督员一", appointments=(WATCHES,))), ORGANISER)
    for actor in (ORGANISER, SUPERVISOR):
        assert day.do(c.SetPin(RIGHT), actor)
    return day


def adopting(state, rules=FOUR, reason="市里增加一个名额", pin=RIGHT):
    return c.AdoptPool(POOL.id, rules, reason, adoption_digest(state, rules), pin)
