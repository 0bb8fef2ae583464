"""Mistakes in what guests may ask of the venue check, and what the organiser is told."""

from . import Mutation

CHECK = ("web/test_venue_check.py",)
FINDINGS = ("doctor/test_findings.py",)
PHONES = ("doctor/test_phones.py",)

MISTAKES = (
    Mutation(
        "one address may test as often as it likes",
        "web/self_tests.py",
        "if not rate.take(1, now):",
        "if False:",
        CHECK,
        "keeps_testing",
    ),
    Mutation(
        "one address pushes out the phones of all others",
        "web/self_tests.py",
        "if len(behind) > MOST_OF_ADDRESS:",
        "if False:",
        CHECK,
        "push_out",
    ),
    Mutation(
        "made-up phones are kept without end",
        "web/self_tests.py",
        "if len(self._of) > MOST:",
        "if False:",
        CHECK,
        "flood",
    ),
    Mutation(
        "anybody reads how the phones fared",
        "web/venue_check.py",
        "async def get_phones(request: Request) -> Response:\n    session.require(request, Duty.ORGANISER)\n",
        "async def get_phones(request: Request) -> Response:\n",
        CHECK,
        "organiser_s_alone",
    ),
    Mutation(
        "anybody lets the machine be examined",
        "web/venue_check.py",
        'it is no GET."""\n    session.require(request, Duty.ORGANISER)\n',
        'it is no GET."""\n',
        CHECK,
        "organiser_s_alone",
    ),
    Mutation(
        "a phone that loses every tenth answer will do",
        "doctor/phones.py",
        "MOST_LOST = 1",
        "MOST_LOST = 2",
        PHONES,
    ),
    Mutation(
        "a stick that is not there is no trouble",
        "doctor/stick.py",
        "        yield bad(\n",
        "        yield note(\n",
        FINDINGS,
        "stick",
    ),
)
