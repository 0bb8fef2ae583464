"""What the rules say of objections and of 公示: until when, and how fast they are answered."""

from typing import Annotated

from msgspec import Struct

from judging.core.sentence import sentence, template

from .settings import Setting


class ObjectionRules(Struct, frozen=True, forbid_unknown_fields=True):
    """A contest that says nothing takes objections until 定稿, and counts no deadline."""

    within_hours: Annotated[
        int | None,
        Setting(
            sentence("公布后几小时内提出"),
            hint=sentence("得分或排名公布之后；公示期间另行受理；不填为定稿之前都受理"),
            unit=sentence("小时"),
            least=1,
            most=240,
            tells=template("得分或排名公布后 {value} 小时内可提异议"),
        ),
    ] = None
    within_days: Annotated[
        int | None,
        Setting(
            sentence("公示后几个工作日内提出"),
            hint=sentence("公示当天不算；不填为整个公示期"),
            unit=sentence("个工作日"),
            least=1,
            most=60,
            tells=template("公示后 {value} 个工作日内可提异议"),
        ),
    ] = None
    decide_hours: Annotated[
        int | None,
        Setting(
            sentence("现场异议几小时内办结"),
            hint=sentence("公示之前提出的异议；不填则和公示期间的一样，按工作日"),
            unit=sentence("小时"),
            least=1,
            most=240,
            tells=template("公示之前提出的异议 {value} 小时内办结"),
        ),
    ] = None
    contact_days: Annotated[
        int | None,
        Setting(
            sentence("几个工作日内联系"),
            hint=sentence("先行联系提出人；提出当天不算"),
            unit=sentence("个工作日"),
            least=1,
            most=60,
            tells=template("异议提出后 {value} 个工作日内先行联系"),
        ),
    ] = None
    settle_days: Annotated[
        int | None,
        Setting(
            sentence("几个工作日内办结"),
            hint=sentence("作出决定并答复；提出当天不算"),
            unit=sentence("个工作日"),
            least=1,
            most=60,
            tells=template("异议提出后 {value} 个工作日内办结并答复"),
        ),
    ] = None
    complicated_days: Annotated[
        int | None,
        Setting(
            sentence("较为复杂的几个工作日内办结"),
            hint=sentence("由组织者写明理由，认定为较为复杂之后；不填则一律按上一项"),
            unit=sentence("个工作日"),
            least=1,
            most=60,
            tells=template("较为复杂的异议 {value} 个工作日内办结并答复"),
        ),
    ] = None


class PublicityRules(Struct, frozen=True, forbid_unknown_fields=True):
    days: Annotated[
        int | None,
        Setting(
            sentence("公示几个工作日"),
            hint=sentence("公示当天不算；不填为不公示，决定之后可直接定稿"),
            unit=sentence("个工作日"),
            least=1,
            most=60,
            tells=template("获奖名单公示 {value} 个工作日，无异议后定稿"),
        ),
    ] = None


OBJECTIONS = Setting(sentence("异议"), hint=sentence("提出和办结异议的期限"))
PUBLICITY = Setting(sentence("公示"), hint=sentence("获奖名单定稿之前的公示期"))
