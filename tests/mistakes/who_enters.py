"""Mistakes in who may be on a roster, and in what is never taken."""

from . import Mutation

CHECKS = ("core/test_roster_checks.py",)
NUMBERS = ("hostile/test_identity_numbers.py",)

MISTAKES = (
    Mutation(
        "the number of an identity card is taken in a note",
        "core/checks.py",
        "    if holds_identity_number(stripped):",
        "    if False:",
        NUMBERS,
        "no_text_of_any_command",
    ),
    Mutation(
        "eighteen digits are one whatever their check digit",
        "core/identity_number.py",
        '    return LAST[total % 11] == (str(int(last)) if last.isdecimal() else "X")',
        "    return True",
        NUMBERS,
        "let_through",
    ),
    Mutation(
        "a roster with too few years is taken",
        "core/setup/rostering.py",
        "    nothing_wrong(state, command.track, entrants)\n",
        "",
        CHECKS,
        "refused_as_a_whole",
    ),
    Mutation(
        "a roster that is short keeps nobody waiting",
        "core/hall/calling.py",
        "    found += _roster_lacks(state, key.track)\n",
        "",
        CHECKS,
        "until_the_first_call",
    ),
    Mutation(
        "who left and who took the place count as two",
        "core/setup/roster_checks.py",
        "each for each in entrants if each.id not in gone",
        "each for each in entrants",
        CHECKS,
        "took_a_place",
    ),
    Mutation(
        "a note of later counts as the receipt",
        "core/intake/receiving.py",
        "first = state.receipts.get(key) or Receipt(event.who, at)",
        "first = Receipt(event.who, at)",
        ("core/test_receiving.py",),
        "note_of_later",
    ),
)
