import HostCore
import MetricSchema

/// Where a record comes from.
struct Origin {
  var platform: String
  var provider: String
  var job: Int64
  /// When it was observed.
  var moment: Timestamp
}

/// Numbers of rows by what identifies them.
///
/// Bounded, since names come from upstreams; forgotten as a whole where one of them grows too large.
struct KnownRows {
  private static let limit = 10_000

  /// An id or a name, on a platform.
  struct Key: Hashable {
    var platform: String
    var name: String
  }

  var authors: [Key: Int64] = [:] {
    didSet { if authors.count > Self.limit { (authors, written) = ([:], [:]) } }
  }
  /// By account, the author that it was last written as, and since when: what is older may be another's handle.
  var written: [Int64: (author: Author, moment: Timestamp)] = [:]
  var hashtags: [Key: Int64] = [:] {
    didSet { if hashtags.count > Self.limit { hashtags = [:] } }
  }
  /// Sounds as they were last written.
  var audio: [Key: (number: Int64, audio: Audio)] = [:] {
    didSet { if audio.count > Self.limit { audio = [:] } }
  }
}

/// All ids of a thing as they are kept, the platform's main id first, each once.
func allIdentities(_ id: String?, _ others: [Identity]) -> [Identity] {
  var all: [Identity] = []
  var seen: Set<Identity> = []
  for other in [id.map { Identity("id", $0) }].compactMap(\.self) + others {
    let kept = Identity(withoutNUL(other.namespace), withoutNUL(other.value))
    if !kept.value.isEmpty, seen.insert(kept).inserted { all.append(kept) }
  }
  return all
}

/// A text as it is kept: two that differ by NUL alone are one.
func withoutNUL(_ text: String) -> String {
  text.utf8.contains(0) ? String(decoding: text.utf8.filter { $0 != 0 }, as: UTF8.self) : text
}

/// What only one platform has, as a JSON object; `nil` where there is nothing.
func json(_ extras: [Extra]) -> String? {
  guard !extras.isEmpty else { return nil }
  var writer = JSONWriter()
  writer.object { writer in
    for extra in extras {
      writer.key(extra.name)
      if let text = extra.text {
        writer.value(text)
      } else if let integer = extra.integer {
        writer.value(integer)
      } else if let real = extra.real {
        writer.value(real)
      } else {
        writer.value(extra.flag)
      }
    }
  }
  return writer.text
}

/// Texts as a JSON array; `nil` where there are none.
func json(_ texts: [String]) -> String? {
  guard !texts.isEmpty else { return nil }
  var writer = JSONWriter()
  writer.array { writer in for text in texts { writer.value(text) } }
  return writer.text
}

extension Choice {
  /// The name as tables hold it; `nil` where the case is that of an absent field.
  var stored: String? { rawValue == 0 ? nil : name }
}

/// `column = coalesce(?n, column)` for each column, numbered from `first` on: what is absent does not overwrite.
func overwriting(_ columns: [String], first: Int = 1) -> String {
  columns.enumerated().map { "\($1) = coalesce(?\($0 + first), \($1))" }.joined(separator: ", ")
}

/// `column = coalesce(column, ?n)` for each column, numbered from `first` on: what is known stays.
func filling(_ columns: [String], first: Int = 1) -> String {
  columns.enumerated().map { "\($1) = coalesce(\($1), ?\($0 + first))" }.joined(separator: ", ")
}

/// Whether ``overwriting(_:first:)`` would change anything.
func differing(_ columns: [String], first: Int = 1) -> String {
  columns.enumerated().map { "\($1) IS NOT coalesce(?\($0 + first), \($1))" }
    .joined(separator: " OR ")
}

/// `?, ?, ?`
func placeholders(_ count: Int) -> String {
  Array(repeating: "?", count: count).joined(separator: ", ")
}
