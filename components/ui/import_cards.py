"""The second half of an import: a card for each question with what it becomes, and what cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from components.activities.registry import kind_of
from components.activities.taken import SEPARATORS, Known, Wishes
from components.activities.written import clean
from components.imports.found import Found, Question, Trouble
from components.imports.mapping import LEFT_OUT, Decision, all_ways, guess, kind_named, same_words, ways_for
from components.text import reason, say, t
from components.text.distinct import distinct
from components.text.literal import literal
from components.ui.frame import section
from components.ui.import_file import counted

_EXAMPLES, _LONGEST_EXAMPLE, _TROUBLES_AT_ONCE = 3, 40, 200
_NAMES = dict(zip(("", *SEPARATORS), ("none", "semicolon", "line", "comma", "bar"), strict=True))


@dataclass(frozen=True)
class Asking:
    """What a question's card needs: the languages of the reader and of the file, what is known, a key of its own."""

    language: str
    spoken: str
    known: Mapping[str, Sequence[Known]]
    key: str


def ask_decisions(found: Found, asking: Asking) -> dict[str, Decision]:
    """A card for each question; what each becomes, by its key."""
    section(t(asking.language, "imports.what_becomes"))
    return {
        question.key: _card(question, replace(asking, key=f"{asking.key}-{question.key}"))
        for question in found.questions
    }


def _card(question: Question, asking: Asking) -> Decision:
    """One question: its words, what was said, what it becomes, and what that asks for."""
    language = asking.language
    guessed = guess(question, asking.spoken, asking.known)
    with st.container(key=f"card-question-{asking.key}"):
        words = escape(question.words) or "?"
        st.html(f'<div class="attune-what"><b>{words}</b><span>{escape(_said(question, language))}</span></div>')
        names = [*ways_for(question), LEFT_OUT]
        labels = {name: t(language, _label(name)) for name in names}
        way = st.selectbox(
            t(language, "imports.becomes_of", words=literal(question.words)), names, names.index(guessed.way),
            format_func=labels.__getitem__, key=f"way-{asking.key}-{guessed.way}", label_visibility="collapsed",
        )  # fmt: skip
        if way == LEFT_OUT:
            return Decision(LEFT_OUT, guessed.wishes)
        return Decision(way, _wishes(question, way, guessed.wishes, asking))


def _label(way: str) -> str:
    return f"{kind_named(way)}.taken_{way.partition('.')[2]}" if way else "imports.leave_out"


def _said(question: Question, language: str) -> str:
    """How many answered, and the commonest things they said."""
    parts = [part for part in question.parts if part]
    usual = parts or [cell for cell, _ in question.told.counts.most_common()]
    shown = [each if len(each) <= _LONGEST_EXAMPLE else each[: _LONGEST_EXAMPLE - 1] + "…" for each in usual]
    examples = " · ".join(shown[:_EXAMPLES])
    if len(shown) > _EXAMPLES:
        examples = f"{examples} {t(language, 'imports.more')}"
    return t(language, "imports.said", answers=counted("answers", question.answered, language), examples=examples)


def _wishes(question: Question, way: str, wishes: Wishes, asking: Asking) -> Wishes:
    """What an organizer may correct of a way."""
    asks, language, key = all_ways()[way].asks, asking.language, f"{asking.key}-{way}"
    wishes = replace(wishes, same=_same(question, way, asking))
    if wishes.same is None:
        words = st.text_input(t(language, "imports.asked_as"), wishes.words, key=f"words-{asking.key}", max_chars=200)
        wishes = replace(wishes, words=clean(words) or wishes.words)
    if "separator" in asks and len(question.parts) == 1:
        labels = {sign: t(language, f"imports.separator_{name}") for sign, name in _NAMES.items()}
        signs = list(labels)
        label = t(language, "imports.separator")
        sign = st.selectbox(label, signs, signs.index(wishes.separator), format_func=labels.__getitem__,
                            key=f"sign-{key}", width=384)  # fmt: skip
        wishes = replace(wishes, separator=sign)
    if "scale" in asks:
        wishes = _scale(wishes, "poles" in asks, key, language)
    if kind_of(kind_named(way)).texts_stay and "scale" not in asks:
        st.caption(t(language, "imports.texts_private"))
    return wishes


def _scale(wishes: Wishes, has_poles: bool, key: str, language: str) -> Wishes:
    """The ends of the scale, and what they stand for."""
    columns = st.columns([1, 1, 2, 2] if has_poles and not wishes.same else [1, 1, 4], vertical_alignment="bottom")
    low = columns[0].number_input(t(language, "imports.lowest"), value=float(wishes.low), step=1.0, format="%g",
                                  key=f"low-{key}")  # fmt: skip
    high = columns[1].number_input(t(language, "imports.highest"), value=float(wishes.high), step=1.0, format="%g",
                                   key=f"high-{key}")  # fmt: skip
    left = right = ""
    if has_poles and wishes.same:
        left, right = say(wishes.same.left, language), say(wishes.same.right, language)
        columns[2].caption(literal(t(language, "imports.poles_of", left=left, right=right)))
    elif has_poles:
        left = columns[2].text_input(t(language, "imports.pole_left"), max_chars=60, key=f"left-{key}",
                                     placeholder=f"{low:g}")  # fmt: skip
        right = columns[3].text_input(t(language, "imports.pole_right"), max_chars=60, key=f"right-{key}",
                                      placeholder=f"{high:g}")  # fmt: skip
    turned = st.checkbox(t(language, "imports.turned" if has_poles else "imports.turned_rating"), key=f"turned-{key}")
    return replace(wishes, low=float(low), high=float(high), left=left, right=right, is_turned=turned)


def _same(question: Question, way: str, asking: Asking) -> Known | None:
    """What of the community's history a question goes on as; guessed by its words."""
    known = {each.id: each for each in asking.known.get(way, ())}
    if not known:
        return None
    same = same_words(question.words, known.values())
    labels = distinct({"": t(asking.language, "imports.same_none")}
                      | {name: say(each.words, asking.language) for name, each in known.items()})  # fmt: skip
    ids = list(labels)
    chosen = st.selectbox(
        t(asking.language, "imports.same"), ids, ids.index(same.id) if same else 0, format_func=labels.__getitem__,
        key=f"same-{asking.key}-{way}",
    )  # fmt: skip
    return known.get(str(chosen))


def show_troubles(troubles: Sequence[Trouble], language: str) -> None:
    """What cannot be read: its line and the reason, one below the other."""
    if not troubles:
        st.caption(t(language, "imports.all_read"))
        return
    with st.container(key="card-import-troubles"):
        title, note = counted("troubles", len(troubles), language), t(language, "imports.troubles_note")
        st.html(f'<div class="attune-part"><h2>{escape(title)}</h2><p>{escape(note)}</p></div>')
        lines = "".join(f"<li>{escape(_in_words(each, language))}</li>" for each in troubles[:_TROUBLES_AT_ONCE])
        st.html(f'<ul class="attune-troubles" tabindex="0">{lines}</ul>')


def _in_words(trouble: Trouble, language: str) -> str:
    cell = trouble.cell if len(trouble.cell) <= _LONGEST_EXAMPLE else trouble.cell[: _LONGEST_EXAMPLE - 1] + "…"
    why = t(language, trouble.code, cell=cell, low=f"{trouble.low:g}", high=f"{trouble.high:g}")
    if trouble.question:
        why = t(language, "imports.in_question", reason=why, question=trouble.question)
    return t(language, "imports.line" if trouble.line else "imports.line_none", line=trouble.line, reason=why)


def show_refused(refused: Mapping[str, str], found: Found, language: str) -> None:
    """Why a question cannot become what it is to become."""
    words = {question.key: question.words for question in found.questions}
    for key, code in refused.items():
        st.error(literal(f"{words[key]}: {reason(language, code)}"), icon=":material/error:")
