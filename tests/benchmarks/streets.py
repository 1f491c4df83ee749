"""Write police files in police.uk's layout for the synthetic nation."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv

from data.police.street_file import CATEGORY_OF

TYPES = tuple(CATEGORY_OF)
SHARES = (16, 1.2, 4.5, 8.5, 3, 8, 1, 8, 1.3, 8.5, 2.2, 6, 30, 1.8)
OUTCOMES = (
    "Investigation complete; no suspect identified",
    "Unable to prosecute suspect",
    "Status update unavailable",
    "Awaiting court outcome",
    "Under investigation",
    "Local resolution",
)
WITHOUT_PLACE, TWICE = 0.01, 0.002
HEX = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)


def write_month(
    folder: Path, force: int, month: str, rows: int, spots: pd.DataFrame, codes: np.ndarray
) -> None:
    """Write one force's file of one month; `codes` are the LSOA codes by cell."""
    rng = np.random.default_rng([3, force, int(month.replace("-", ""))])
    # Half of the rows are at a quarter of the points, the same ones every month.
    spot = np.minimum(rng.random(rows) ** 2 * len(spots), len(spots) - 1).astype(int)
    nowhere = rng.random(rows) < WITHOUT_PLACE
    kind = rng.choice(len(TYPES), rows, p=np.array(SHARES) / sum(SHARES))
    asb = kind == 0
    words = np.array(OUTCOMES, dtype=object)[rng.integers(0, len(OUTCOMES), rows)]
    cell = spots["cell"].to_numpy()[spot]
    code = codes[cell]
    name = f"Synthetic Police {force + 1:02}"
    street = np.char.add("On or near Street ", spot.astype(str)).astype(object)
    table = {
        "Crime ID": np.where(asb, "", _ids(rng, rows)),
        "Month": np.full(rows, month, dtype=object),
        "Reported by": np.full(rows, name, dtype=object),
        "Falls within": np.full(rows, name, dtype=object),
        "Longitude": np.where(nowhere, "", _text(spots["longitude"])[spot]),
        "Latitude": np.where(nowhere, "", _text(spots["latitude"])[spot]),
        "Location": np.where(nowhere, "No Location", street),
        "LSOA code": np.where(nowhere, "", code),
        "LSOA name": np.where(nowhere, "", code + " 001A"),
        "Crime type": np.array(TYPES, dtype=object)[kind],
        "Last outcome category": np.where(asb, "", words),
        "Context": np.full(rows, "", dtype=object),
    }
    folder.mkdir(exist_ok=True)
    options = pyarrow.csv.WriteOptions(quoting_style="none", include_header=False)
    path = folder / f"{month}-synthetic-{force + 1:02}-street.csv"
    with path.open("wb") as file:
        file.write((",".join(table) + "\n").encode())
        columns = {column: pa.array(cells, pa.string()) for column, cells in table.items()}
        pyarrow.csv.write_csv(pa.table(columns), file, write_options=options)


def _ids(rng: np.random.Generator, rows: int) -> np.ndarray:
    """Return Crime IDs of 64 hexadecimal digits, a few of them repeated."""
    digits = HEX[rng.integers(0, 16, (rows, 64), dtype=np.uint8)]
    ids = digits.view("S64").ravel().astype("U64").astype(object)
    again = np.flatnonzero(rng.random(rows) < TWICE)
    ids[again] = ids[(again * 7 + 1) % rows]
    return ids


def _text(degrees: pd.Series) -> np.ndarray:
    return np.char.mod("%.6f", degrees.to_numpy()).astype(object)
