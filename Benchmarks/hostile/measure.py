"""What the scripts of this folder share: running a command under limits and measuring it."""
import os
import resource
import signal
import subprocess
import sys
import threading

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MEGABYTE = 1 << 20


def tally_path():
    """The program to measure: TALLY, or the release build of this checkout."""
    path = os.environ.get("TALLY", os.path.join(ROOT, ".build/release/tally"))
    if not os.access(path, os.X_OK):
        sys.exit(f"{path}: no program; build it (swift build -c release) or set TALLY")
    return os.path.abspath(path)


class Run:
    """What one run of a command took and gave."""

    def __init__(self, status, seconds, peak, output, messages, line_count):
        self.status = status            # below 0: the number of the signal that ended it
        self.seconds = seconds          # processor time, user and system
        self.peak = peak                # bytes of resident memory at most
        self.output = output            # bytes on standard output
        self.messages = messages        # bytes on standard error, the first megabyte
        self.line_count = line_count    # lines on standard error

    def lines(self):
        """The lines on standard error that were kept."""
        return self.messages.decode("utf-8", "replace").splitlines()

    def end(self):
        """How it ended when that is no exit status, else None."""
        if self.status >= 0:
            return None
        if -self.status in (signal.SIGXCPU, signal.SIGKILL):
            return "time out"
        return f"signal {-self.status}"


def run(command, seconds=60, memory=None, output=None, keep=None):
    """Runs a command with at most `seconds` of processor time (ten times that by the clock),
    `memory` bytes of address space and `output` bytes of output; beyond any it is ended.

    keep: a file for what it writes, which else is only counted.
    This process must stay small: what it holds counts as the command's peak until that begins.
    """
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment, preexec_fn=limit)
    messages = bytearray()
    line_count = 0

    def listen():
        nonlocal line_count
        while piece := process.stderr.read1(1 << 16):
            line_count += piece.count(b"\n")
            if len(messages) < MEGABYTE:
                messages.extend(piece)

    listener = threading.Thread(target=listen)
    listener.start()
    watch = threading.Timer(seconds * 10 + 10, lambda: os.kill(process.pid, signal.SIGKILL))
    watch.start()
    written = 0
    with open(keep or os.devnull, "wb") as sink:
        while piece := process.stdout.read1(1 << 16):
            written += len(piece)
            sink.write(piece)
            if output and written > output:
                os.kill(process.pid, signal.SIGPIPE)
                break
    process.stdout.close()
    _, code, usage = os.wait4(process.pid, 0)
    watch.cancel()
    listener.join()
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(code)
    return Run(
        process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, written,
        bytes(messages), line_count)


def size_text(count):
    for unit, name in ((MEGABYTE, "MB"), (1 << 10, "KB")):
        if count >= unit:
            return f"{count / unit:.3g} {name}"
    return f"{count} B"


def size_number(text):
    """`500k`, `2M` or a number of bytes."""
    units = {"k": 1 << 10, "K": 1 << 10, "M": MEGABYTE}
    return int(float(text[:-1]) * units[text[-1]]) if text[-1] in units else int(text)
