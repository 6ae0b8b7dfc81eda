extension Schema {
  /// Accounts, their ids, handles, settings and daily numbers.
  static let accounts = """
    CREATE TABLE social_accounts ( -- one row for each account that was ever seen
      id INTEGER PRIMARY KEY, -- number within this database
      platform TEXT NOT NULL, -- tiktok, instagram and so on
      handle TEXT COLLATE NOCASE, -- handle in use now, without "@"; NULL once another account took it
      external_id TEXT, -- id at the platform, as first seen; all ids stand in account_identities
      status TEXT NOT NULL DEFAULT 'active', -- active, inactive, pending, error or disconnected
      presence TEXT, -- visible, missing, deleted, protected or suspended; NULL where nobody said
      stored_posts INTEGER NOT NULL DEFAULT 0, -- how many of its posts are stored
      newest_post_at INTEGER, -- when its newest stored post was published
      top_views INTEGER, -- most views, or plays, that one of its posts ever had
      top_likes INTEGER, -- most likes that one of its posts ever had
      top_comments INTEGER, -- most comments that one of its posts ever had
      top_shares INTEGER, -- most shares that one of its posts ever had
      latest_observed_at INTEGER, -- when the newest numbers were first seen on their day
      latest_provider TEXT, -- who delivered the newest numbers
      latest_provenance INTEGER NOT NULL DEFAULT 0, -- 4 bits a number, followers first: see social_post_metrics
      latest_provenance_more INTEGER NOT NULL DEFAULT 0, -- the same from the seventeenth number, pins, on
      latest_followers_count INTEGER, -- newest known number of followers
      latest_following_count INTEGER, -- newest known number of accounts followed
      latest_posts_count INTEGER, -- newest known number of posts
      latest_subscribers_count INTEGER, -- newest known number of subscribers
      latest_total_likes INTEGER, -- newest known number of likes received
      latest_total_views INTEGER, -- newest known number of views
      latest_total_plays INTEGER, -- newest known number of plays
      latest_total_comments INTEGER, -- newest known number of comments received
      latest_total_shares INTEGER, -- newest known number of shares
      latest_total_saves INTEGER, -- newest known number of saves
      latest_retweets_count INTEGER, -- newest known number of reposts
      latest_reactions_count INTEGER, -- newest known number of reactions
      latest_total_impressions INTEGER, -- newest known number of impressions
      latest_reach INTEGER, -- newest known reach
      latest_watch_time_seconds INTEGER, -- newest known time watched
      latest_profile_visits INTEGER, -- newest known number of visits
      latest_pins_count INTEGER, -- newest known number of pins
      latest_boards_count INTEGER, -- newest known number of boards or lists
      latest_connections_count INTEGER, -- newest known number of connections
      latest_listeners_count INTEGER, -- newest known number of listeners
      latest_popularity INTEGER, -- newest known index of the platform, 0 to 100
      latest_likes_given INTEGER, -- newest known number of likes given to others
      latest_other_counts TEXT, -- JSON object of further known numbers by the metric's name
      display_name TEXT, -- name shown
      profile_url TEXT, -- canonical address
      avatar_url TEXT, -- address of the picture
      banner_url TEXT, -- address of the banner
      bio TEXT, -- what the account says of itself
      website_url TEXT, -- address that it links to
      email TEXT, -- address for mail
      location TEXT, -- place, as written
      region TEXT, -- country, ISO 3166-1
      language TEXT, -- language, BCP 47
      category TEXT, -- category at the platform
      is_verified INTEGER, -- 1 where the platform verified it
      is_private INTEGER, -- 1 where only followers see its posts
      is_business INTEGER, -- 1 for a business
      account_created_at INTEGER, -- when it was opened
      extras TEXT, -- JSON object of what only this platform has
      connected_at INTEGER, -- when its owner connected it
      last_synced_at INTEGER, -- when it was last fetched
      created_at INTEGER NOT NULL, -- when it was first stored
      updated_at INTEGER NOT NULL, -- when this row was last written
      UNIQUE (platform, handle)
    ) STRICT;
    CREATE INDEX social_accounts_newest_post ON social_accounts (platform, newest_post_at);
    CREATE INDEX social_accounts_top_views ON social_accounts (platform, top_views);
    CREATE INDEX social_accounts_top_likes ON social_accounts (platform, top_likes);
    CREATE INDEX social_accounts_top_comments ON social_accounts (platform, top_comments);
    CREATE INDEX social_accounts_top_shares ON social_accounts (platform, top_shares);

    CREATE TABLE account_identities ( -- all ids of an account, at all vendors
      platform TEXT NOT NULL, -- the platform
      namespace TEXT NOT NULL, -- what the id is an id of: id, sec_uid, channel and so on
      external_id TEXT NOT NULL, -- the id
      social_account_id INTEGER NOT NULL REFERENCES social_accounts (id), -- whose it is
      PRIMARY KEY (platform, namespace, external_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX account_identities_owner ON account_identities (social_account_id);

    CREATE TABLE account_handles ( -- which account had a handle, and when
      id INTEGER PRIMARY KEY, -- number of the row
      platform TEXT NOT NULL, -- the platform
      handle TEXT NOT NULL COLLATE NOCASE, -- the handle, without "@"
      social_account_id INTEGER NOT NULL REFERENCES social_accounts (id), -- whose it was
      valid_from INTEGER NOT NULL, -- when it was first seen there
      valid_to INTEGER -- when it was first seen elsewhere; NULL while it holds
    ) STRICT;
    CREATE INDEX account_handles_handle ON account_handles (platform, handle, valid_from);
    CREATE INDEX account_handles_owner ON account_handles (social_account_id);

    CREATE TABLE social_analytics_config ( -- which accounts are under watch, and how
      id INTEGER PRIMARY KEY, -- number of the row
      social_account_id INTEGER NOT NULL UNIQUE REFERENCES social_accounts (id), -- the account
      monitoring_enabled INTEGER NOT NULL DEFAULT 1, -- 1 while it is fetched with all others
      fetch_frequency INTEGER NOT NULL DEFAULT 86400, -- seconds between two fetches
      last_fetched_at INTEGER, -- when a fetch last succeeded
      next_fetch_at INTEGER, -- when the next one is due
      track_posts INTEGER NOT NULL DEFAULT 1, -- 1 where posts are fetched
      track_comments INTEGER NOT NULL DEFAULT 0, -- 1 where comments are fetched
      track_demographics INTEGER NOT NULL DEFAULT 0, -- 1 where the audience is fetched
      posts_per_fetch INTEGER NOT NULL DEFAULT 50, -- at most so many posts a fetch
      provider_name TEXT, -- provider to use; NULL for the route of providers.json
      provider_config TEXT, -- JSON object of settings for that provider
      created_at INTEGER NOT NULL, -- when the watch began
      updated_at INTEGER NOT NULL -- when this row was last written
    ) STRICT;

    CREATE TABLE social_analytics_snapshots ( -- the numbers of an account on a day; NULL is unknown
      id INTEGER PRIMARY KEY, -- number of the row
      social_account_id INTEGER NOT NULL REFERENCES social_accounts (id), -- the account
      snapshot_date TEXT NOT NULL, -- the day, UTC, as 2026-11-20
      observed_at INTEGER NOT NULL, -- when the newest of the numbers was seen
      data_source TEXT, -- provider of the newest of the numbers
      provenance INTEGER NOT NULL DEFAULT 0, -- 4 bits a number, followers first: see social_post_metrics
      provenance_more INTEGER NOT NULL DEFAULT 0, -- the same from the seventeenth number, pins, on
      followers_count INTEGER, -- followers
      following_count INTEGER, -- accounts followed
      posts_count INTEGER, -- posts
      subscribers_count INTEGER, -- subscribers of a channel
      total_likes INTEGER, -- likes received
      total_views INTEGER, -- views
      total_plays INTEGER, -- times playback began
      total_comments INTEGER, -- comments received
      total_shares INTEGER, -- shares
      total_saves INTEGER, -- saves
      retweets_count INTEGER, -- reposts
      reactions_count INTEGER, -- reactions of all kinds
      total_impressions INTEGER, -- times shown
      reach INTEGER, -- accounts reached
      watch_time_seconds INTEGER, -- seconds watched by all viewers together
      profile_visits INTEGER, -- visits to the profile
      pins_count INTEGER, -- pins
      boards_count INTEGER, -- boards or lists
      connections_count INTEGER, -- mutual connections
      listeners_count INTEGER, -- listeners in the platform's own window
      popularity INTEGER, -- index of the platform, 0 to 100
      likes_given INTEGER, -- likes given to others
      other_counts TEXT, -- JSON object of further known numbers by the metric's name
      watch_time_minutes INTEGER GENERATED ALWAYS AS (watch_time_seconds / 60), -- minutes watched
      engagement_rate REAL GENERATED ALWAYS AS (100.0 * (total_likes + coalesce(total_comments, 0) + coalesce(total_shares, 0)) / nullif(coalesce(total_views, total_plays), 0)), -- likes, comments and shares, as far as known, per 100 views
      avg_likes_per_post REAL GENERATED ALWAYS AS (1.0 * total_likes / nullif(posts_count, 0)), -- likes received by a post in the mean
      avg_comments_per_post REAL GENERATED ALWAYS AS (1.0 * total_comments / nullif(posts_count, 0)), -- comments on a post in the mean
      avg_views_per_post REAL GENERATED ALWAYS AS (1.0 * coalesce(total_views, total_plays) / nullif(posts_count, 0)), -- views of a post in the mean
      follower_growth INTEGER, -- followers, or subscribers, more than in the snapshot before
      engagement_growth REAL, -- engagement_rate less that of the snapshot before
      created_at INTEGER NOT NULL, -- when this row was first stored
      UNIQUE (social_account_id, snapshot_date)
    ) STRICT;

    CREATE TABLE account_day ( -- sums over the stored posts of an account at the end of a day
      social_account_id INTEGER NOT NULL REFERENCES social_accounts (id), -- the account
      snapshot_date TEXT NOT NULL, -- the day, UTC; a day without change has no row
      followers INTEGER NOT NULL, -- followers, or subscribers, as far as known
      posts INTEGER NOT NULL, -- posts stored
      views INTEGER NOT NULL, -- views, or plays, of all of them
      likes INTEGER NOT NULL, -- likes of all of them
      comments INTEGER NOT NULL, -- comments on all of them
      shares INTEGER NOT NULL, -- shares of all of them
      saves INTEGER NOT NULL, -- saves of all of them
      new_posts INTEGER NOT NULL, -- posts stored first on this day
      followers_gained INTEGER NOT NULL, -- how much a known number of followers grew on this day
      views_gained INTEGER NOT NULL, -- how much known numbers of views grew on this day
      likes_gained INTEGER NOT NULL, -- how much known numbers of likes grew on this day
      comments_gained INTEGER NOT NULL, -- how much known numbers of comments grew on this day
      shares_gained INTEGER NOT NULL, -- how much known numbers of shares grew on this day
      saves_gained INTEGER NOT NULL, -- how much known numbers of saves grew on this day
      PRIMARY KEY (social_account_id, snapshot_date)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE platform_day ( -- sums over all accounts of a platform at the end of a day
      platform TEXT NOT NULL, -- the platform
      snapshot_date TEXT NOT NULL, -- the day, UTC; a day without change has no row
      followers INTEGER NOT NULL, -- followers, or subscribers, as far as known
      posts INTEGER NOT NULL, -- posts stored
      views INTEGER NOT NULL, -- views, or plays, of all of them
      likes INTEGER NOT NULL, -- likes of all of them
      comments INTEGER NOT NULL, -- comments on all of them
      shares INTEGER NOT NULL, -- shares of all of them
      saves INTEGER NOT NULL, -- saves of all of them
      new_posts INTEGER NOT NULL, -- posts stored first on this day
      followers_gained INTEGER NOT NULL, -- how much known numbers of followers grew on this day
      views_gained INTEGER NOT NULL, -- how much known numbers of views grew on this day
      likes_gained INTEGER NOT NULL, -- how much known numbers of likes grew on this day
      comments_gained INTEGER NOT NULL, -- how much known numbers of comments grew on this day
      shares_gained INTEGER NOT NULL, -- how much known numbers of shares grew on this day
      saves_gained INTEGER NOT NULL, -- how much known numbers of saves grew on this day
      PRIMARY KEY (platform, snapshot_date)
    ) STRICT, WITHOUT ROWID;
    """
}
