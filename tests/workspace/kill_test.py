#!/usr/bin/python3
"""Kills imports, migrations and init at random moments and looks at what is left: the workspace opens, and is as it was
before or as it is after, never between.

    kill_test.py PROGRAM SOURCE_DIR [KILLS] [--seed N]
"""

import argparse
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

CARDS = 400


def write_cards(path, cost, count):
    with open(path, "w", encoding="utf-8") as file:
        file.write("entity,asset,name,class,in_service,cost,book_life_months\n")
        for n in range(count):
            file.write(f"E{n % 3},A-{n:05},machine {n},machinery,2020-01-15,{cost + n}.00,120\n")


def write_events(path, count):
    with open(path, "w", encoding="utf-8") as file:
        file.write("entity,asset,date,type,amount\n")
        for n in range(0, count, 2):
            file.write(f"E{n % 3},A-{n:05},2022-06-30,impair,{10 + n % 50}.00\n")


def state(path):
    """All that the workspace holds, or the reason why it cannot be read. Opening it settles what a kill left."""
    with sqlite3.connect(path) as db:
        sound = db.execute("PRAGMA integrity_check").fetchone()[0]
        assert sound == "ok", sound
        assert not db.execute("PRAGMA foreign_key_check").fetchall(), "references"
        content = []
        for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall():
            content.append((table, db.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2').fetchall()))
    db.close()
    return content


class Killer:
    def __init__(self, program, work, seed):
        self.program = program
        self.work = work
        self.random = random.Random(seed)
        self.counts = {}

    def run(self, *arguments):
        subprocess.run([self.program, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def timed(self, *arguments):
        start = time.monotonic()
        self.run(*arguments)
        return time.monotonic() - start

    def kill_one(self, arguments, span, journal):
        """Starts the command and kills it after a while: at any moment, or shortly after it began to write."""
        child = subprocess.Popen([self.program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if self.random.random() < 0.4:
            time.sleep(self.random.uniform(0, span * 1.05))
        else:
            end = time.monotonic() + span * 2
            while child.poll() is None and time.monotonic() < end:
                if os.path.exists(journal) and os.path.getsize(journal) > 0:
                    break
                time.sleep(0.0005)
            time.sleep(self.random.expovariate(1 / 0.02))
        child.send_signal(signal.SIGKILL)
        return child.wait()

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1


def kill_imports(killer, kills):
    work = killer.work
    write_cards(work / "before.csv", 1000, CARDS)
    write_cards(work / "after.csv", 2000, CARDS + 50)
    write_events(work / "events.csv", CARDS)
    base = work / "base.tieout"
    killer.run("init", "--db", str(base))
    fixed = ["--user", "u", "--at", "2026-01-01T00:00:00Z", "--apply", "--quiet"]
    killer.run("import", "--db", str(base), "--assets", str(work / "before.csv"), *fixed)
    target = work / "target.tieout"
    command = ["import", "--db", str(target), "--assets", str(work / "after.csv"), "--events", str(work / "events.csv"), *fixed]
    shutil.copy(base, target)
    span = killer.timed(*command)
    before, after = state(base), state(target)
    assert before != after
    for _ in range(kills):
        for tail in ("", "-wal", "-shm"):
            pathlib.Path(f"{target}{tail}").unlink(missing_ok=True)
        shutil.copy(base, target)
        killer.kill_one(command, span, f"{target}-wal")
        # The program itself, which may have to recover, must find it whole, too.
        subprocess.run([killer.program, "history", "A-00001", "--db", str(target)], check=True, stdout=subprocess.DEVNULL)
        left = state(target)
        assert left in (before, after), "an import was cut in two"
        killer.count("import before" if left == before else "import after")


def kill_inits(killer, kills):
    target = killer.work / "new.tieout"
    span = killer.timed("init", "--db", str(target))
    whole = state(target)
    target.unlink()
    for _ in range(kills):
        for stray in killer.work.glob("new.tieout*"):
            stray.unlink()
        killer.kill_one(["init", "--db", str(target)], span, "/nonexistent")
        if target.exists():
            assert state(target) == whole, "half a workspace"
        killer.count("init after" if target.exists() else "init before")


def load_dump(dump, target):
    for tail in ("", "-wal", "-shm"):
        pathlib.Path(f"{target}{tail}").unlink(missing_ok=True)
    db = sqlite3.connect(target)
    db.executescript(dump.read_text(encoding="utf-8"))
    db.execute("PRAGMA journal_mode = WAL")
    db.close()


def kill_migrations(killer, dump, kills):
    target = killer.work / "old.tieout"
    load_dump(dump, target)
    before = state(target)
    command = ["history", "A-1", "--db", str(target)]
    span = killer.timed(*command)
    after = state(target)
    for _ in range(kills):
        load_dump(dump, target)
        killer.kill_one(command, span, f"{target}-wal")
        left = state(target)
        assert left in (before, after), "a migration was cut in two"
        killer.run(*command)
        assert state(target) == after, "the migration could not be done again"
        killer.count("migration before" if left == before else "migration after")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("kills", type=int, nargs="?", default=60)
    parser.add_argument("--seed", type=int, default=20260101)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        killer = Killer(os.path.realpath(options.program), pathlib.Path(directory), options.seed)
        dumps = sorted((options.source / "tests/workspace").glob("schema_*.sql"))
        share = options.kills // 6
        kill_imports(killer, options.kills - 2 * share)
        kill_inits(killer, share)
        for dump in dumps:
            kill_migrations(killer, dump, max(1, share // len(dumps)))
    kept = sum(killer.counts.values())
    print(", ".join(f"{what}: {count}" for what, count in sorted(killer.counts.items())))
    print(f"{kept} passed, 0 failed")


if __name__ == "__main__":
    try:
        main()
    except AssertionError as fault:
        print(f"failed: {fault}")
        print("0 passed, 1 failed")
        sys.exit(1)
