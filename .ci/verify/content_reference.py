"""The analytics of content, written again with pandas, numpy and statsmodels."""

from itertools import combinations

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.stats import false_discovery_control
from statsmodels.stats.proportion import proportion_confint

COLUMNS = [
    "account",
    "platform",
    "content",
    "second",
    "duration",
    "ad",
    "sound",
    "tags",
    "views",
    "plays",
    "likes",
    "comments",
    "shares",
    "saves",
]
METRICS = ["views", "plays", "likes", "comments", "shares", "saves", "engagements"]


def generate(rng, count):
    """Posts of which much is unknown, of accounts of different sizes on four platforms."""

    def unknown(values, part=0.15):
        return np.where(rng.random(count) < part, np.nan, values)

    account = rng.integers(0, 12, count)
    platform = np.array(["tiktok", "youtube", "instagram", "bluesky"])[account % 4]
    size = np.exp(rng.normal(4 + account % 5, 1.2))
    tags = [
        ",".join(f"t{number}" for number in sorted(set(rng.zipf(1.6, rng.integers(0, 6)) % 40))) for _ in range(count)
    ]
    posts = pd.DataFrame(
        {
            "account": [f"a{number}" for number in account],
            "platform": platform,
            "content": [f"c{number}" for number in rng.integers(0, count // 3 + 1, count)],
            "second": unknown(1_750_000_000 + rng.integers(0, 86_400 * 90, count), 0.05),
            "duration": unknown(rng.integers(0, 300, count) / 4),
            "ad": unknown(rng.integers(0, 2, count)),
            "sound": [f"s{number}" for number in rng.integers(0, 9, count)],
            "tags": tags,
            "views": unknown(np.floor(size * 30)),
            "plays": unknown(np.floor(size * 40)),
        }
    )
    for name, scale in [("likes", 3), ("comments", 0.2), ("shares", 0.1), ("saves", 0.1)]:
        posts[name] = unknown(np.floor(size * scale * rng.random(count)))
    posts["engagements"] = posts[["likes", "comments", "shares", "saves"]].sum(axis=1, min_count=1)
    return posts


def fields(posts):
    """The columns as fields of a question."""

    def word(value):
        if isinstance(value, str):
            return value or "-"
        return "-" if np.isnan(value) else repr(float(value)) if value != int(value) else str(int(value))

    return [" ".join(map(word, posts[name])) for name in COLUMNS]


def rate(posts):
    """Engagements by views over posts with both."""
    both = posts.dropna(subset=["views", "engagements"])
    return both.engagements.sum() / both.views.sum() if both.views.sum() else np.nan


def masks(posts):
    """Which interactions some, and which all, of the posts with both report, as bits."""
    both = posts.dropna(subset=["views", "engagements"])
    bits = {"likes": 1, "comments": 4, "shares": 8, "saves": 64}
    some = sum(bit for name, bit in bits.items() if both[name].notna().any())
    return [some, sum(bit for name, bit in bits.items() if len(both) and both[name].notna().all())]


def totals(posts):
    """Posts, accounts, rate, and of each metric sum and count."""
    if posts.empty:
        return []
    sums = [value for name in METRICS for value in (posts[name].sum(min_count=1), posts[name].count())]
    return [len(posts), posts.account.nunique(), rate(posts), *sums]


def changes(posts, start, end):
    """Posts now and before, and of each metric the number now, before, and the change."""
    now = posts[(posts.second >= start) & (posts.second < end)]
    before = posts[(posts.second >= 2 * start - end) & (posts.second < start)]
    line = [len(now), len(before)]
    for name in METRICS:
        a, b = [0 if part.empty else part[name].sum(min_count=1) for part in (now, before)]
        line += [a, b, (a - b) / b if b > 0 else np.nan]
    return line


def leaderboard(posts, metric):
    """Rank, content, value and missing of each content, in order."""
    by = posts.groupby("content")[metric]
    table = pd.DataFrame({"value": by.sum(min_count=1), "missing": by.size() - by.count()}).dropna()
    table["rank"] = table.value.rank(method="min", ascending=False)
    table = table.reset_index().sort_values(["value", "content"], ascending=[False, True])
    return [(int(row["rank"]), row.content, row.value, row.missing) for _, row in table.iterrows()]


def platforms(posts, content):
    """Other posts and the multiple of their median, for each post of a content; and the best post."""
    entries, judged = {}, {}
    for index, post in posts[posts.content == content].iterrows():
        others = posts[(posts.content != content) & (posts.account == post.account)]
        metric = "views" if not np.isnan(post.views) else "plays" if not np.isnan(post.plays) else None
        known = others[metric].dropna() if metric else pd.Series(dtype=float)
        multiple = np.nan
        if metric and len(known) >= 8 and post.platform != "youtube":
            multiple = post[metric] / known.median()
            judged[index] = (multiple, post.platform)
        entries[index] = (len(known), multiple)
    if len({platform for _, platform in judged.values()}) < 2:
        return entries, None
    return entries, max(judged, key=lambda index: judged[index][0])


def durations(posts):
    """Range, posts, mean and median of each bucket."""
    known = posts.dropna(subset=["duration", "views"])
    edges, names = [0, 5, 10, 20, 30, 45, 60, np.inf], ["0-5", "5-10", "10-20", "20-30", "30-45", "45-60", "60+"]
    groups = known.groupby(pd.cut(known.duration, edges, right=False, labels=names), observed=True).views
    return [(name, len(views), views.mean(), views.median()) for name, views in groups]


def topics(posts):
    """Of each hashtag posts, accounts, views, posts with views, rate with its masks, and lift by least squares."""
    posts = posts[posts.platform != "youtube"]
    sets = posts.tags.map(lambda text: set(text.split(",")) - {""})
    found = {}
    for name in sorted(set().union(*sets)):
        has = sets.map(lambda tags: name in tags)
        own = posts[has]
        found[name] = [
            len(own),
            own.account.nunique(),
            own.views.sum(min_count=1),
            own.views.count(),
            rate(own),
            *masks(own),
            *lift(posts, has),
        ]
    known = [values for values in found.values() if not np.isnan(values[-1])]
    for values, adjusted in zip(known, false_discovery_control([values[-1] for values in known]) if known else []):
        values.append(adjusted)
    for values in found.values():
        values += [np.nan] * (12 - len(values))
    return found


def lift(posts, has):
    """The effect of a group beside effects of the accounts that have posts with and without, and its p."""
    known = posts.engagements.notna()
    frame = pd.DataFrame(
        {"y": np.log1p(posts.engagements[known]), "has": has[known].astype(float), "account": posts.account[known]}
    )
    frame = frame[frame.groupby("account").has.transform("nunique") == 2]
    inside = int(frame.has.sum())
    if min(inside, len(frame) - inside) < 5 or len(frame) - frame.account.nunique() - 1 < 6:
        return [np.nan] * 4
    design = pd.concat([frame.has, pd.get_dummies(frame.account).astype(float)], axis=1)
    fit = sm.OLS(frame.y, design).fit()
    return [np.expm1(fit.params["has"]), *np.expm1(fit.conf_int().loc["has"]), fit.pvalues["has"]]


def pairs(posts):
    """Posts, lift and positive pointwise mutual information of each pair of hashtags in at least five posts."""
    sets = [set(text.split(",")) for text in posts.tags if text]
    single, double = {}, {}
    for tags in sets:
        for tag in tags:
            single[tag] = single.get(tag, 0) + 1
        for pair in combinations(sorted(tags), 2):
            double[pair] = double.get(pair, 0) + 1
    return {
        pair: (
            count,
            count * len(sets) / (single[pair[0]] * single[pair[1]]),
            max(0.0, np.log2(count * len(sets) / (single[pair[0]] * single[pair[1]]))),
        )
        for pair, count in double.items()
        if count >= 5
    }


def local_days(start, end, zone):
    """The local midnights from the day of the start to the one after the end."""
    first, last = (
        pd.Timestamp(second, unit="s", tz="UTC").tz_convert(zone).normalize() for second in (start, end - 1e-6)
    )
    return pd.date_range(first.tz_localize(None), last.tz_localize(None) + pd.Timedelta(days=1), freq="D").tz_localize(
        zone
    )


def views(posts, start, end, zone):
    """Date, posts, views and cumulative views of each local day."""
    known = posts[(posts.second >= start) & (posts.second < end)].dropna(subset=["views"])
    dates = pd.to_datetime(known.second, unit="s", utc=True).dt.tz_convert(zone).dt.strftime("%Y-%m-%d")
    by = known.groupby(dates).views
    index = local_days(start, end, zone)[:-1].strftime("%Y-%m-%d")
    added, count = by.sum().reindex(index, fill_value=0.0), by.size().reindex(index, fill_value=0)
    return [(date, count[date], added[date], total) for date, total in added.cumsum().items()]


def growth(ids, seconds, values, start, end, zone):
    """The growth of each local day from counters interpolated at midnight, and how often one fell around these days."""
    edges = local_days(start, end, zone).tz_convert("UTC").tz_localize(None).astype("datetime64[s]").astype("int64")
    edges = np.asarray(edges, float)
    days, known, fell = np.zeros(len(edges) - 1), np.zeros(len(edges) - 1), 0
    frame = pd.DataFrame({"id": ids, "second": seconds, "value": values})
    for _, counter in frame.groupby(["id", "second"]).value.max().reset_index().groupby("id"):
        if len(counter) < 2:
            continue
        steps = np.diff(counter.value)
        risen = np.concatenate([[0], np.cumsum(np.maximum(steps, 0))])
        times = counter.second.to_numpy(float)
        days += np.diff(np.interp(edges, times, risen))
        touches = (edges[:-1] < times[1:, None]) & (edges[1:] > times[:-1, None])
        known += touches[steps >= 0].any(axis=0)
        fell += int(touches[steps < 0].any(axis=1).sum())
    return np.where(known > 0, days, np.nan), fell


def trend(seconds, end):
    """Uses before and recent, and the interval of the odds."""
    before = int(((seconds >= end - 14 * 86_400) & (seconds < end - 7 * 86_400)).sum())
    recent = int(((seconds >= end - 7 * 86_400) & (seconds < end)).sum())
    if before + recent < 10:
        return None
    low, high = proportion_confint(recent, before + recent, method="wilson")
    greatest = np.nan if before == 0 else high / (1 - high)
    direction = "rising" if low / (1 - low) > 1 else "falling" if greatest < 1 else "steady"
    return [before, recent, low / (1 - low), greatest], direction


def fingerprint(ids):
    """FNV-1a of 64 bits over sorted ids, each followed by the byte FF."""
    value = 0xCBF29CE484222325
    for byte in b"".join(name.encode() + b"\xff" for name in sorted(set(ids), key=str.encode)):
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:016x}"
