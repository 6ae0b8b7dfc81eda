extension Schema {
  /// The operator's own videos and clips, sounds, and collections.
  static let content = """
    CREATE TABLE videos ( -- the operator's own videos, to which posts are mapped
      id INTEGER PRIMARY KEY, -- number within this database
      external_id TEXT UNIQUE, -- id in the operator's own system
      title TEXT, -- title
      slug TEXT UNIQUE, -- title for addresses
      description TEXT, -- longer text
      url TEXT, -- address of the original
      thumbnail_url TEXT, -- address of the preview
      duration_ms INTEGER, -- length in milliseconds
      hashtags TEXT, -- JSON array of hashtags that it is published with
      published_at INTEGER, -- when it was first published
      created_at INTEGER NOT NULL, -- when it was entered
      updated_at INTEGER NOT NULL -- when this row was last written
    ) STRICT;

    CREATE TABLE clips ( -- parts of videos
      id INTEGER PRIMARY KEY, -- number within this database
      video_id INTEGER REFERENCES videos (id), -- the video that it was cut from
      external_id TEXT UNIQUE, -- id in the operator's own system
      title TEXT, -- title
      description TEXT, -- longer text
      start_ms INTEGER, -- where it begins in the video
      duration_ms INTEGER, -- length in milliseconds
      hashtags TEXT, -- JSON array of hashtags that it is published with
      created_at INTEGER NOT NULL, -- when it was entered
      updated_at INTEGER NOT NULL -- when this row was last written
    ) STRICT;
    CREATE INDEX clips_video ON clips (video_id);

    CREATE TABLE social_content_mapping ( -- which own video or clip a post shows
      id INTEGER PRIMARY KEY, -- number of the row
      post_id INTEGER NOT NULL UNIQUE REFERENCES social_posts_analytics (id), -- the post
      video_id INTEGER REFERENCES videos (id), -- the video
      clip_id INTEGER REFERENCES clips (id), -- the clip
      confidence_score REAL, -- how sure it is, 0 to 1
      matched_by TEXT, -- how it was found: manual, url, caption, hashtag, duration, time
      verified INTEGER NOT NULL DEFAULT 0, -- 1 once a person said so
      notes TEXT, -- what that person noted
      created_at INTEGER NOT NULL, -- when it was found
      updated_at INTEGER NOT NULL -- when this row was last written
    ) STRICT;
    CREATE INDEX social_content_mapping_video ON social_content_mapping (video_id);
    CREATE INDEX social_content_mapping_clip ON social_content_mapping (clip_id);

    CREATE TABLE social_audio ( -- sounds and songs
      id INTEGER PRIMARY KEY, -- number within this database
      platform TEXT NOT NULL, -- the platform
      external_id TEXT NOT NULL, -- id at the platform
      title TEXT, -- title
      author_name TEXT, -- who made it
      author_external_id TEXT, -- their id at the platform
      album TEXT, -- album
      duration_ms INTEGER, -- length in milliseconds
      is_original INTEGER, -- 1 where it was made for a post
      play_url TEXT, -- address of the sound
      cover_url TEXT, -- address of the picture
      url TEXT, -- canonical address
      latest_posts_count INTEGER, -- posts that use it, as the platform last said
      latest_plays_count INTEGER, -- plays, or views, as the platform last said
      latest_popularity INTEGER, -- index of the platform, 0 to 100
      latest_other_counts TEXT, -- JSON object of further known numbers by the metric's name
      latest_observed_at INTEGER, -- when the platform last said a number
      extras TEXT, -- JSON object of what only this platform has
      created_at INTEGER NOT NULL, -- when it was first stored
      updated_at INTEGER NOT NULL, -- when this row was last written
      UNIQUE (platform, external_id)
    ) STRICT;

    CREATE TABLE collections ( -- groups of posts and accounts that a person made
      id INTEGER PRIMARY KEY, -- number within this database
      name TEXT NOT NULL UNIQUE, -- name
      description TEXT, -- what it is for
      color TEXT NOT NULL DEFAULT '#8B5CF6', -- colour in the dashboard
      icon TEXT NOT NULL DEFAULT 'folder', -- icon in the dashboard
      is_default INTEGER NOT NULL DEFAULT 0, -- 1 for the one that holds everything
      created_at INTEGER NOT NULL, -- when it was made
      updated_at INTEGER NOT NULL -- when this row was last written
    ) STRICT;
    CREATE UNIQUE INDEX collections_default ON collections (is_default) WHERE is_default = 1;

    CREATE TABLE collection_posts ( -- posts of a collection
      collection_id INTEGER NOT NULL REFERENCES collections (id), -- the collection
      post_id INTEGER NOT NULL REFERENCES social_posts_analytics (id), -- the post
      added_at INTEGER NOT NULL, -- when it was added
      added_by TEXT, -- who or what added it
      PRIMARY KEY (collection_id, post_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX collection_posts_post ON collection_posts (post_id);

    CREATE TABLE collection_accounts ( -- accounts of a collection
      collection_id INTEGER NOT NULL REFERENCES collections (id), -- the collection
      social_account_id INTEGER NOT NULL REFERENCES social_accounts (id), -- the account
      added_at INTEGER NOT NULL, -- when it was added
      PRIMARY KEY (collection_id, social_account_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX collection_accounts_account ON collection_accounts (social_account_id);
    """
}
