"""Turn arguments into one call of the pipeline and an exit code. There is no logic here."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from kumihan import messages
from kumihan.errors import KumihanError, MissingPartError, sound
from kumihan.export.artifact import PRODUCTS
from kumihan.finding import Finding, error, findings_json
from kumihan.messages import tr
from kumihan.pages.store import DEFAULT, STORES
from kumihan.wishes import Wishes

# What shells answer for a command that Ctrl-C has ended.
ENDED = 130


def parser() -> argparse.ArgumentParser:
    """The command line as `--help` explains it."""
    summary = tr("Build a Japanese publication: print edition, screen edition, e-book and one-page digest.")
    made = argparse.ArgumentParser(
        prog="build.py", description=summary, epilog=explanation(), formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = ("all", *PRODUCTS, "watch", "fit", "proof", "preflight", "sheet", "import", "init", "galley")
    made.add_argument("command", nargs="?", choices=names, default="all", metavar="COMMAND", help=tr("see below"))
    made.add_argument(
        "path",
        nargs="*",
        type=Path,
        metavar="FILE|DIR|PRODUCT",
        help=tr("for import, init, preflight, sheet and watch"),
    )
    made.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help=tr("the publication (default: content)")
    )
    made.add_argument(
        "--output", type=Path, default=Path("output"), metavar="DIR", help=tr("where products go (default: output)")
    )
    made.add_argument("--to", type=Path, metavar="DIR", help=tr("where import, galley and sheet write"))
    made.add_argument(
        "--target",
        choices=tuple(STORES),
        default=DEFAULT.name,
        help=tr("where the e-book is going (default: ebpaj, Japanese stores)"),
    )
    made.add_argument(
        "--jobs", type=int, default=1, metavar="N", help=tr("processes to build with: 2 set print and screen together")
    )
    made.add_argument("--strict", action="store_true", help=tr("a warning counts as an error"))
    made.add_argument(
        "--approve", action="store_true", help=tr("for digest: approve its sentences (content/digest.toml)")
    )
    made.add_argument("--loose", action="store_true", help=tr("build although a part does not fit on its pages"))
    made.add_argument("--x1a", action="store_true", help=tr("for print: PDF/X-1a instead of PDF/X-4"))
    made.add_argument(
        "--format", choices=("text", "json"), default="text", help=tr("how findings are written (default: text)")
    )
    made.add_argument("--lang", choices=("ja", "en"), help=tr("language of messages (default: the locale's)"))
    return made


def explanation() -> str:
    """The commands, exit codes and examples below the options."""
    commands = (
        ("all", tr("everything (the default)")),
        ("print", tr("the print edition: PDF/X-4 with trim marks and 3 mm bleed")),
        ("screen", tr("the screen edition: PDF with bookmarks and links")),
        ("epub", tr("the e-book: EPUB 3.3")),
        ("digest", tr("the recommendations on one page: PDF, HTML, Word, text, Markdown, JSON")),
        ("watch [PRODUCT…]", tr("print, or the products named, again after every change")),
        ("fit", tr("copyfitting alone: say what each part’s pages took; nothing is written")),
        ("proof", tr("read the text for mistakes; nothing is written")),
        ("preflight", tr("look over the products in the output folder, or the files named")),
        ("sheet", tr("pictures of the spreads of the print edition, or of the PDF named")),
        ("import FILE", tr("make a publication of an author’s manuscript (.docx, .txt); needs --to")),
        ("init DIR", tr("begin a new publication that builds at once")),
        ("galley", tr("write the HTML and stylesheets as they go to the typesetter; needs --to")),
    )
    codes = (
        ("0", tr("done")),
        ("1", tr("the publication has errors; nothing was written")),
        ("2", tr("wrong usage")),
        ("3", tr("a product could not be written")),
        ("4", tr("a library or font is missing on this machine")),
        (str(ENDED), tr("ended with Ctrl-C before it was done")),
    )
    examples = (
        ("build.py init annual-report", ""),
        ("build.py --content annual-report --output products", ""),
        ("build.py import manuscript.docx --to annual-report", ""),
        ("build.py proof --content annual-report --format json", ""),
    )
    heads = (tr("commands:"), tr("exit codes:"), tr("examples:"))
    tables = zip(heads, (commands, codes, examples), strict=True)
    return "\n\n".join(
        "\n".join([head, *(f"  {name:<16} {words}".rstrip() for name, words in rows)]) for head, rows in tables
    )


def main(arguments: list[str] | None = None) -> int:
    """The command line; its exit codes are those that `--help` lists."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--lang")
    messages.use(early.parse_known_args(arguments)[0].lang)
    made = parser()
    options = made.parse_intermixed_args(arguments)  # build.py import --to DIR FILE
    check_usage(made, options)
    try:
        findings, code = run(options), 0
    except KumihanError as reason:
        findings, code = reason.findings, reason.exit_code
    except KeyboardInterrupt:
        return ENDED
    if findings or options.command != "watch":  # a watch has told everything
        show(findings, options.format)
    return code


def check_usage(made: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Leave with exit code 2 where arguments are missing or superfluous."""
    if options.command in ("import", "init") and len(options.path) != 1:
        made.error(tr("{command} needs a path", command=options.command))
    allowed = {"import": 1, "init": 1, "sheet": 1}.get(options.command, 0)
    if options.command == "watch" and (odd := {str(name) for name in options.path} - {"all", *PRODUCTS}):
        made.error(tr("no product is named {name}: {names}", name=", ".join(sorted(odd)), names=", ".join(PRODUCTS)))
    if options.command not in ("preflight", "watch") and len(options.path) > allowed:
        made.error(tr("{command} takes no path: {path}", command=options.command, path=options.path[allowed]))
    if options.jobs < 1:
        made.error(tr("--jobs needs a number of at least 1"))
    if options.approve and options.command != "digest":
        made.error(tr("--approve goes with digest"))
    if options.x1a and options.command not in ("all", "print", "watch"):
        made.error(tr("--x1a goes with print"))
    if options.command in ("import", "galley") and options.to is None:
        made.error(tr("{command} needs --to DIR", command=options.command))


def run(options: argparse.Namespace) -> tuple[Finding, ...]:
    """Do what the command asks for."""
    try:
        task = task_of(options)
    except OSError as reason:
        hint = tr("run `make` in the project's folder; it installs what is missing")
        fact = tr("a library of the typesetter is missing: {reason}", reason=str(reason).split("\n")[0])
        raise MissingPartError(error("missing-library", fact, hint=hint)) from None
    return task()


def task_of(options: argparse.Namespace) -> Callable[[], tuple[Finding, ...]]:
    """The call for one command. Each imports no more than it needs, so that --help needs no typesetter."""
    match options.command:
        case "init":
            from kumihan.commands.new import begin

            return partial(begin, options.path[0])
        case "import":
            from kumihan.commands.new import bring_in

            return partial(bring_in, options.path[0], options.to)
        case "proof":
            from kumihan.commands.text import proofread

            return partial(proofread, options.content, options.strict)
        case "galley":
            from kumihan.commands.galleys import write_galley

            return partial(write_galley, options.content, options.to)
        case "fit":
            from kumihan.commands.galleys import fit_only

            return partial(show_fit, fit_only, options)
        case "sheet":
            from kumihan.commands.finished import write_sheet

            return partial(write_sheet, options.content, options.output, next(iter(options.path), None), options.to)
        case "preflight":
            from kumihan.commands.finished import look_over

            return partial(look_over, options.content, options.output, tuple(options.path), options.strict)
        case "watch":
            from kumihan.watch.loop import watch

            return partial(show_watch, watch, options)
        case _:
            from kumihan.pipeline import build

            return partial(show_build, build, options)


def show_fit(fit_only: Callable[..., Any], options: argparse.Namespace) -> tuple[Finding, ...]:
    """Copyfitting with its lines for people; they stand aside where findings are written for programs."""
    with progress(options.format) as step:
        findings, lines = fit_only(options.content, options.loose, step)
    print("\n".join(lines), file=sys.stderr if options.format == "json" else sys.stdout)
    return sound(findings)


def show_build(build: Callable[..., tuple[Finding, ...]], options: argparse.Namespace) -> tuple[Finding, ...]:
    """A build, with what it is doing."""
    products = PRODUCTS if options.command == "all" else (options.command,)
    with workers(options.jobs, options.lang) as executor, progress(options.format) as step:
        return build(options.content, options.output, products, wishes_of(options), step, executor)


def show_watch(watch: Callable[..., None], options: argparse.Namespace) -> tuple[Finding, ...]:
    """The watch, which tells everything itself."""
    watch(options.content, options.output, watched(options), wishes_of(options), options.format, options.lang)
    return ()


def watched(options: argparse.Namespace) -> tuple[str, ...]:
    """The products that a watch makes, in their order; print where none is named."""
    names = {str(name) for name in options.path} or {"print"}
    return PRODUCTS if "all" in names else tuple(name for name in PRODUCTS if name in names)


def wishes_of(options: argparse.Namespace) -> Wishes:
    return Wishes(options.strict, options.target, options.approve, options.x1a, options.loose, options.jobs)


@contextmanager
def workers(jobs: int, language: str | None) -> Iterator[Executor | None]:
    """Processes beside this one, which is one of the `jobs`; None where there are none."""
    if jobs < 2:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor  # one process needs no pool

    with ProcessPoolExecutor(jobs - 1, initializer=messages.use, initargs=(language,)) as executor:
        yield executor


@contextmanager
def progress(form: str) -> Iterator[Callable[[str], None]]:
    """Tells what is being done, to people on a terminal only."""
    if form != "text" or not sys.stderr.isatty():
        yield lambda words: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield status.update


def show(findings: tuple[Finding, ...], form: str) -> None:
    """Findings for people on standard error, for programs (JSON) on standard output."""
    if form == "json":
        print(findings_json(findings), end="")
        return
    for finding in findings:
        print(finding, file=sys.stderr)
