"""Three-valued truth, after Kleene."""

from eligibility.values import Listed


class Truth(Listed):
    """What the answers say of a condition. UNKNOWN is a value of its own, never a default."""


TRUE, FALSE, UNKNOWN = Truth("true"), Truth("false"), Truth("unknown")
