"""What files propose to change in the register, and taking over what came by file at first."""
