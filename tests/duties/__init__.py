"""Every duty sends every command in every state of a contest: docs/duties.md says what comes of it.

`python -m tests.duties` writes that table anew; whoever changes a right reads the difference.
"""
