"""Loads, validates and explains `incident.yml`, at build time."""

from incident.load import load_incident
from incident.problems import IncidentError

__all__ = ["IncidentError", "load_incident"]
