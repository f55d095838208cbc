"""The process that reads and condenses: protocol, job, main loop."""
