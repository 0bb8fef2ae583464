"""PINs on their way in: the desk and the log know only keyed hashes of them, never the digits.

A command with a PIN has it in its field `pin` (`former`: the one before). It is posted, never in an address,
and nothing here says it again.
"""

import hashlib
import hmac
import re

from msgspec.structs import replace

from judging.core.commands import Command
from judging.core.people.actor import Actor, eyes
from judging.core.refused import Reason, Refused

PIN = re.compile(r"[0-9]{4,8}")
FIELDS = ("pin", "former")


def proof_of_pin(key: bytes, who: str, pin: str) -> str:
    """The keyed hash by which the log knows the PIN of *who*: without the key file nobody finds one to it."""
    return hmac.new(key, f"pin {who} {pin}".encode(), hashlib.sha256).hexdigest()


def has_pin(command: Command) -> bool:
    return any(name in command.__struct_fields__ for name in FIELDS)


def sealed(key: bytes, by: Actor, command: Command) -> Command:
    """*command* with the keyed hashes of its PINs. Raises Refused where one cannot be a PIN."""
    given = {name: getattr(command, name) for name in FIELDS if name in command.__struct_fields__}
    hashes = {name: _sealed(key, by, pin) for name, pin in given.items() if pin or name == "pin"}
    return replace(command, **hashes)


def _sealed(key: bytes, by: Actor, pin: str) -> str:
    if not PIN.fullmatch(pin):
        raise Refused(Reason.MALFORMED, "PIN 须为 4～8 位数字")
    return proof_of_pin(key, eyes(by.label), pin)
