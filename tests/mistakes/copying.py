"""Mistakes in beginning a competition: what must not come along with a copy, and what must not be made."""

from . import Mutation

COPYING = ("core/test_copying.py",)
CREATING = ("web/test_creating.py",)

MISTAKES = (
    Mutation(
        "a new field of the state is in a copy unless somebody thinks of it",
        "core/state.py",
        "    origin: Origin | None = None  # of a copy\n",
        '    origin: Origin | None = None  # of a copy\n    unthought: str = ""\n',
        COPYING,
    ),
    Mutation(
        "what is refused of a copy is not told",
        "core/setup/copying.py",
        "        tuple(_left(earlier, with_roster=with_roster)),\n        refused,",
        "        tuple(_left(earlier, with_roster=with_roster)),\n        (),",
        COPYING,
    ),
    Mutation(
        "any file of the machine can be copied",
        "web/creating.py",
        "if path not in await asyncio.to_thread(there, registry.folder):",
        "if False:",
        CREATING,
    ),
    Mutation(
        "a rules file is made into a competition by being looked at",
        "web/creating.py",
        'if "create" not in request.query_params:',
        "if False:",
        CREATING,
    ),
    Mutation(
        "the rules of a competition lose the comments of their file",
        "web/creating.py",
        "made = CreateCompetition(found.rules, {}, text=found.text, source=found.source)",
        "made = CreateCompetition(found.rules, {}, source=found.source)",
        CREATING,
    ),
    Mutation(
        "a rules file that changed makes another competition at each start",
        "web/given_rules.py",
        "return bool(known.source) and (named or is_same(given, known))",
        "return bool(known.source) and is_same(given, known)",
        ("web/test_given_rules.py",),
    ),
)
