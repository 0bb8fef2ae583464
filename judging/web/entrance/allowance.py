"""How much a peer may still send: so much at once, and so much more each second."""


class Allowance:
    """Full at first. In bytes, requests or whatever its owner counts; times are monotonic seconds."""

    __slots__ = ("_at", "_left", "_most", "_per_s")

    def __init__(self, most: float, per_s: float, now: float) -> None:
        self._most, self._per_s = most, per_s
        self._left, self._at = most, now

    def left(self, now: float) -> float:
        self._left = min(self._most, self._left + (now - self._at) * self._per_s)
        self._at = now
        return self._left

    def take(self, amount: float, now: float) -> bool:
        """Whether *amount* was left, and is used up. What is refused uses up nothing."""
        if amount > self.left(now):
            return False
        self._left -= amount
        return True

    def give_back(self, amount: float) -> None:
        """What was taken turned out not to count."""
        self._left = min(self._most, self._left + amount)
