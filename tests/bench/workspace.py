#!/usr/bin/python3
"""workspace.py PROGRAM TOOLS WORK [ASSETS]: a generated register in a workspace, measured. Import against a bare program
that inserts the same rows (bench_insert_baseline in TOOLS), seal against reconcile to CSV, verify against seal, history
and show of one asset against the same commands on a workspace of ten assets. Prints times, ratios and limits."""

import pathlib
import shutil
import statistics
import subprocess
import sys
import time

YEAR = "2023"
IMPORT_MAX, SEAL_MAX, VERIFY_MAX, LOOK_UP_MAX = 2.5, 15, 1, 3


def seconds(*command, status=0):
    begin = time.monotonic()
    done = subprocess.run([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if done.returncode != status:
        raise SystemExit(f"failed: {' '.join(map(str, command))}\n{done.stderr.decode()}")
    return time.monotonic() - begin


def report(what, ours, bare, than, limit):
    note = "" if ours <= bare * limit else "  EXCEEDED"
    print(f"{what}: {ours:.3f} s, {than} {bare:.3f} s, {ours / bare:.2f}x (at most {limit}){note}", flush=True)


def register(tools, folder, assets):
    seconds(tools / "bench_generate", "--assets", assets, "--mix", "full", "--out", folder)
    # A generated register holds what an inspector would ask; that is not what is measured.
    (folder / "accept.csv").write_text("code,entity,asset,year,reason,by,date\n"
                                       f"TAX-CHARGE-ABOVE-MINIMUM-LIFE,,,{YEAR},made up,bench,2024-05-01\n")
    return ["--assets", folder / "assets.csv", "--events", folder / "events.csv"]


class Workspace:
    def __init__(self, program, tools, work, assets):
        self.program = program
        self.folder = work / f"workspace-{assets}"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.inputs = register(tools, self.folder, assets)
        self.path = self.folder / "group.tieout"
        self.asset = (self.folder / "assets.csv").read_text().splitlines()[int(assets) // 2].split(",")[1]
        seconds(program, "init", "--db", self.path)

    def bare(self, tools):
        empty = self.folder / "bare.tieout"
        shutil.copy(self.path, empty)
        return seconds(tools / "bench_insert_baseline", empty, "assets", self.inputs[1], "events", self.inputs[3])

    def run(self, command, *words):
        return seconds(self.program, *command.split(), "--db", self.path, *words, "--quiet")

    def fill(self):
        took = self.run("import", *self.inputs, "--apply")
        self.run("import", "--accept", self.folder / "accept.csv", "--apply")
        return took

    def seal(self):
        return self.run("seal", "--year", YEAR)

    def look_up(self, command):
        return statistics.median(self.run(command, *words) for words in 5 * [["--asset", self.asset]])


def main(program, tools, work, assets="1000000"):
    tools, work = pathlib.Path(tools), pathlib.Path(work)
    large, small = Workspace(program, tools, work, assets), Workspace(program, tools, work, "10")
    bare = large.bare(tools)
    report(f"import of {assets} assets", large.fill(), bare, "bare insert", IMPORT_MAX)
    small.fill()
    small.seal()
    reconcile = large.run("reconcile", "--year", YEAR, "--format", "csv", "--out", large.folder / "report.csv")
    seal = large.seal()
    report("seal", seal, reconcile, "reconcile to CSV", SEAL_MAX)
    report("archive verify", large.run("archive verify"), seal, "seal", VERIFY_MAX)
    for command in ("history", f"archive show {YEAR}"):
        report(command, large.look_up(command), small.look_up(command), "on ten assets", LOOK_UP_MAX)


if __name__ == "__main__":
    main(*sys.argv[1:])
