#!/usr/bin/env python3
"""The catalogue of findings as a page: every question with its law, remedy and example, and the worked cases that show it.

usage: finding_catalogue.py PROGRAM ROOT LANGUAGE [--out FILE]

PROGRAM is tieout, whose catalogue `check --list` is taken as it is; LANGUAGE is zh or en. Without --out the page goes to
stdout. Exit 1 where a finding has no example or no case that raises it, or where nothing is listed.
"""
import collections
import json
import pathlib
import subprocess
import sys
import tomllib

WORDS = {
    "zh": {"title": "检查事项目录", "article": "依据", "verified": "依据核对", "why": "缘由", "remedy": "处理",
           "evidence": "留存资料", "example": "举例", "cases": "算例", "near": "不触发的算例",
           "by": "由 `./run docs` 根据 `tieout check --list` 和 tests/cases/ 生成。", "colon": "：", "and": "、"},
    "en": {"title": "Catalogue of findings", "article": "Article", "verified": "Verified", "why": "Why",
           "remedy": "Remedy", "evidence": "Evidence", "example": "Example", "cases": "Cases that raise it",
           "near": "Cases beside it that do not",
           "by": "Made by `./run docs` from `tieout check --list` and tests/cases/.", "colon": ": ", "and": ", "},
}


def catalogue(program, language):
    listed = subprocess.run([program, "check", "--list", "--format", "json", "--lang", language], check=True,
                            capture_output=True, encoding="utf-8")
    return json.loads(listed.stdout)["rows"]


def cases_by_code(root):
    """The case files that expect each code, and those that expect its absence."""
    raised, silent = collections.defaultdict(set), collections.defaultdict(set)
    for path in sorted((root / "tests/cases").rglob("*.toml")):
        with path.open("rb") as file:
            expectations = tomllib.load(file).get("expect", [])
        name = path.relative_to(root).as_posix()
        for expect in expectations:
            if "finding" in expect:
                raised[expect["finding"]].add(name)
            if "no_finding" in expect:
                silent[expect["no_finding"]].add(name)
    return raised, silent


def entry(row, raised, silent, words):
    lines = [f"## {row['code']}", "", f"**{row['title']}** ({row['severity']})", ""]
    for key in ("why", "article", "verified", "remedy", "evidence", "example"):
        if row[key]:
            lines.append(f"- {words[key]}{words['colon']}{row[key]}")
    for key, cases in (("cases", raised), ("near", silent)):
        if cases[row["code"]]:
            named = words["and"].join(f"`{case}`" for case in sorted(cases[row["code"]]))
            lines.append(f"- {words[key]}{words['colon']}{named}")
    return lines + [""]


def page(rows, raised, silent, words):
    lines = [f"# {words['title']}", "", words["by"], ""]
    for row in rows:
        lines += entry(row, raised, silent, words)
    return "\n".join(lines)


def main(arguments):
    program, root, language = arguments[0], pathlib.Path(arguments[1]), arguments[2]
    rows = catalogue(program, language)
    raised, silent = cases_by_code(root)
    text = page(rows, raised, silent, WORDS[language])
    if "--out" in arguments:
        pathlib.Path(arguments[arguments.index("--out") + 1]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    problems = [f"{row['code']}: no example" for row in rows if not row["example"]]
    problems += [f"{row['code']}: no case raises it" for row in rows if not raised[row["code"]]]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems or not rows else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
