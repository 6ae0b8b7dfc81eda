extension Schema {
  /// What people and older systems read.
  static let views = """
    CREATE VIEW social_analytics_latest AS -- accounts with their newest snapshot
    SELECT a.id AS social_account_id, a.handle AS username, a.platform, a.display_name,
      a.status AS account_status, s.snapshot_date AS last_snapshot_date, s.followers_count,
      s.following_count, s.posts_count, s.total_views, s.total_likes, s.total_comments,
      s.engagement_rate, s.follower_growth, coalesce(c.monitoring_enabled, 0) AS monitoring_enabled,
      c.last_fetched_at
    FROM social_accounts a
    LEFT JOIN social_analytics_snapshots s ON s.social_account_id = a.id AND s.snapshot_date = (
      SELECT max(snapshot_date) FROM social_analytics_snapshots WHERE social_account_id = a.id)
    LEFT JOIN social_analytics_config c ON c.social_account_id = a.id;

    CREATE VIEW social_post_performance AS -- posts that stand, with their newest numbers
    SELECT p.id, p.platform, p.post_url, coalesce(p.caption, p.title) AS caption, p.media_type,
      p.posted_at, coalesce(p.latest_views_count, p.latest_plays_count) AS current_views,
      p.latest_likes_count AS current_likes, p.latest_comments_count AS current_comments,
      round(100.0 * (p.latest_likes_count + coalesce(p.latest_comments_count, 0)
        + coalesce(p.latest_shares_count, 0))
        / nullif(coalesce(p.latest_views_count, p.latest_plays_count), 0), 2) AS engagement_rate,
      p.latest_observed_at AS last_updated, a.handle AS account_username
    FROM social_posts_analytics p LEFT JOIN social_accounts a ON a.id = p.social_account_id
    WHERE p.deleted_at IS NULL;

    CREATE VIEW social_audience_snapshots AS -- audiences by day in fixed groups, in per cent
    WITH d AS (
      SELECT social_account_id, snapshot_date, dimension, bucket, 100.0 * share AS percent,
        replace(lower(bucket), '_', '-') AS label
      FROM social_audience_demographics)
    SELECT social_account_id, snapshot_date,
      round(sum(percent) FILTER (WHERE dimension = 'age' AND label LIKE '%13-17'), 2) AS age_13_17,
      round(sum(percent) FILTER (WHERE dimension = 'age' AND label LIKE '%18-24'), 2) AS age_18_24,
      round(sum(percent) FILTER (WHERE dimension = 'age' AND label LIKE '%25-34'), 2) AS age_25_34,
      round(sum(percent) FILTER (WHERE dimension = 'age' AND label LIKE '%35-44'), 2) AS age_35_44,
      round(sum(percent) FILTER (WHERE dimension = 'age' AND (label LIKE '%45-%' OR label LIKE '%55-%'
        OR label LIKE '%45+' OR label LIKE '%55+' OR label LIKE '%65%')), 2) AS age_45_plus,
      round(sum(percent) FILTER (WHERE dimension = 'gender' AND label IN ('m', 'male')), 2) AS gender_male,
      round(sum(percent) FILTER (WHERE dimension = 'gender' AND label IN ('f', 'female')), 2) AS gender_female,
      round(sum(percent) FILTER (WHERE dimension = 'gender'
        AND label NOT IN ('m', 'male', 'f', 'female')), 2) AS gender_other,
      nullif(json_group_object(bucket, round(percent, 2)) FILTER (WHERE dimension = 'country'), '{}') AS top_countries,
      nullif(json_group_object(bucket, round(percent, 2)) FILTER (WHERE dimension = 'city'), '{}') AS top_cities,
      nullif(json_group_object(bucket, round(percent, 2)) FILTER (WHERE dimension = 'language'), '{}') AS top_languages,
      nullif(json_group_object(bucket, round(percent, 2)) FILTER (WHERE dimension = 'hour'), '{}') AS peak_hours,
      nullif(json_group_object(bucket, round(percent, 2)) FILTER (WHERE dimension = 'day'), '{}') AS peak_days
    FROM d GROUP BY social_account_id, snapshot_date;

    CREATE VIEW trending_audio AS -- sounds in lists of what is popular
    SELECT t.id, t.subject_id AS music_id, t.platform, coalesce(t.name, s.title) AS title,
      s.author_name AS author, s.play_url, s.cover_url AS thumbnail, t.posts_count AS total_videos,
      t.views_count AS total_views, t.rank, t.region AS country, t.trend_date AS trending_date,
      t.observed_at AS scraped_at
    FROM trend_entries t
    LEFT JOIN social_audio s ON s.platform = t.platform AND s.external_id = t.subject_id
    WHERE t.kind = 'audio';
    """

  /// The names of an earlier system.
  static let earlierNames = """
    CREATE VIEW social_media_accounts AS -- social_accounts
    SELECT id, platform, handle AS username, display_name, bio, avatar_url AS profile_pic_url,
      external_id, is_verified, is_business, status = 'active' AS is_active, created_at, updated_at,
      last_synced_at AS last_fetched_at
    FROM social_accounts;

    CREATE VIEW social_media_analytics_snapshots AS -- social_analytics_snapshots
    SELECT id, social_account_id AS account_id, snapshot_date, followers_count, following_count,
      posts_count, total_likes, total_comments, total_views, total_shares, engagement_rate,
      avg_likes_per_post, avg_comments_per_post, created_at
    FROM social_analytics_snapshots;

    CREATE VIEW social_media_posts AS -- social_posts_analytics
    SELECT id, social_account_id AS account_id, platform, external_post_id, post_url, caption,
      media_type, thumbnail_url, media_url, duration, posted_at, created_at, updated_at
    FROM social_posts_analytics;

    CREATE VIEW social_media_post_analytics AS -- the last row of each day of social_post_metrics
    SELECT m.post_id, m.snapshot_date, m.likes_count, m.comments_count,
      coalesce(m.views_count, m.plays_count) AS views_count, m.shares_count, m.saves_count,
      m.engagement_rate
    FROM social_post_metrics m
    WHERE NOT EXISTS (
      SELECT 1 FROM social_post_metrics later
      WHERE later.post_id = m.post_id AND later.snapshot_date = m.snapshot_date
        AND (later.observed_at, later.provider_name) > (m.observed_at, m.provider_name));

    CREATE VIEW social_media_hashtags AS -- social_hashtags
    SELECT id, hashtag, platform, total_uses, total_views, total_engagement, avg_engagement_rate,
      created_at, updated_at
    FROM social_hashtags;

    CREATE VIEW social_media_post_hashtags AS -- social_post_hashtags
    SELECT post_id, hashtag_id, position FROM social_post_hashtags;

    CREATE VIEW social_media_mentions AS -- social_post_mentions
    SELECT post_id, mentioned_username, platform, created_at FROM social_post_mentions;

    CREATE VIEW social_media_comments AS -- social_comments
    SELECT id, post_id, platform, external_comment_id, comment_text, author_username, author_id,
      parent_comment_id, is_reply, likes_count, replies_count, is_creator_reply, sentiment,
      sentiment_score, commented_at, created_at
    FROM social_comments;

    CREATE VIEW social_media_content_mapping AS -- social_content_mapping
    SELECT id, post_id, video_id, clip_id, confidence_score, matched_by, verified, notes,
      created_at, updated_at
    FROM social_content_mapping;

    CREATE VIEW social_media_audience_demographics AS -- social_audience_snapshots
    SELECT social_account_id AS account_id, snapshot_date, age_13_17, age_18_24, age_25_34,
      age_35_44, age_45_plus, gender_male, gender_female, gender_other, top_countries, top_cities,
      top_languages, peak_hours, peak_days
    FROM social_audience_snapshots;

    CREATE VIEW api_usage_tracking AS -- social_api_usage
    SELECT id, provider_name, platform, endpoint, request_count, success, latency_ms, error_message,
      date, requested_at
    FROM social_api_usage;

    CREATE VIEW analytics_fetch_jobs AS -- social_fetch_jobs
    SELECT id, social_account_id AS account_id, job_type, status, started_at, completed_at,
      posts_fetched, comments_fetched, error_message, created_at
    FROM social_fetch_jobs;

    CREATE VIEW latest_account_analytics AS -- social_analytics_latest
    SELECT social_account_id AS account_id, platform, username, display_name,
      last_snapshot_date AS snapshot_date, followers_count, following_count, posts_count,
      total_likes, total_comments, total_views, engagement_rate, last_fetched_at
    FROM social_analytics_latest;

    CREATE VIEW post_performance_trends AS -- the numbers of a post by day, and how they grew
    SELECT p.id AS post_id, p.platform, p.post_url, p.caption, m.snapshot_date, m.views_count,
      m.likes_count, m.comments_count, m.shares_count,
      m.views_count - lag(m.views_count) OVER day AS views_growth,
      m.likes_count - lag(m.likes_count) OVER day AS likes_growth,
      m.comments_count - lag(m.comments_count) OVER day AS comments_growth
    FROM social_media_post_analytics m JOIN social_posts_analytics p ON p.id = m.post_id
    WINDOW day AS (PARTITION BY m.post_id ORDER BY m.snapshot_date);
    """
}
