"""归档: all of a competition in one zip that can be verified years later, and a redacted one to publish.

No key is in it: the log holds of links, devices and PINs only hashes, made of random secrets or with the key
file beside the competition, which stays out.
"""
