"""What is signed is a digest of the thing as it is: whatever changes in it, the signature fits no longer."""

from hashlib import sha256
from typing import Any

from msgspec import NODEFAULT, Struct, json, to_builtins
from msgspec.structs import FieldInfo, fields

from judging.core.scoring.rulebook import Rulebook


def digest_of(*parts: object) -> str:
    """SHA-256 of the parts as JSON with sorted keys and no blanks: 64 hex digits."""
    return sha256(json.encode(parts, order="deterministic")).hexdigest()


def rules_digest(rules: Rulebook) -> str:
    """Of all settings that are not as always: one that is added later leaves older signatures good."""
    return digest_of(said(rules))


def said(value: Any) -> Any:
    """*value* as plain JSON, without what is as always."""
    if isinstance(value, Struct):
        found = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.encode_name: said(each) for field, each in found if not _is_usual(field, each)}
    return [said(each) for each in value] if isinstance(value, tuple) else to_builtins(value)


def _is_usual(field: FieldInfo, value: Any) -> bool:
    if field.default is not NODEFAULT:
        return bool(value == field.default)
    return field.default_factory is not NODEFAULT and bool(value == field.default_factory())
