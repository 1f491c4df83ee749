"""The overlay of community groups and services: one symbol for each kind, where they meet."""

from components import colour_scheme
from components.overlays.model import NOT_DRAWN, Look, Overlay, OverlayKind, OverlayRequest, Row
from components.overlays.sizes import sized
from data.access.group_visibility import visible_groups

# The symbol of each kind. Domestic abuse support has none, because its location is never shown.
SYMBOL_OF = {
    "neighbourhood_watch": "circle",
    "rural_watch": "triangle",
    "dog_walker_patrol": "diamond",
    "cohesion_group": "plus",
    "youth_provision": "star",
    "victim_support": "square",
    "substance_misuse": "pentagon",
}
LOOK = Look(fill=colour_scheme.GROUP, casing=colour_scheme.HALO, size=15.0)


def draw(request: OverlayRequest) -> Overlay:
    """Return every group whose location the viewer may see."""
    text, table = request.text, request.store.groups()
    has_visible_place = visible_groups(request.audience, table)["x"].notna().to_numpy()
    shown = table["kind"].isin(list(SYMBOL_OF)) & has_visible_place
    seen = table[shown]
    kinds = [kind for kind in SYMBOL_OF if (seen["kind"] == kind).any()]
    number_of = {kind: number for number, kind in enumerate(kinds)}
    not_shown = int((~shown).sum())
    return Overlay(
        name=GROUPS.name,
        title=text("overlay.groups"),
        rows=tuple(
            Row(
                label=text(f"group.{kind}"),
                look=sized(LOOK, request.large, symbol=SYMBOL_OF[kind]),
                things=int((seen["kind"] == kind).sum()),
            )
            for kind in kinds
        ),
        shapes=tuple(seen.geometry),
        row_of=tuple(number_of.get(kind, NOT_DRAWN) for kind in seen["kind"]),
        caveats=(text.plural("overlay.groups_without_place", not_shown),) if not_shown else (),
    )


GROUPS = OverlayKind(name="groups", draw=draw, needs=("groups",))
