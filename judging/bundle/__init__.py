"""Makes the zips that start the program on a machine without internet; what is in them lies beside this.

Not part of the installed program.
"""
