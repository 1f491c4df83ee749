"""Responses in the register (OSARA), their frozen evidence and their actions."""
