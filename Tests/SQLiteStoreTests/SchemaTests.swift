import MetricSchema
import StoreTesting
import Testing

@testable import SQLiteStore

@Suite("Schema")
struct SchemaTests {
  @Test("Every table, column and view says in a comment what it is")
  func documented() throws {
    let database = try TestDatabase()
    let objects = try database.rows(
      """
      SELECT type, name, replace(sql, char(10), '~') FROM sqlite_schema
      WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
      """)
    #expect(objects.count > 40)
    for object in objects {
      let parts = object.split(separator: "|", maxSplits: 2)
      let lines = parts[2].split(separator: "~")
      #expect(lines[0].contains(" -- "), "\(parts[1])")
      guard parts[0] == "table" else { continue }
      for line in lines.dropFirst() {
        let isColumn =
          line.first == " " && !line.hasPrefix("  PRIMARY") && !line.hasPrefix("  UNIQUE")
        #expect(!isColumn || line.contains(" -- "), "\(parts[1]): \(line)")
      }
    }
  }

  @Test("The tables of the comprehensive schema keep their columns", arguments: founding)
  func foundingColumns(table: String, columns: String) throws {
    let database = try TestDatabase()
    let present = try database.rows("SELECT name FROM pragma_table_xinfo('\(table)')")
    let missing = columns.split(separator: " ").filter { !present.contains(String($0)) }
    #expect(missing.isEmpty)
  }

  @Test("Every view can be read", arguments: views)
  func readable(view: String) throws {
    let database = try TestDatabase()
    try database.commit([profile("alice", followers: 5), post("1", views: 10, likes: 2)])
    #expect(throws: Never.self) { try database.rows("SELECT * FROM \(view)") }
  }

  @Test("There is no view that this test does not know")
  func allViews() throws {
    let database = try TestDatabase()
    let present = try database.rows("SELECT name FROM sqlite_schema WHERE type = 'view'")
    #expect(Set(present) == Set(Self.views))
  }

  @Test("Rows that point at others are found by an index")
  func foreignKeys() throws {
    let database = try TestDatabase()
    let keys = try database.rows(
      """
      SELECT m.name, f."from" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
      WHERE m.type = 'table'
      """)
    #expect(keys.count > 25)
    for key in keys {
      let parts = key.split(separator: "|")
      let plan = try database.rows(
        "EXPLAIN QUERY PLAN SELECT 1 FROM \(parts[0]) WHERE \(parts[1]) = 1")
      #expect(plan.contains { $0.contains("SEARCH") }, "\(key)")
    }
  }

  @Test("Day, hour and rates follow from what is stored")
  func generated() throws {
    let database = try TestDatabase()
    try database.commit([
      post("1", views: 32092, likes: 4043), post("2", views: 0, likes: 5),
      post("3", likes: 5) { $0.metrics.set(.plays, 50) },
      post("4", views: 100, likes: 5) {
        $0.metrics.set(.comments, 3)
        $0.metrics.set(.shares, 2)
        $0.metrics.set(Measure(.completionRate, nil, ratio: 0.25))
      },
    ])
    #expect(
      try database.rows(
        """
        SELECT snapshot_date, snapshot_hour, round(engagement_rate, 2), completion_rate
        FROM social_post_metrics ORDER BY post_id
        """) == [
          "2026-11-20|7|12.6|-", "2026-11-20|7|-|-", "2026-11-20|7|10.0|-",
          "2026-11-20|7|10.0|25.0",
        ])
  }

  static let founding = [
    (
      "social_accounts",
      "id platform handle display_name profile_url avatar_url status external_id connected_at last_synced_at created_at updated_at"
    ),
    (
      "social_analytics_config",
      "id social_account_id monitoring_enabled fetch_frequency last_fetched_at next_fetch_at track_posts track_comments track_demographics posts_per_fetch provider_name provider_config created_at updated_at"
    ),
    (
      "social_analytics_snapshots",
      "id social_account_id snapshot_date followers_count following_count posts_count total_likes total_comments total_views total_shares total_saves total_impressions subscribers_count pins_count boards_count retweets_count reactions_count watch_time_minutes engagement_rate avg_likes_per_post avg_comments_per_post avg_views_per_post follower_growth engagement_growth reach profile_visits data_source created_at"
    ),
    (
      "social_posts_analytics",
      "id social_account_id external_post_id platform post_url short_code caption title description media_type media_count thumbnail_url media_url media_urls duration is_short_form has_audio is_pinned is_ad visibility location_name posted_at created_at updated_at deleted_at video_id clip_id"
    ),
    (
      "social_post_metrics",
      "post_id snapshot_date snapshot_hour likes_count comments_count views_count shares_count saves_count retweets_count quote_tweets_count reactions_count repins_count impressions reach unique_viewers watch_time_seconds avg_watch_percentage completion_rate profile_visits follows_from_post link_clicks engagement_rate viral_score"
    ),
    (
      "social_hashtags",
      "id hashtag total_uses total_views avg_engagement_rate created_at updated_at"
    ),
    ("social_post_hashtags", "post_id hashtag_id position"),
    ("social_post_mentions", "post_id mentioned_username platform created_at"),
    (
      "social_content_mapping",
      "id post_id video_id clip_id confidence_score matched_by verified notes created_at updated_at"
    ),
    (
      "social_comments",
      "id post_id platform external_comment_id comment_text author_username author_id parent_comment_id is_reply likes_count is_creator_reply sentiment sentiment_score commented_at created_at"
    ),
    (
      "social_audience_snapshots",
      "social_account_id snapshot_date age_13_17 age_18_24 age_25_34 age_35_44 age_45_plus gender_male gender_female gender_other top_countries top_cities top_languages peak_hours peak_days"
    ),
    (
      "social_api_usage",
      "id provider_name platform endpoint request_count success latency_ms error_message date requested_at"
    ),
    (
      "social_fetch_jobs",
      "id social_account_id job_type status started_at completed_at posts_fetched comments_fetched error_message created_at"
    ),
    (
      "social_analytics_latest",
      "username platform display_name account_status last_snapshot_date followers_count following_count posts_count total_views total_likes total_comments engagement_rate follower_growth monitoring_enabled last_fetched_at"
    ),
    (
      "social_post_performance",
      "id platform post_url caption media_type posted_at current_views current_likes current_comments engagement_rate last_updated account_username"
    ),
  ]

  static let views = [
    "social_analytics_latest", "social_post_performance", "social_audience_snapshots",
    "trending_audio", "social_media_accounts", "social_media_analytics_snapshots",
    "social_media_posts", "social_media_post_analytics", "social_media_hashtags",
    "social_media_post_hashtags", "social_media_mentions", "social_media_comments",
    "social_media_content_mapping", "social_media_audience_demographics", "api_usage_tracking",
    "analytics_fetch_jobs", "latest_account_analytics", "post_performance_trends",
  ]
}
