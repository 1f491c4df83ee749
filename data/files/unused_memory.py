"""Returns unused memory to the operating system, which reading large files leaves behind."""

import pyarrow as pa

# Arrow's default pool never returns memory to the system.
pa.set_memory_pool(pa.system_memory_pool())


def return_unused_memory() -> None:
    """Return the unused memory of this process, Arrow's and all other, to the operating system.

    Otherwise each thread holds what it once needed: after a police zip of 1 GB was tried out on the
    page, the server held 2.2 GB; with this it holds 0.4 GB.

    Examples
    --------
    >>> return_unused_memory()
    """
    # The system's pool asks the C library, which gives back what it has of all threads.
    pa.default_memory_pool().release_unused()
