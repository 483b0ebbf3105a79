"""Three-valued truth, after Kleene."""

from enum import Enum


class Truth(Enum):
    """What the answers say of a condition. UNKNOWN is a value of its own, never a default."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
