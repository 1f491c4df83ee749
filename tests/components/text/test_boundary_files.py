"""The names of a release's boundary files in both languages."""

from dataclasses import replace

from components.text import boundary_files
from components.text.catalogue import Text
from data.release.manifest import Manifest

OFFICIAL = "Wards May 2025 Boundaries UK BGC"


def test_plain_file_names_are_translated(sample_manifest: Manifest) -> None:
    assert sample_manifest.boundaries == "Wards 2025; LSOA 2021; towns; beats"
    said = {
        language: boundary_files.boundary_names(Text(language), sample_manifest)
        for language in ("en", "cy")
    }
    assert said["cy"] == "Wardiau 2025; Ardaloedd bach (ACEHI) 2021; Trefi; Ardaloedd plismona"
    assert said["en"].startswith("Wards 2025; Small areas (LSOAs) 2021; Towns")


def test_a_file_keeps_the_name_that_its_owner_gave_it(sample_manifest: Manifest) -> None:
    real = replace(sample_manifest, boundaries=f"{OFFICIAL}; LSOA 2021")
    assert (
        boundary_files.boundary_names(Text("cy"), real)
        == f"{OFFICIAL}; Ardaloedd bach (ACEHI) 2021"
    )
    assert (
        boundary_files.boundary_names(Text("cy"), replace(real, boundaries="wards of ours"))
        == "wards of ours"
    )
