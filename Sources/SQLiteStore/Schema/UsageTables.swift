extension Schema {
  /// What was asked of whom, what it used, and the answers as they came.
  static let usage = """
    CREATE TABLE social_api_usage ( -- one row for each request, written before it is sent
      id INTEGER PRIMARY KEY AUTOINCREMENT, -- number of the reservation
      provider_name TEXT NOT NULL, -- who sent it
      platform TEXT NOT NULL, -- the platform
      endpoint TEXT NOT NULL, -- the call, as the manifest names it
      key_number INTEGER NOT NULL DEFAULT 0, -- which of several keys of the provider, from 0
      request_count INTEGER NOT NULL DEFAULT 1, -- always 1
      units INTEGER NOT NULL DEFAULT 1, -- what the vendor bills for it
      success INTEGER, -- 1 answered well, 0 failed, NULL while its end is unknown
      failure_class TEXT, -- why it failed: auth, rate_limited, transient and so on
      http_status INTEGER, -- status of the answer; NULL where there was none
      latency_ms INTEGER, -- from sending to the last byte
      bytes INTEGER, -- bytes received
      records INTEGER, -- records delivered
      error_message TEXT, -- what went wrong, in words, without secrets
      remaining INTEGER, -- what the upstream said is left of its quota
      date TEXT GENERATED ALWAYS AS (date(requested_at / 1000000, 'unixepoch')), -- the day, UTC
      requested_at INTEGER NOT NULL, -- when it was reserved
      settled_at INTEGER -- when its end was known
    ) STRICT;
    CREATE INDEX social_api_usage_time ON social_api_usage (requested_at);

    CREATE TABLE usage_windows ( -- units used in a window of a limit
      provider_name TEXT NOT NULL, -- the provider
      key_number INTEGER NOT NULL, -- which of several keys of the provider
      endpoint TEXT NOT NULL, -- the call; empty for all calls together
      window TEXT NOT NULL, -- second, minute, hour, day, month or ever; "day in" and a zone where that is not UTC
      window_start INTEGER NOT NULL, -- when it began
      used INTEGER NOT NULL, -- units reserved in it
      PRIMARY KEY (provider_name, key_number, endpoint, window, window_start)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE social_fetch_jobs ( -- what was collected, or is being
      id INTEGER PRIMARY KEY AUTOINCREMENT, -- number of the job
      social_account_id INTEGER REFERENCES social_accounts (id), -- the account that it is about, once known
      platform TEXT NOT NULL, -- the platform
      provider_name TEXT NOT NULL, -- who collects
      job_type TEXT NOT NULL, -- profile, posts, comments and so on
      subject TEXT NOT NULL, -- what it is about, as the caller gave it; empty for nothing in particular
      region TEXT NOT NULL DEFAULT '', -- country, ISO 3166-1; empty where none was given
      job BLOB NOT NULL, -- the whole job as a FetchJob message
      status TEXT NOT NULL, -- running, pending once suspended, completed or failed
      posts_fetched INTEGER NOT NULL DEFAULT 0, -- posts delivered so far
      comments_fetched INTEGER NOT NULL DEFAULT 0, -- comments delivered so far
      records_fetched INTEGER NOT NULL DEFAULT 0, -- records of all kinds delivered so far
      error_message TEXT, -- why it failed or was suspended
      started_at INTEGER, -- when it was last begun or taken up
      completed_at INTEGER, -- when it ended; NULL while it can be taken up
      created_at INTEGER NOT NULL -- when it was first begun
    ) STRICT;
    CREATE INDEX social_fetch_jobs_open ON social_fetch_jobs (platform, provider_name, job_type, subject, region) WHERE completed_at IS NULL;
    CREATE INDEX social_fetch_jobs_account ON social_fetch_jobs (social_account_id) WHERE social_account_id IS NOT NULL;

    CREATE TABLE outstanding_requests ( -- requests that are not answered yet: where a job stands
      id INTEGER PRIMARY KEY AUTOINCREMENT, -- number of the request
      job_id INTEGER NOT NULL REFERENCES social_fetch_jobs (id), -- the job
      request BLOB NOT NULL, -- the request as a Request message, without secrets
      created_at INTEGER NOT NULL -- when it was planned
    ) STRICT;
    CREATE INDEX outstanding_requests_job ON outstanding_requests (job_id);

    CREATE TABLE asked_requests ( -- what an unfinished job asked so far, so that nothing is asked twice
      job_id INTEGER NOT NULL REFERENCES social_fetch_jobs (id), -- the job
      fingerprint BLOB NOT NULL, -- first half of the SHA-256 of the Request message
      PRIMARY KEY (job_id, fingerprint)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE raw_bodies ( -- bodies of answers, each once
      id INTEGER PRIMARY KEY, -- number within this database
      hash BLOB NOT NULL UNIQUE, -- SHA-256 of the body
      size INTEGER NOT NULL, -- bytes of the body
      compressed BLOB NOT NULL -- the body as one zstd frame
    ) STRICT;

    CREATE TABLE raw_answers ( -- answers as they came, to be read again by a better plugin
      id INTEGER PRIMARY KEY, -- number within this database
      body_id INTEGER NOT NULL REFERENCES raw_bodies (id), -- the body
      job_id INTEGER NOT NULL, -- the job that it was for
      platform TEXT NOT NULL, -- the platform
      provider_name TEXT NOT NULL, -- who asked
      request BLOB NOT NULL, -- the request as a Request message, without secrets
      status INTEGER NOT NULL, -- HTTP status
      headers BLOB NOT NULL, -- the headers as a Headers message, without secrets
      fetched_at INTEGER NOT NULL -- when it came: observed_at of what it delivered
    ) STRICT;
    CREATE INDEX raw_answers_body ON raw_answers (body_id);
    CREATE INDEX raw_answers_time ON raw_answers (fetched_at);

    CREATE TABLE search_history ( -- searches that were made
      id INTEGER PRIMARY KEY, -- number of the row
      query TEXT NOT NULL, -- what was looked for
      query_type TEXT NOT NULL, -- hashtag or search
      platform TEXT NOT NULL, -- the platform
      country TEXT, -- region, ISO 3166-1
      results_count INTEGER NOT NULL, -- records delivered
      searched_at INTEGER NOT NULL -- when it ended
    ) STRICT;
    """
}
