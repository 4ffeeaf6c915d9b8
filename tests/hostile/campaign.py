#!/usr/bin/env python3
"""Damaged and hostile files through batches of the whole program, with the figures of what came of them.

usage: campaign.py [--binary target/release/conforme] [--positions 250] [--jobs 2] [--keep FOLDER] [--only WORD] [FOLDER...]

Tried are: a small fixture of every format cut off at every percent of its length; every single bit flipped at
`--positions` places of each; the same inside the parts of an archive, packed again, and inside the streams of a PDF
(where qpdf or mutool is there to unpack them); bombs and mazes made here; and every file under each FOLDER, as it is, cut off at
three places and with bits flipped at a few.

Each batch is one run of `conforme check --isolation process` over up to 500 files, each in a folder of its own. Told at
the end: inputs, runs, crashes (of a worker, of the batch), files over the limit of time, files that the report says
nothing of, the largest resident set of any process, and what the files were answered. The exit code is 1 where there was
a crash, a hang or a silence; with --keep, the files that did it are left in FOLDER.

Needs Python 3 on Linux.
"""
import argparse
import collections
import io
import json
import os
import pathlib
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "fixtures"
SAMPLES = [
    "docx-features/table.docx",
    "docx-features/txbx_choice.docx",
    "docx-features/nested_table.docx",
    "dossiers/ccp2/dossier.docx",
    "broken/truncated.odt",
    "dossiers/ccp1/presentation.odp",
    "dossiers/ccp1/presentation.pptx",
    "dossiers/ccp2/presentation.pdf",
    "broken/scan.pdf",
    "broken/password.pdf",
    "broken/password.docx",
    "broken/legacy-named.docx",
    "dossiers/ccp1/dossier.md",
    "broken/utf16.md",
]
# No longer than a batch of files that all reach the limit of time.
BATCH, SECONDS = 500, 20
NUMBERS = random.Random(0xC0F0)


def flipped(data, positions):
    """`data` with one bit flipped, for every bit of `positions` places."""
    places = range(len(data)) if len(data) <= positions else sorted(NUMBERS.sample(range(len(data)), positions))
    for place in places:
        for bit in range(8):
            out = bytearray(data)
            out[place] ^= 1 << bit
            yield f"octet-{place}-bit-{bit}", bytes(out)


def cut(data):
    for percent in range(100):
        yield f"coupe-{percent}", data[: len(data) * percent // 100]


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def inside_archive(data, positions):
    """The parts of an archive with one bit flipped, behind its checksums."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except zipfile.BadZipFile:
        return
    read = [at for at, (name, content) in enumerate(parts) if name.endswith((".xml", ".rels")) and content]
    for at in read:
        name, content = parts[at]
        share = max(1, positions * len(content) // max(1, sum(len(parts[other][1]) for other in read)))
        for label, altered in flipped(content, share):
            yield f"{name.replace('/', '_')}-{label}", packed(parts[:at] + [(name, altered)] + parts[at + 1 :], zipfile.ZIP_STORED)


def unpacked_pdf(data):
    """The PDF with its streams unpacked; none where neither qpdf nor mutool is there, or it refuses."""
    with tempfile.TemporaryDirectory() as folder:
        packed, out = pathlib.Path(folder, "in.pdf"), pathlib.Path(folder, "out.pdf")
        packed.write_bytes(data)
        for command in (["qpdf", "--qdf", "--object-streams=disable"], ["mutool", "clean", "-d"]):
            if shutil.which(command[0]):
                subprocess.run([*command, packed, out], capture_output=True, check=False)
                return out.read_bytes() if out.exists() else None
    return None


def samples(positions):
    for name in SAMPLES:
        data, suffix = (FIXTURES / name).read_bytes(), pathlib.Path(name).suffix
        for label, altered in cut(data):
            yield f"{name} {label}", suffix, altered
        for label, altered in flipped(data, positions):
            yield f"{name} {label}", suffix, altered
        if data.startswith(b"PK"):
            for label, altered in inside_archive(data, positions):
                yield f"{name} {label}", suffix, altered
        if data.startswith(b"%PDF"):
            for label, altered in flipped(unpacked_pdf(data) or b"", positions):
                yield f"{name} unpacked {label}", suffix, altered


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def docx(body, before="", more=()):
    document = f'<?xml version="1.0"?>{before}<w:document {WORD}><w:body>{body}</w:body></w:document>'
    return packed([("[Content_Types].xml", TYPES), ("word/document.xml", document), *more])


def pdf(objects, trailer=""):
    """A PDF of those objects (text, or a dictionary and a stream), the first of them the catalogue."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        if isinstance(one, tuple):
            entries, stream = one
            out.write(b"%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, entries.encode(), len(stream), stream))
        else:
            out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one.encode()))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(f"trailer\n<</Size {len(places) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF\n".encode())
    return out.getvalue()


def page(content, box="0 0 595 842", more=(), catalogue="", entries="", filter=""):
    stream = content if isinstance(content, bytes) else content.encode()
    return pdf(
        [
            f"<</Type/Catalog/Pages 2 0 R{catalogue}>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>{entries}>>",
            (filter, stream),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *more,
        ]
    )


def overlapping(names):
    """An archive whose directory tells the same bytes under every name."""
    one = packed([("word/document.xml", b"<a>" + b" " * (2 << 20) + b"</a>")])
    directory, end = one.rfind(b"PK\1\2"), one.rfind(b"PK\5\6")
    head, out = one[directory : directory + 46], one[:directory]
    for name in names:
        out += head[:28] + struct.pack("<H", len(name)) + b"\0\0\0\0" + head[34:46] + name.encode()
    count, tail = min(len(names), 65535), one[end:]
    return out + tail[:8] + struct.pack("<HHII", count, count, len(out) - directory, directory) + tail[20:]


def bombs():
    text = "<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>"
    show = "BT /F 12 Tf 72 700 Td (Bonjour tout le monde) Tj ET "
    yield "flat", ".docx", docx(" " * (400 << 20) + text)
    yield "flat-part", ".docx", docx(text, more=[("word/styles.xml", b"<a>" + b" " * (300 << 20) + b"</a>")])
    nested = docx(text)
    for _ in range(12):
        nested = packed([("word/document.xml", nested), ("0.zip", nested)])
    yield "nested", ".docx", nested
    yield "overlapping", ".docx", overlapping([f"word/header{n}.xml" for n in range(400)] + ["word/document.xml"])
    yield "overlapping-many", ".docx", overlapping([f"w/{n}" for n in range(30000)])
    yield "entries", ".odt", packed([(f"{n}", b"") for n in range(60000)])
    laughs = "".join(f'<!ENTITY l{n} "{("&l%d;" % (n - 1)) * 10}">' for n in range(1, 12))
    yield "laughs", ".docx", docx("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>", f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>')
    long = "a" * 200000
    yield "quadratic", ".docx", docx("<w:p><w:r><w:t>" + "&l;" * 100000 + "</w:t></w:r></w:p>", f'<!DOCTYPE w [<!ENTITY l "{long}">]>')
    yield "outside", ".docx", docx("<w:p><w:r><w:t>&l;</w:t></w:r></w:p>", '<!DOCTYPE w [<!ENTITY l SYSTEM "file:///etc/passwd">]>')
    for name in ("w:p", "w:tbl", "w:sdt", "w:ins", "w:txbxContent"):
        yield f"deep {name}", ".docx", docx(f"<{name}>" * 100000 + f"</{name}>" * 100000)
    cell = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
    yield "deep tables", ".docx", docx(cell[0] * 150 + text + cell[1] * 150)
    yield "unclosed", ".docx", docx("<w:p>" * 300000)
    yield "attributes", ".docx", docx("<w:p " + " ".join(f'a{n}="1"' for n in range(200000)) + "/>")
    yield "paragraphs", ".docx", docx("<w:p/>" * 3000000)
    for mark in ("> ", "- ", "* ", "[", "![", "**", "`", "<", "<b>", "(", "$", "\\[", "|", "_a", "[a](", "<!--", "&", "# ", "1. ", "~~~\n", "[^a]", "<div>\n"):
        yield f"nested {mark!r}", ".md", (mark * 200000 + "a").encode()
    yield "references", ".md", ("".join(f"[{n}]: /a\n" for n in range(50000)) + "[a]" * 200000).encode()
    yield "one line", ".md", b"objectif " * 2000000
    yield "table", ".md", ("|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n" + "|\n" * 20000).encode()
    yield "nothing", ".md", b"\0" * (8 << 20)
    yield "cycle of pages", ".pdf", pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", "<</Type/Pages/Kids[2 0 R 3 0 R]/Parent 2 0 R/Count 2>>"])
    deep = [f"<</Type/Pages/Kids[{n + 3} 0 R]/Count 1>>" for n in range(60000)]
    yield "deep pages", ".pdf", pdf(["<</Type/Catalog/Pages 2 0 R>>", *deep, "<</Type/Page/MediaBox[0 0 9 9]>>"])
    yield "many kids", ".pdf", pdf(["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{'3 0 R ' * 400000}]/Count 400000>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"])
    form = ("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>", b"/X Do /X Do " + show.encode())
    yield "form in itself", ".pdf", page("/X Do", more=[form])
    chain = [("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>/Font<</F 5 0 R>>>>" % (n + 7), b"/X Do " * 10 + show.encode()) for n in range(40)]
    yield "forms times ten", ".pdf", page("/X Do", more=chain)
    outline = ["<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 9>>", "<</Title(a)/Parent 6 0 R/Next 8 0 R/First 7 0 R>>", "<</Title(b)/Parent 6 0 R/Next 7 0 R/Prev 7 0 R>>"]
    yield "cycle of outlines", ".pdf", page(show, more=outline, catalogue="/Outlines 6 0 R")
    for box in ("0 0 1e38 1e38", "-1e30 -1e30 1e30 1e30", "0 0 0 0", "0 0 99999999999999999999 1", "842 595 0 0"):
        yield f"box {box}", ".pdf", page(show * 50, box=box)
    for filters in (1, 2, 3):
        stream = show.encode() * 200 + b" " * (300 << 20 if filters < 3 else 600 << 20)
        for _ in range(filters):
            stream = zlib.compress(stream, 9)
        yield f"deflated {filters}", ".pdf", page(stream, filter="/Filter[" + "/FlateDecode" * filters + "]")
    yield "operators", ".pdf", page("q " * 3000000)
    yield "glyphs", ".pdf", page("BT /F 1 Tf 1 0 0 1 50 50 Tm (" + "a" * 3000000 + ") Tj ET")
    yield "deep arrays", ".pdf", page("[" * 1000000 + show)
    yield "deep dictionary", ".pdf", page(show, entries="/A" + "<</A" * 200000)
    yield "length of itself", ".pdf", pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "3 0 R"])
    yield "table before itself", ".pdf", page(show)[:-40] + b"\ntrailer\n<</Prev 0/Root 1 0 R>>\nstartxref\n0\n%%EOF"
    yield "rectangles", ".pdf", page("".join(f"{n % 595} {n % 842} 3 3 re f " for n in range(200000)) + show * 3000)


def given(folder):
    """The files of `folder`, as they are and damaged."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data, name = path.read_bytes(), f"{folder.name}/{path.relative_to(folder)}"
        yield name, path.suffix, data
        for percent in (25, 60, 95):
            yield f"{name} coupe-{percent}", path.suffix, data[: len(data) * percent // 100]
        for label, altered in list(flipped(data, 2))[:: 3]:
            yield f"{name} {label}", path.suffix, altered


class Tally:
    def __init__(self, args):
        self.args = args
        self.answers, self.faults = collections.Counter(), []
        self.inputs = self.runs = self.memory = 0
        self.slowest = (0.0, "")

    def fault(self, what, label, path):
        self.faults.append((what, label))
        print(f"{what}: {label}", flush=True)
        if self.args.keep and path:
            self.args.keep.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, self.args.keep / f"{len(self.faults):04}-{what.split()[0]}{path.suffix}")


def batch(tally, files):
    """One run over `files`: (label, suffix, content)."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for number, (label, suffix, content) in enumerate(files):
            path = pathlib.Path(folder, f"{number:04}", f"dossier{suffix}")
            path.parent.mkdir()
            path.write_bytes(content)
            paths[str(path)] = label
        listed = pathlib.Path(folder, "liste.txt")
        listed.write_text("".join(f"{path}\n" for path in paths))
        args = tally.args
        command = [args.binary, "check", "--format", "json", "--isolation", "process", "--no-config", "--no-cache"]
        command += ["-c", "ais", "-j", str(args.jobs), "--pages", "none", "--limit", f"seconds={SECONDS}", "--files-from", str(listed)]
        begun = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        # A hang of the parent itself: no answer although every file was over its time.
        watch = threading.Timer((SECONDS + 10) * len(paths), child.kill)
        watch.start()
        errors = []
        drain = threading.Thread(target=lambda: errors.append(child.stderr.read()))
        drain.start()
        output = child.stdout.read()
        drain.join()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        watch.cancel()
        took = time.monotonic() - begun
        tally.runs += 1
        tally.inputs += len(paths)
        tally.memory = max(tally.memory, usage.ru_maxrss)
        tally.slowest = max(tally.slowest, (took / len(paths), f"batch of {len(paths)} from {next(iter(paths.values()))}"))
        try:
            report = json.loads(output)
        except ValueError:
            said = errors[0].decode(errors="replace")[:300] if errors else ""
            tally.fault(f"batch ended with {child.returncode} {said}", next(iter(paths.values())), None)
            return
        told = set()
        for dossier in report["dossiers"]:
            path = dossier["path"]
            told.add(path)
            told.update(one["path"] for one in dossier.get("documents", []))
            reason = dossier.get("unreadable")
            kind = reason["kind"] if reason else "read"
            message = reason["message"] if reason else ""
            bound = message.split("« ")[1].split(" »")[0] if kind == "bound" and "« " in message else ""
            tally.answers[f"{kind} {bound}".strip()] += 1
            if kind == "crashed":
                tally.fault(f"crash ({message})", paths.get(path, path), pathlib.Path(path))
            elif bound == "seconds":
                tally.fault("hang", paths.get(path, path), pathlib.Path(path))
        for path, label in paths.items():
            if path not in told:
                tally.fault("silence", label, pathlib.Path(path))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=str(ROOT / "target/release/conforme"))
    parser.add_argument("--positions", type=int, default=250)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--only", default="", help="only what has WORD in its name", metavar="WORD")
    parser.add_argument("folders", nargs="*", type=pathlib.Path)
    args = parser.parse_args()
    tally = Tally(args)
    every = [bombs(), samples(args.positions)] + [given(folder) for folder in args.folders]
    waiting = []
    for label, suffix, content in (one for some in every for one in some if args.only in one[0]):
        waiting.append((label, suffix, content))
        if len(waiting) == BATCH or sum(len(content) for *_, content in waiting) > 64 << 20:
            batch(tally, waiting)
            waiting = []
            print(f"{tally.inputs} inputs, {len(tally.faults)} faults", file=sys.stderr, flush=True)
    if waiting:
        batch(tally, waiting)
    print(f"\ninputs tried           {tally.inputs}\nruns of the program    {tally.runs}")
    for what in ("crash", "batch", "hang", "silence"):
        print(f"{what:22} {sum(fault.startswith(what) for fault, _ in tally.faults)}")
    print(f"largest resident set   {tally.memory / 1024:.0f} MiB")
    print(f"slowest batch          {tally.slowest[0]:.3f} s a file ({tally.slowest[1]})")
    for answer, count in tally.answers.most_common():
        print(f"  {count:7}  {answer}")
    sys.exit(1 if tally.faults else 0)


if __name__ == "__main__":
    main()
