"""The words for what comes in a fixed set of kinds, one table each: every page and form says the same."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from judging.core.appeals.objection import Channel, Resolution, Stage
from judging.core.appeals.publicity import AwardPhase
from judging.core.correction.record import Text
from judging.core.hall.air import Pace, Scene
from judging.core.hall.performance import Phase, Short
from judging.core.honours.decision import Verdict
from judging.core.intake.receipt import Medium
from judging.core.ledger.ledger_entry import Way
from judging.core.marking.hand import HandReason
from judging.core.marking.recusal import RecusalGround
from judging.core.people.duty import Duty
from judging.core.rectifying.rectification import Origin, RectifyingStep
from judging.core.scoring.avoid import Avoid
from judging.core.scoring.evaluators import Who
from judging.core.scoring.item import DecidedBy, Lack
from judging.core.scoring.meeting import Majority
from judging.core.scoring.oversight import Act
from judging.core.scoring.points import Best, By
from judging.core.scoring.rulebook import (
    Absent,
    Equalise,
    Exactness,
    Kind,
    Manner,
    Of,
    Rounding,
    Sheets,
    Within,
)
from judging.core.scoring.special import SpecialBy
from judging.core.timing.clock import ClockState, PauseReason

from .sentence import Sentence, sentence

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
# What a misprint can be in.
TEXTS: dict[Text, Sentence] = {
    Text.COMPETITION: sentence("赛事名称"),
    Text.ORGANISER: sentence("主办单位"),
    Text.TRACK: sentence("组别名称"),
    Text.ROUND: sentence("环节名称"),
    Text.CRITERION: sentence("评分项名称"),
    Text.ENTRANT: sentence("参赛对象名称"),
    Text.DISTRICT: sentence("所在区"),
    Text.JUDGE: sentence("评委姓名"),
}
MEDIA: dict[Medium, Sentence] = {Medium.PAPER: sentence("纸质"), Medium.ELECTRONIC: sentence("电子")}
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
VERDICTS: dict[Verdict, Sentence] = {
    Verdict.CONFIRMED: sentence("同意"),
    Verdict.DEFERRED: sentence("暂缓"),
    Verdict.VETOED: sentence("否决"),
}
# Of the other settings of the rules that are chosen from a list.
CHOICES: dict[type[StrEnum], Mapping[Any, Sentence]] = {
    Absent: ABSENCES,
    Act: {
        Act.START: sentence("开赛"),
        Act.DRAW: sentence("抽签结果"),
        Act.ADOPT: sentence("采纳奖项方案"),
        Act.LOCK: sentence("锁定"),
        Act.CORRECTION: sentence("锁定后的更正"),
        Act.PUBLISH: sentence("公布"),
        Act.DECIDE: sentence("评审决定"),
        Act.OBJECTION: sentence("异议的处理决定"),
        Act.FINAL: sentence("定稿和撤销定稿"),
    },
    Kind: KINDS,
    Rounding: ROUNDINGS,
    Best: {Best.HIGH: sentence("越高越好"), Best.LOW: sentence("越低越好")},
    Avoid: {
        Avoid.NONE: sentence("只按声明"),
        Avoid.UNIT: sentence("同单位"),
        Avoid.DISTRICT: sentence("同区"),
        Avoid.BOTH: sentence("同单位或同区"),
    },
    By: {
        By.RANK: sentence("按名次"),
        By.LINEAR: sentence("按比例"),
        By.STEPS: sentence("分档"),
    },
    Equalise: {
        Equalise.NONE: sentence("不折算"),
        Equalise.COEFFICIENT: sentence("全体平均 ÷ 本组平均"),
        Equalise.MEAN_OF_MEANS: sentence("各组平均的平均 ÷ 本组平均"),
    },
    DecidedBy: {DecidedBy.JUDGES: sentence("评委多数"), DecidedBy.SCOREKEEPER: sentence("记分员")},
    Lack: {
        Lack.DEDUCT: sentence("扣分"),
        Lack.CAP: sentence("得分封顶"),
        Lack.NOTHING: sentence("不得分"),
    },
    Exactness: {Exactness.ROUNDED: sentence("舍入后的"), Exactness.EXACT: sentence("未舍入的")},
    Majority: {Majority.HALF: sentence("过半数"), Majority.TWO_THIRDS: sentence("三分之二以上")},
    Manner: {Manner.STAGE: sentence("台上"), Manner.WALK: sentence("走场")},
    Of: {Of.TOTAL: sentence("每张评分表的总分"), Of.CRITERION: sentence("每个评分项")},
    Sheets: {
        Sheets.PANEL: sentence("在席评委每人一份"),
        Sheets.EACH: sentence("只算为该参赛对象填了表的测评人"),
    },
    SpecialBy: {
        SpecialBy.REASON: sentence("凭事迹提名"),
        SpecialBy.CRITERION: sentence("一个评分项最高"),
    },
    Who: {
        Who.LISTED: sentence("按名单"),
        Who.SELF: sentence("自评"),
        Who.PEER: sentence("互评，除自己外全部"),
        Who.PEER_CLASS: sentence("互评，同窗口大类"),
        Who.BALLOT: sentence("持票人，不记名"),
        Who.VISITOR: sentence("办事群众，不记名"),
    },
    Within: {Within.CLASS: sentence("同类窗口内")},
}
SCENES: dict[Scene, Sentence] = {
    Scene.STANDBY: sentence("待机"),
    Scene.ENTRANCE: sentence("出场"),
    Scene.PROGRESS: sentence("评分进度"),
    Scene.REVEAL: sentence("亮分"),
    Scene.RANKING: sentence("排名"),
    Scene.BLACK: sentence("黑屏"),
    Scene.OVERVIEW: sentence("总览"),
    Scene.WALK: sentence("走场总览"),
    Scene.SCORES: sentence("本批得分"),
    Scene.CLOCK: sentence("计时"),
    Scene.RESULTS: sentence("扫码查成绩"),
    Scene.CEREMONY: sentence("颁奖"),
}
HAND_REASONS: dict[HandReason, Sentence] = {
    HandReason.CHANGE: sentence("要改分"),
    HandReason.FAULT: sentence("手机或网络故障"),
    HandReason.COME: sentence("请工作人员过来"),
}
RECUSAL_GROUNDS: dict[RecusalGround, Sentence] = {
    RecusalGround.UNIT: sentence("同单位"),
    RecusalGround.DISTRICT: sentence("同区"),
    RecusalGround.KIN: sentence("亲属关系"),
    RecusalGround.TIES: sentence("师生、共事或指导关系"),
    RecusalGround.INTEREST: sentence("利害关系"),
    RecusalGround.OTHER: sentence("其他原因"),
}
CHANNELS: dict[Channel, Sentence] = {
    Channel.ON_SITE: sentence("现场当面"),
    Channel.LETTER: sentence("书面"),
    Channel.PHONE: sentence("电话"),
    Channel.MAIL: sentence("电子邮件"),
    Channel.OTHER: sentence("其他方式"),
}
RESOLUTIONS: dict[Resolution, Sentence] = {
    Resolution.UPHELD: sentence("成立"),
    Resolution.DISMISSED: sentence("不成立"),
}
AWARD_PHASES: dict[AwardPhase, Sentence] = {
    AwardPhase.OPEN: sentence("名单未定"),
    AwardPhase.PROPOSED: sentence("待决定"),
    AwardPhase.DECIDED: sentence("已决定"),
    AwardPhase.PUBLISHED: sentence("公示中"),
    AwardPhase.FINAL: sentence("已定稿"),
}
OBJECTION_STAGES: dict[Stage, Sentence] = {  # what is to be done next, or that it is done
    Stage.REGISTERED: sentence("待联系"),
    Stage.CONTACTED: sentence("待决定"),
    Stage.DECIDED: sentence("待答复"),
    Stage.ANSWERED: sentence("已办结"),
    Stage.WITHDRAWN: sentence("已撤回"),
}
ORIGINS: dict[Origin, Sentence] = {
    Origin.COMPANION: sentence("陪办发现"),
    Origin.RATING: sentence("差评"),
    Origin.COMPLAINT: sentence("投诉"),
}
RECTIFYING_STEPS: dict[RectifyingStep, Sentence] = {
    RectifyingStep.CONTACTED: sentence("先行联系"),
    RectifyingStep.COMPLICATED: sentence("认定为较为复杂"),
    RectifyingStep.ANSWERED: sentence("整改反馈"),
    RectifyingStep.CHECKED: sentence("复核"),
    RectifyingStep.WITHDRAWN: sentence("撤销"),
}
WAYS: dict[Way, Sentence] = {
    Way.PATROL: sentence("现场巡查"),
    Way.COVERT: sentence("暗访"),
    Way.ELECTRONIC: sentence("电子监察"),
    Way.PHONE: sentence("电话抽查"),
    Way.SLIP: sentence("整改单"),
    Way.OTHER: sentence("其他"),
}
PACES: dict[Pace, Sentence] = {
    Pace.QUICK: sentence("快"),
    Pace.STANDARD: sentence("标准"),
    Pace.STEPS: sentence("逐步"),
}
CLOCK_STATES: dict[ClockState, Sentence] = {
    ClockState.READY: sentence("未开始"),
    ClockState.RUNNING: sentence("计时中"),
    ClockState.PAUSED: sentence("已暂停"),
    ClockState.STOPPED: sentence("已停止"),
}
PAUSES: dict[PauseReason, Sentence] = {
    PauseReason.CLIENT: sentence("真实办件"),
    PauseReason.DEVICE: sentence("设备故障"),
    PauseReason.SYSTEM: sentence("系统故障"),
    PauseReason.NETWORK: sentence("网络故障"),
    PauseReason.DISTURBANCE: sentence("现场干扰"),
}
# Why a sheet is returned; what none of these says is typed.
RETURN_REASONS: tuple[Sentence, ...] = (
    sentence("漏看或误解评分标准"),
    sentence("分值填错评分项"),
    sentence("误评为其他参赛对象"),
    sentence("与现场表现明显不符，请再斟酌"),
    sentence("与其他评委相差过大，请再斟酌"),
    sentence("评委本人要求修改"),
)
SHORTS: dict[Short, Sentence] = {
    Short.SHRINK: sentence("按现有份数计分"),
    Short.WAIT: sentence("等待"),
    Short.REPLAY: sentence("补赛"),
    Short.RESERVE: sentence("由候补评委补位"),
}
DUTIES: dict[Duty, Sentence] = {
    Duty.ORGANISER: sentence("组织者"),
    Duty.DIRECTOR: sentence("场控"),
    Duty.SCOREKEEPER: sentence("记分员"),
    Duty.VERIFIER: sentence("复核员"),
    Duty.HEAD_JUDGE: sentence("评委组长"),
    Duty.SUPERVISOR: sentence("监督员"),
    Duty.PRINTER: sentence("打印员"),
    Duty.EMCEE: sentence("主持人"),
    Duty.TIMEKEEPER: sentence("计时员"),
    Duty.EVALUATOR: sentence("测评人"),
    Duty.JUDGE: sentence("评委"),
    Duty.SCREEN: sentence("大屏"),
    Duty.GUEST: sentence("访客"),
}


def short_word(decision: Short, count: int) -> Sentence:
    """What the head judge decided where too few sheets can count."""
    if decision is Short.SHRINK:
        return sentence("按 {count} 份评分表计分", count=count)
    return SHORTS[decision]


def seat(number: int) -> Sentence:
    return sentence("{seat}号", seat=number)
