"""The application as tests/web has it: in this process, with devices from any address."""

from tests.web.conftest import hall, nothing_holds_the_loop, organiser

__all__ = ["hall", "nothing_holds_the_loop", "organiser"]
