"""Mistakes in who may send and watch what."""

from . import Mutation

RIGHTS = ("views/test_rights.py",)
HTTP = ("web/test_rights.py",)
WATCHING = ("views/test_secrecy.py",)
GUESTS = ("hostile/test_guest_screens.py",)

PERSONS = ("core/test_persons.py",)

MISTAKES = (
    Mutation(
        "the console does what somebody is named for",
        "access.py",
        "if holders := tuple(appointed(state, right.duties, reaches())):",
        "if holders := tuple(appointed(state, NOBODY, reaches())):",
        PERSONS,
    ),
    Mutation(
        "one person enters and verifies",
        "core/people/appointing.py",
        "    apart(state, person.id, person.name, person.appointments)\n",
        "",
        PERSONS,
    ),
    Mutation(
        "who enters sheets gets a seat as a judge",
        "core/setup/seating.py",
        "    everybody_apart(replace(state, panels=with_key(state.panels, key, panel)))\n",
        "",
        PERSONS,
    ),
    Mutation(
        "a judge comes with the panel to the hall where the same person enters sheets",
        "core/setup/hall_setting.py",
        "    everybody_apart(panel_moved(state, moved, at))\n",
        "",
        PERSONS,
    ),
    Mutation(
        "one person is two persons by another number",
        "core/people/appointing.py",
        "if other.name == person.name and other.id != person.id:",
        "if False:",
        PERSONS,
    ),
    Mutation(
        "the PIN of who was removed stays for the next",
        "core/people/appointing.py",
        '        pins=without_keys(state.pins, f"person/{event.id}"),\n',
        "",
        PERSONS,
    ),
    Mutation(
        "a card of who has neither seat nor duty opens what it was printed for",
        "core/setup/seating.py",
        "if not held.holder or held.holder in judges",
        "if held.judge is None or held.holder in judges",
        PERSONS,
    ),
    Mutation(
        "duties in other halls are forbidden together",
        "core/people/forbidden.py",
        "if mine is not None and theirs is not None and mine != theirs:",
        "if False:",
        PERSONS,
    ),
    Mutation(
        "the head of a panel leads every panel",
        "core/people/reaching.py",
        "    return scope.panel is None or reach.panel is None or own == reach.panel",
        "    return True",
        PERSONS,
    ),
    Mutation(
        "a director draws the order",
        "access.py",
        "c.DrawOrder: Right(ORGANISER",
        "c.DrawOrder: Right(CONSOLE",
        HTTP,
    ),
    Mutation(
        "a director seats the panel",
        "access.py",
        "c.SeatPanel: Right(ORGANISER",
        "c.SeatPanel: Right(CONSOLE",
        HTTP,
    ),
    Mutation(
        "a director issues passes",
        "access.py",
        "c.IssuePass: Right(ORGANISER",
        "c.IssuePass: Right(CONSOLE",
        RIGHTS,
    ),
    Mutation(
        "an organiser marks",
        "access.py",
        "c.SubmitSheet: Right(JUDGE",
        "c.SubmitSheet: Right(JUDGE | ORGANISER",
        HTTP,
    ),
    Mutation(
        "a judge returns sheets",
        "access.py",
        "c.ReturnSheet: Right(HEAD",
        "c.ReturnSheet: Right(HEAD | JUDGE",
        HTTP,
    ),
    Mutation(
        "a guest runs the show",
        "access.py",
        "c.RevealScore: Right(CONSOLE",
        "c.RevealScore: Right(GUEST",
        HTTP,
    ),
    Mutation(
        "nobody is asked for a right",
        "web/posting.py",
        "    access.may_send(session.competition_of(request).state, who, command)\n",
        "",
        HTTP,
    ),
    Mutation(
        "the organiser's addresses are open to the director",
        "web/session.py",
        "if not who.has(*duties):",
        "if not who.has(*duties, Duty.DIRECTOR):",
        HTTP,
    ),
    Mutation(
        "judges watch each other",
        "views/watching.py",
        "return topic.argument == by.judge",
        "return True",
        WATCHING,
    ),
    Mutation("screens watch each other", "views/watching.py", " and s.device == by.device", "", WATCHING),
    Mutation(
        "everybody sees who is present",
        "views/watching.py",
        'return topic.argument == "" and by.has(*CONSOLE)',
        'return topic.argument == ""',
        WATCHING,
    ),
    Mutation(
        "the emcee watches the console",
        "views/__init__.py",
        '"console": Audience(frozenset({',
        '"console": Audience(frozenset({Duty.EMCEE, ',
        WATCHING,
    ),
    Mutation(
        "a guest pushes a screen out that waits",
        "web/waiting.py",
        "if not found.is_proven and may_go(found):",
        "if may_go(found):",
        GUESTS,
    ),
    Mutation(
        "a flood counts like a screen that comes alone",
        "web/waiting.py",
        "of_address[found.address] == most)",
        "True)",
        GUESTS,
    ),
    Mutation(
        "one address takes all the places",
        "web/waiting.py",
        "if not is_known and of_address[address] >= MOST_OF_ADDRESS:",
        "if False:",
        GUESTS,
    ),
    Mutation(
        "a screen's token may be planted",
        "web/screens.py",
        "if not waiting.knows(device):",
        "if not device or (state.login_closed and not waiting.knows(device)):",
        ("web/test_screens.py",),
    ),
)
