#!/usr/bin/env python3
"""look.py PORT group|traffic COMMAND...: runs a gateway as if its page were open on it.

Becomes the command itself (so that its CPU is measured, and not ours); a child of ours reads what a browser would that shows a group: the live
stream with the group's details; and, with "traffic", its decoded APDUs as they pass. It ends with the gateway.
"""
import http.client
import os
import sys
import threading
import time


def read(port, path):
    """Reads a stream until it ends."""
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
            connection.request("GET", path)
            answer = connection.getresponse()
            if answer.status != 200:
                raise SystemExit(f"look: {path}: {answer.status} {answer.read(200)}")
            while answer.read1(65536):
                pass
            return
        except OSError:
            time.sleep(0.1)     # It starts, or has ended.


def main():
    port, view, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    if os.fork() > 0:
        os.execvp(command[0], command)
    paths = ["/api/v1/events?group=1"] + (["/api/v1/groups/1/traffic/stream"] if view == "traffic" else [])
    for thread in [threading.Thread(target=read, args=(port, path)) for path in paths]:
        thread.start()


if __name__ == "__main__":
    main()
