"""What the codes of slips hold: derived from the competition's key, so that a sheet can be printed again."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from judging.core.scoring.evaluators import Who

SECRET_BYTES = (
    15  # 120 bits: nobody guesses one, and the code of the address stays coarse enough for old phones
)
PAGES = {Who.BALLOT: "/ballot", Who.VISITOR: "/visit"}


def secret_of_slip(key: bytes, batch: str, n: int) -> str:
    """What the code of the *n*th slip of a batch holds, from 0."""
    return _secret(key, f"slip {batch} {n}")


def secret_of_window(key: bytes, id: str, entrant: str) -> str:
    """What the code at this entrant's window holds."""
    return _secret(key, f"window {id} {entrant}")


def _secret(key: bytes, what: str) -> str:
    return urlsafe_b64encode(hmac.digest(key, what.encode(), hashlib.sha256)[:SECRET_BYTES]).decode()


def hash_of_slip(secret: str) -> str:
    """As the log knows it."""
    return hashlib.sha256(f"slip {secret}".encode()).hexdigest()
