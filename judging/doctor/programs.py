"""What other programs of this machine say of it."""

import subprocess

PATIENCE_S = 5


def said(*command: str) -> str:
    """What *command* prints; "" where there is no such program, or it fails or says nothing in time."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""
