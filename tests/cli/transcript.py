"""Runs the commands of a page and compares what they print with what the page shows.

usage: transcript.py PROGRAM SOURCE_DIR PAGE [--accept]

A command is an indented line that begins with `$ `; a backslash at its end continues it. What it prints, standard error
after standard output, follows, indented likewise, up to the next command or the end of the block. The commands run one
after the other in a copy of the data, with `tieout` on the PATH. --accept rewrites the page: read the change.
"""
import os
import shutil
import subprocess
import sys
import tempfile

INDENT = "    "


def blocks(lines):
    """Yields (first, last, command) for each command: the lines it takes with its output."""
    at = 0
    while at < len(lines):
        if not lines[at].startswith(INDENT + "$ "):
            at += 1
            continue
        first = at
        command = lines[at][len(INDENT) + 2 :]
        while command.endswith("\\"):
            at += 1
            command = command[:-1].rstrip() + " " + lines[at].strip()
        at += 1
        shown = at
        while at < len(lines) and not lines[at].startswith(INDENT + "$ "):
            rest = lines[at:]
            indented = lines[at].startswith(INDENT)
            # A blank line belongs to the output where more of it follows.
            following = next((line for line in rest if line), "")
            if not indented and (lines[at] or not following.startswith(INDENT) or following.startswith(INDENT + "$ ")):
                break
            at += 1
        yield first, shown, at, command


def run(command, work, environment):
    result = subprocess.run(["bash", "-c", command], cwd=work, env=environment, capture_output=True, text=True, timeout=60)
    return [line.rstrip() for line in (result.stdout + result.stderr).rstrip("\n").split("\n")] if result.stdout + result.stderr else []


def main():
    program, source, page = os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2]), sys.argv[3]
    accept = "--accept" in sys.argv[4:]
    path = os.path.join(source, page)
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    failed = passed = 0
    out, copied = [], 0
    with tempfile.TemporaryDirectory() as work:
        shutil.copytree(os.path.join(source, "data"), os.path.join(work, "data"))
        os.mkdir(os.path.join(work, "out"))
        os.mkdir(os.path.join(work, "bin"))
        os.symlink(program, os.path.join(work, "bin", "tieout"))
        environment = dict(os.environ, PATH=os.path.join(work, "bin") + ":" + os.environ["PATH"], LC_ALL="C.UTF-8")
        environment.pop("COLUMNS", None)
        for _, shown, end, command in blocks(lines):
            expected = [line[len(INDENT) :] for line in lines[shown:end]]
            printed = run(command, work, environment)
            out += lines[copied:shown] + [(INDENT + line) if line else "" for line in printed]
            copied = end
            if printed == expected:
                passed += 1
                continue
            failed += 1
            if not accept:
                print(f"{page}:{shown}: {command}")
                for line in printed:
                    print("  prints " + line)
    out += lines[copied:]
    if accept:
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(out))
    print(f"{passed} passed, {failed} failed")
    return 0 if accept or (failed == 0 and passed > 0) else 1


sys.exit(main())
