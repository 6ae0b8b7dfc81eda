@testable import MetricSchema
import Testing

/// Every message of the schema.
let allMessages: [any Message.Type] = [
  Identity.self, Subject.self, FetchJob.self, Pair.self, Headers.self, ProviderRequest.self,
  Diagnostic.self, RateHint.self, Log.self, Measure.self, Extra.self, Author.self, Profile.self,
  Mention.self, Audio.self, Post.self, Comment.self, Hashtag.self, Demographics.self, Insight.self,
  TrendEntry.self, RecordMessage.self,
]

/// Every list of cases of the schema.
let allChoices: [any Choice.Type] = [
  MetricSchema.Operation.self, Role.self, Redirects.self, FailureClass.self, Origin.self,
  Level.self, Note.self, Presence.self, MediaKind.self,
]

@Suite("Schema", .enabled(if: Protoc.path != nil, Protoc.missing))
struct SchemaTests {
  private let file: File

  init() throws {
    let set = try ProtobufReader.read(FileSet.self, from: try Protoc.descriptors())
    file = try #require(set.files.first)
    #expect(set.files.count == 1)
    #expect(file.package == "patchbay.v1")
  }

  @Test("Every message shows the fields of the schema, in their order")
  func messages() {
    for type in allMessages { check(type) }
  }

  private func check<M: Message>(_ type: M.Type) {
    let name = schemaName(type)
    var describer = Describer()
    var message = M()
    message.fields(&describer)
    let wanted = file.messages.first { $0.name == name }?.fields.map(Field.init)
    #expect(describer.fields == wanted, "\(name) differs from the schema")
    #expect(describer.fields.map(\.number) == describer.fields.map(\.number).sorted())
  }

  @Test("No message or list of cases of the schema is missing")
  func complete() {
    #expect(allMessages.map { nameOf($0) }.sorted() == file.messages.compactMap(\.name).sorted())
    #expect(allChoices.map { "\($0)" }.sorted() == file.choices.compactMap(\.name).sorted())
  }

  private func nameOf<M: Message>(_ type: M.Type) -> String { schemaName(type) }

  @Test("Every list of cases has the cases of the schema", arguments: allChoices.indices)
  func choices(index: Int) { check(allChoices[index]) }

  private func check<C: Choice>(_ type: C.Type) {
    let values = file.choices.first { $0.name == "\(type)" }?.values ?? []
    #expect(values.map(\.number) == C.allCases.map { Int64($0.rawValue) }, "\(type)")
    #expect(values.map { caseName($0) } == C.names, "\(type)")
    #expect(C.allCases.map(\.name) == C.names, "\(type)")
    #expect(C.absent.rawValue == 0)
  }

  /// The name that a case has outside the schema, where all lists share one name space.
  private func caseName(_ value: ChoiceValue) -> String {
    let name = (value.name ?? "").lowercased()
    if name.hasSuffix("_unspecified") { return "unspecified" }
    return ["single_post": "post", "sound": "audio"][name] ?? name
  }
}

@Suite("Names")
struct NameTests {
  @Test("Every metric has a name of its own, and a number without gaps")
  func metrics() {
    #expect(Metric.allCases.map { Int($0.rawValue) } == Array(Metric.names.indices))
    #expect(Set(Metric.names).count == Metric.names.count)
    #expect(Metric.names.count <= 64, "one bit each must be enough for Metrics.keepOneEach")
    for metric in Metric.allCases { #expect(Metric(name: metric.name) == metric) }
    #expect(Metric(name: "likings") == nil)
    #expect(Metric.likes.name == "likes")
    #expect(Metric.reactionFunny.name == "reaction_funny")
  }

  @Test("The names of cases are those of JSON, manifests and the command")
  func operations() {
    #expect(MetricSchema.Operation(name: "trending_posts") == .trendingPosts)
    #expect(MetricSchema.Operation(name: "audio_posts") == .audioPosts)
    #expect(FailureClass(name: "rate_limited") == .rateLimited)
    #expect(FailureClass(name: "RATE_LIMITED") == nil)
  }
}
