#!/usr/bin/env python3
"""Times the whole command beside the tools that only extract the text, and prints Markdown tables.

usage: compare.py [--binary target/release/conforme] [--runs 5] [--libreoffice] [--pages] [FILE...]

Without files: the dossiers under fixtures/. For every file the commands are run in turn (ours, the other, ours, …), so
that a machine whose speed drifts slows both; a ratio is that of a pair of runs, and the median of the pairs is printed.
Times are processor seconds (user and system, children included) unless --wall is given; memory is the largest resident
set. What is timed of ours is the whole check: read, structure, measure, judge, print.

Needs Python 3 on Linux; beside it whichever of these is there: pdftotext (poppler-utils), mutool (mupdf-tools), pandoc,
unzip, soffice (with --libreoffice), qpdf (with --pages).
"""
import argparse
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
OTHERS = {
    "pdf": [
        ("pdftotext -layout", lambda f, _: ["pdftotext", "-layout", f, "-"]),
        ("mutool draw -F txt", lambda f, _: ["mutool", "draw", "-q", "-F", "txt", "-o", "-", f]),
    ],
    "docx": [
        ("unzip -p word/document.xml", lambda f, _: ["unzip", "-p", f, "word/document.xml"]),
        ("pandoc -t plain", lambda f, _: ["pandoc", "-t", "plain", f]),
        ("soffice --convert-to txt", lambda f, out: libreoffice(f, out)),
    ],
    "odt": [
        ("unzip -p content.xml", lambda f, _: ["unzip", "-p", f, "content.xml"]),
        ("pandoc -t plain", lambda f, _: ["pandoc", "-t", "plain", f]),
        ("soffice --convert-to txt", lambda f, out: libreoffice(f, out)),
    ],
    "md": [("pandoc -t plain", lambda f, _: ["pandoc", "-t", "plain", f])],
}


def libreoffice(file, out):
    profile = pathlib.Path(out, "profile").as_uri()
    return ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "txt:Text", "--outdir", out, file]


def measure(command):
    """Wall seconds, processor seconds and peak memory in MB of one run, what it prints thrown away."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        try:
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) == 127:
        raise SystemExit(f"cannot run {command[0]}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def pairs(ours, other, runs, wall):
    """Our and the other's figures over alternating runs, after one of each that is not counted."""
    pick = 0 if wall else 1
    measure(ours), measure(other)
    found = [(measure(ours), measure(other)) for _ in range(runs)]
    mine, theirs = [a[pick] for a, _ in found], [b[pick] for _, b in found]
    ratio = statistics.median(a / max(b, 1e-4) for a, b in zip(mine, theirs))
    return statistics.median(mine), statistics.median(theirs), ratio, max(a[2] for a, _ in found)


def table_of_ratios(files, options, check):
    print("| files | beside | ours, s | theirs, s | ours / theirs | median and worst file | our peak memory |")
    print("|---|---|---|---|---|---|---|")
    for kind, others in OTHERS.items():
        chosen = [f for f in files if f.suffix == f".{kind}"]
        for name, command in others if chosen else []:
            tool = command("", "/")[0]
            if shutil.which(tool) is None or (tool == "soffice" and not options.libreoffice):
                continue
            with tempfile.TemporaryDirectory() as out:
                found = [
                    pairs(check(f), command(str(f), out), 1 if tool == "soffice" else options.runs, options.wall)
                    for f in chosen
                ]
            ours, theirs = sum(f[0] for f in found), sum(f[1] for f in found)
            ratios = sorted(f[2] for f in found)
            print(
                f"| {len(chosen)} {kind.upper()} | `{name}` | {ours:.3f} | {theirs:.3f} | **{ours / theirs:.3f}** "
                f"| {statistics.median(ratios):.3f}, {ratios[-1]:.3f} | {max(f[3] for f in found):.0f} MB |"
            )


def table_of_starts(options, check):
    print("\n| start-up | wall, ms | processor, ms |")
    print("|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        short = pathlib.Path(folder, "court.md")
        short.write_text("# Contexte\n\nUne phrase.\n", encoding="utf-8")
        for name, command in [
            ("`conforme --version`", [options.binary, "--version"]),
            ("`conforme list`", [options.binary, "list"]),
            ("`conforme check`, Markdown of one paragraph", check(short)),
        ]:
            found = [measure(command) for _ in range(4 * options.runs)]
            wall, cpu = (statistics.median(f[i] for f in found) * 1000 for i in (0, 1))
            print(f"| {name} | {wall:.1f} | {cpu:.1f} |")


def table_of_pages(options, check):
    """One dossier, its pages repeated."""
    print("\n| pages | processor, s | ms a page | peak memory |")
    print("|---|---|---|---|")
    original = ROOT / "fixtures/dossiers/titre/dossier-typst.pdf"
    with tempfile.TemporaryDirectory() as folder:
        for pages in (10, 100, 1000):
            made = pathlib.Path(folder, f"{pages}.pdf")
            parts = [str(original), "1-10"] * (pages // 10)
            subprocess.run(["qpdf", "--empty", "--pages", *parts, "--", str(made)], check=True)
            found = [measure(check(made)) for _ in range(options.runs)]
            cpu, memory = statistics.median(f[1] for f in found), max(f[2] for f in found)
            print(f"| {pages} | {cpu:.3f} | {cpu / pages * 1000:.2f} | {memory:.0f} MB |")


def line_of_cores(files, options):
    """How much faster several files are on all processors than on one."""
    one = os.sched_getaffinity(0)
    command = [options.binary, "check", "--no-cache", "--certification", options.certification, *map(str, files)]
    found = []
    for _ in range(options.runs):
        spread = measure(command)[0]
        os.sched_setaffinity(0, {min(one)})
        alone = measure(command)[0]
        os.sched_setaffinity(0, one)
        found.append(alone / spread)
    print(f"\n{len(files)} files in one command: {statistics.median(found):.2f} times as fast on {len(one)} processors as on one.")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=str(ROOT / "target/release/conforme"))
    parser.add_argument("--certification", default="ais")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--wall", action="store_true", help="wall seconds instead of processor seconds")
    parser.add_argument("--libreoffice", action="store_true", help="time LibreOffice as well, once a file")
    parser.add_argument("--pages", action="store_true", help="time 10, 100 and 1000 pages of one dossier")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    files = options.files or sorted(f for f in ROOT.glob("fixtures/dossiers/*/dossier*") if f.suffix[1:] in OTHERS)
    check = lambda file: [options.binary, "check", "--no-cache", "--certification", options.certification, str(file)]
    print(f"{len(os.sched_getaffinity(0))}-processor {platform.machine()} {platform.system()}, {options.runs} pairs of runs a file\n")
    table_of_ratios(files, options, check)
    table_of_starts(options, check)
    if options.pages:
        table_of_pages(options, check)
    if len(files) > 1:
        line_of_cores(files, options)


if __name__ == "__main__":
    main()
