"""The words for what comes in a fixed set of kinds, one table each: every page and form says the same."""

from .people import Role
from .performance import Phase
from .rulebook import Absent, Kind, Rounding
from .sentence import Sentence, sentence
from .show import Pace, Scene

PHASES: dict[Phase, Sentence] = {
    Phase.WAITING: sentence("待出场"),
    Phase.CALLED: sentence("已点名、未开评"),
    Phase.MARKING: sentence("评分中"),
    Phase.CONFIRMED: sentence("已确认、未亮分"),
    Phase.REVEALED: sentence("已亮分"),
}
# Why a judge's sheet does not count; by SheetPhase, by SheetState, or as the log has it in a SeatMark.
EXCUSES: dict[str, Sentence] = {
    "absent": sentence("缺席"),
    "recused": sentence("回避"),
}
STATUSES: dict[str, Sentence] = {
    "withdrawn": sentence("弃权"),
    "no_show": sentence("缺席"),
    "disqualified": sentence("取消资格"),
}
ABSENCES: dict[Absent, Sentence] = {
    Absent.SHRINK: sentence("不计入"),
    Absent.FILL: sentence("按其余评委的平均补入"),
}
ROUNDINGS: dict[Rounding, Sentence] = {
    Rounding.HALF_UP: sentence("四舍五入"),
    Rounding.TRUNCATE: sentence("截去尾数"),
    Rounding.HALF_EVEN: sentence("四舍六入五成双"),
}
KINDS: dict[Kind, Sentence] = {
    Kind.JUDGED: sentence("现场评分"),
    Kind.IMPORTED: sentence("导入成绩"),
    Kind.INDICATOR: sentence("指标"),
}
SCENES: dict[Scene, Sentence] = {
    Scene.STANDBY: sentence("待机"),
    Scene.ENTRANCE: sentence("出场"),
    Scene.PROGRESS: sentence("评分进度"),
    Scene.REVEAL: sentence("亮分"),
    Scene.RANKING: sentence("排名"),
    Scene.BLACK: sentence("黑屏"),
}
PACES: dict[Pace, Sentence] = {
    Pace.QUICK: sentence("快"),
    Pace.STANDARD: sentence("标准"),
    Pace.STEPS: sentence("逐步"),
}
ROLES: dict[Role, Sentence] = {
    Role.ORGANISER: sentence("组织者"),
    Role.DIRECTOR: sentence("场控"),
    Role.EMCEE: sentence("主持人"),
    Role.JUDGE: sentence("评委"),
    Role.SCREEN: sentence("大屏"),
    Role.GUEST: sentence("访客"),
}


def seat(number: int) -> Sentence:
    return sentence("{seat}号", seat=number)
