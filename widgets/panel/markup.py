"""Sentences as HTML, in which nothing that somebody wrote is markup."""

import html
import re

import ipywidgets as ipw


def paragraph(sentence, cls=""):
    """HTML of a paragraph."""
    return f'<p class="{cls}">{html.escape(sentence)}</p>'


def emphasised(sentence: str) -> str:
    """A sentence as HTML, in which *words* between stars are emphasised and nothing else is markup."""
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", html.escape(sentence, quote=False))


def text(sentence, cls=""):
    """A paragraph as a widget."""
    return ipw.HTML(paragraph(sentence, cls))
