"""The figures of one question that may be published, and the parts that each adds up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data.disclosure.attacker import Figure
from data.disclosure.everyone import Everyone, Rest, everyone_of
from data.disclosure.parts import SUMS, figures_of_sum
from data.disclosure.places import LEAST_BASE
from data.disclosure.rounding import rounded

# LEAST_CELL: neither those who hold the answers nor the others may be fewer. None at all counts as
# few too: it would tell what every single one of a ward said.
LEAST_CELL = 5
# WHOLE: the place of all answers. ALL: the wave of all waves together.
WHOLE, ALL = "", ""
SHOWN, HIDDEN, MISSING = "shown", "hidden", "missing"
CELL = ["wave", "place"]
NUMBERS = ["share", "base", "effective_base"]


@dataclass(frozen=True, kw_only=True)
class Target:
    """A number that isn't published, and the parts that it adds up."""

    wards: tuple[str, ...]
    wave: str
    parts: tuple[int, ...]
    # The parts that are not taken as known when its range is looked for the quick way.
    unknown: tuple[int, ...]
    # The place that is hidden if it can be narrowed too far; and in which table.
    place: str
    in_waves: bool


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One question: its smallest parts, and the cells that they make up."""

    question: str
    sampled: bool
    # `area_code`, `wave`, the sums of `parts_of`, and `place` and `wave_place`, numbered from 0.
    parts: pd.DataFrame
    # `wave`, `place`, the exact figures and `parts` (numbers), wave by wave.
    cells: pd.DataFrame
    # `place` and `wave_place` of every ward.
    places: pd.DataFrame
    # Residents by ward, by which places are weighted in the share of everyone; None for answers.
    residents: pd.Series | None = None

    def safe(self) -> pd.Series:
        """Return whether each cell has enough answers of both kinds by itself."""
        cells = self.cells
        others = cells["answered"] - cells["holding"]
        few = (cells["holding"] < LEAST_CELL) | (others < LEAST_CELL)
        # Without any weight there is no share.
        return (cells["answered"] >= LEAST_BASE) & ~few & cells["share"].notna()

    def published(self, hidden: pd.Series) -> pd.DataFrame:
        """Return the cells as they are published: rounded, and without the hidden ones.

        Parameters
        ----------
        hidden
            Whether each cell is hidden.

        Returns
        -------
        pd.DataFrame
            `question`, `wave`, `place`, `share`, `base`, `effective_base` and `status`. Without a
            random sample there is no effective base.

        Examples
        --------
        >>> layout.published(~layout.safe())["status"].unique()  # doctest: +SKIP
        array(['shown', 'hidden'], dtype=object)
        """
        asked = self.cells["answered"] > 0
        status = pd.Series(SHOWN, self.cells.index).mask(hidden, HIDDEN).mask(~asked, MISSING)
        shown = status == SHOWN
        figures = rounded(self.cells[shown]).reindex(self.cells.index).astype(float)
        table = self.cells[CELL].assign(question=self.question, **figures, status=status)
        for at in table.index[shown & (table["place"] == WHOLE)]:
            everyone = self._everyone(table, str(table.at[at, "wave"]))
            table.loc[at, "share"] = everyone.share()
            table.loc[at, "effective_base"] = everyone.effective_base(figures["base"].loc[at])
        if not self.sampled:
            table["effective_base"] = float("nan")
        return table[["question", *CELL, *NUMBERS, "status"]].reset_index(drop=True)

    def _everyone(self, table: pd.DataFrame, wave: str) -> Everyone:
        """Return what the share of everyone is the sum of, in a wave of a published table."""
        place, status = (table[name].to_numpy(dtype=object) for name in ("place", "status"))
        own = (table["wave"] == wave).to_numpy() & (place != WHOLE)
        shown, hidden = own & (status == SHOWN), place[own & (status == HIDDEN)]
        parts = sorted(part for one in hidden for part in self._members[wave, one])
        shares, base, worth = (table[name].to_numpy(dtype=float)[shown] for name in NUMBERS)
        sums = figures_of_sum(self._sums[parts].sum(axis=0))
        residents = self._people.get("wave_place" if wave else "place")
        rest = Rest(
            parts=tuple(parts),
            answered=sums["answered"],
            share=sums["share"],
            effective_base=_worth(sums, worth, base),
            people=sums["answered"] if residents is None else sum(residents[one] for one in hidden),
        )
        people = base if residents is None else [residents[one] for one in place[shown]]
        return everyone_of(shares, worth, people=people, rest=rest)

    def figures(self, published: pd.DataFrame) -> list[Figure]:
        """Return what a published table tells of the parts.

        Parameters
        ----------
        published
            As from `published`, also read from a release.

        Returns
        -------
        list[Figure]
            The figures of the cells that are shown; and, where the share of everyone is, what it
            tells of all hidden places together.

        Examples
        --------
        >>> layout.figures(layout.published(~layout.safe()))  # doctest: +SKIP
        """
        members = self._members
        shown = published[published["status"] == SHOWN]
        rows = zip(*(shown[name] for name in (*CELL, "share", "base")), strict=True)
        figures = []
        for wave, place, share, base in rows:
            parts = members[wave, place]
            if place != WHOLE:
                figures.append(Figure(parts=parts, base=float(base), share=float(share)))
                continue
            figures.append(Figure(parts=parts, base=self._answered(parts), exact=True))
            everyone = self._everyone(published, wave)
            if everyone.rest:
                told, within = everyone.rest_told(float(share))
                figures.append(
                    Figure(
                        parts=everyone.rest.parts,
                        base=everyone.rest.answered,
                        exact=True,
                        share=told,
                        share_within=within,
                    )
                )
        return figures

    def hidden_cells(self, published: pd.DataFrame) -> Iterator[Target]:
        """Yield the cells that are hidden; all others of the same table are taken as known."""
        members = self._members
        rows = published[published["status"] == HIDDEN]
        for wave, of_wave in rows.groupby("wave"):
            own = {str(place): members[str(wave), str(place)] for place in of_wave["place"]}
            unknown = self._neighbours({part for parts in own.values() for part in parts})
            for place, parts in own.items():
                wards = self.places.index[self.places["wave_place" if wave else "place"] == place]
                yield Target(
                    wards=tuple(map(str, wards)) if place else (),
                    wave=str(wave),
                    parts=parts,
                    unknown=unknown,
                    place=place,
                    in_waves=bool(wave),
                )

    def inner_cells(self, published: pd.DataFrame) -> Iterator[Target]:
        """Yield the wards, and wards in a wave, that are only published as parts of a cell."""
        shown = {tuple(parts) for parts in (one.parts for one in self.figures(published))}
        for block, of_block in self.parts.groupby("wave_place"):
            unknown = tuple(map(int, of_block.index))
            for ward, of_ward in of_block.groupby("area_code"):
                every = [(ALL, of_ward)] if of_ward["wave"].nunique() > 1 else []
                waves = [(str(wave), part) for wave, part in of_ward.groupby("wave")]
                for wave, rows in every + waves:
                    numbers = tuple(map(int, rows.index))
                    if numbers not in shown:
                        yield Target(
                            wards=(str(ward),),
                            wave=wave if len(waves) > 1 else ALL,
                            parts=numbers,
                            unknown=unknown,
                            place=str(block),
                            in_waves=True,
                        )

    def require_places(self, published: pd.DataFrame) -> None:
        """Raise ValueError if the places of a release are others than those of its cells.

        Parameters
        ----------
        published
            `place` and `wave_place` by ward.

        Examples
        --------
        >>> layout.require_places(layout.places)  # doctest: +SKIP
        """
        same = published.reindex(self.places.index)[list(self.places)]
        if not (same == self.places).all(axis=None):
            raise ValueError(f"the places of {self.question} are not those of its answers")

    def _answered(self, parts: tuple[int, ...]) -> float:
        return float(self.parts.loc[list(parts), "answered"].sum())

    @cached_property
    def _sums(self) -> np.ndarray:
        """Return the sums of `parts_of` of each part."""
        sums: np.ndarray = self.parts[SUMS].to_numpy(dtype=float)
        return sums

    @cached_property
    def _people(self) -> dict[str, dict[str, float]]:
        """Return the residents of the places of all waves together, and of those of each wave."""
        if self.residents is None:
            return {}
        residents, found = self.residents.reindex(self.places.index).astype(float), {}
        for by in ("place", "wave_place"):
            sums = residents.groupby(self.places[by]).sum()
            found[by] = dict(zip(map(str, sums.index), map(float, sums), strict=True))
        return found

    @cached_property
    def _members(self) -> dict[tuple[str, str], tuple[int, ...]]:
        """Return the parts of each cell by wave and place."""
        keys = zip(self.cells["wave"], self.cells["place"], strict=True)
        return dict(zip(keys, self.cells["parts"], strict=True))

    def _neighbours(self, numbers: set[int]) -> tuple[int, ...]:
        """Return these parts with all others of the same wards."""
        wards = set(self.parts.loc[sorted(numbers), "area_code"])
        return tuple(map(int, self.parts.index[self.parts["area_code"].isin(wards)]))


def _worth(hidden: Mapping[str, float], worth: np.ndarray, base: np.ndarray) -> float:
    """Return the effective base of the hidden places, at that of an answer of the shown ones.

    From known weights, their own would tell how their answers are divided among them.
    """
    if not base.any():
        return hidden["effective_base"]
    return float(hidden["answered"] * worth.sum() / base.sum())
