extension Schema {
  /// Posts, their ids, and what hangs on them.
  static let posts = """
    CREATE TABLE social_posts_analytics ( -- one row for each post, video, pin or track
      id INTEGER PRIMARY KEY, -- number within this database
      social_account_id INTEGER REFERENCES social_accounts (id), -- the author; NULL where nobody said
      platform TEXT NOT NULL, -- the platform
      external_post_id TEXT, -- id at the platform, as first seen; all ids stand in post_identities
      posted_at INTEGER, -- when it was published
      audio_id INTEGER REFERENCES social_audio (id), -- the sound or song in it
      video_id INTEGER REFERENCES videos (id), -- the own video that it shows
      clip_id INTEGER REFERENCES clips (id), -- the own clip that it shows
      content_hash INTEGER, -- of what was last said of it but numbers; NULL where only its id is known
      metrics_hash INTEGER, -- of the numbers last delivered, so that only a change is stored
      latest_observed_at INTEGER, -- when the newest numbers were first seen on their day
      latest_provider TEXT, -- who delivered the newest numbers
      latest_provenance INTEGER NOT NULL DEFAULT 0, -- 4 bits a number, likes first: see social_post_metrics
      latest_provenance_more INTEGER NOT NULL DEFAULT 0, -- the same from the seventeenth number, link clicks, on
      latest_likes_count INTEGER, -- newest known number of likes
      latest_comments_count INTEGER, -- newest known number of comments
      latest_views_count INTEGER, -- newest known number of views
      latest_plays_count INTEGER, -- newest known number of plays
      latest_shares_count INTEGER, -- newest known number of shares
      latest_saves_count INTEGER, -- newest known number of saves
      latest_retweets_count INTEGER, -- newest known number of reposts
      latest_quote_tweets_count INTEGER, -- newest known number of quotes
      latest_reactions_count INTEGER, -- newest known number of reactions
      latest_replies_count INTEGER, -- newest known number of replies
      latest_impressions INTEGER, -- newest known number of impressions
      latest_reach INTEGER, -- newest known reach
      latest_unique_viewers INTEGER, -- newest known number of viewers
      latest_watch_time_seconds INTEGER, -- newest known time watched
      latest_completion_ratio REAL, -- newest known share of views to the end, 0 to 1
      latest_average_watch_ratio REAL, -- newest known mean part watched, 0 to 1 and above
      latest_link_clicks INTEGER, -- newest known number of clicks on links
      latest_profile_visits INTEGER, -- newest known number of visits that it led to
      latest_follows_from_post INTEGER, -- newest known number of follows that it led to
      latest_downloads_count INTEGER, -- newest known number of downloads
      latest_repins_count INTEGER, -- newest known number of times it was pinned
      latest_listeners_count INTEGER, -- newest known number of listeners
      latest_playlist_adds_count INTEGER, -- newest known number of playlists
      latest_popularity INTEGER, -- newest known index of the platform, 0 to 100
      latest_concurrent_viewers INTEGER, -- newest known number of viewers at one moment
      latest_other_counts TEXT, -- JSON object of further known numbers by the metric's name
      created_at INTEGER NOT NULL, -- when it was first stored
      updated_at INTEGER NOT NULL, -- when what is said of it last changed
      deleted_at INTEGER, -- when it was first seen to be deleted; NULL while it stands
      presence TEXT, -- visible, missing, deleted, protected or suspended; NULL where nobody said
      visibility TEXT GENERATED ALWAYS AS (CASE presence WHEN 'visible' THEN 'public' WHEN 'protected' THEN 'private' ELSE presence END), -- presence in the words of older systems
      media_type TEXT, -- video, image, carousel, text, audio_only, live, link or story
      media_count INTEGER, -- how many pictures and videos
      duration_ms INTEGER, -- length in milliseconds
      duration INTEGER GENERATED ALWAYS AS (duration_ms / 1000), -- length in seconds
      is_short_form INTEGER, -- 1 for a Short, Reel and the like
      has_audio INTEGER, -- 1 where there is sound
      is_pinned INTEGER, -- 1 while pinned to the profile
      is_ad INTEGER, -- 1 for advertising
      short_code TEXT, -- code in short addresses
      language TEXT, -- language, BCP 47
      region TEXT, -- country, ISO 3166-1
      location_name TEXT, -- place, as written
      reply_to_external_id TEXT, -- id of the post that it answers
      quote_of_external_id TEXT, -- id of the post that it quotes
      provider_name TEXT, -- who last said something of it
      post_url TEXT, -- canonical address
      title TEXT, -- title
      caption TEXT, -- text
      description TEXT, -- longer text
      thumbnail_url TEXT, -- address of the preview
      media_url TEXT, -- address of the first picture or video
      media_urls TEXT, -- JSON array of all addresses where there are several
      extras TEXT -- JSON object of what only this platform has
    ) STRICT;
    CREATE INDEX social_posts_account ON social_posts_analytics (social_account_id, posted_at);
    CREATE INDEX social_posts_audio ON social_posts_analytics (audio_id) WHERE audio_id IS NOT NULL;
    CREATE INDEX social_posts_video ON social_posts_analytics (video_id) WHERE video_id IS NOT NULL;
    CREATE INDEX social_posts_clip ON social_posts_analytics (clip_id) WHERE clip_id IS NOT NULL;

    CREATE TABLE post_identities ( -- all ids of a post, at all vendors
      platform TEXT NOT NULL, -- the platform
      namespace TEXT NOT NULL, -- what the id is an id of: id, shortcode, urn and so on
      external_id TEXT NOT NULL, -- the id
      post_id INTEGER NOT NULL REFERENCES social_posts_analytics (id), -- whose it is
      PRIMARY KEY (platform, namespace, external_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX post_identities_owner ON post_identities (post_id);

    CREATE TABLE social_post_reposts ( -- who brought a post of somebody else to their followers
      post_id INTEGER NOT NULL REFERENCES social_posts_analytics (id), -- the post, with its author's numbers
      social_account_id INTEGER NOT NULL REFERENCES social_accounts (id), -- who reposted it
      reposted_at INTEGER, -- when
      created_at INTEGER NOT NULL, -- when it was first seen
      PRIMARY KEY (post_id, social_account_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX social_post_reposts_account ON social_post_reposts (social_account_id);

    CREATE TABLE social_hashtags ( -- hashtags with what the stored posts sum up to
      id INTEGER PRIMARY KEY, -- number within this database
      platform TEXT NOT NULL, -- the platform
      hashtag TEXT NOT NULL, -- in lower case, without "#"
      external_id TEXT, -- id at the platform
      title TEXT, -- as the platform writes it
      description TEXT, -- what the platform says of it
      url TEXT, -- canonical address
      total_uses INTEGER NOT NULL DEFAULT 0, -- stored posts that have it
      total_views INTEGER NOT NULL DEFAULT 0, -- newest views, or plays, of these posts
      total_engagement INTEGER NOT NULL DEFAULT 0, -- newest likes, comments and shares of these posts
      avg_engagement_rate REAL GENERATED ALWAYS AS (100.0 * total_engagement / nullif(total_views, 0)), -- engagement per 100 views over all of these posts
      latest_posts_count INTEGER, -- posts that use it, as the platform last said
      latest_views_count INTEGER, -- views, as the platform last said
      latest_observed_at INTEGER, -- when the platform last said
      extras TEXT, -- JSON object of what only this platform has
      created_at INTEGER NOT NULL, -- when it was first stored
      updated_at INTEGER NOT NULL, -- when this row was last written
      UNIQUE (platform, hashtag)
    ) STRICT;

    CREATE TABLE social_post_hashtags ( -- which hashtags stand in a post
      post_id INTEGER NOT NULL REFERENCES social_posts_analytics (id), -- the post
      hashtag_id INTEGER NOT NULL REFERENCES social_hashtags (id), -- the hashtag
      position INTEGER NOT NULL, -- its place among the post's hashtags, from 0
      PRIMARY KEY (post_id, hashtag_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX social_post_hashtags_tag ON social_post_hashtags (hashtag_id);

    CREATE TABLE social_post_mentions ( -- which accounts are named in a post
      post_id INTEGER NOT NULL REFERENCES social_posts_analytics (id), -- the post
      position INTEGER NOT NULL, -- its place among the post's mentions, from 0
      platform TEXT NOT NULL, -- the platform
      mentioned_username TEXT, -- the handle, without "@"
      mentioned_external_id TEXT, -- the id at the platform
      created_at INTEGER NOT NULL, -- when it was first stored
      PRIMARY KEY (post_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE social_comments ( -- comments and replies
      id INTEGER PRIMARY KEY, -- number within this database
      post_id INTEGER NOT NULL REFERENCES social_posts_analytics (id), -- the post
      platform TEXT NOT NULL, -- the platform
      external_comment_id TEXT NOT NULL, -- id at the platform
      parent_comment_id INTEGER REFERENCES social_comments (id), -- the comment that it answers; NULL until it is stored
      parent_external_id TEXT, -- id of the comment that it answers
      is_reply INTEGER GENERATED ALWAYS AS (parent_external_id IS NOT NULL), -- 1 where it answers a comment
      author_username TEXT, -- the author's handle, without "@"
      author_id TEXT, -- the author's id at the platform
      comment_text TEXT, -- what it says
      language TEXT, -- language, BCP 47
      likes_count INTEGER, -- newest known number of likes
      replies_count INTEGER, -- newest known number of replies
      provenance INTEGER NOT NULL DEFAULT 0, -- 4 bits a number, likes and replies: see social_post_metrics
      is_creator_reply INTEGER, -- 1 where the post's author wrote it
      is_pinned INTEGER, -- 1 while pinned
      is_liked_by_creator INTEGER, -- 1 where the post's author liked it
      presence TEXT, -- visible, missing, deleted, protected or suspended; NULL where nobody said
      sentiment TEXT, -- positive, negative or neutral, once computed
      sentiment_score REAL, -- -1 to 1, once computed
      provider_name TEXT, -- who last delivered it
      extras TEXT, -- JSON object of what only this platform has
      commented_at INTEGER, -- when it was written
      observed_at INTEGER NOT NULL, -- when it was last delivered
      created_at INTEGER NOT NULL, -- when it was first stored
      UNIQUE (platform, external_comment_id)
    ) STRICT;
    CREATE INDEX social_comments_post ON social_comments (post_id, commented_at);
    CREATE INDEX social_comments_parent ON social_comments (parent_comment_id) WHERE parent_comment_id IS NOT NULL;
    CREATE INDEX social_comments_orphans ON social_comments (platform, parent_external_id) WHERE parent_comment_id IS NULL AND parent_external_id IS NOT NULL;
    """
}
