"""Mistakes in who signs what before it happens."""

from . import Mutation

CORE = ("core/test_signing.py",)
VIEWS = ("views/test_supervisor.py",)
WEB = ("web/test_signing.py",)
PAPER = ("printouts/test_oversight.py",)

MISTAKES = (
    Mutation(
        "a signature is good for whatever became of the thing",
        "core/signing/requiring.py",
        "return signed is not None and signed.digest == thing.digest",
        "return signed is not None",
        CORE,
    ),
    Mutation(
        "a ranking is published without its countersignature",
        "core/publication/publishing.py",
        "    require_publication(state, track, within)\n",
        "",
        CORE,
    ),
    Mutation(
        "a track is locked without its countersignature",
        "core/publication/locking.py",
        "    require_lock(state, command.track)\n",
        "",
        CORE,
    ),
    Mutation(
        "somebody is called though start and draw are not signed",
        "core/hall/calling.py",
        "    require_call(state, id.track, id.round)\n",
        "",
        CORE,
    ),
    Mutation(
        "another thing is signed than was looked at",
        "core/signing/countersigning.py",
        "if command.digest != wanted.digest:",
        "if False:",
        CORE,
    ),
    Mutation(
        "PINs may be tried without end",
        "core/signing/pin_setting.py",
        "    if known.wrong >= MOST_WRONG:",
        "    if False:",
        CORE,
    ),
    Mutation(
        "a PIN reaches the log as it was typed",
        "core/signing/pin_setting.py",
        "if not PROOF.fullmatch(command.pin):",
        "if False:",
        CORE,
    ),
    Mutation(
        "many PINs are tried at once before one of them is counted",
        "web/posting.py",
        "    async with competition.signing:\n        sealed",
        "    if True:\n        sealed",
        WEB,
    ),
    Mutation(
        "a wrong PIN is not counted",
        "web/posting.py",
        "                await submit(request, NotePinMistake())\n",
        "                pass\n",
        WEB,
    ),
    Mutation(
        "an unanswered flag keeps nothing from being published",
        "core/publication/publishing.py",
        "    require_answers(state, track)\n",
        "",
        CORE,
    ),
    Mutation(
        "rules that were changed keep their signatures",
        "core/signing/requiring.py",
        "signed = {who for who, each in state.rule_signatures.items() if each.digest == digest}",
        "signed = set(state.rule_signatures)",
        CORE,
    ),
    Mutation(
        "the director sees what only the supervisor signs",
        "views/__init__.py",
        '"countersigning": Audience(frozenset({Duty.SUPERVISOR})',
        '"countersigning": Audience(frozenset({Duty.SUPERVISOR, Duty.DIRECTOR})',
        VIEWS,
    ),
    Mutation(
        "the supervisor may do what the console does",
        "access.py",
        "    c.LockTrack: Right(CONSOLE, on.track),",
        "    c.LockTrack: Right(CONSOLE | SUPERVISOR, on.track),",
        VIEWS,
    ),
    Mutation(
        "a check code of the record is made of its wording",
        "printouts/sheet.py",
        "            if not column.is_worded:",
        "            if True:",
        PAPER,
    ),
    Mutation(
        "whoever makes the rules lifts the oversight in the middle of a day",
        "core/setup/founding.py",
        "    _oversight_stands(state, command.rules)\n",
        "",
        CORE,
    ),
    Mutation(
        "rules changed in the middle of a day are signed by nobody",
        "core/signing/requiring.py",
        "if not state.begun(track) or changed_since_signed(state):",
        "if not state.begun(track):",
        CORE,
    ),
    Mutation(
        "a signature stands under a correction that moves others by now",
        "core/signing/things.py",
        "        [(row.place, row.entrant, row.composite) for row in state.locked.get(id.track, ())],\n",
        "",
        ("core/test_correcting.py",),
    ),
    Mutation(
        "what waited for an answer is not shown again once there is one",
        "views/unchanged.py",
        "*revealed, *flagged)",
        "*revealed)",
        VIEWS,
    ),
)
