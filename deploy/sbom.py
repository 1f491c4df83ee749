"""Write the software bill of materials of a requirements file, as CycloneDX 1.6 in JSON.

python deploy/sbom.py requirements/run.txt > milltir.cdx.json

The same file gives the same bytes: there is no time and no number in it that isn't from the file.
"""

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
# PIN: a pinned requirement with its marker, as `uv pip compile` writes it.
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill_of(requirements: Path) -> dict[str, Any]:
    """Return the bill of a requirements file in which every line has a version and checksums."""
    text = requirements.read_text(encoding="utf-8")
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    components = list(_components(text))
    program = {
        "type": "application",
        "bom-ref": "milltir",
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": [{"license": {"id": project["license"]}}],
    }
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, project['version'] + text)}",
        "version": 1,
        "metadata": {"component": program},
        "components": components,
        "dependencies": [
            {"ref": "milltir", "dependsOn": [one["bom-ref"] for one in components]},
            *({"ref": one["bom-ref"]} for one in components),
        ],
    }


def _components(text: str) -> Iterator[dict[str, Any]]:
    found: dict[str, Any] | None = None
    for line in text.splitlines():
        if pin := PIN.match(line):
            name, version, marker = pin.groups()
            package = f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}"
            found = {"type": "library", "bom-ref": package, "name": name, "version": version}
            found |= {"purl": package, "hashes": []}
            if marker:
                found["properties"] = [{"name": "milltir:only-where", "value": marker}]
            yield found
        elif line and not line.startswith((" ", "#")):
            raise SystemExit(f"expected a pinned requirement (name==version), but found: {line}")
        elif found is not None and (checksum := HASH.search(line)):
            found["hashes"].append({"alg": "SHA-256", "content": checksum[1]})


if __name__ == "__main__":
    json.dump(bill_of(Path(sys.argv[1])), sys.stdout, indent=1)
    print()
