"""Which names and codes are of areas in Wales, so that nobody there fetches all of England."""

AREAS = {
    "wales", "cymru", "gwent", "south wales", "north wales", "dyfed-powys", "cwm taf",
    "de cymru", "gogledd cymru", "dyfed powys",
    "blaenau gwent", "bridgend", "caerphilly", "cardiff", "carmarthenshire", "ceredigion",
    "conwy", "denbighshire", "flintshire", "gwynedd", "isle of anglesey", "merthyr tydfil",
    "monmouthshire", "neath port talbot", "newport", "pembrokeshire", "powys",
    "rhondda cynon taf", "swansea", "vale of glamorgan", "torfaen", "wrexham",
    "pen-y-bont ar ogwr", "caerffili", "caerdydd", "sir gaerfyrddin", "sir ddinbych",
    "sir y fflint", "ynys môn", "merthyr tudful", "sir fynwy", "castell-nedd port talbot",
    "casnewydd", "sir benfro", "abertawe", "bro morgannwg", "tor-faen", "wrecsam",
}  # fmt: skip


def is_welsh(area: str) -> bool:
    """Whether an area lies in Wales; False where that isn't known."""
    plain = area.strip().casefold().removeprefix("the ")
    return plain in AREAS or (plain[:1] == "w" and plain[1:].isdigit())
