"""行組版: Japanese line composition after JLREQ (W3C, 2020-08-11), pure: no disk, no typesetter.

Lengths are in the caller's unit; em is the size of a cluster's own type.
"""
