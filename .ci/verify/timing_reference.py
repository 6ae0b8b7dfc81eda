"""The best time to post and the rhythm of posts, written again with pandas and numpy."""

from importlib.resources import files

import numpy as np
import pandas as pd
from scipy import stats


def zone_file(name):
    """The hexadecimal digits of a zone's TZif file, from the package tzdata that pandas brings along."""
    return files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes().hex()


def scored(accounts, seconds, engagements, zone):
    """Posts with a score, by account and time, and the time at which the later part begins."""
    posts = pd.DataFrame({"account": accounts, "second": seconds, "value": np.log1p(engagements)})
    boundary = np.sort(posts.second.to_numpy())[int(len(posts) * 0.7)]
    posts = posts.sort_values(["account", "second", "value"], kind="stable")
    previous = posts.groupby("account").value.shift(1)
    rolled = previous.groupby(posts.account).rolling(30, min_periods=8).median()
    posts["score"] = posts.value - rolled.reset_index(level=0, drop=True)
    local = pd.to_datetime(posts.second, unit="s", utc=True).dt.tz_convert(zone)
    posts["day"], posts["hour"] = local.dt.dayofweek, local.dt.hour
    posts["earlier"] = posts.second < boundary
    return posts.dropna(subset=["score"])


def fit(posts):
    """The score, median and number of posts of each hour of the week, and the hours to post in."""
    centre = posts.score.median()

    def drawn(groups, index, prior):
        n = groups.size().reindex(index, fill_value=0)
        median = groups.median().reindex(index)
        return ((n * (median - centre).fillna(0) + 8 * prior) / (n + 8)).to_numpy(), n.to_numpy(), median.to_numpy()

    day = drawn(posts.groupby("day").score, range(7), 0)[0]
    hour = drawn(posts.groupby("hour").score, range(24), 0)[0]
    prior = (day[:, None] + hour[None, :]).ravel()
    cells, counts, medians = drawn(posts.groupby(posts.day * 24 + posts.hour).score, range(168), prior)
    distance = np.minimum(np.arange(168), 168 - np.arange(168))
    kernel = np.exp(-0.5 * distance**2)
    smooth = np.fft.irfft(np.fft.rfft(cells) * np.fft.rfft(kernel / kernel.sum()), 168)
    good = [cell for cell in np.argsort(-smooth, kind="stable") if counts[cell] >= 5 and smooth[cell] > 0]
    return smooth, medians, counts, good[:3]


def hold_out(posts):
    """The recommendation from the earlier posts, measured on the later: counts, lift and interval."""
    chosen = fit(posts[posts.earlier])[3]
    later = posts[~posts.earlier]
    inside = (later.day * 24 + later.hour).isin(chosen)
    a, b = later.score[inside].to_numpy(), later.score[~inside].to_numpy()
    if min(len(a), len(b)) < 10:
        return []
    interval = stats.ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
    return [len(a), len(b), np.expm1(a.mean() - b.mean()), np.expm1(interval.low), np.expm1(interval.high)]


def week(accounts, seconds, engagements, zone):
    """All of the analysis."""
    posts = scored(accounts, seconds, engagements, zone)
    return (len(posts), *fit(posts), hold_out(posts))


def rhythm(seconds, start, end, zone):
    """Posts, posts a week, active days, median gap, longest silence and burstiness."""
    inside = np.sort([second for second in seconds if start <= second < end])
    gaps = np.diff(inside)
    days = pd.to_datetime(inside, unit="s", utc=True).tz_convert(zone).normalize().nunique() if len(inside) else 0
    ends = pd.to_datetime([start, end - 1e-6], unit="s", utc=True).tz_convert(zone).tz_localize(None).normalize()
    burstiness = np.nan
    if len(gaps) >= 2 and gaps.mean() > 0:
        burstiness = (gaps.std() - gaps.mean()) / (gaps.std() + gaps.mean())
    return [
        len(inside),
        len(inside) / (end - start) * 604800,
        days / ((ends[1] - ends[0]).days + 1),
        np.median(gaps) if len(gaps) else np.nan,
        np.diff([start, *inside, end]).max(),
        burstiness,
    ]
