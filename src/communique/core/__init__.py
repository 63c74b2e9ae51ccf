"""What everything stands on: sources and places, findings, messages, errors, files written whole,
work in processes.
"""
