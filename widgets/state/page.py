"""A page of HTML that leaves the kit, as one file: it shows what is in it, and fetches, sends and runs nothing else.

The policy below is the only one. A script is ours and named by its hash, so that nothing which stands in the data, in a
title or in free text can run; what is no Markup is escaped. Every exporter makes its page here: a test looks for them.
"""

import base64
import hashlib
import re

from markupsafe import Markup

NOTHING = ("default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
           "form-action 'none'")
WHOLE = Markup("""<!DOCTYPE html>
<html lang="en">
<head>
{policy}
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{css}</style>
</head>
<body class="{look}">
{body}
{script}</body>
</html>
""")
META = '<meta http-equiv="Content-Security-Policy" content="'
OPENING = re.compile(rf"\s*<!doctype html>\s*<html\b[^>]*>\s*<head\b[^>]*>\s*{re.escape(META + NOTHING)}",
                     re.IGNORECASE)
FETCHED = re.compile(r"<script\b.*?</script\s*>|@font-face\s*\{[^}]*\}", re.DOTALL | re.IGNORECASE)


def page(title: str, css: Markup, body: Markup, look="vd-page", script="") -> str:
    """A whole page. look: the body's classes; script: JavaScript of ours, which stands at the end."""
    tag = Markup(f"<script>{script}</script>\n") if script else ""
    return str(WHOLE.format(policy=_policy(script), title=title, css=css, look=look, body=body, script=tag))


def sealed(foreign: str) -> str:
    """Somebody else's whole page under the same policy, without its scripts and the fonts that it would fetch.

    ValueError if it has no head.
    """
    parts = re.split(r"(<head\b[^>]*>)", foreign, maxsplit=1, flags=re.IGNORECASE)
    if len(parts) != 3:
        raise ValueError("a page without a head cannot be sealed")
    return f"{parts[0]}{parts[1]}\n{_policy()}{FETCHED.sub('', parts[2])}"


def is_sealed(text: str) -> bool:
    """Whether a page has the policy, and has it before anything that it must hold for."""
    return bool(OPENING.match(text))


def _policy(script=""):
    seal = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    words = f"{NOTHING}; script-src 'sha256-{seal}'" if script else NOTHING
    return Markup(f'{META}{words}">')
