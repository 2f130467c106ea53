"""Scripts and style rules without what phones need not fetch. Nothing is renamed: what runs reads like its source."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"^\s*(?://|/\*|\*(?:\s|/|$))")
_PART = re.compile(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[ ]//[ ][^\n]*|`|\$\{|[{}]|[^"'`${} ]+|.""", re.DOTALL)
_SIGNS = r"[-=+*/<>?:,;{}()\[\]&|!]"
# Two signs of a sum stay apart: `a - -b` is not `a--b`.
# A row that goes on needs no end, and what closes a block or a list ends what is before it.
_ROW = r"(?<=[{;,(\[])\n|[,;]?\n(?=[}\])])"
_BLANK = re.compile(rf"(?<![-+]) +(?={_SIGNS})|(?<={_SIGNS}) +(?![-+])|{_ROW}")


def lean_script(source: str) -> str:
    """A module without its comments, its indentation, and the blanks and ends of rows around signs."""
    rows = (line.strip() for line in source.splitlines() if line.strip() and not _COMMENT.match(line))
    code, found = "", []
    for is_text, part in _parts("\n".join(rows) + "\n"):
        if is_text:
            found += [_BLANK.sub("", code), part]
            code = ""
        else:
            code += part
    return "".join([*found, _BLANK.sub("", code)]).rstrip("\n") + "\n"


def _parts(source: str) -> list[tuple[bool, str]]:
    """A module in pieces, and of each whether it stands in quotes; comments behind code are left out."""
    found: list[tuple[bool, str]] = []
    inside: list[str] = []  # a backtick for each open template, a brace for each open block
    for part in _PART.findall(source):
        is_text = inside[-1:] == ["`"]
        if part == "`":
            inside.pop() if is_text else inside.append(part)
        elif part in ("{", "${") and is_text == (part == "${"):
            inside.append("{")
        elif part == "}" and not is_text:
            inside.pop()
        elif part.startswith(" //") and not is_text:
            continue
        found.append((is_text or part[0] in "\"'`", part))
    return found


def lean_style(rules: str) -> str:
    """Style rules, one a row, without the blanks nobody needs."""
    rows = (re.sub(r"\s*([{};,>])\s*", r"\1", row).replace(": ", ":").replace(";}", "}") for row in rules.splitlines())
    return "\n".join(row.strip() for row in rows if row.strip()) + "\n"
