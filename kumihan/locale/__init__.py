"""The catalogues of messages. `python -m kumihan.locale` brings them up to date; nothing here is needed for a build."""
