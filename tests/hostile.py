"""What people may write to see what breaks."""

from __future__ import annotations

from itertools import product
from unicodedata import normalize

_HANDLERS = ("onerror", "onload", "onfocus", "onmouseover", "ontoggle", "onanimationstart", "onpointerenter")
_TAGS = ("img src=x", "svg", "input autofocus", "details open", "video src=x", "body", "iframe")
_OUT = ("", "'", '"', "`", "-->", "]]>", "</title>", "</textarea>", "</style>", "</script>", "'>", '">')
_SCHEMES = ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "vbscript:msgbox(1)",
            "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=", "//evil.invalid",
            "file:///etc/passwd", "blob:http://evil.invalid/x", "http:evil.invalid")  # fmt: skip
_FORMULAS = ("=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1+1)", '=HYPERLINK("http://evil.invalid","x")',
             '=IMPORTXML("http://evil.invalid","//a")', "=WEBSERVICE(A1)", "%0A=1+1", "\uff1d1+1", "\uff0b1+1",
             "\uff0d1+1", "\uff20SUM(1)", "|calc", '"=1+1"', "' =1+1", ";=1+1", ",=1+1")  # fmt: skip
_PLOTLY = ("<b>a</b>", "<i>a</i>", "a<br>b", "<sub>a</sub>", "<sup>a</sup>", "<span style='color:red'>a</span>",
           "<a href='http://evil.invalid'>a</a>", "<a href='javascript:alert(1)'>a</a>", "<extra></extra>", "%{x}",
           "%{customdata[0]}", "%{meta}", "<s>a</s>", "<u>a</u>", "&lt;b&gt;", "&#x3c;b&#x3e;", "&nbsp;",
           "<b", "</b>", "a < b > c")  # fmt: skip
_MATHS = ("$a$", "$$a$$", "\\(a\\)", "\\[a\\]", "$\\href{javascript:alert(1)}{a}$", "$\\unicode{x41}$",
          "$5 and $6", "\\$a$",
          "$\\def\\x{\\x}\\x$", "$\\style{color:red}{a}$", "\\begin{equation}a\\end{equation}",
          "$\\require{html}$")  # fmt: skip
_MARKDOWN = ("***a***", "a__b__c", "~a~", "==a==", "^a^", "- [ ] a", "[a]:http://evil.invalid", "![][a]", "<!-- a -->",
             "<?php a ?>", "<![CDATA[a]]>", "&copy; &hearts;", "http://evil.invalid/[a](b)", "\\# a", "## a",
             "###### a",
             "a  ", "***", "* * *", "___", "10. a", "* a", "> > a", "| a |", "|---|", "~~~", "    a", ":tada:",
             ":material/delete: a", ":green-badge[a]", ":red[:blue[a]]", "a :small[b] c", "a---b", "=> a", "<= a",
             "<=> a", "\u2192 a", "(c) (r) (tm)", "[^1]: a", "a[^1]", "{#id .class}", "@mallory", "#123",
             "ftp://evil.invalid", "xmpp:mallory@evil.invalid", "https:evil.invalid")  # fmt: skip
_OTHERS = ("{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{%if 1%}", "{0}", "{a}", "{a.__class__}", "%n%n",
           "%(a)s", "%d",
           "__proto__", "constructor", "toString", "null", "None", "undefined", "NaN", "true", "-0", "1e999", "0x10",
           "'; DROP TABLE answers; --", '" OR 1=1 --', "1 UNION SELECT 1", "../../etc/passwd", "..\\..\\a", "C:\\a",
           "a\tb", "a;b,c", '"a","b"', "'a'", '""', "a\\tb", "a\\nb", "BEGIN:VALARM", "END:VCALENDAR",
           "ATTACH:http://a",
           "_x0041_", "<t>a</t>", "<w:p>", "&amp;amp;", "]]&gt;", "/*a*/", "//a", "<!--a", "-->",
           "\U0001f468\U0001f3fd",
           "Z\u0351\u036b\u0343a\u0310lgo", "\ufdfd", "\u202fa", "I\u0307", "\u1e9e", "\ud55c\uae00",
           "\u0645\u0631\u062d\u0628\u0627",
           "\u05e9\u05dc\u05d5\u05dd (a)", "x" * 200)  # fmt: skip

_KNOWN = (
    "[click](http://evil.invalid)",
    "![x](http://evil.invalid/a.png)",
    "[![x](http://evil.invalid/a.png)](http://evil.invalid)",
    "[ref]: http://evil.invalid",
    "[x][ref] and [^1]",
    "<http://evil.invalid>",
    "https://evil.invalid/x",
    "HTTP://evil.invalid",
    "www.evil.invalid",
    "WWW.EVIL.INVALID",
    "mallory@evil.invalid",
    "mailto:mallory@evil.invalid",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<b>bold</b> &lt;i&gt; &amp; &#58;",
    "</div></p></body><style>*{display:none}</style>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    ":material/home:",
    ":streamlit:",
    ":smile: :+1: :100:",
    ":red[danger]",
    ":blue-background[x] :small[x]",
    ":gray-badge[x] :rainbow[x]",
    "a] b :red[c",
    "$x^2$",
    "$$\\frac{1}{2}$$",
    "costs $5 or $6",
    "**bold** _it_ *it* __b__",
    "~~gone~~ `code`",
    "```js",
    "# head",
    "- list",
    "+ list",
    "1. list",
    "2024) list",
    "> quote",
    "---",
    "===",
    "| a | b |",
    "a -> b <- c <-> d -- e >= f <= g ~= h",
    "\\[x](http://evil.invalid)",
    "\\\\$x$ \\",
    "{{version}} {placeholder} %s %{meta}",
    "=HYPERLINK(1)",
    "Caf\u00e9 \u2014 \u00bfQu\u00e9? 10:30, it's \u201cfine\u201d!",
    "a\n\n# b\n\n- c",
)

_MADE = (
    *(f"<{tag} {handler}=alert(1)>" for tag, handler in product(_TAGS, _HANDLERS)),
    *(f"{out}<script>alert(1)</script>" for out in _OUT),
    *(f"{out}<svg/onload=alert(1)//" for out in _OUT),
    *(" ".join(scheme.split()) for scheme in _SCHEMES),
    *(f"[a]({' '.join(scheme.split())})" for scheme in _SCHEMES),
    *(f'<a href="{scheme}">a</a>' for scheme in _SCHEMES),
    *(f"![a]({scheme})" for scheme in _SCHEMES),
    *(f"{out} onfocus=alert(1) autofocus x={out}" for out in ("'", '"', "`")),
    *_FORMULAS, *_PLOTLY, *_MATHS, *_MARKDOWN, *_OTHERS,
)  # fmt: skip
PAYLOADS = tuple(dict.fromkeys(normalize("NFC", text) for text in (*_KNOWN, *_MADE)))
"""Each is to be seen as it stands, on one line."""
KNOWN = PAYLOADS[: len(_KNOWN)]
"""Those that stand for one trick each."""

UNSEEN = tuple(
    f"be{mark}hind{mark}"
    for mark in ("\u202e", "\u202d", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\u061c", "\ufeff",
                 "\u200b", "\u2060", "\u00ad", "\u180e", "\u2028", "\u2029", "\u0085", "\u0007", "\u001b[31m", "\x7f",
                 "\u034f", "\u115f", "\u3164", "\uffa0", "\u2800", "\U000e0041", "\ufff9", "\u2063")
)  # fmt: skip
"""Marks that are not seen: they turn the writing, hide in a word, or break a line."""

LONG = ("<b>" + "x" * 10_000, "w" * 10_000, "\u0300" * 5_000 + "a", "$" * 10_000, "](" * 5_000, "=" * 10_000)
"""Ten thousand characters."""

TURNING = "left \u202eright\u202c \u2066x\u2069 \u200fy\ufeff"
"""A text that would turn the writing direction of what stands around it."""
