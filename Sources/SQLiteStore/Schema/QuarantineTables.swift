extension Schema {
  /// Plugins that died, and those that must not run any more.
  static let quarantine = """
    CREATE TABLE plugin_deaths ( -- deaths of plugins' processes, those of the last minutes before the latest
      provider_name TEXT NOT NULL, -- the provider that died
      library_sha256 TEXT NOT NULL, -- SHA-256 of the library's file, hexadecimal
      abi INTEGER NOT NULL, -- major version of the ABI that the library was built for
      died_at INTEGER NOT NULL -- when its process ended
    ) STRICT;
    CREATE INDEX plugin_deaths_provider ON plugin_deaths (provider_name, library_sha256, abi, died_at);

    CREATE TABLE plugin_quarantine ( -- providers that must not run with one library
      provider_name TEXT NOT NULL, -- the provider
      library_sha256 TEXT NOT NULL, -- SHA-256 of the library's file, hexadecimal
      abi INTEGER NOT NULL, -- major version of the ABI that the library was built for
      reason TEXT NOT NULL, -- what happened, in words
      quarantined_at INTEGER NOT NULL, -- when it died last
      PRIMARY KEY (provider_name, library_sha256, abi)
    ) STRICT, WITHOUT ROWID;
    """
}
