"""What the list holds, however it is spelt, and what it leaves alone. Its words stand here in rot13, as there."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.wordlist import only, word_list
from components.wordlist.wordlist import shipped

HERE = Path(__file__).parent
LISTED = HERE.parents[1] / "components" / "wordlist" / "listed.txt"
INNOCENT = [line for line in (HERE / "innocent.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
SENTENCES = (
    "Fui con Mari con su mamá a la reunión de las cuatro",
    "Put a chair in every class, so that grandparents can sit",
    "We served 455 families on 4/55, and 1 in 5 came back",
    "My pen is red; as soon as I sit, I write",
    "Who're the people who decide? They're in Kentucky's office",
    "Ask Dick Van Dyke, he sings spic and span in Moby Dick",
    "She graduated cum laude, and he summa cum laude",
    "El autobús venía retrasado y no había computadoras",
    "La diputada disputa el cálculo; su reputación no importa",
    "Todas y tod@s, l@s niñ@s y latin@s: bienvenid@s",
    "A finger prick, a skin prick and a pussy willow",
    "The chink in the fence was where the shiitake grew",
    "Me toca a mí o a ti, ya no sé si es de él o de mi tía",
    "¡Sí! $5 a la semana + 10% es lo que pagan **muchas** familias",
    "Vitamin C, plan B and T cells: it is as it is",
    "Write to maria@class.example.org or essex@county.example.org",
)


def rot(text: str) -> str:
    return codecs.decode(text, "rot13")


def entries() -> list[str]:
    """Everything on the list, decoded."""
    lines = codecs.decode(LISTED.read_text("utf-8"), "rot13").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "!"))]


ENTRIES = entries()
WORDS = [entry.strip("*") for entry in ENTRIES if " " not in entry]
LONG = [word for word in WORDS if len(word) > 3]


def test_the_list_speaks_both_languages_and_can_be_read_by_nobody() -> None:
    known = ("chgn", "craqrwb", "pnoeba", "znevpba", "fhqnpn", "shpx", "avttre", "snttbg", "jrgonpx", "ergneq")
    assert [word for word in known if not word_list().has(rot(word))] == []
    stored = LISTED.read_text("utf-8").casefold()
    assert [word for word in LONG if word in stored.split()] == []
    assert len(ENTRIES) > 300


@pytest.mark.parametrize("around", ["{}", "Well, {}!", "¿Y {}, {}?", "({})", "#{}", "“{}”", "a/{}"])
def test_every_entry_is_held_by_itself_and_in_a_sentence(around: str) -> None:
    texts = [around.replace("{}", entry.strip("*")) for entry in ENTRIES]
    assert [text for text in texts if not word_list().has(text) or not word_list().has(text.upper())] == []


def spaced(word: str) -> str:
    return " ".join(word)


def dotted(word: str) -> str:
    return ".".join(word)


def dashed(word: str) -> str:
    return f"{word[:2]}-{word[2:]}"


def accented(word: str) -> str:
    return word.translate(str.maketrans("aeiou", "áéíóú"))


def umlauted(word: str) -> str:
    return word.translate(str.maketrans("aeou", "äëöü"))


def drawn_out(word: str) -> str:
    return "".join(letter * 3 for letter in word)


def looked_alike(word: str) -> str:
    """Figures and signs in the place of every other letter that has one."""
    signs = {"a": "@", "e": "3", "i": "1", "o": "0", "s": "$", "t": "7", "l": "1", "b": "8"}
    found, is_next = [], True
    for letter in word:
        is_sign = is_next and letter in signs
        found.append(signs[letter] if is_sign else letter)
        is_next = not is_sign
    return "".join(found)


def cyrillic(word: str) -> str:
    return word.translate(str.maketrans("aeopc", "аеорс"))


def wide(word: str) -> str:
    return word.translate({code: code + 0xFEE0 for code in range(0x61, 0x7B)})


def parted_unseen(word: str) -> str:
    return "\u200b".join(word)


SPELLINGS = (spaced, dotted, dashed, accented, umlauted, drawn_out, looked_alike, cyrillic, wide, parted_unseen)


@pytest.mark.parametrize("spell", SPELLINGS, ids=lambda spell: spell.__name__)
def test_a_word_is_held_however_it_is_spelt(spell: object) -> None:
    assert callable(spell)
    missed = [word for word in LONG if not word_list().has(f"so {spell(word)} then")]
    assert missed == []


@pytest.mark.parametrize(
    "word", ["s*px", "s**x", "c*gn", "c*gb", "z**eqn", "sh*xvat", "o***u", "f**g", "n$$ubyr", "!qvbg"]
)
def test_a_word_behind_stars_and_signs_is_held(word: str) -> None:
    assert word_list().has(rot(word))


@pytest.mark.parametrize("word", ["zbgureshpxvat", "sryvmchgnznqer", "uvwbqrchgn", "ohyyfuvg", "nofbshpxvatyhgryl"])
def test_a_word_is_held_within_another_where_that_makes_sense(word: str) -> None:
    assert word_list().has(rot(word))


@pytest.mark.parametrize("line", INNOCENT, ids=lambda line: line.split()[0])
def test_hundreds_of_innocent_words_are_left_alone(line: str) -> None:
    words = line.split()
    assert len(words) > 5
    assert [word for word in [*words, line] if word_list().has(word)] == []
    assert [word for word in words if word_list().has(word.upper()) or word_list().has(f"¡{word}!")] == []


def test_there_are_hundreds_of_them() -> None:
    assert len({word for line in INNOCENT for word in line.split()}) > 600


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence[:20])
def test_innocent_sentences_are_left_alone(sentence: str) -> None:
    assert not word_list().has(sentence)


def test_what_rooms_and_templates_say_is_left_alone() -> None:
    from components.activities.icebreaker.library import PROMPTS
    from components.activities.icebreaker.said import TEXTS, WORDS
    from components.activities.ranking.pretended import ISSUES

    said = [*TEXTS, *WORDS, *(text for prompt in PROMPTS for text in prompt.text.values())]
    said += [text for texts in ISSUES.values() for text in texts]
    assert len(said) > 150
    assert [text for text in said if word_list().has(text)] == []


@given(st.text(max_size=80))
def test_any_text_whatever_can_be_read(text: str) -> None:
    assert word_list().has(text) == word_list().has(text)


@given(st.text(st.characters(categories=["Nd", "Po", "Sc", "Zs"]), max_size=40))
def test_numbers_and_signs_alone_are_no_words(text: str) -> None:
    assert not word_list().has(text)


# What a community changes


def test_a_word_a_community_adds_is_held_and_no_other() -> None:
    own = word_list(frozenset({"Budget", "el jefe"}))
    assert [text for text in ("budget", "BÚDGETS!", "the b-udget", "con el jefe") if not own.has(text)] == []
    assert [text for text in ("budgetary", "the jefe", "el", "jefatura") if own.has(text)] == []
    assert own.has(rot("chgn"))


def test_a_word_a_community_takes_off_passes_and_the_others_do_not() -> None:
    own = word_list(allowed=frozenset({rot("xvxr"), rot("zhna"), rot("ergenfnqb zragny")}))
    assert not own.has(f"{rot('Xvxr')} Hernández")
    assert not own.has(rot("ergenfnqb zragny"))
    assert own.has(rot("chgn"))
    assert word_list().has(rot("xvxr"))


def test_a_list_of_some_words_holds_those_alone() -> None:
    own = only(frozenset({"parking"}))
    assert own.has("No parking here")
    assert not own.has(rot("chgn"))
    assert not only(frozenset()).has("parking")


def test_the_list_is_read_once() -> None:
    assert shipped() is shipped()
    assert word_list() is word_list()
