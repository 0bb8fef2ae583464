"""Numbers that look like those of identity cards, made up, with the right check digit or a wrong one."""

from judging.core.identity_number import LAST, WEIGHTS


def check_digit(digits: str) -> str:
    return LAST[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11]


def identity_number(serial: int = 2) -> str:
    """Of nobody: a district that there is not."""
    digits = f"99010519491231{serial:03}"
    return digits + check_digit(digits)


def with_x() -> str:
    return next(found for n in range(1000) if (found := identity_number(n)).endswith("X"))


def spoilt(number: str) -> str:
    """With another check digit."""
    return number[:-1] + ("1" if number[-1] != "1" else "2")
