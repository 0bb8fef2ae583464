"""Mistakes in who has which duty, and in what its holder and others may do from there on."""

from . import Mutation

PEOPLE = ("web/test_people.py",)
BUNDLES = ("core/test_bundles.py",)
PARTS = ("views/test_parts.py",)
LIVE = ("web/test_people_live.py",)

MISTAKES = (
    Mutation(
        "a card without a name is made beside that of who is named",
        "core/people/bearers.py",
        "if not _is_named(state, bearer))",
        "if True)",
        PEOPLE,
    ),
    Mutation(
        "who is named in one hall takes the card from another",
        "core/people/bearers.py",
        "halls = (bearer.hall,) if bearer.hall else state.halls",
        "halls = list(state.halls)[:1]",
        PEOPLE,
    ),
    Mutation(
        "a judge with a further duty gets a second card",
        "core/people/bearers.py",
        "if person.id not in seated and person.appointments",
        "if person.appointments",
        PEOPLE,
        "card_in_hand",
    ),
    Mutation(
        "the picker offers what the command refuses",
        "views/duties.py",
        "        return refused.sentence\n    return None",
        "        return None\n    return None",
        BUNDLES,
    ),
    Mutation(
        "a track has a director",
        "core/people/appointing.py",
        "return duty not in IN_A_HALL or scope.track is None",
        "return True",
        BUNDLES,
    ),
    Mutation(
        "a person who organises organises the machine",
        "web/session.py",
        "return speaking(connection) in registry_of(connection).organisers",
        "return actor_of(connection).has(Duty.ORGANISER)",
        PEOPLE,
    ),
    Mutation(
        "the console offers what is somebody else's",
        "views/parts.py",
        "if (persons := whose(state, kind, about))",
        "if (persons := whose(state, kind, about)[:0])",
        PARTS,
    ),
    Mutation(
        "who keeps scores elsewhere stands in nowhere",
        "access.py",
        "(_is_within(by, right.duties, reaches) or not by.has(*right.stand_ins))",
        "True",
        PARTS,
    ),
    Mutation(
        "who loses a duty keeps watching",
        "hub.py",
        "    return changed | {device for device in held if device is not None}",
        "    return changed",
        LIVE,
    ),
)
