#!/usr/bin/env python3
"""Sends requests that chance has made to a studio, and tells its answers, its memory and its processor time.

    Benchmarks/studio-fuzz.py .build/release/juliareel [COUNT]
"""
import collections
import json
import random
import socket
import subprocess
import sys
import tempfile


def status_of(pid, key):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith(key + ":"):
            return int(line.split()[1])
    return 0


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    folder = tempfile.TemporaryDirectory()
    studio = subprocess.Popen([program, "studio", "--no-open"], stdout=subprocess.PIPE, text=True, cwd=folder.name)
    address = studio.stdout.readline().strip()
    port, token = int(address.split(":")[2].split("/")[0]), address.split("#")[1]

    def request(method, path, body=None):
        text = "" if body is None else json.dumps(body)
        return (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Juliareel-Token: {token}\r\n"
            f"Content-Length: {len(text)}\r\n\r\n{text}"
        ).encode()

    def answer(data):
        with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
            try:
                client.sendall(data)
                client.shutdown(socket.SHUT_WR)
                received = b""
                while part := client.recv(1 << 20):
                    received += part
                return received
            except ConnectionError:
                return b""

    session = json.loads(answer(request("GET", "/api/session")).split(b"\r\n\r\n", 1)[1])
    revision = session["revision"]
    picture = {"revision": revision, "frames": [1, 2], "width": 64, "height": 48, "samples": 1, "c": [0.1, 0.2],
               "camera": {"center": [0, 0], "width": 3, "rotation": 9}}
    seeds = [
        request("GET", "/"), request("GET", "/api/session"), request("GET", "/api/schema"), request("GET", "/api/library"),
        request("PUT", "/api/preset", {"baseRevision": revision, "text": session["text"]}),
        request("POST", "/api/edit", {"baseRevision": revision, "edits": [{"path": ["camera", "width"], "value": 4.4}]}),
        request("POST", "/api/picture", picture), request("POST", "/api/curves", {"revision": revision, "count": 9}),
        request("POST", "/api/changes", {"revision": revision, "count": 3}),
        request("POST", "/api/plane", {"center": [0, 0], "width": 3, "pixels": [20, 10]}),
        request("POST", "/api/import-palette", {"name": "a.css", "base64": "bGluZWFyLWdyYWRpZW50KHJlZCwgYmx1ZSk="}),
        request("POST", "/api/renders/1/cancel", {}), request("GET", "/api/films/1"),
    ]
    chance = random.Random(20)
    signs = b'\r\n:,{}[]"0-.eE /'
    answers, memory = collections.Counter(), []
    for number in range(count):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(5)):
            place = chance.randrange(len(data))
            kind = chance.randrange(5)
            if kind == 0:
                data[place] = chance.randrange(256)
            elif kind == 1:
                data.insert(place, chance.randrange(256))
            elif kind == 2:
                del data[place:place + chance.randrange(1, 20)]
            elif kind == 3:
                data[place:place] = data[place:place + 30]
            else:
                data[place] = chance.choice(signs)
            if not data:
                data = bytearray(b"x")
        received = answer(bytes(data))
        answers[received[9:12].decode("latin-1") or "closed"] += 1
        if number % max(count // 10, 1) == 0:
            memory.append(status_of(studio.pid, "VmRSS"))
    assert studio.poll() is None, "the studio has ended"
    fields = open(f"/proc/{studio.pid}/stat").read().rsplit(")", 1)[1].split()
    print("answers:", dict(sorted(answers.items())))
    print("resident KiB at each tenth:", memory, "threads:", status_of(studio.pid, "Threads"))
    print(f"processor ms a request: {10 * (int(fields[11]) + int(fields[12])) / count:.3f}")
    studio.terminate()
    print("exit code:", studio.wait())


main()
