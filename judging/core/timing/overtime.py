"""What a performance's time does to its score: what overtime takes off, and what is to be settled first."""

from judging.core.hall.performance import Performance
from judging.core.scoring.day import Deduction
from judging.core.scoring.rulebook import Round
from judging.core.sentence import Sentence, sentence


def overtime_deductions(performance: Performance) -> tuple[Deduction, ...]:
    """What the confirmed overtime costs; () where it costs nothing."""
    confirmed = performance.clock.confirmed if performance.clock else None
    if confirmed is None or not confirmed.points:
        return ()
    reason = sentence("超时 {over_s} 秒", over_s=confirmed.over_s)
    return (Deduction(confirmed.points, str(reason)),)


def unsettled(round: Round, performance: Performance) -> Sentence | None:
    """Why no score can be confirmed yet: the clock runs, or its overtime is not settled."""
    clock = performance.clock
    if clock and clock.is_under_way:
        return sentence("还在计时，请先停止计时")
    if round.overtime and (clock is None or clock.confirmed is None):
        return sentence("用时还没有确认，请先确认用时，或免扣超时")
    return None
