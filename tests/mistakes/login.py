"""Mistakes in who is let in, and as whom."""

from . import Mutation

ORGANISERS = ("hostile/test_organisers.py",)
CODES = ("hostile/test_login_codes.py",)
LOGIN = ("web/test_login.py", "core/test_login.py")
HANDOVER = ("web/test_handover.py", "core/test_login.py")

MISTAKES = (
    Mutation(
        "a token that was planted is kept",
        "web/login.py",
        "if session.hash_of(token) in (held.device, *waiting))",
        "if token)",
        LOGIN,
    ),
    Mutation(
        "asking for another seat costs the own one",
        "web/login.py",
        "    if seated:\n        session.remember",
        "    if True:\n        session.remember",
        HANDOVER,
    ),
    Mutation(
        "a phone that was let in keeps its former seat as well",
        "core/people/claiming.py",
        "left = state.holder(former) if former else None",
        "left = None",
        HANDOVER,
    ),
    Mutation(
        "a phone waits for several seats",
        "web/login.py",
        '    if login.waiting not in ("", token):',
        "    if False:",
        HANDOVER,
    ),
    Mutation(
        "a second phone takes the seat",
        "core/people/claiming.py",
        "    if held.device is None:",
        "    if True:",
        LOGIN,
    ),
    Mutation(
        "a closed hall lets somebody in",
        "core/people/claiming.py",
        "    if state.login_closed:",
        "    if False:",
        LOGIN,
    ),
    Mutation(
        "an empty link opens a seat",
        "core/people/claiming.py",
        "if proof and proof == held.link",
        "if proof in held.link",
        LOGIN,
    ),
    Mutation(
        "wrong codes cost nothing", "web/codes.py", "            self._wrong.count(address)\n", "", CODES
    ),
    Mutation(
        "what codes cost stops nobody", "web/codes.py", "        self._wrong.check(address)\n", "", CODES
    ),
    Mutation("codes are compared without end", "web/codes.py", "        self._take_turn()\n", "", CODES),
    Mutation("a void code is confirmed", "web/codes.py", "        self._forget_void(states)\n", "", CODES),
    Mutation("a code works twice", "web/codes.py", "code = self._open.pop(key, None)", "code = None", CODES),
    Mutation(
        "a code outlives the closing of the hall",
        "web/codes.py",
        "if state is not None and not state.login_closed else None",
        "if state is not None else None",
        CODES,
    ),
    Mutation(
        "a code opens a seat that was taken meanwhile",
        "web/codes.py",
        " or held.device != each.device:",
        ":",
        CODES,
    ),
    Mutation(
        "a photographed card fills the waiting list",
        "core/people/claiming.py",
        "asked.pass_id == held.id for asked",
        "True for asked",
        CODES,
    ),
    Mutation(
        "the organiser's link works twice",
        "web/organisers.py",
        "admitted])\n            self._invitation = None\n",
        "admitted])\n",
        LOGIN,
    ),
    Mutation(
        "the organiser's link works for two who come at once",
        "web/organisers.py",
        "        async with self._turn:\n            if not self._invitation",
        "        if True:\n            if not self._invitation",
        LOGIN,
    ),
    Mutation(
        "an organiser who left comes back",
        "web/organisers.py",
        "[known for known in self._of.values() if known.device != device]",
        "[*self._of.values()]",
        LOGIN,
    ),
    Mutation(
        "a removed organiser comes back by a link of its own",
        "web/organisers.py",
        "        await self.dismiss(found.device)\n        self._invitation = None\n",
        "        await self.dismiss(found.device)\n",
        ORGANISERS,
    ),
    Mutation(
        "a removed organiser goes on watching",
        "web/login.py",
        "organisers.remove(removed.id)\n    review(request, device)",
        "organisers.remove(removed.id)",
        ORGANISERS,
    ),
    Mutation(
        "a scanned card takes the organiser's session",
        "web/login.py",
        "    if session.speaks_as_organiser(request):\n        raise",
        "    if False:\n        raise",
        LOGIN,
    ),
    Mutation(
        "a made-up token opens a session",
        "web/login.py",
        "    elif session.actor(request, device).has(*PAGES):",
        "    elif True:",
        LOGIN,
    ),
    Mutation(
        "scripts can read the cookie",
        "web/session.py",
        "max_age=MAX_AGE_S, path=path, httponly=True",
        "max_age=MAX_AGE_S, path=path, httponly=False",
        LOGIN,
    ),
    Mutation(
        "a page of another site commands",
        "web/entrance/guard.py",
        'scope.get("method") not in READING and not is_of_our_pages(headers)',
        "False",
        ("web/test_guard.py",),
    ),
    Mutation(
        "a card is good after it was revoked",
        "core/people/issuing.py",
        "return holding(state, without_keys(state.passes, event.id))",
        "return state",
        LOGIN,
    ),
    Mutation(
        "the codes of many competitions are as short as those of one",
        "web/codes.py",
        "sum(len(self._made) > most for most in MOST_SHORT)",
        "0",
        ("hostile/test_login_codes.py",),
    ),
)
