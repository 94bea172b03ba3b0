#!/usr/bin/env python3
"""Speed and memory of `tally text` beside trafilatura, pinned, on the same pages.

usage: compare.py FOLDER [--tally PATH] [--least BYTES] [--copies N] [--rounds N]

FOLDER is searched for *.html; pages below --least bytes (default 100000) are left out. Both get
the same files, each copied --copies times (default 8) so that a run is long enough to measure, in
one process each, one thread; rounds alternate. What counts is CPU time (user and system) of the
whole process, start-up included, and its peak memory; a second table leaves start-up out (the time
of a run over one small page). Needs: pip install trafilatura==2.3.1
"""
import argparse, importlib.metadata, os, resource, shutil, statistics, subprocess, sys, tempfile

PIN = "2.3.1"
PEER = (
    "import sys, trafilatura\n"
    "for path in sys.argv[2:]:\n"
    "    text = trafilatura.extract(open(path, 'rb').read())\n"
    "    open(sys.argv[1] + '/' + path.split('/')[-1] + '.txt', 'w').write(text or '')\n"
)

def run(command):
    """CPU seconds and peak megabytes of a command."""
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed with status {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--tally", default=".build/release/tally")
    parser.add_argument("--least", type=int, default=100_000)
    parser.add_argument("--copies", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    version = importlib.metadata.version("trafilatura")
    if version != PIN:
        sys.exit(f"trafilatura {PIN} is wanted, {version} is installed")
    pages = sorted(
        os.path.join(place, name) for place, _, names in os.walk(options.folder) for name in names
        if name.endswith(".html") and os.path.getsize(os.path.join(place, name)) >= options.least)
    if not pages:
        sys.exit(f"no page of {options.least} bytes or more in {options.folder}")
    with tempfile.TemporaryDirectory() as scratch:
        inputs, output, small = (os.path.join(scratch, name) for name in ("in", "out", "small.html"))
        os.mkdir(inputs), os.mkdir(output)
        for copy in range(options.copies):
            for index, page in enumerate(pages):
                shutil.copy(page, f"{inputs}/{copy}-{index}.html")
        files = sorted(os.path.join(inputs, name) for name in os.listdir(inputs))
        with open(small, "w") as file:
            file.write("<p>One short page, so that only starting up is measured.</p>")
        size = sum(os.path.getsize(file) for file in files)
        tally = [options.tally, "text", "--threads", "1", "--output", output]
        peer = [sys.executable, "-c", PEER, output]
        times = {"tally": [], "trafilatura": []}
        starts = {"tally": [], "trafilatura": []}
        peaks = {"tally": 0, "trafilatura": 0}
        for _ in range(options.rounds):
            for name, command in (("trafilatura", peer), ("tally", tally)):
                seconds, peak = run(command + files)
                times[name].append(seconds)
                peaks[name] = max(peaks[name], peak)
                starts[name].append(run(command + [small])[0])
    whole = {name: statistics.median(values) for name, values in times.items()}
    alone = {name: whole[name] - statistics.median(starts[name]) for name in whole}
    print(f"{len(pages)} pages of {options.least} bytes or more, {options.copies} copies, {size / 1e6:.1f} MB, {options.rounds} rounds")
    print(f"whole process, CPU time: tally is {whole['trafilatura'] / whole['tally']:.1f} times as fast as trafilatura {PIN}")
    print(f"without start-up:        tally is {alone['trafilatura'] / max(alone['tally'], 1e-3):.1f} times as fast")
    print(f"peak memory: tally {peaks['tally']:.0f} MB, trafilatura {peaks['trafilatura']:.0f} MB")

if __name__ == "__main__":
    main()
