"""Returns unused Arrow memory to the operating system between months, to limit peak memory."""

import pyarrow as pa

# Arrow's default pool never returns memory to the system.
pa.set_memory_pool(pa.system_memory_pool())


def release_arrow_memory() -> None:
    """Return Arrow's unused memory to the operating system.

    Examples
    --------
    >>> release_arrow_memory()
    """
    pa.default_memory_pool().release_unused()
