"""Mistakes in who changes an award pool after the lock, and in what that comes to."""

from . import Mutation

CORE = ("core/test_adopting.py",)

MISTAKES = (
    Mutation(
        "a pool is adopted without a PIN",
        "core/honours/adopting.py",
        "    check_pin(state, by, command.pin)\n",
        "",
        CORE,
    ),
    Mutation(
        "a pool is adopted that nobody looked at",
        "core/honours/adopting.py",
        "if command.digest != adoption_digest(state, command.rules):",
        "if False:",
        CORE,
    ),
    Mutation(
        "a pool that waits for the supervisor is in force at once",
        "core/honours/adopting.py",
        "if is_listed(state, Act.ADOPT) else",
        "if False else",
        CORE,
    ),
    Mutation(
        "a pool is adopted that a meeting has decided on",
        "core/honours/adopting.py",
        "    if in_force(state, pool):",
        "    if False:",
        CORE,
    ),
    Mutation(
        "who puts a pool forward signs it too",
        "core/honours/adopting.py",
        "if eyes(by.label) == waits.by:",
        "if False:",
        CORE,
    ),
    Mutation(
        "judges are told that honours may go to others",
        "views/signing.py",
        "NOT_TOLD = (Act.ADOPT, Act.OBJECTION, Act.FINAL)",
        "NOT_TOLD = (Act.OBJECTION, Act.FINAL)",
        CORE,
    ),
    Mutation(
        "rules change a pool whose ranking is known",
        "core/setup/founding.py",
        "    _pools_stand(state, command.rules)\n",
        "",
        CORE,
    ),
    Mutation(
        "who is tied on the line is not marked",
        "core/honours/what_if.py",
        "            candidate in after.tied,",
        "            False,",
        ("core/test_what_if.py",),
    ),
    Mutation(
        "a simulator counts what is not locked",
        "core/honours/what_if.py",
        "for track in rules.tracks if track.id in results))",
        "for track in rules.tracks))",
        ("core/test_what_if.py",),
    ),
    Mutation(
        "a tied loser may be passed over in silence",
        "core/scoring/awards.py",
        "    return (*better, *worse)\n",
        "    return tuple(better)\n",
        ("core/test_every_list.py",),
    ),
    Mutation(
        "a pool is adopted whose parts do not go together",
        "web/simulating.py",
        "        return faulty(problems)\n",
        "        rules = pool_of(state, asked.pool)\n",
        ("web/test_simulating.py",),
    ),
    Mutation(
        "files of an adopted pool have the rules as they were",
        "audit/export.py",
        "    rulebook = rules_in_force(state)\n    days",
        "    rulebook = state.rulebook\n    days",
        ("audit/test_export.py",),
    ),
    Mutation(
        "the second engine does not hear of an adopted pool",
        "second/logged.py",
        '    "PoolAdopted": _pool_adopted,\n',
        "",
        ("second/test_proposals.py",),
    ),
)
