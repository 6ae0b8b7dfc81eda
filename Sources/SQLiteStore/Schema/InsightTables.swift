extension Schema {
  /// Audiences, numbers that only owners see, and trends.
  static let insights = """
    CREATE TABLE social_audience_demographics ( -- the audience of an account, in the provider's own buckets
      social_account_id INTEGER NOT NULL REFERENCES social_accounts (id), -- the account
      snapshot_date TEXT NOT NULL, -- the day on which it was delivered, UTC
      dimension TEXT NOT NULL, -- age, gender, age_gender, country, city, language, hour or day
      bucket TEXT NOT NULL, -- the provider's own label
      provider_name TEXT NOT NULL, -- who delivered it
      share REAL, -- part of the audience, 0 to 1
      count INTEGER, -- how many accounts
      period_start INTEGER, -- from when the provider counted
      period_end INTEGER, -- until when the provider counted
      observed_at INTEGER NOT NULL, -- when it was delivered
      PRIMARY KEY (social_account_id, snapshot_date, dimension, bucket, provider_name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE social_insights ( -- numbers of a period that only the owner sees
      id INTEGER PRIMARY KEY, -- number of the row
      owner_kind TEXT NOT NULL, -- profile, post or audio
      owner_id INTEGER NOT NULL, -- number in social_accounts, social_posts_analytics or social_audio
      metric TEXT NOT NULL, -- the metric's name
      period_start INTEGER NOT NULL, -- when the period begins
      period_end INTEGER NOT NULL, -- when the period ends
      provider_name TEXT NOT NULL, -- who delivered it
      value REAL, -- the number; NULL is unknown
      provenance INTEGER NOT NULL DEFAULT 0, -- one code: see social_post_metrics
      final INTEGER NOT NULL DEFAULT 0, -- 1 once the platform will not correct it any more
      observed_at INTEGER NOT NULL, -- when it was last delivered
      UNIQUE (owner_kind, owner_id, metric, period_start, period_end, provider_name)
    ) STRICT;

    CREATE TABLE hashtag_history ( -- what a platform said of a hashtag over time
      hashtag_id INTEGER NOT NULL REFERENCES social_hashtags (id), -- the hashtag
      observed_at INTEGER NOT NULL, -- when; a row is written when a number changed or a day began
      provider_name TEXT NOT NULL, -- who delivered it
      posts_count INTEGER, -- posts that use it
      views_count INTEGER, -- views
      other_counts TEXT, -- JSON object of further known numbers by the metric's name
      PRIMARY KEY (hashtag_id, observed_at, provider_name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE trend_entries ( -- places in lists of what is popular
      id INTEGER PRIMARY KEY, -- number of the row
      platform TEXT NOT NULL, -- the platform
      kind TEXT NOT NULL, -- post, audio, hashtag or topic
      region TEXT NOT NULL, -- country, ISO 3166-1; empty for everywhere
      trend_date TEXT NOT NULL, -- the day on which it was delivered, UTC
      provider_name TEXT NOT NULL, -- who delivered it
      subject_id TEXT NOT NULL, -- id at the platform; the name where there is none
      rank INTEGER, -- place, from 1
      previous_rank INTEGER, -- place in the list before
      name TEXT, -- name or title
      url TEXT, -- canonical address
      period_start INTEGER, -- from when the platform counted
      period_end INTEGER, -- until when the platform counted
      posts_count INTEGER, -- posts
      views_count INTEGER, -- views, or plays
      other_counts TEXT, -- JSON object of further known numbers by the metric's name
      extras TEXT, -- JSON object of what only this platform has
      observed_at INTEGER NOT NULL, -- when it was last delivered
      UNIQUE (platform, kind, region, trend_date, provider_name, subject_id)
    ) STRICT;
    """
}
