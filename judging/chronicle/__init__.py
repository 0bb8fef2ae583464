"""The log as people read it: who did what, when and why. No mark and no score is in it."""
