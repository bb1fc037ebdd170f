#!/usr/bin/python3
"""Reads the sources and fails where they leave the plan of ARCHITECTURE.md.

    check_structure.py ROOT        check the tree at ROOT
    check_structure.py --self-test plant every fault in a made-up tree and see that it is found

What is checked: no #include runs up the list of rooms; an outside library is named only where it is at home; the
engine does no input or output, reads no clock and no environment and has no binary floating point; the C++ holds no
path of the source tree and cites no law.
"""

import pathlib
import re
import sys
import tempfile

# From the ground up. A room may use those before it; the engine's rooms have their headers in include/tieout.
ENGINE = ["core", "asset", "rules", "ledger", "reconcile", "filing", "explain"]
ADAPTERS = ["loading", "writing", "archive", "server", "cli"]
ROOMS = ENGINE + ADAPTERS
STRANGERS = [("loading", "writing"), ("writing", "loading")]

# Where a library may be named: a pattern of the header, and one of the files that may include it.
LIBRARIES = [
    (r"toml\+\+/.*", r"src/loading/toml\.cpp"),
    (r"xlsxwriter.*", r"src/writing/xlsx\w*\.cpp"),
    (r"(pango/|cairo).*", r"src/writing/pdf\w*\.cpp"),
    (r"expat\.h", r"src/loading/\w+\.cpp"),
    (r"(minizip/)?(unzip|zip|ioapi)\.h", r"src/loading/\w+\.cpp"),
    (r"zlib\.h", r"src/(loading/\w+|archive/packing)\.cpp"),
    (r"iconv\.h", r"src/loading/\w+\.cpp"),
    (r"nlohmann/.*", r"src/writing/\w+\.cpp"),
    (r"boost/program_options.*", r"src/cli/\w+\.(cpp|hpp)"),
    (r"boost/multiprecision/.*", r"src/(ledger|filing)/\w+\.cpp"),
    (r"SQLiteCpp/.*|sqlite3\.h", r"src/archive/\w+\.cpp"),
    (r"openssl/.*", r"src/archive/crypto\.cpp"),
    (r"fmt/\w+\.h", r"src/\w+/\w+\.(cpp|hpp)"),
    # The operating system's own headers are for adapters.
    (r"(sys/\w+|fcntl|unistd|errno|dirent|poll|signal|langinfo|pwd)\.h", r"src/(%s)/\w+\.(cpp|hpp)" % "|".join(ADAPTERS)),
]

# Standard headers by which the engine would do input or output, read a clock or heed a locale.
NOT_IN_ENGINE = {"iostream", "fstream", "filesystem", "cstdio", "stdio.h", "ostream", "istream", "thread", "locale",
                 "clocale", "random", "ctime", "time.h"}
FORBIDDEN_IN_ENGINE = [
    (r"\b(double|float)\b", "binary floating point"),
    (r"\b(system_clock|steady_clock|high_resolution_clock)\b", "a clock"),
    (r"\b(secure_)?getenv\b", "the environment"),
]
LAW = r"第[一二三四五六七八九十百千〇零0-9]+条|财税〔|国税[函发]|国家税务总局公告|\b(art\.|article) ?[0-9]+"

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
# Comments, raw strings, strings and characters, in the order a compiler would meet them.
TOKEN = re.compile("|".join([
    r"//[^\n]*",
    r"/\*.*?\*/",
    r'R"(\w*)\(.*?\)\1"',
    r'"(?:\\.|[^"\\\n])*"',
    r"(?<![0-9A-Za-z])'(?:\\.|[^'\\\n])+'",  # but not the separator in 1'000
]), re.S)


def line_of(text, match, group=0):
    return text.count("\n", 0, match.start(group)) + 1


def code_and_strings(text):
    """The text with comments and strings blanked (lines kept), and the strings as (line, text)."""
    strings = []

    def blank(match):
        token = match.group(0)
        if token.startswith(('"', 'R"')):
            strings.append((line_of(text, match), token))
        return re.sub(r"[^\n]", " ", token)

    return TOKEN.sub(blank, text), strings


def room_of(path):
    parts = path.split("/")
    if path.startswith("include/tieout/"):
        return parts[2]
    return parts[1]


class Checker:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        # The tree's own absolute path, and not one that merely ends in the same words.
        self.own_place = re.compile(r"(^|[^\w./-])" + re.escape(str(self.root.resolve())) + "/")
        self.faults = []
        self.files = 0

    def fault(self, path, line, message):
        self.faults.append(f"{path}:{line}: {message}")

    def run(self):
        for folder in ("include", "src"):
            for file in sorted((self.root / folder).rglob("*")):
                if file.suffix in (".hpp", ".cpp", ".h"):
                    self.check_file(file.relative_to(self.root).as_posix(), file.read_text(encoding="utf-8"))
        return self.faults

    def check_file(self, path, text):
        self.files += 1
        room = room_of(path)
        if room not in ROOMS:
            self.fault(path, 1, f"'{room}' is not a room")
            return
        if path.startswith("include/") and room not in ENGINE:
            self.fault(path, 1, f"include/ is the engine's face; '{room}' belongs in src/")
        for match in INCLUDE.finditer(text):
            self.check_include(path, room, match, line_of(text, match, 2))
        code, strings = code_and_strings(text)
        if room in ENGINE:
            for pattern, what in FORBIDDEN_IN_ENGINE:
                for match in re.finditer(pattern, code):
                    self.fault(path, line_of(code, match), f"the engine uses {what}: {match.group(0)}")
        self.check_strings(path, code, strings)

    def check_include(self, path, room, match, line):
        bracket, header = match.groups()
        if bracket == '"':
            self.check_arrow(path, room, header, line)
            return
        homes = [home for pattern, home in LIBRARIES if re.fullmatch(pattern, header)]
        if homes:
            if not re.fullmatch(homes[0], path):
                self.fault(path, line, f"<{header}> is at home in {homes[0]} only")
        elif not re.fullmatch(r"[a-z_]+", header):
            self.fault(path, line, f"<{header}> is of no library that has a home in this test")
        if room in ENGINE and header in NOT_IN_ENGINE:
            self.fault(path, line, f"<{header}> in the engine, which does no I/O and knows no clock and no locale")

    def check_arrow(self, path, room, header, line):
        target = self.target_of(path, header)
        if target is None:
            self.fault(path, line, f'"{header}" is not found in include/, src/ or beside the file')
            return
        other = room_of(target)
        if other not in ROOMS:
            self.fault(path, line, f"'{other}' is not a room")
        elif ROOMS.index(other) > ROOMS.index(room) or (room, other) in STRANGERS:
            self.fault(path, line, f'room {room} may not use room {other}: "{header}"')
        elif path.startswith("include/") and target.startswith("src/"):
            self.fault(path, line, f'a public header uses a private one: "{header}"')

    def target_of(self, path, header):
        for folder in ("include", "src", pathlib.PurePosixPath(path).parent.as_posix()):
            if (self.root / folder / header).is_file():
                return f"{folder}/{header}"
        return None

    def check_strings(self, path, code, strings):
        for match in re.finditer(r"\bTIEOUT_SOURCE_DIR\b|__FILE__", code):
            self.fault(path, line_of(code, match), f"{match.group(0)} compiles in a place of the source tree")
        for line, text in strings:
            if re.search(r'"/(home|root|usr/src)\b', text) or self.own_place.search(text):
                self.fault(path, line, f"an absolute path is compiled in: {text}")
            if re.search(LAW, text):
                self.fault(path, line, f"law stands in rules/, not in C++: {text}")


# Every fault once: where it is planted, what the file says (ROOT is the tree's place), a part of the message expected.
PLANTED = [
    ("include/tieout/core/money.hpp", '#include "tieout/asset/asset.hpp"', "room core may not use room asset"),
    ("src/ledger/plan.cpp", '#include "tieout/reconcile/row.hpp"', "room ledger may not use room reconcile"),
    ("src/writing/csv.cpp", '#include "loading/sheet.hpp"', "room writing may not use room loading"),
    ("src/loading/csv.cpp", '#include "writing/csv.hpp"', "room loading may not use room writing"),
    ("src/writing/csv.cpp", '#include "cli/options.hpp"', "room writing may not use room cli"),
    ("src/filing/tie.cpp", '#include "loading/sheet.hpp"', "room filing may not use room loading"),
    ("src/asset/card.cpp", '#include "plan.hpp"', "is not found in"),
    ("src/loading/case.cpp", "#include <toml++/toml.h>", "is at home in"),
    ("src/writing/csv.cpp", "#include <xlsxwriter.h>", "is at home in"),
    ("src/cli/main.cpp", "#include <expat.h>", "is at home in"),
    ("src/cli/main.cpp", "#include <nlohmann/json.hpp>", "is at home in"),
    ("src/loading/options.cpp", "#include <boost/program_options.hpp>", "is at home in"),
    ("include/tieout/core/money.hpp", "#include <fmt/format.h>", "is at home in"),
    ("src/ledger/plan.cpp", "#include <sys/mman.h>", "is at home in"),
    ("src/loading/csv.cpp", "#include <zlibng/new.h>", "of no library that has a home"),
    ("src/ledger/plan.cpp", "#include <fstream>", "does no I/O"),
    ("src/ledger/plan.cpp", "double charge = 0;", "binary floating point: double"),
    ("include/tieout/core/money.hpp", "float rate();", "binary floating point: float"),
    ("src/rules/today.cpp", "auto now = std::chrono::system_clock::now();", "a clock"),
    ("src/core/language.cpp", 'const char* language = std::getenv("LANG");', "the environment"),
    ("src/cli/main.cpp", "const char* rules = TIEOUT_SOURCE_DIR;", "a place of the source tree"),
    ("src/cli/main.cpp", 'const char* rules = "/home/me/tieout/rules";', "an absolute path is compiled in"),
    ("src/cli/main.cpp", 'const char* rules = "ROOT/rules";', "an absolute path is compiled in"),
    ("src/ledger/plan.cpp", 'const char* why = "实施条例第六十条";', "law stands in rules/"),
    ("src/helpers/misc.cpp", "", "'helpers' is not a room"),
    ("include/tieout/loading/sheet.hpp", "", "include/ is the engine's face"),
]
SOUND = {
    "include/tieout/core/money.hpp": "// no double here\n#include <string>\n",
    "include/tieout/asset/asset.hpp": '#include "tieout/core/money.hpp"\nconst char* method = "double-declining";\n',
    "include/tieout/reconcile/row.hpp": '#include "tieout/asset/asset.hpp"\n',
    "src/ledger/plan.hpp": "int double_declining = 1'000; /* float */\n",
    "src/ledger/plan.cpp": '#include "ledger/plan.hpp"\n#include "tieout/asset/asset.hpp"\n#include <fmt/format.h>\n',
    "src/loading/sheet.hpp": "",
    "src/loading/toml.cpp": "#include <toml++/toml.h>\n",
    "src/writing/csv.hpp": "",
    "src/cli/options.hpp": "#include <boost/program_options.hpp>\n",
    "src/cli/main.cpp": '#include "loading/sheet.hpp"\n#include "writing/csv.hpp"\n#include "cli/options.hpp"\n',
}


def write_tree(root, files):
    for path, text in files.items():
        file = pathlib.Path(root) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def self_test():
    failures = []
    with tempfile.TemporaryDirectory() as root:
        write_tree(root, SOUND)
        failures += [f"the sound tree has a fault: {fault}" for fault in Checker(root).run()]
    for path, text, expected in PLANTED:
        with tempfile.TemporaryDirectory() as root:
            write_tree(root, SOUND | {path: SOUND.get(path, "") + text.replace("ROOT", root) + "\n"})
            faults = Checker(root).run()
            if not any(fault.startswith(path + ":") and expected in fault for fault in faults):
                failures.append(f"not found: {path}: {text} (expected '{expected}', got {faults})")
    for failure in failures:
        print(failure)
    print(f"{len(PLANTED)} faults planted, {len(failures)} failures")
    return 1 if failures else 0


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    checker = Checker(arguments[0])
    faults = checker.run()
    for fault in faults:
        print(fault)
    print(f"{checker.files} files read, {len(faults)} faults")
    return 1 if faults or checker.files == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
