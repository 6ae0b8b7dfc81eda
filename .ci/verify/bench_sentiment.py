"""Sentiment and language of texts of about 80 characters, beside vaderSentiment."""

import random

from vaderSentiment import vaderSentiment as vader

from measure import milliseconds, row
from reference import LEXICON, SEED, ask, escaped

TEXTS, PART = 20_000, 5
generator = random.Random(SEED)
analyser = vader.SentimentIntensityAnalyzer()
RATED = [word for word in sorted(analyser.lexicon) if word.isalpha()]
PLAIN = """the a movie was plot video and it she acting on of to my is just one we they today car blue this so but not
very really""".split()


def text(emoji):
    words = []
    while sum(map(len, words)) + len(words) < 76:
        words.append(generator.choice(RATED if generator.random() < 0.15 else PLAIN))
    mark = generator.choice(["", ".", "!", "!!", "?"])
    return " ".join(words).capitalize() + mark + (" 😂" if generator.random() < emoji else "")


def ours(what, texts):
    questions = [("lexicon", LEXICON), *(("text", escaped(each)) for each in texts), (what,)]
    return float(ask("bench-sentiment", questions)[-1])


def theirs(texts):
    """The reference reads a part of the texts, for it takes long."""
    return PART * milliseconds(lambda: [analyser.polarity_scores(each) for each in texts[::PART]])


def rows():
    for what, emoji, wanted in (("", 0, "≥ 1 000 000"), (", 30 % with an emoji", 0.3, "")):
        texts = [text(emoji) for _ in range(TEXTS)]
        yield row(
            f"of 80 characters{what}",
            lambda: ours("score", texts),
            lambda: theirs(texts),
            "vaderSentiment",
            TEXTS,
            "texts/s",
            wanted,
        )
    yield row("whether 80 characters are English", lambda: ours("language", texts), count=TEXTS, unit="texts/s")
