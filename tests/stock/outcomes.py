"""A pytest plugin that notes the outcome of every test in the file $OUTCOMES, with the binding loaded where $BINDING is 1."""

import json
import os
from pathlib import Path

if os.environ["BINDING"] == "1":
    import kumihan.weasy

    assert kumihan.weasy.enable() == (), "the binding was not loaded"

found = {}


def pytest_runtest_logreport(report):
    # A test that breaks before or after its own steps has failed as well.
    if report.when == "call" or report.failed:
        found[report.nodeid] = "xfailed" if report.skipped and hasattr(report, "wasxfail") else report.outcome


def pytest_sessionfinish():
    Path(os.environ["OUTCOMES"]).write_text(json.dumps(found), encoding="utf-8")
