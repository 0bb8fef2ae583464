"""Mistakes in what a meeting decides, and in who learns of it."""

from . import Mutation

MISTAKES = (
    Mutation(
        "who is not proposed is decided on",
        "core/honours/deciding.py",
        "if len(given) < len(entries) or given.keys() - lines.keys():",
        "if len(given) < len(entries):",
        ("core/test_deciding.py",),
    ),
    Mutation(
        "another list is decided on than was looked at",
        "core/honours/deciding.py",
        "if command.digest != found.digest:",
        "if not command.digest:",
        ("core/test_deciding.py",),
    ),
    Mutation(
        "a decision outlives the list that it was made on",
        "core/honours/decided.py",
        "        if each.computed != now:\n            break\n",
        "",
        ("core/test_deciding.py",),
    ),
    Mutation(
        "half of an even house carries",
        "core/scoring/meeting.py",
        "return present // 2 + 1",
        "return -(-present // 2)",
        ("core/test_deciding.py",),
    ),
    Mutation(
        "judges watch what the meeting decides",
        "views/__init__.py",
        '"honours": Audience(frozenset({Duty.ORGANISER, Duty.SUPERVISOR})',
        '"honours": Audience(frozenset({Duty.ORGANISER, Duty.SUPERVISOR, Duty.JUDGE})',
        ("views/test_honours.py",),
    ),
    Mutation(
        "who takes part no more is honoured all the same",
        "core/honours/special_lists.py",
        "in known and key not in state.statuses",
        "in known",
        ("core/test_kept_honours.py",),
    ),
    Mutation(
        "a meeting has decided by other rules than it did",
        "core/setup/founding.py",
        "    _meetings_stand(state, command.rules)\n",
        "",
        ("core/test_kept_honours.py",),
    ),
    Mutation(
        "an award is final while somebody waits to be decided on",
        "core/appeals/award_phase.py",
        "    elif (left := deferred(state, award)) is not None:\n        yield left\n",
        "",
        ("core/test_kept_honours.py",),
    ),
)
