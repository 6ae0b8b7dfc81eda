// The statements of the floor. A column that no answer of this upstream fills stays out of them, and so NULL.
#pragma once
#include "store.h"

#define ADD_DAY(table, owner)                                                                                          \
  "INSERT INTO " table " SELECT ?1, max(?2, coalesce(b.snapshot_date, '')), coalesce(b.followers, 0) + ?3,"            \
  " coalesce(b.posts, 0) + ?4, coalesce(b.views, 0) + ?5, coalesce(b.likes, 0) + ?6, coalesce(b.comments, 0) + ?7,"    \
  " coalesce(b.shares, 0) + ?8, coalesce(b.saves, 0) + ?9, ?10, 0, 0, 0, 0, 0, 0 FROM (SELECT 1) LEFT JOIN (SELECT *"  \
  " FROM " table " WHERE " owner " = ?1 ORDER BY snapshot_date DESC LIMIT 1) b ON true WHERE true"                     \
  " ON CONFLICT DO UPDATE SET followers = excluded.followers, posts = excluded.posts, views = excluded.views,"         \
  " likes = excluded.likes, comments = excluded.comments, shares = excluded.shares, saves = excluded.saves,"           \
  " new_posts = new_posts + excluded.new_posts"

struct Store::Statements {
  sqlite3 *db;

  Statement begin{db, "BEGIN IMMEDIATE"};
  Statement commit{db, "COMMIT"};

  Statement insertJob{
      db, "INSERT INTO social_fetch_jobs (platform, provider_name, job_type, subject, region, job, status, started_at,"
          " created_at, social_account_id) VALUES ('tiktok', 'tiktok.scraper7', ?1, ?2, '', ?3, 'running', ?4, ?4, ?5)"};
  Statement markAsked{db, "INSERT INTO asked_requests VALUES (?, ?) ON CONFLICT DO NOTHING"};
  Statement insertRequest{db, "INSERT INTO outstanding_requests (job_id, request, created_at) VALUES (?, ?, ?)"};
  Statement deleteRequest{db, "DELETE FROM outstanding_requests WHERE id = ?"};
  Statement deleteAsked{db, "DELETE FROM asked_requests WHERE job_id = ?"};
  Statement addToJob{db, "UPDATE social_fetch_jobs SET posts_fetched = posts_fetched + ?, records_fetched ="
                         " records_fetched + ? WHERE id = ?"};
  Statement finishJob{db, "UPDATE social_fetch_jobs SET status = 'completed', completed_at = ?, social_account_id = ?"
                          " WHERE id = ?"};
  Statement watch{
      db, "INSERT INTO social_analytics_config (social_account_id, last_fetched_at, next_fetch_at, created_at,"
          " updated_at) VALUES (?1, ?2, ?2 + 86400000000, ?2, ?2) ON CONFLICT (social_account_id) DO UPDATE SET"
          " last_fetched_at = excluded.last_fetched_at, next_fetch_at = excluded.next_fetch_at,"
          " updated_at = excluded.updated_at"};

  Statement windowUsed{db, "SELECT used FROM usage_windows WHERE provider_name = 'tiktok.scraper7' AND key_number = 0"
                           " AND endpoint = '' AND window = ? AND window_start = ?"};
  Statement countWindow{db, "SELECT sum(units) FROM social_api_usage WHERE requested_at >= ? AND provider_name ="
                            " 'tiktok.scraper7' AND key_number = 0"};
  Statement insertWindow{db, "INSERT INTO usage_windows VALUES ('tiktok.scraper7', 0, '', ?, ?, ?)"};
  Statement deleteWindows{db, "DELETE FROM usage_windows WHERE provider_name = 'tiktok.scraper7' AND key_number = 0 AND"
                              " endpoint = '' AND window = ? AND window_start < ?"};
  Statement addToWindow{db, "UPDATE usage_windows SET used = used + 1 WHERE provider_name = 'tiktok.scraper7' AND"
                            " key_number = 0 AND endpoint = '' AND window = ? AND window_start = ?"};
  Statement insertUsage{db, "INSERT INTO social_api_usage (provider_name, platform, endpoint, key_number, units,"
                            " requested_at) VALUES ('tiktok.scraper7', 'tiktok', ?, 0, 1, ?)"};
  Statement settle{db, "UPDATE social_api_usage SET success = 1, http_status = ?, latency_ms = ?, bytes = ?, records = ?,"
                       " remaining = ?, settled_at = ? WHERE id = ?"};

  Statement insertBody{db, "INSERT INTO raw_bodies (hash, size, compressed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"};
  Statement insertRaw{db, "INSERT INTO raw_answers (body_id, job_id, platform, provider_name, request, status, headers,"
                          " fetched_at) VALUES ((SELECT id FROM raw_bodies WHERE hash = ?), ?, 'tiktok',"
                          " 'tiktok.scraper7', ?, ?, ?, ?)"};

  Statement insertAccount{
      db, "INSERT INTO social_accounts (platform, handle, external_id, display_name, profile_url, avatar_url, bio,"
          " is_verified, is_private, latest_followers_count, latest_following_count, latest_total_likes,"
          " latest_posts_count, latest_likes_given, latest_provenance, latest_provenance_more, latest_provider,"
          " latest_observed_at, last_synced_at, created_at, updated_at) VALUES ('tiktok', ?1, ?2, ?3, ?4, ?5, ?6, ?7,"
          " ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 'tiktok.scraper7', ?16, ?16, ?16, ?16)"};
  Statement updateAuthor{db, "UPDATE social_accounts SET avatar_url = ?, updated_at = ? WHERE id = ?"};
  Statement insertAccountIdentity{db, "INSERT INTO account_identities VALUES ('tiktok', ?, ?, ?)"};
  Statement insertHandle{db, "INSERT INTO account_handles (platform, handle, social_account_id, valid_from) VALUES"
                             " ('tiktok', ?, ?, ?)"};
  Statement insertSnapshot{
      db, "INSERT INTO social_analytics_snapshots (social_account_id, snapshot_date, observed_at, data_source,"
          " followers_count, following_count, total_likes, posts_count, likes_given, provenance, provenance_more,"
          " created_at) VALUES (?1, ?2, ?3, 'tiktok.scraper7', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?3)"};

  Statement findPost{db, "SELECT post_id FROM post_identities WHERE platform = 'tiktok' AND namespace = 'id' AND"
                         " external_id = ?"};
  Statement insertPost{
      db, "INSERT INTO social_posts_analytics (platform, external_post_id, social_account_id, posted_at, audio_id,"
          " content_hash, metrics_hash, latest_observed_at, latest_provider, created_at, updated_at,"
          " latest_views_count, latest_likes_count, latest_comments_count, latest_shares_count, latest_saves_count,"
          " latest_downloads_count, media_type, media_count, duration_ms, is_pinned, is_ad, region, provider_name,"
          " post_url, caption, thumbnail_url, media_url, media_urls) VALUES ('tiktok', ?1, ?2, ?3, ?4, ?5, ?6, ?7,"
          " 'tiktok.scraper7', ?7, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, 'tiktok.scraper7', ?20,"
          " ?21, ?22, ?23, ?24)"};
  Statement insertPostIdentity{db, "INSERT INTO post_identities VALUES ('tiktok', 'id', ?, ?)"};
  Statement insertMetrics{
      db, "INSERT INTO social_post_metrics (post_id, observed_at, provider_name, views_count, likes_count,"
          " comments_count, shares_count, saves_count, downloads_count) VALUES (?, ?, 'tiktok.scraper7', ?, ?, ?, ?, ?,"
          " ?)"};
  Statement insertSound{
      db, "INSERT INTO social_audio (platform, external_id, title, author_name, album, duration_ms, is_original,"
          " play_url, cover_url, created_at, updated_at) VALUES ('tiktok', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)"};
  Statement insertTag{db, "INSERT INTO social_hashtags (platform, hashtag, created_at, updated_at) VALUES ('tiktok', ?1,"
                          " ?2, ?2)"};
  Statement linkTag{db, "INSERT INTO social_post_hashtags VALUES (?, ?, ?)"};
  Statement insertMention{db, "INSERT INTO social_post_mentions VALUES (?, ?, 'tiktok', NULL, ?, ?)"};

  Statement addAccountDay{db, ADD_DAY("account_day", "social_account_id")};
  Statement addPlatformDay{db, ADD_DAY("platform_day", "platform")};
  Statement addStoredPosts{db, "UPDATE social_accounts SET stored_posts = stored_posts + ? WHERE id = ?"};
  // In the order of Account::peaks.
  Statement raisePeak[5] = {{db, "UPDATE social_accounts SET newest_post_at = ? WHERE id = ?"},
                            {db, "UPDATE social_accounts SET top_views = ? WHERE id = ?"},
                            {db, "UPDATE social_accounts SET top_likes = ? WHERE id = ?"},
                            {db, "UPDATE social_accounts SET top_comments = ? WHERE id = ?"},
                            {db, "UPDATE social_accounts SET top_shares = ? WHERE id = ?"}};
  Statement addToTag{db, "UPDATE social_hashtags SET total_uses = total_uses + ?, total_views = total_views + ?,"
                         " total_engagement = total_engagement + ?, updated_at = ? WHERE id = ?"};
};
