"""What made-up students write where words are asked for, and what a person says to it.

Nobody hands in the reference answer. These texts fit any question, none of them well:
a person has to read them.
"""

from __future__ import annotations

import random

OWN_WORDS = {
    "en": (
        "I first tried it with numbers, a small one and a large one, and both times it "
        "came out the same way. On paper it follows from the definition: everything "
        "else cancels, and what is left has only one sign.",
        "As I understand it, one term decides and the other is only a correction. When "
        "I make the first one bigger the result moves at once, with the second hardly "
        "anything happens. That is also what the plot shows.",
        "It must be so because otherwise the two formulas above would not agree. I "
        "wrote the second one out for n = 2 and got the first one back.",
        "If it were the other way round, the line in the figure would fall and not "
        "rise. I checked this with three points, so I am fairly sure.",
    ),
    "ru": (
        "Сначала я попробовал на числах, маленьком и большом, и оба раза вышло "
        "одинаково. На бумаге это следует из определения: всё остальное сокращается, а "
        "у того, что осталось, знак всегда один.",
        "Как я понимаю, решает одно слагаемое, а второе — лишь поправка. Если "
        "увеличить первое, результат сразу меняется, а от второго почти ничего не "
        "зависит. Это видно и на рисунке.",
        "Иначе две формулы выше не сошлись бы. Я расписал вторую для n = 2 и получил "
        "первую.",
        "Если бы было наоборот, линия на рисунке шла бы вниз, а не вверх. Я проверил "
        "на трёх точках, так что почти уверен.",
    ),
}
FEW_WORDS = {
    "en": ("Because of the formula.", "I think it gets bigger.", "See the plot."),
    "ru": ("Из-за формулы.", "По-моему, становится больше.", "Видно на графике."),
}
COMMENTS = {
    "en": {
        "own words": "Well argued. Say which formula you mean.",
        "a few words": "And why? One sentence more, please.",
    },
    "ru": {
        "own words": "Хорошо обосновано. Назовите, о какой формуле речь.",
        "a few words": "А почему? Допишите ещё одно предложение.",
    },
}
SHARES = {"own words": 1.0, "a few words": 0.5}
"""What share of the points a person gives."""


def written(kind: str, language: str, who: str, question: str) -> str:
    """Return an answer; the same person always writes the same to a question."""
    texts = OWN_WORDS if kind == "own words" else FEW_WORDS
    known = texts.get(language, texts["en"])
    return random.Random(f"{who} {question}").choice(known)


def comment(kind: str, language: str) -> str:
    """Return what a person says to an answer."""
    return COMMENTS.get(language, COMMENTS["en"])[kind]
