#!/usr/bin/python3
"""How long an import of many cards takes beside the bare insertion of the same rows by one prepared statement, and history
of one card among them beside that in an empty workspace. Prints the times; no test.

    import_speed.py PROGRAM [CARDS]
"""

import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time


def timed(work):
    start = time.monotonic()
    work()
    return time.monotonic() - start


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory)
        with open(folder / "cards.csv", "w", encoding="utf-8") as file:
            file.write("entity,asset,name,category,class,in_service,cost,book_life_months,book_residual_rate\n")
            for n in range(count):
                file.write(f"E{n * 4 // count},A-{n:08},machine number {n},M{n % 20},machinery,20{n % 20:02}-0{n % 9 + 1}-15,"
                           f"{1000 + n % 99991}.{n % 100:02},120,0.05\n")
        full, empty, bare = (str(folder / name) for name in ("full.tieout", "empty.tieout", "bare.tieout"))
        run = lambda *arguments: subprocess.run([program, *arguments, "--quiet"], stdout=subprocess.DEVNULL)
        for path in (full, empty, bare):
            run("init", "--db", path)
        cards = str(folder / "cards.csv")
        took = timed(lambda: run("import", "--db", full, "--assets", cards, "--apply"))
        rows = sqlite3.connect(full).execute("SELECT * FROM assets").fetchall()
        db = sqlite3.connect(bare, isolation_level=None)
        db.execute("PRAGMA synchronous = FULL")

        def insert():
            db.execute("BEGIN IMMEDIATE")
            db.executemany(f"INSERT INTO assets VALUES ({','.join('?' * len(rows[0]))})", rows)
            db.execute("COMMIT")
        plain = timed(insert)
        print(f"{count} cards: import {took:.2f} s, bare insert {plain:.2f} s, {took / plain:.2f} times")
        again = timed(lambda: run("import", "--db", full, "--assets", cards, "--apply"))
        print(f"the same file again: {again:.2f} s")
        one = min(timed(lambda: run("history", f"A-{count // 2:08}", "--db", full)) for _ in range(5))
        none = min(timed(lambda: run("history", "A-1", "--db", empty)) for _ in range(5))
        print(f"history of one: {one * 1000:.0f} ms, in an empty workspace {none * 1000:.0f} ms")


main()
