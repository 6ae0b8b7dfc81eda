extension Schema {
  /// Posts by sound and by hashtag, in stretches of 4,096 posts.
  ///
  /// Ordered by sound alone, each new post goes into a leaf of its sound's own, and those of a large file are in no cache:
  /// reading and logging them was half of what a post cost there. In stretches all new posts go into the same few leaves. A
  /// search by sound alone looks into every stretch (2,442 for ten million posts, some milliseconds); SQLite does so by
  /// itself, a skip-scan, where `sqlite_stat1` tells it how often the first column repeats.
  static let postIndexes = """
    DROP INDEX social_posts_audio;
    CREATE INDEX social_posts_audio ON social_posts_analytics (id / 4096, audio_id) WHERE audio_id IS NOT NULL;
    DROP INDEX social_post_hashtags_tag;
    CREATE INDEX social_post_hashtags_tag ON social_post_hashtags (post_id / 4096, hashtag_id);
    ANALYZE sqlite_schema;
    DELETE FROM sqlite_stat1 WHERE idx IN ('social_posts_audio', 'social_post_hashtags_tag');
    INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
      ('social_posts_analytics', 'social_posts_audio', '1000000 4096 1'),
      ('social_post_hashtags', 'social_post_hashtags_tag', '1000000 4096 1');
    ANALYZE sqlite_schema;
    """
}
