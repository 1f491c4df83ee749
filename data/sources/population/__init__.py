"""Read residents by LSOA and age from the layouts of ONS and Nomis."""
