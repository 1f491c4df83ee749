"""Sentences about months and areas without figures: how many of each kind, and where."""

from components.text.catalogue import Text
from components.text.recording_breaks import name_of_force
from components.ui import notices
from data.forces.official_forces import guessed_forces
from data.provenance.force_months import force_months
from data.release.coverage.force_coverage import without_files
from data.release.coverage.missing_months import ABSENT, CUT, MISSING, THIN
from data.release.manifest import Manifest


def gap_sentences(text: Text, manifest: Manifest) -> list[str]:
    """Return how many gaps there are of each kind, and which authorities have no figures."""
    authorities, forces = manifest.authorities, force_months(manifest)
    counts = {
        MISSING: sum(len(force.missing) for force in forces),
        ABSENT: sum(len(force.absent) for force in forces if force.has_files),
        THIN: sum(len(force.thin) for force in forces),
        CUT: sum(len(force.cut) for force in forces),
    }
    parts = [text.plural(f"gap_count.{kind}", n) for kind, n in counts.items() if n]
    lines = [text("gaps.found", found=text.listing(parts))] if parts else []
    if not parts and all(force.has_files for force in forces):
        lines = [text("gaps.none")]
    absent = without_files(authorities)
    for force in sorted({one.force for one in absent}):
        own = [one for one in absent if one.force == force]
        names = [one.name_cy if text.language == "cy" else one.name_en for one in own]
        lines.append(
            text(
                "gaps.no_file_of",
                force=name_of_force(text, force),
                authorities=text.listing(names),
                wards=text.number(sum(one.wards for one in own)),
            )
        )
    guessed = [notices.said_plainly(text, words) for words in guessed_forces(authorities)]
    # The fictional county is in no official look-up.
    return lines if manifest.fictional else lines + [f"{words}." for words in guessed]
