"""Speed of sentiment on texts of about 80 characters, interleaved with the reference."""

import os
import random
import statistics
import time

import vaderSentiment
from reference import SEED, ask
from vaderSentiment import vaderSentiment as vader

FOLDER = os.path.dirname(os.path.abspath(vaderSentiment.__file__))
reference = vader.SentimentIntensityAnalyzer()
generator = random.Random(SEED)
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
    "this",
    "so",
    "but",
    "not",
    "very",
    "really",
]
RATED = [word for word in sorted(reference.lexicon) if word.isalpha()]


def text():
    words = []
    while sum(map(len, words)) + len(words) < 76:
        words.append(generator.choice(RATED) if generator.random() < 0.15 else generator.choice(PLAIN))
    return (
        " ".join(words).capitalize()
        + generator.choice(["", ".", "!", "!!", "?"])
        + (" 😂" if generator.random() < EMOJI_SHARE else "")
    )


def escaped(words):
    return "".join(c if c.isascii() and c.isalnum() else "".join(f"%{b:02x}" for b in c.encode()) for c in words)


def line(what, work, python, texts, wanted):
    ours, theirs = [], []
    for _ in range(3):
        questions = [("lexicon", FOLDER)] + [("text", escaped(each)) for each in texts] + [(work,)]
        ours.append(float(ask("bench-sentiment", questions)[-1]))
        if python:
            start = time.perf_counter()
            for each in texts[:4000]:
                python(each)
            theirs.append(4000 / (time.perf_counter() - start))
    own, other = statistics.median(ours), statistics.median(theirs) if theirs else None
    ratio = f"{own / other:.1f}x" if other else "-"
    print(f"{what} | {own:,.0f}/s | {f'{other:,.0f}/s' if other else '-'} | {ratio} | {wanted}")


EMOJI_SHARE = 0
plain = [text() for _ in range(20000)]
EMOJI_SHARE = 0.3
mixed = [text() for _ in range(20000)]
print("what | ours | reference | ratio | wanted")
line("sentiment, 80 characters", "score", reference.polarity_scores, plain, ">= 1,000,000/s")
line("sentiment, 80 characters, 30 % with an emoji", "score", reference.polarity_scores, mixed, "-")
line("whether a text is English, 80 characters", "language", None, plain, "-")
