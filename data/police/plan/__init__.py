"""Parses the police files, each once, and divides them into forces and months."""

from data.police.plan.cached_file import ParsedFile, parse_one, parse_without_cache, source_digest
from data.police.plan.tasks import Parsing, Planned, parse_all, parse_few
