import HostCore
import MetricSchema

/// An error for the person at the terminal, in four parts: what, which, why, what to do.
struct UserError: Error {
  /// What did not happen: "cannot read the configuration".
  var what: String
  /// The file, provider, account or option it is about.
  var which: String?
  /// Why.
  var why: String?
  /// What to do, best an exact command.
  var remedy: String?
  /// What the shell gets.
  var code: ExitCode

  init(
    _ what: String, which: String? = nil, why: String? = nil, remedy: String? = nil,
    code: ExitCode = .usage
  ) {
    self.what = what
    self.which = which
    self.why = why
    self.remedy = remedy
    self.code = code
  }

  /// The error for a name that is not among those known, with the nearest of them; where none is near, what else to
  /// do, or all of them.
  static func unknown(
    _ what: String, _ name: String, among known: [String], otherwise: String? = nil
  ) -> UserError {
    UserError(
      what, which: name,
      remedy: nearest(to: name, among: known).map { "did you mean \($0)?" } ?? otherwise
        ?? "known are \(known.joined(separator: ", "))")
  }

  init(_ error: ConfigurationError) {
    let isManifest = error.file.hasSuffix("plugin.json") || error.file.hasSuffix(".so")
    self.init(
      "the \(isManifest ? "manifest" : "configuration") cannot be used", which: error.file,
      why: error.problems.map(\.description).joined(separator: "\n"),
      remedy: "mend the places named" + Self.further(error, isManifest))
  }

  private static func further(_ error: ConfigurationError, _ isManifest: Bool) -> String {
    if isManifest {
      return "; Plugins/Template/README.md in the source lists what plugin.json says"
    }
    return error.file.hasSuffix(".lock.json")
      ? ", or remove the file and let `patchbay plugin lock` write it anew"
      : "; `patchbay providers schema` prints what is allowed"
  }

  init(_ error: StoreError) {
    let remedies: [StoreError.Kind: String] = [
      .locked: "wait until the other process is done, or name another --database",
      .full: "free some space; nothing that was stored before is lost",
      .newerSchema: "use the newer patchbay that wrote it, or name another --database",
      .corrupt:
        "put back a backup, such as that which a migration left beside the file, or name another --database",
      .unavailable: "check the path and its permissions, or name another --database",
      .bug: "please report this with the command that you ran",
    ]
    self.init(
      "the database cannot be used", why: error.description, remedy: remedies[error.kind],
      code: .database)
  }

  /// The lines for a terminal.
  var text: String {
    var lines = "patchbay: \(what)"
    if let which { lines += ": \(which)" }
    if let why { lines += "\n  why: " + why.split(separator: "\n").joined(separator: "\n       ") }
    if let remedy { lines += "\n  do:  " + remedy }
    return lines
  }

  /// One JSON object.
  var json: String {
    var json = JSONWriter()
    json.object { json in
      json.key("error")
      json.object { json in
        json.member("what", what)
        json.member("which", which)
        json.member("why", why)
        json.member("do", remedy)
        json.member("exit_code", Int64(code.rawValue))
      }
    }
    return json.text
  }
}
