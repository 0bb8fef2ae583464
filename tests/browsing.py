"""A browser nobody has logged in on, as tests drive it: the one place that knows where addresses begin."""

import re
from collections.abc import Callable
from typing import Any

from httpx2 import AsyncClient, Request

NOWHERE = "/c/000000"  # of a competition that is not open
OF_SERVER = re.compile(
    r"/($|\?|c/|c$|results/[0-9a-f]{16}\.|competitions|seasons|organiser|static/|displays/|check|doctor|generate_204|hotspot-detect)"
)


def address(path: str, within: str) -> str:
    """*path* as it is for the whole server, or below *within* where it belongs to a competition."""
    return path if not path.startswith("/") or OF_SERVER.match(path) else within + path


class Device(AsyncClient):
    """*within* says where the addresses of the competition begin that is meant just now."""

    def __init__(self, within: Callable[[], str], **options: Any) -> None:
        super().__init__(**options)
        self.within = within

    def build_request(self, method: str, url: Any, **options: Any) -> Request:
        return super().build_request(method, address(str(url), self.within()), **options)

    def cookie_header(self, within: str = "") -> str:
        """What it sends in a request below *within*."""
        return self.build_request("GET", f"{within}/session" if within else "/session").headers.get(
            "cookie", ""
        )
