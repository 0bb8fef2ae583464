"""Mistakes with clocks: seconds nobody used, overtime nobody confirmed, a second engine that believes all."""

from . import Mutation

CLOCK = ("core/test_clock.py",)
SECOND = ("second/test_timing.py",)

VIEWS = ("views/test_timekeeping.py",)
RIGHTS = ("views/test_rights.py", "views/test_hall_rights.py")

MISTAKES = (
    Mutation(
        "a clock that goes on after a time taken by hand counts nothing",
        "core/timing/correcting.py",
        "state=ClockState.STOPPED, segment=first)",
        "state=ClockState.STOPPED)",
        CLOCK,
    ),
    Mutation(
        "a timekeeper waives what the time costs",
        "access.py",
        "c.WaiveOvertime: Right(CONSOLE,",
        "c.WaiveOvertime: Right(TIMING,",
        RIGHTS,
    ),
    Mutation(
        "a timekeeper stops the clocks of another hall",
        "access.py",
        "c.StopClock: Right(TIMING, on.performance)",
        "c.StopClock: Right(TIMING, lambda state, command: frozenset(state.halls))",
        RIGHTS,
    ),
    Mutation(
        "judges are told what the time costs",
        "views/clocks.py",
        'replace(face.confirmed, points="", waived="")',
        "face.confirmed",
        VIEWS,
    ),
    Mutation(
        "the whole runs on a page while only a segment does",
        "views/clocks.py",
        "if since and clock.segment in counting(round) else None",
        "if since else None",
        VIEWS,
    ),
    Mutation(
        "a pause counts",
        "core/timing/running.py",
        "clock = standing(clock_of(state, event.performance), at)\n    pauses",
        "clock = clock_of(state, event.performance)\n    pauses",
        CLOCK,
    ),
    Mutation(
        "a clock that was set back takes seconds away",
        "core/timing/reckoning.py",
        "sum(max(0, milliseconds(each.until or at) - milliseconds(each.since)) for",
        "sum(milliseconds(each.until or at) - milliseconds(each.since) for",
        CLOCK,
    ),
    Mutation(
        "a part of a second is rounded up",
        "core/timing/reckoning.py",
        "return counted_ms(round, clock, at) // SECOND_MS",
        "return -(-counted_ms(round, clock, at) // SECOND_MS)",
        CLOCK,
    ),
    Mutation(
        "what does not count uses the limit up",
        "core/timing/reckoning.py",
        "each.id for each in segments_of(round) if each.counts",
        "each.id for each in segments_of(round)",
        CLOCK,
    ),
    Mutation(
        "extra time is noted and not given",
        "core/timing/reckoning.py",
        "round.time.limit_s + extra_s(clock) if round.time",
        "round.time.limit_s if round.time",
        CLOCK,
    ),
    Mutation(
        "a clock that was started twice starts anew",
        "core/timing/running.py",
        "    if clock.state is ClockState.RUNNING:\n        return ()\n    if clock.state is not",
        "    if clock.state is not",
        CLOCK,
    ),
    Mutation(
        "a confirmed time is corrected all the same",
        "core/timing/correcting.py",
        "    not_confirmed(state, id)\n    if command.segment",
        "    if command.segment",
        CLOCK,
    ),
    Mutation(
        "the time is confirmed while the clock runs",
        "core/timing/confirming.py",
        "if clock.is_under_way:",
        "if False:",
        CLOCK,
    ),
    Mutation(
        "who is timed by a limit states the overtime freely",
        "core/timing/confirming.py",
        "if stated is not None:",
        "if False:",
        CLOCK,
    ),
    Mutation(
        "a score is confirmed before its overtime",
        "core/timing/overtime.py",
        "if round.overtime and (clock is None or clock.confirmed is None):",
        "if False:",
        CLOCK,
    ),
    Mutation(
        "waived overtime is taken off",
        "core/timing/confirming.py",
        "Confirmed(at, event.used_s, event.over_s, Decimal(0),",
        "Confirmed(at, event.used_s, event.over_s, Decimal(1),",
        CLOCK,
    ),
    Mutation(
        "confirmed overtime costs nothing",
        "core/marking/turns.py",
        "(*performance.deductions, *overtime_deductions(performance))",
        "performance.deductions",
        CLOCK,
    ),
    Mutation(
        "who is called again goes on with the clock of before",
        "core/hall/staging.py",
        "        clock=None,\n",
        "",
        CLOCK,
    ),
    Mutation(
        "the second engine takes the seconds as they were confirmed",
        "second/timing.py",
        '"used_s": watch.used(),',
        '"used_s": event["used_s"],',
        SECOND,
    ),
    Mutation(
        "the second engine takes the overtime as it was confirmed",
        "second/timing.py",
        "if self.round.limit is None:",
        "if True:",
        SECOND,
    ),
    Mutation(
        "the second engine knows of no overtime",
        "second/timing.py",
        "if self.over is None or self.waived",
        "if True",
        SECOND,
    ),
    Mutation(
        "the second engine counts what was waived",
        "second/timing.py",
        "if self.over is None or self.waived",
        "if self.over is None",
        SECOND,
    ),
)
