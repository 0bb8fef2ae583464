"""The rules of judging, as pure functions over frozen values.

Nothing in this package awaits, opens, logs, draws random numbers, reads a clock or uses a float.
Everything it needs arrives as an argument; everything it concludes is returned.
"""
