"""The registry of Windows, which says the same in every language of the system."""

import sys

if sys.platform == "win32":
    import winreg

    def value(path: str, name: str) -> str | int | None:
        """Of HKEY_LOCAL_MACHINE; None where it is not there."""
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
                found: str | int = winreg.QueryValueEx(key, name)[0]
                return found
        except OSError:
            return None

else:

    def value(path: str, name: str) -> str | int | None:
        """There is none."""
        return None
