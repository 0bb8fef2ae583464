"""Mistakes in who may send and watch what."""

from . import Mutation

RIGHTS = ("views/test_rights.py",)
HTTP = ("web/test_rights.py",)
WATCHING = ("views/test_secrecy.py",)
GUESTS = ("hostile/test_guest_screens.py",)

MISTAKES = (
    Mutation(
        "a director draws the order", "access.py", "c.DrawOrder: ORGANISER", "c.DrawOrder: CONSOLE", HTTP
    ),
    Mutation(
        "a director seats the panel", "access.py", "c.SeatPanel: ORGANISER", "c.SeatPanel: CONSOLE", HTTP
    ),
    Mutation(
        "a director issues passes", "access.py", "c.IssuePass: ORGANISER", "c.IssuePass: CONSOLE", RIGHTS
    ),
    Mutation(
        "an organiser marks", "access.py", "c.SubmitSheet: JUDGE", "c.SubmitSheet: JUDGE | ORGANISER", HTTP
    ),
    Mutation(
        "a judge returns sheets",
        "access.py",
        "c.ReturnSheet: CONSOLE",
        "c.ReturnSheet: CONSOLE | JUDGE",
        HTTP,
    ),
    Mutation("a guest runs the show", "access.py", "c.RevealScore: CONSOLE", "c.RevealScore: GUEST", HTTP),
    Mutation(
        "nobody is asked for a right", "web/commands.py", "    access.may_send(who, command)\n", "", HTTP
    ),
    Mutation(
        "the organiser's addresses are open to the director",
        "web/session.py",
        "if who.role not in roles:",
        "if who.role not in (*roles, Role.DIRECTOR):",
        HTTP,
    ),
    Mutation(
        "judges watch each other",
        "access.py",
        "return argument == by.judge",
        "return True",
        WATCHING,
    ),
    Mutation("screens watch each other", "access.py", " and s.device == by.device", "", WATCHING),
    Mutation(
        "everybody sees who is present",
        "access.py",
        'return argument == "" and by.role in CONSOLE',
        'return argument == ""',
        WATCHING,
    ),
    Mutation(
        "the emcee watches the console",
        "views/__init__.py",
        '"console": Audience(frozenset({',
        '"console": Audience(frozenset({Role.EMCEE, ',
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
        "if not venue.waiting.knows(device):",
        "if not device or (state.login_closed and not venue.waiting.knows(device)):",
        ("web/test_screens.py",),
    ),
)
