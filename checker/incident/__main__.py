"""`python -m incident check [path]`: one line that says whether an incident file holds."""

import sys
from pathlib import Path

from incident.cases import rules_with_cases
from incident.load import load_incident
from incident.problems import IncidentError


def main(arguments: list[str]) -> int:
    """0 when the file and all its cases hold, 1 when not, 2 for other arguments."""
    if arguments[:1] != ["check"] or len(arguments) > 2:
        sys.stderr.write("usage: python -m incident check [incident.yml]\n")
        return 2
    path = Path(arguments[1] if len(arguments) == 2 else "incident.yml")
    try:
        incident = load_incident(path)
        rules_with_cases(incident)
    except IncidentError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    counts = f"{len(incident.cases)} cases, {len(incident.cohorts)} cohorts"
    sys.stdout.write(f"{path.name}: holds ({counts}, {len(incident.facts)} facts)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
