"""All that happens to signatures, PINs and flags."""

from .countersigning import Countersigned, CountersignRefused
from .flagging import FlagAnswered, FlagRaised, FlagSettled
from .pin_setting import PinMistaken, PinReset, PinSet
from .rule_signing import RulesSigned

SigningEvent = (
    PinSet
    | PinReset
    | PinMistaken
    | RulesSigned
    | Countersigned
    | CountersignRefused
    | FlagRaised
    | FlagAnswered
    | FlagSettled
)
