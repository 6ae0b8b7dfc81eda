"""Sentiment of generated texts against vaderSentiment, whose results have four decimals: they must be equal."""

import random
import string

from vaderSentiment import vaderSentiment as vader

from reference import LEXICON, SEED, Verdict, ask, escaped, floats

reference = vader.SentimentIntensityAnalyzer()
generator = random.Random(SEED)
one_of = generator.choice

RATED = sorted(reference.lexicon)
EMOJI = sorted(reference.emojis)
DEGREE = sorted(vader.BOOSTER_DICT)
NEGATION = sorted(vader.NEGATE) + ["ain't", "n't", "xn'tx", "DON'T", "couldn’t"]
PHRASES = (
    sorted(vader.SPECIAL_CASES)
    + sorted(vader.SENTIMENT_LADEN_IDIOMS)
    + [
        "never so",
        "never this",
        "without doubt",
        "without a doubt",
        "at least",
        "very least",
        "least",
        "the least",
        "but",
        "no",
        "nor",
        "or",
        "kind of",
        "kind",
        "sort of",
        "just enough",
        "so",
        "this",
        "never",
        "without",
        "doubt",
        "yeah",
        "but but",
    ]
)
PLAIN = [
    "the",
    "a",
    "movie",
    "was",
    "plot",
    "video",
    "and",
    "it",
    "she",
    "acting",
    "on",
    "of",
    "to",
    "my",
    "is",
    "just",
    "one",
    "we",
    "they",
    "today",
    "car",
    "blue",
]
OTHER = [
    "https://example.org/a?b=c!",
    "www.example.org",
    "@alice",
    "#great",
    "#good!",
    "9/10",
    "1,000",
    "don't!",
    "e-mail",
    "café",
    "naïve",
    "ÉTÉ",
    "Straße",
    "GROẞ",
    "хорошо",
    "ХОРОШО",
    "Хорошо",
    "素晴らしい",
    "好",
    "好好",
    "😀x",
    "❤️",
    "👍🏽",
    "👩‍❤️‍👩",
    "ǅ",
    "ǅAB",
    "ⅷ",
    "Ⅷ",
    "ª",
    "AªB",
    "İyi",
    "K",
    "Kill",
    "\u212aill",
    "\u212aILL",
    "o\u212a",
    "ﬁne",
    "ＧＯＯＤ",
    "ｇｏｏｄ",
    "𝐆𝐎𝐎𝐃",
    "♥",
    "♡",
    "'s",
    "''",
    "-",
    "--",
    "...",
    ":-)good",
    "good:)",
    "\ufeffgood",
    "good\u200b",
    "g\u00adood",
    "\u00df",
    "good\u0301",
    "n't",
    "N'T",
    "(n't)",
    "can'T",
    "l",
    "L",
    "\U0001f1e9\U0001f1ea",
]
SPACES = [" "] * 30 + [
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x1f",
    "\x85",
    "\xa0",
    "\u1680",
    "\u2000",
    "\u2003",
    "\u200a",
    "\u2028",
    "\u2029",
    "\u202f",
    "\u205f",
    "\u3000",
    "\u200b",
    "\u180e",
]
MARKS = [
    "",
    "",
    "",
    ".",
    ",",
    "!",
    "!!",
    "!!!",
    "!!!!",
    "!!!!!!",
    "?",
    "??",
    "???",
    "????",
    "?!?!",
    "...",
    '"',
    "'",
    ")",
    "!!!???",
]


def cased(word):
    kind = generator.random()
    if kind < 0.7:
        return word
    if kind < 0.85:
        return word.upper()
    if kind < 0.95:
        return word.capitalize()
    return "".join(one_of((c.upper(), c)) for c in word)


def word():
    kind = generator.random()
    if kind < 0.30:
        return one_of(RATED)
    if kind < 0.42:
        return one_of(DEGREE)
    if kind < 0.52:
        return one_of(NEGATION)
    if kind < 0.68:
        return one_of(PHRASES)
    if kind < 0.74:
        return one_of(EMOJI)
    if kind < 0.78:
        return one_of(OTHER)
    return one_of(PLAIN)


def punctuated(text):
    if generator.random() < 0.8:
        return text
    return one_of(["", "", '"', "(", "*", "¿", "#"]) + text + one_of(MARKS)


def sentence(length):
    parts = []
    words = [word() for _ in range(length)]
    if generator.random() < 0.3 and words:
        words += generator.choices(words, k=generator.randint(1, 4))
        generator.shuffle(words)
    for each in words:
        parts += [punctuated(cased(each)), one_of(SPACES) if generator.random() < 0.97 else ""]
    return "".join(parts) + one_of(MARKS)


def noise():
    alphabets = [
        string.printable,
        string.punctuation,
        "".join(EMOJI),
        string.ascii_letters + " '!?",
        "gobadno'tkn! ?😀",
    ]
    if generator.random() < 0.3:
        points = (generator.randrange(0x20000) for _ in range(generator.randint(0, 30)))
        return "".join(chr(p) for p in points if not 0xD800 <= p < 0xE000)
    return "".join(generator.choices(one_of(alphabets), k=generator.randint(0, 40)))


def near():
    """A rated word with what changes it at each distance."""
    before = [
        one_of([one_of(DEGREE), one_of(NEGATION), one_of(PHRASES), one_of(PLAIN), one_of(RATED)])
        for _ in range(generator.randint(1, 3))
    ]
    after = [one_of(PLAIN + PHRASES) for _ in range(generator.randint(0, 2))]
    return " ".join(map(cased, before + [one_of(RATED)] + after)) + one_of(MARKS)


def groups():
    yield "every word of the lexicon", RATED + [w.upper() for w in RATED]
    yield "every word, negated and raised", [f"not very {w}, BUT SO {w}!" for w in RATED]
    yield "every emoji", [f"{a}{b}x {a}" for a, b in zip(EMOJI, EMOJI[1:] + EMOJI[:1])]
    yield (
        "every phrase after plain words",
        [f"{a} it was {b} {c} good bad" for b in PHRASES for a in ("", "so", "never") for c in ("", "the", "GREAT")],
    )
    yield "a word with its neighbours", [near() for _ in range(20000)]
    yield "sentences", [sentence(generator.randint(1, 18)) for _ in range(30000)]
    yield "long texts", [sentence(generator.randint(60, 400)) for _ in range(300)]
    yield "noise", [noise() for _ in range(10000)]
    yield (
        "equal sentiments around but",
        [
            " ".join(
                generator.choices(
                    ["good", "bad", "fine", "but", "x", "very", "GOOD", "great"], k=generator.randint(2, 90)
                )
            )
            for _ in range(3000)
        ],
    )


verdict = Verdict("sentiment")
total = 0
for what, texts in groups():
    answers = ask("sentiment", [("lexicon", LEXICON)] + [("score", escaped(text)) for text in texts])[1:]
    wrong = 0
    for text, answer in zip(texts, answers):
        scores = reference.polarity_scores(text)
        theirs = [scores[key] for key in ("neg", "neu", "pos", "compound")]
        if floats(answer) != theirs:
            wrong += 1
            if wrong <= 3:
                print(f"    {text[:200]!r}: {answer}, where the reference has {theirs}")
    total += len(texts)
    verdict.check(what, wrong == 0, f"{len(texts)} texts, {wrong} differ")
verdict.note(f"{total} texts in all")
verdict.finish()
