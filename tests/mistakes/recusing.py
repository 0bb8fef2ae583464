"""Mistakes with recusals that were declared beforehand: a judge who marks all the same."""

from . import Mutation

CORE = ("core/test_recusals.py",)

MISTAKES = (
    Mutation(
        "rules that match districts match units alone",
        "core/marking/avoiding.py",
        "if avoid in (Avoid.DISTRICT, Avoid.BOTH)",
        "if avoid is Avoid.BOTH",
        CORE,
    ),
    Mutation(
        "what becomes known after the call is not looked at as marking opens",
        "core/marking/opening.py",
        "return (*bound(state, command.performance, judges), MarkingOpened(command.performance))",
        "return (MarkingOpened(command.performance),)",
        CORE,
    ),
    Mutation(
        "nobody on a seat is only a warning",
        "views/readiness.py",
        "            if judge.id not in logged_in:\n                yield _not_ready(",
        "            if judge.id not in logged_in:\n                yield _warning(",
        ("views/test_readiness.py",),
    ),
    Mutation(
        "a list of what is not ready stands beside the show",
        "views/readiness.py",
        "return ReadinessView(begun=True)",
        "pass",
        ("views/test_readiness.py",),
    ),
    Mutation(
        "the call forgets who declared a recusal",
        "core/hall/calling.py",
        "bench), *bound(state, id, judges))",
        "bench),)",
        CORE,
    ),
    Mutation(
        "what is declared between call and marking waits for the next call",
        "core/marking/declaring.py",
        "return (declared, *excused)",
        "return (declared,)",
        CORE,
    ),
    Mutation(
        "a recused judge is restored while the declaration stands",
        "core/marking/excusing.py",
        "    may_judge(state, command.performance, command.judge)\n",
        "",
        CORE,
    ),
    Mutation(
        "a judge declares for a colleague",
        "core/marking/declaring.py",
        "if by.judge is not None and command.judge != by.judge:",
        "if False:",
        CORE,
    ),
    Mutation(
        "a withdrawn call leaves its recusals behind",
        "core/hall/staging.py",
        "if not sheet.ground or sheet.revision",
        "if True",
        CORE,
    ),
    Mutation(
        "to the second engine a withdrawn call leaves its recusals behind",
        "second/excused.py",
        "for judge in log.bound.pop(where, ()):",
        "for judge in ():",
        CORE,
    ),
    Mutation(
        "the phone hands a form to who is recused",
        "views/judge.py",
        "task = replace(task, avoids=why(recusal))",
        "pass",
        CORE,
    ),
)
