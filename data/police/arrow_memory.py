"""Memory that is free again goes back to the system, so that a build stays small to the end."""

import pyarrow as pa

# Arrow's own pool keeps what it has held once.
pa.set_memory_pool(pa.system_memory_pool())


def release_arrow_memory() -> None:
    """Return what lies free between two months."""
    pa.default_memory_pool().release_unused()
