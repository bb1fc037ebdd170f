#!/usr/bin/python3
"""papers.py PROGRAM TOOLS WORK [XLSX_ASSETS [PDF_ASSETS]]: workbook and PDF of a generated register, measured against
bare programs of the same libraries (bench_xlsx_baseline, bench_pdf_baseline in TOOLS) that write as many cells of each
kind and draw the same texts. Prints both times, their ratio and the memory."""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import time
import zipfile

RUNS = 3
XLSX_RATIO_MAX, PDF_RATIO_MAX, XLSX_MEMORY_MAX = 1.5, 2.0, 100


def run(command):
    """Seconds and megabytes of a command."""
    begin = time.monotonic()
    process = subprocess.Popen([str(word) for word in command])
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit("failed: " + " ".join(str(word) for word in command))
    return time.monotonic() - begin, usage.ru_maxrss * 1024 / 1e6


def median(command):
    runs = [run(command) for _ in range(RUNS)]
    return statistics.median(r[0] for r in runs), statistics.median(r[1] for r in runs)


def shapes(path):
    """rows:texts:numbers:formulas of each sheet, rounded up to whole cells a row."""
    result = []
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if not name.startswith("xl/worksheets/sheet"):
                continue
            rows = texts = formulas = cells = 0
            rest = b""
            with book.open(name) as sheet:
                while chunk := sheet.read(1 << 20):
                    head, found, rest = (rest + chunk).rpartition(b">")
                    part = head + found
                    rows += part.count(b"<row ")
                    cells += part.count(b"<c ")
                    texts += part.count(b't="inlineStr"')
                    formulas += part.count(b"<f>")
            if rows:
                share = [max(0, round(count / rows)) for count in (texts, cells - texts - formulas, formulas)]
                result.append(":".join(str(n) for n in [rows, *share]))
    return result


def report(what, assets, ours, bare, ratio_max, memory_max):
    ratio = ours[0] / bare[0]
    note = "" if ratio <= ratio_max else "  EXCEEDED"
    memory = "" if memory_max is None or ours[1] <= memory_max else "  EXCEEDED"
    print(f"{what} of {assets} assets: {ours[0]:.2f} s, bare {bare[0]:.2f} s, {ratio:.2f}x (at most {ratio_max}){note}; "
          f"{ours[1]:.0f} MB, bare {bare[1]:.0f} MB{memory}")


def generate(tools, work, assets):
    folder = work / f"papers-{assets}"
    folder.mkdir(parents=True, exist_ok=True)
    run([tools / "bench_generate", "--assets", assets, "--mix", "straight-line", "--out", folder])
    return folder


def reconcile(program, folder, form):
    return [program, "reconcile", "--year", 2023, "--assets", folder / "assets.csv", "--events", folder / "events.csv",
            "--format", form, "--out", folder / f"report.{form}", "--quiet"]


def main(program, tools, work, xlsx_assets="100000", pdf_assets="10000"):
    tools, work = pathlib.Path(tools), pathlib.Path(work)
    folder = generate(tools, work, xlsx_assets)
    ours = median(reconcile(program, folder, "xlsx"))
    bare = median([tools / "bench_xlsx_baseline", "--out", folder / "bare.xlsx", *shapes(folder / "report.xlsx")])
    report("XLSX", xlsx_assets, ours, bare, XLSX_RATIO_MAX, XLSX_MEMORY_MAX)

    folder = generate(tools, work, pdf_assets)
    ours = median(reconcile(program, folder, "pdf"))
    text = subprocess.run(["pdftotext", "-layout", folder / "report.pdf", "-"], check=True, capture_output=True,
                          text=True).stdout
    lines = [re.sub(r" {2,}", "\t", line.strip(" ")) for line in text.splitlines(keepends=True)]
    (folder / "texts").write_text("".join(lines), encoding="utf-8")
    bare = median([tools / "bench_pdf_baseline", "--text", folder / "texts", "--out", folder / "bare.pdf"])
    report("PDF", pdf_assets, ours, bare, PDF_RATIO_MAX, None)


if __name__ == "__main__":
    main(*sys.argv[1:])
