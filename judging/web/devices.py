"""What kind of device a browser runs on: “Chrome · Windows”. Nothing else it says of itself is kept."""

from starlette.requests import HTTPConnection

# In this order: most browsers also claim to be Chrome or Safari.
BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


def label_of(connection: HTTPConnection) -> str:
    """ "" for a program that is no browser we know."""
    agent = connection.headers.get("user-agent", "")[:400]
    words = (next((word for sign, word in signs if sign in agent), "") for signs in (BROWSERS, SYSTEMS))
    return " · ".join(filter(None, words))
