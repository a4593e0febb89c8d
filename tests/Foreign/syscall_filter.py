"""Runs a program under the system call filter of systemd units: syscall_filter.py UNIT[,DROP-IN] PROGRAM WORD..."""
import ctypes
import os
import subprocess
import sys

import seccomp

PR_SET_NO_NEW_PRIVS = 38
EPERM = 1


def calls(word):
    """A system call's name, or those of a group: @clock."""
    if not word.startswith("@"):
        return {word}
    text = subprocess.run(["systemd-analyze", "syscall-filter", word], capture_output=True, text=True, check=True).stdout
    lines = [line.strip() for line in text.splitlines()[1:]]
    return set().union(*(calls(line) for line in lines if line and not line.startswith("#")))


# The first line allows; a later one adds, or with ~ takes away. systemd always allows @default. ~NAME:0 is refused, and answered as if it were done.
allowed = set()
answered = {}
for unit in sys.argv[1].split(","):
    for line in open(unit):
        name, _, words = line.strip().partition("=")
        if name == "SystemCallFilter":
            answered.update((w.split(":")[0], int(w.split(":")[1])) for w in words.lstrip("~").split() if ":" in w)
            named = set().union(*(calls(word.split(":")[0]) for word in words.lstrip("~").split()))
            allowed = allowed - named if words.startswith("~") else allowed | named

filter = seccomp.SyscallFilter(defaction=seccomp.ERRNO(EPERM))
for call in allowed | calls("@default"):
    try:
        filter.add_rule(seccomp.ALLOW, call)
    except RuntimeError:
        pass  # Another processor's.
for call, error in answered.items():
    filter.add_rule(seccomp.ERRNO(error), call)
ctypes.CDLL(None).prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
filter.load()
os.execvp(sys.argv[2], sys.argv[2:])
