"""Forms for records of the register: inputs, faults, conflicts between editors, and the history."""
