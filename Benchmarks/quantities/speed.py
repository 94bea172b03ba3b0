#!/usr/bin/env python3
"""How many times faster than quantulum3 quantities are found: same text, same run, one thread.

usage: speed.py TALLY [TEXTS.jsonl ...]

TEXTS hold lines {"id", "text"}; without them the text of the pages in Corpus/articles is taken.
tally does all of its stages (segmentation, tags, names, dates, quantities, output); its start is
taken off by a run on one short text. quantulum3 gets one call per text, after a call that loads
it. Processor time; the best of three runs counts for both.

With perf at hand the share of the quantity stage in tally's time is measured too.

needs: pip install quantulum3==0.10.0   (without its classifier, which makes it slower)
"""
import glob, json, os, resource, subprocess, sys, tempfile, warnings

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REPEAT = 40                                # tally is measured on that many copies


def texts(paths):
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)["text"]


def corpus(tally):
    for page in sorted(glob.glob(ROOT + "/Corpus/articles/*.html")):
        yield subprocess.run([tally, "text", page], capture_output=True, text=True).stdout


def cpu():
    """Processor seconds of this process and of those it has run."""
    mine = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + others.ru_utime + others.ru_stime


def best(run):
    times = []
    for _ in range(3):
        start = cpu()
        run()
        times.append(cpu() - start)
    return min(times)


def tally_time(tally, documents):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for i, text in enumerate(documents):
            file.write(json.dumps({"id": str(i), "text": text}) + "\n")
        file.flush()
        command = [tally, "tag", "--threads", "1", "--input-format", "jsonl", file.name]
        return best(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))


def stage_share(tally, documents):
    """What part of tally's time its quantity stage takes, by sampling; None without perf."""
    with tempfile.TemporaryDirectory() as folder:
        texts_file, data = folder + "/texts.jsonl", folder + "/perf.data"
        with open(texts_file, "w", encoding="utf-8") as file:
            for i, text in enumerate(documents):
                file.write(json.dumps({"id": str(i), "text": text}) + "\n")
        try:
            subprocess.run(
                ["perf", "record", "-q", "-g", "-o", data, tally, "tag", "--threads", "1",
                 "--input-format", "jsonl", texts_file],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            report = subprocess.run(
                ["perf", "report", "-i", data, "--stdio", "--children", "-g", "none"],
                capture_output=True, text=True).stdout
        except (OSError, subprocess.CalledProcessError):
            return None
        for line in report.splitlines():
            if "QuantityTagger" in line and "process" in line:
                return float(line.split()[0].rstrip("%")) / 100
    return None


def main(argv):
    if len(argv) < 2:
        sys.exit(__doc__)
    warnings.simplefilter("ignore")
    from quantulum3 import parser
    tally = os.path.abspath(argv[1])
    documents = list(texts(argv[2:]) if len(argv) > 2 else corpus(tally))
    size = sum(len(text.encode()) for text in documents)
    parser.parse("5 km")
    def peer():
        for text in documents:
            try:
                parser.parse(text)
            except Exception:              # it stops on some texts; its time up to there counts
                pass
    theirs = best(peer)
    start = tally_time(tally, ["5 km"])
    ours = (tally_time(tally, documents * REPEAT) - start) / REPEAT
    print(f"{len(documents)} texts, {size} bytes")
    print(f"quantulum3 takes {theirs / ours:.0f} times as long as tally with all its stages")
    share = stage_share(tally, documents * REPEAT)
    if share:
        print(f"and {theirs / ours / share:.0f} times as long as its quantity stage ({share:.1%} of it)")


main(sys.argv)
