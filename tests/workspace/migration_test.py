#!/usr/bin/python3
"""Opens a workspace of every earlier schema and sees that it is migrated: of today's version with today's tables, and with
every row that it had. tests/workspace/schema_<version>.sql is a dump of a small workspace of that version; it is written
once, with the release that brings the next schema, and never changes.

    migration_test.py PROGRAM SOURCE_DIR
    migration_test.py PROGRAM SOURCE_DIR --dump     print the dump of today's schema
"""

import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

passed = failed = 0


def check(what, good):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"failed: {what}")


def schema(db):
    return sorted(db.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall())


def rows(db, table, columns):
    return db.execute(f'SELECT {", ".join(columns)} FROM "{table}" ORDER BY 1, 2').fetchall()


def columns_of(db, table):
    return [f'"{row[1]}"' for row in db.execute(f'PRAGMA table_info("{table}")')]


def make(program, path, folder):
    run = lambda *arguments: subprocess.run([program, *arguments, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    run("init", "--db", str(path))
    cards = folder / "cards.csv"
    events = folder / "events.csv"
    for cost in ("1,000", "1200"):
        cards.write_text("entity,asset,name,class,in_service,cost,book_life_months,remark\n"
                         f'E,A-1,press,machinery,2020/1/15,"{cost}",120,old\nE,A-2,lathe,machinery,2020-01-15,500.00,60,\n')
        events.write_text("entity,asset,date,type,amount\nE,A-1,2022-06-30,impair,100\n")
        run("import", "--db", str(path), "--assets", str(cards), "--events", str(events), "--apply", "--user", "wang",
            "--at", "2026-01-01T00:00:00Z")


def dump(program):
    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory)
        make(program, folder / "w.tieout", folder)
        db = sqlite3.connect(folder / "w.tieout")
        for pragma in ("application_id", "user_version"):
            print(f"PRAGMA {pragma} = {db.execute(f'PRAGMA {pragma}').fetchone()[0]};")
        for line in db.iterdump():
            print(line.replace(directory + "/", ""))


def main():
    program, source = sys.argv[1], pathlib.Path(sys.argv[2])
    if "--dump" in sys.argv:
        return dump(program)
    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory)
        make(program, folder / "new.tieout", folder)
        new = sqlite3.connect(folder / "new.tieout")
        newest = new.execute("PRAGMA user_version").fetchone()[0]
        dumps = {int(re.search(r"schema_(\d+)", file.name).group(1)): file
                 for file in (source / "tests/workspace").glob("schema_*.sql")}
        check("a dump of every earlier schema", sorted(dumps)[:newest - 1] == list(range(1, newest)))
        for version, file in sorted(dumps.items()):
            path = folder / f"old_{version}.tieout"
            old = sqlite3.connect(path)
            old.executescript(file.read_text(encoding="utf-8"))
            old.execute("PRAGMA journal_mode = WAL")
            tables = [row[0] for row in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            kept = {table: columns_of(old, table) for table in tables}
            before = {table: rows(old, table, kept[table]) for table in tables}
            check(f"{file.name}: it holds records", len(before["assets"]) > 0 and len(before["change"]) > 0)
            old.close()
            run = subprocess.run([program, "history", "A-1", "--db", str(path), "--format", "csv"], capture_output=True, text=True)
            check(f"{file.name}: opens", run.returncode == 0)
            check(f"{file.name}: its history is there", "1000.00,1200.00" in run.stdout)
            migrated = sqlite3.connect(path)
            check(f"{file.name}: today's version", migrated.execute("PRAGMA user_version").fetchone()[0] == newest)
            check(f"{file.name}: today's tables", schema(migrated) == schema(new))
            for table in tables:
                check(f"{file.name}: every row of {table}", rows(migrated, table, kept[table]) == before[table])
            check(f"{file.name}: sound", migrated.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
