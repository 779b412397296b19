"""Whether a text is English, and if not, what it is.

Extraction reads English alone. A false refusal costs an article, a false pass costs nothing but time; so a
text is refused only where the identifier holds another language hundreds of times likelier than English.
For 2,600 English articles, their headlines and the first paragraphs of digests (names and dates, with
hardly a verb) the ratio stayed below 130; single sentences of thirty other languages lay above 800.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["foreign_language"]

_LOOKED_AT = 4000  # characters: more would not change the answer
_TIMES_LIKELIER = 400.0

# Words that hardly any other language has. One in 25 is enough to know English when we see it, without
# loading the model (123 MB, 0.9 s), which only doubtful texts need.
_ENGLISH = frozenset(
    "the and that with from by which their would were said its has been this have after".split()
)
_ENGLISH_SHARE = 0.04
_FEW_WORDS = 8

# Pidgins that are near English, and languages without news of their own: they draw in lists of names.
_NEVER_MEANT = frozenset(("pcm", "jam", "bi", "la", "eo", "vo", "ie", "ext", "zxx"))

_WORD = re.compile(r"[^\W\d_]+")


def foreign_language(text: str) -> str | None:
    """The English name of the language of a text that is not English, such as `French`; else None."""
    beginning = text[:_LOOKED_AT]
    words = _WORD.findall(beginning.lower())
    if not words:
        return None
    share = sum(word in _ENGLISH for word in words) / len(words)
    if share >= _ENGLISH_SHARE and len(words) >= _FEW_WORDS:
        return None
    identifier, names = _identifier()
    ranking = identifier.rank(beginning)  # type: ignore[no-untyped-call]
    code, likelihood = ranking[0]
    if likelihood > _TIMES_LIKELIER * dict(ranking)["en"]:
        return names[code]
    return None


@cache
def _identifier() -> "tuple[LanguageIdentifier, dict[str, str]]":
    from babel import Locale  # noqa: PLC0415 - heavy, and most texts do without
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(  # type: ignore[no-untyped-call]
        MODEL_FILE, norm_probs=True
    )
    names = dict(Locale("en").languages)
    identifier.set_languages(
        [code for code in identifier.labels if code in names and code not in _NEVER_MEANT]
    )
    return identifier, names
