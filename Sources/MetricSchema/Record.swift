/// One thing that a provider delivered.
public enum Record: Hashable, Sendable {
  /// An account.
  case profile(Profile)
  /// A post, video, pin or track.
  case post(Post)
  /// A comment or reply.
  case comment(Comment)
  /// A hashtag or challenge.
  case hashtag(Hashtag)
  /// A sound or song.
  case audio(Audio)
  /// One bucket of an audience.
  case demographics(Demographics)
  /// Numbers of a period that the owner sees.
  case insight(Insight)
  /// One place in a list of trends.
  case trend(TrendEntry)

  /// The kind in lower case: "profile", "post" and so on.
  public var kind: String {
    switch self {
    case .profile: "profile"
    case .post: "post"
    case .comment: "comment"
    case .hashtag: "hashtag"
    case .audio: "audio"
    case .demographics: "demographics"
    case .insight: "insight"
    case .trend: "trend"
    }
  }

  /// Appends the record as a `Record` message.
  public consuming func write(to writer: inout ProtobufWriter) {
    switch consume self {
    case .profile(var it): writer.write(&it, as: 1)
    case .post(var it): writer.write(&it, as: 2)
    case .comment(var it): writer.write(&it, as: 3)
    case .hashtag(var it): writer.write(&it, as: 4)
    case .audio(var it): writer.write(&it, as: 5)
    case .demographics(var it): writer.write(&it, as: 6)
    case .insight(var it): writer.write(&it, as: 7)
    case .trend(var it): writer.write(&it, as: 8)
    }
  }

  /// The record as a `Record` message.
  public consuming func serialized() -> [UInt8] {
    var writer = ProtobufWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// Appends a post as a `Record` message: the same bytes, without moving a large value into the
  /// enumeration and out again.
  public static func write(_ post: consuming Post, to writer: inout ProtobufWriter) {
    writer.write(&post, as: 2)
  }

  /// Reads a `Record` message from untrusted bytes.
  ///
  /// - Throws: ``MalformedMessage`` where the bytes are no message, or one without a known record, or with several.
  public init(from bytes: UnsafeRawBufferPointer) throws(MalformedMessage) {
    // Every sender writes a record and nothing else: RecordMessage has room for all kinds at once, which costs more
    // than reading.
    switch ProtobufReader.loneMessage(in: bytes) {
    case (1, let range)?:
      var profile = try ProtobufReader.read(Profile.self, from: bytes, in: range)
      profile.metrics.keepOneEach()
      self = .profile(consume profile)
    case (2, let range)?:
      var post = try ProtobufReader.read(Post.self, from: bytes, in: range)
      post.metrics.keepOneEach()
      post.audio?.metrics.keepOneEach()
      self = .post(consume post)
    case (3, let range)?:
      var comment = try ProtobufReader.read(Comment.self, from: bytes, in: range)
      comment.metrics.keepOneEach()
      self = .comment(consume comment)
    default: self = try Self.any(in: bytes)
    }
  }

  /// The record of a message that may hold several fields.
  private static func any(in bytes: UnsafeRawBufferPointer) throws(MalformedMessage) -> Record {
    var wire = try ProtobufReader.read(RecordMessage.self, from: bytes)
    wire.keepOneMeasureEach()
    guard let record = wire.record else {
      throw MalformedMessage(at: 0, "a record of no kind that this version knows")
    }
    guard wire.kinds == 1 else { throw MalformedMessage(at: 0, "a record of several kinds") }
    return record
  }

  /// Reads a `Record` message from untrusted bytes.
  public init(from bytes: [UInt8]) throws(MalformedMessage) {
    self = try bytes.withUnsafeBufferPointer { buffer throws(MalformedMessage) in
      try Record(from: UnsafeRawBufferPointer(buffer))
    }
  }
}

/// The `Record` message with its fields side by side, as the wire allows.
struct RecordMessage: Message {
  var profile: Profile?
  var post: Post?
  var comment: Comment?
  var hashtag: Hashtag?
  var audio: Audio?
  var demographics: Demographics?
  var insight: Insight?
  var trend: TrendEntry?

  var record: Record? {
    if let post { return .post(post) }
    if let comment { return .comment(comment) }
    if let profile { return .profile(profile) }
    if let hashtag { return .hashtag(hashtag) }
    if let audio { return .audio(audio) }
    if let demographics { return .demographics(demographics) }
    if let insight { return .insight(insight) }
    return trend.map { .trend($0) }
  }

  mutating func keepOneMeasureEach() {
    profile?.metrics.keepOneEach()
    post?.metrics.keepOneEach()
    post?.audio?.metrics.keepOneEach()
    comment?.metrics.keepOneEach()
    hashtag?.metrics.keepOneEach()
    audio?.metrics.keepOneEach()
    insight?.metrics.keepOneEach()
    trend?.metrics.keepOneEach()
  }

  /// How many records there are, where one is allowed.
  var kinds: Int {
    let first = (profile == nil ? 0 : 1) + (post == nil ? 0 : 1) + (comment == nil ? 0 : 1)
    let second = (hashtag == nil ? 0 : 1) + (audio == nil ? 0 : 1) + (trend == nil ? 0 : 1)
    return first + second + (demographics == nil ? 0 : 1) + (insight == nil ? 0 : 1)
  }

  mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.message(1, "profile", &profile)
    visitor.message(2, "post", &post)
    visitor.message(3, "comment", &comment)
    visitor.message(4, "hashtag", &hashtag)
    visitor.message(5, "audio", &audio)
    visitor.message(6, "demographics", &demographics)
    visitor.message(7, "insight", &insight)
    visitor.message(8, "trend", &trend)
  }
}
