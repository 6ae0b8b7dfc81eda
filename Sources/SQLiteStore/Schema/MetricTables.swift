extension Schema {
  /// The numbers of posts over time.
  static let metrics = """
    CREATE TABLE social_post_metrics ( -- the numbers of a post as one provider saw them; NULL is unknown
      post_id INTEGER NOT NULL REFERENCES social_posts_analytics (id), -- the post
      observed_at INTEGER NOT NULL, -- when; a row is written when a number changed or a day began
      provider_name TEXT NOT NULL, -- who delivered them
      snapshot_date TEXT GENERATED ALWAYS AS (date(observed_at / 1000000, 'unixepoch')), -- the day, UTC
      snapshot_hour INTEGER GENERATED ALWAYS AS (observed_at / 3600000000 % 24), -- the hour of the day, UTC
      provenance INTEGER NOT NULL DEFAULT 0, -- 4 bits a number in the order of columns, lowest first: 0 exact, 1 not reported, 2 hidden, 3 unsupported, 4 not synced, 5 derived, 6 to 15 rounded to 10^(code-5)
      provenance_more INTEGER NOT NULL DEFAULT 0, -- the same from the seventeenth number, link clicks, on
      likes_count INTEGER, -- likes
      comments_count INTEGER, -- comments
      views_count INTEGER, -- views
      plays_count INTEGER, -- times playback began
      shares_count INTEGER, -- shares
      saves_count INTEGER, -- saves
      retweets_count INTEGER, -- reposts without words
      quote_tweets_count INTEGER, -- reposts with words
      reactions_count INTEGER, -- reactions of all kinds
      replies_count INTEGER, -- replies
      impressions INTEGER, -- times shown
      reach INTEGER, -- accounts reached
      unique_viewers INTEGER, -- accounts that viewed it
      watch_time_seconds INTEGER, -- seconds watched by all viewers together
      completion_ratio REAL, -- share of views that reached the end, 0 to 1
      average_watch_ratio REAL, -- mean part of the length watched, 0 to 1 and above
      link_clicks INTEGER, -- clicks on a link in it
      profile_visits INTEGER, -- visits to the profile that it led to
      follows_from_post INTEGER, -- follows that it led to
      downloads_count INTEGER, -- downloads
      repins_count INTEGER, -- times it was pinned
      listeners_count INTEGER, -- listeners in the platform's own window
      playlist_adds_count INTEGER, -- times it was added to a playlist
      popularity INTEGER, -- index of the platform, 0 to 100
      concurrent_viewers INTEGER, -- viewers of a broadcast at that moment
      other_counts TEXT, -- JSON object of further known numbers by the metric's name
      completion_rate REAL GENERATED ALWAYS AS (100.0 * completion_ratio), -- completion_ratio in per cent
      avg_watch_percentage REAL GENERATED ALWAYS AS (100.0 * average_watch_ratio), -- average_watch_ratio in per cent
      engagement_rate REAL GENERATED ALWAYS AS (100.0 * (likes_count + coalesce(comments_count, 0) + coalesce(shares_count, 0)) / nullif(coalesce(views_count, plays_count), 0)), -- likes, comments and shares, as far as known, per 100 views
      viral_score REAL, -- score, once computed
      PRIMARY KEY (post_id, observed_at, provider_name)
    ) STRICT, WITHOUT ROWID;
    """
}
