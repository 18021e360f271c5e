"""Installed right? One cell says yes, or what to do."""

import html
import re
from importlib import metadata

import ipywidgets as ipw

from widgets.panel.sheet import sheet
from widgets.state import eventlog


def problems():
    """What stands in the way of a session on this machine, a sentence each; an empty list when nothing does."""
    found = []
    for line in metadata.requires("valued") or ():
        pin = re.match(r"([A-Za-z0-9_.-]+)==([^;\s]+)\s*$", line)  # lines with a marker belong to an extra
        if not pin:
            continue
        name, wanted = pin.groups()
        try:
            here = metadata.version(name)
        except metadata.PackageNotFoundError:
            here = "missing"
        if here != wanted:
            found.append(f"{name} is {here}, this kit was tested with {wanted}: run the README’s first command again.")
    if not eventlog.record("ready"):
        found.append(f"Your progress cannot be saved in {eventlog.path()}: make that folder writable, "
                     "or name another file in the environment variable VALUED_LOG.")
    return found


def ready():
    """A widget that says yes, or what to do."""
    found = problems()
    if not found:
        text = '<p class="vd-outcome" data-result="hit"><b>Yes.</b> Everything is in place.</p>'
    else:
        items = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in found)
        text = f'<p class="vd-outcome" data-result="miss"><b>Not yet.</b></p><ul>{items}</ul>'
    box = ipw.VBox([sheet(), ipw.HTML(text)])
    box.add_class("vd-panel")
    return box
