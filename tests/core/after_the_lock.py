"""What the rules say of what follows the lock: nothing of the day is another by it."""

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from judging.core.scoring.meeting import Majority
from judging.core.scoring.recourse import ObjectionRules, PublicityRules
from judging.core.scoring.rectify import RectifyRules
from judging.core.scoring.rulebook import Rulebook
from judging.core.scoring.special import Special, SpecialBy

from .changes import RULES, SHOW


def objecting(**said: Any) -> Rulebook:
    return replace(RULES, objections=ObjectionRules(**said))


def special(**said: Any) -> Rulebook:
    usual = {"id": "shown", "name": "示范窗口", "slots": 2, "tracks": ("front",)}
    return replace(RULES, specials=(Special(**{**usual, **said}),))


BEST = special(by=SpecialBy.CRITERION, round=SHOW.id, criterion=SHOW.criteria[0].id)
COSTLY = RectifyRules(
    1, 4, 13, "quiz", Decimal("0.5"), Decimal(1), Decimal(2), Decimal("0.5")
)  # tests/core/test_rectifying.py has what it costs
AFTER_THE_LOCK = {
    "Rulebook.body": replace(RULES, body="领导小组"),
    "Rulebook.majority": replace(RULES, majority=Majority.TWO_THIRDS),
    "Rulebook.quorum": replace(RULES, quorum=5),
    "Rulebook.fill": replace(RULES, fill=True),
    "Rulebook.specials": special(),
    "Special.id": special(id="other"),
    "Special.name": special(name="窗口之星"),
    "Special.slots": special(slots=3),
    "Special.title": special(title="示范窗口"),
    "Special.districts": special(districts=True, tracks=()),
    "Special.tracks": special(tracks=("front", "back")),
    "Special.by": BEST,
    "Special.round": BEST,
    "Special.criterion": BEST,
    "Rulebook.rectify": replace(RULES, rectify=RectifyRules(contact_days=1)),
    "RectifyRules.contact_days": replace(RULES, rectify=RectifyRules(contact_days=1)),
    "RectifyRules.settle_days": replace(RULES, rectify=RectifyRules(settle_days=4)),
    "RectifyRules.complicated_days": replace(RULES, rectify=RectifyRules(settle_days=4, complicated_days=13)),
    "RectifyRules.round": replace(RULES, rectify=COSTLY),
    "RectifyRules.companion": replace(RULES, rectify=COSTLY),
    "RectifyRules.rating": replace(RULES, rectify=COSTLY),
    "RectifyRules.complaint": replace(RULES, rectify=COSTLY),
    "RectifyRules.overdue": replace(RULES, rectify=COSTLY),
    "Rulebook.objections": objecting(within_days=3),
    "ObjectionRules.within_hours": objecting(within_hours=2),
    "ObjectionRules.within_days": objecting(within_days=3),
    "ObjectionRules.decide_hours": objecting(decide_hours=2),
    "ObjectionRules.contact_days": objecting(contact_days=1),
    "ObjectionRules.settle_days": objecting(settle_days=4),
    "ObjectionRules.complicated_days": objecting(settle_days=4, complicated_days=13),
    "Rulebook.publicity": replace(RULES, publicity=PublicityRules(days=3)),
    "PublicityRules.days": replace(RULES, publicity=PublicityRules(days=5)),
    "Rulebook.keep_years": replace(RULES, keep_years=5),
    "Rulebook.contacts_years": replace(RULES, keep_years=5, contacts_years=1),
    "Rulebook.photos_years": replace(RULES, keep_years=5, photos_years=2),
}
