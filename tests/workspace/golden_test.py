#!/usr/bin/python3
"""golden_test.py PROGRAM: filings that earlier versions sealed (golden/VERSION.tar.xz) are still verified, every figure
computed again from their own inputs and rules. A filing is added at each release and never changed."""

import pathlib
import subprocess
import sys
import tarfile
import tempfile


def main(program):
    filings = sorted((pathlib.Path(__file__).parent / "golden").glob("*.tar.xz"))
    failed = 0
    for filing in filings:
        with tempfile.TemporaryDirectory() as work:
            with tarfile.open(filing) as archive:
                archive.extractall(work)
            failed += subprocess.run([program, "archive", "verify", "--filing", f"{work}/filing"]).returncode != 0
    print(f"{len(filings) - failed} passed, {failed} failed")
    return failed > 0 or not filings


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
