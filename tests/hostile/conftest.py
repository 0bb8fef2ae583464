"""The application as tests/web has it: in this process, with devices from any address."""

from tests.web.conftest import hall, organiser

__all__ = ["hall", "organiser"]
