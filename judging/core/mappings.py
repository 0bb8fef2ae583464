"""Changed copies of mappings: what is in the state is replaced, never changed in place."""

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")

V = TypeVar("V")


def with_key(mapping: Mapping[K, V], key: K, value: V) -> dict[K, V]:
    return {**mapping, key: value}


def without_keys(mapping: Mapping[K, V], *keys: K) -> dict[K, V]:
    left = dict(mapping)
    for key in keys:
        left.pop(key, None)
    return left
