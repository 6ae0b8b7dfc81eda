import HostCore
import MetricSchema
import StoreTesting
import Testing

@Suite("Jobs and their outstanding requests")
struct JobContract {
  @Test("A new job gives its requests back in their order", arguments: Conformer.all)
  func begins(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let job = try store.job(requests: [request("/b"), request("/a"), request("/c")])
    #expect(!job.isResumed)
    #expect(job.records == 0)
    #expect(job.outstanding.map(\.request.path) == ["/b", "/a", "/c"])
    #expect(Set(job.outstanding.map(\.id)).count == 3)
  }

  @Test("A request comes back whole", arguments: Conformer.all)
  func wholeRequest(_ conformer: Conformer) throws {
    let store = try conformer.make()
    var asked = request("/x?y=é", role: .detail)
    asked.query = [Pair("b", "2"), Pair("a", "")]
    asked.body = [0, 255]
    asked.redirects = .followAllowed
    #expect(try store.job(requests: [asked]).outstanding.map(\.request) == [asked])
    #expect(try store.job(requests: []).outstanding.map(\.request) == [asked])
  }

  @Test("An unfinished job is taken up and new requests are ignored", arguments: Conformer.all)
  func resumes(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let first = try store.job(requests: [request("/1"), request("/2")])
    try store.commit([post("p1"), post("p2")], job: first.id) {
      $0.answered = first.outstanding[0].id
    }
    let second = try store.job(requests: [request("/other")])
    #expect(second.isResumed)
    #expect(second.id == first.id)
    #expect(second.records == 2)
    #expect(second.outstanding == [first.outstanding[1]])
  }

  @Test(
    "Jobs of other platforms, providers, operations, subjects and regions are others",
    arguments: Conformer.all)
  func tellsApart(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let ids = [
      try store.job(requests: [request("/1")]).id,
      try store.job(provider: "tiktok.two", requests: [request("/1")]).id,
      try store.job("alice", .profile, requests: [request("/1")]).id,
      try store.job("bob", requests: [request("/1")]).id,
      try store.job(requests: [request("/1")], region: "FR").id,
      try store.begin(
        StoredJob(
          platform: "youtube", provider: "tiktok.one", job: FetchJob(.posts, [Subject("alice")]),
          moment: at(0)), requests: [request("/1")]
      ).id,
    ]
    #expect(Set(ids).count == ids.count)
  }

  @Test(
    "A request is asked once in a job, so that a repeated cursor ends", arguments: Conformer.all)
  func asksOnce(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let job = try store.job(requests: [request("/1"), request("/1")])
    #expect(job.outstanding.count == 1)
    let next = try store.commit([], job: job.id) {
      $0.answered = job.outstanding[0].id
      $0.requests = [request("/2"), request("/1"), request("/2")]
    }
    #expect(next.following.map(\.request.path) == ["/2"])
    let end = try store.commit([], job: job.id) {
      $0.answered = next.following[0].id
      $0.requests = [request("/1"), request("/2")]
    }
    #expect(end.following.isEmpty)
    #expect(try store.job("bob", requests: [request("/1")]).outstanding.count == 1)
  }

  @Test("A failed answer leaves its request outstanding", arguments: Conformer.all)
  func staysOutstanding(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let job = try store.job(requests: [request("/1")])
    try store.commit([], job: job.id) { $0.settlement.failure = .transient }
    #expect(try store.job().outstanding == job.outstanding)
  }

  @Test("The same answer committed twice does no harm", arguments: Conformer.all)
  func twice(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let job = try store.job(requests: [request("/1")])
    let outcomes = try [1, 2].map { _ in
      try store.commit([post("p1", views: 5)], job: job.id) {
        $0.answered = job.outstanding[0].id
        $0.requests = [request("/2")]
      }
    }
    #expect(outcomes.map(\.newPosts) == [1, 0])
    #expect(outcomes.map(\.knownPosts) == [0, 1])
    #expect(outcomes.map(\.following.count) == [1, 0])
    #expect(try store.job().outstanding == outcomes[0].following)
  }

  @Test("A completed or failed job is begun anew", arguments: Conformer.all)
  func ends(_ conformer: Conformer) throws {
    let store = try conformer.make()
    for ending in [JobEnding.completed, .failed("the key is wrong")] {
      let job = try store.job(requests: [request("/1")])
      try store.finish(job.id, ending, moment: at(1))
      let next = try store.job(requests: [request("/1")])
      #expect(!next.isResumed)
      #expect(next.id != job.id)
      #expect(next.outstanding.count == 1)
      try store.finish(next.id, ending, moment: at(2))
    }
  }

  @Test("A suspended job goes on where it stood", arguments: Conformer.all)
  func suspends(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let job = try store.job(requests: [request("/1")])
    try store.finish(job.id, .suspended("the quota is spent"), moment: at(1))
    let next = try store.job(requests: [request("/2")])
    #expect(next.isResumed)
    #expect(next.outstanding == job.outstanding)
  }

  @Test("An answer can complete its job", arguments: Conformer.all)
  func completes(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let job = try store.job(requests: [request("/1")])
    try store.commit([profile("alice")], 5, job: job.id) {
      $0.answered = job.outstanding[0].id
      $0.completesJob = true
    }
    #expect(try !store.job(requests: [request("/1")]).isResumed)
    #expect(
      try store.watchedAccounts(platform: nil)
        == [WatchedAccount(platform: "tiktok", handle: "alice", lastFetched: at(5))])
  }

  @Test("A job is not completed over what another process asks for it", arguments: Conformer.all)
  func shared(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let first = try store.job(requests: [request("/1"), request("/2")])
    let second = try store.job(requests: [request("/1")])
    #expect(second.id == first.id)
    let outcome = try store.commit([post("1")], 5, job: second.id) {
      $0.answered = second.outstanding[0].id
      $0.completesJob = true
    }
    #expect(!outcome.completedJob)
    #expect(try store.outstanding(of: first.id) == [first.outstanding[1]])
    let last = try store.commit([post("2")], 6, job: first.id) {
      $0.answered = first.outstanding[1].id
      $0.completesJob = true
    }
    #expect(last.completedJob)
    #expect(try store.outstanding(of: first.id).isEmpty)
    #expect(try !store.job(requests: [request("/1")]).isResumed)
  }

  @Test(
    "Accounts that were fetched come under watch, longest unfetched first", arguments: Conformer.all
  )
  func watches(_ conformer: Conformer) throws {
    let store = try conformer.make()
    for (handle, second) in [("carol", 3), ("alice", 1), ("bob", 2)] as [(String, Int64)] {
      let job = try store.job(handle)
      try store.commit([profile(handle), post("\(handle)1", by: author("dave"))], job: job.id)
      try store.finish(job.id, .completed, moment: at(second))
    }
    let failed = try store.job("erin")
    try store.commit([profile("erin")], job: failed.id)
    try store.finish(failed.id, .failed("blocked"), moment: at(4))
    #expect(try store.watchedAccounts(platform: nil).map(\.handle) == ["alice", "bob", "carol"])
    #expect(
      try store.watchedAccounts(platform: "tiktok").map(\.lastFetched) == [at(1), at(2), at(3)])
    #expect(try store.watchedAccounts(platform: "youtube").isEmpty)
  }

  @Test("All answers of a group are stored, each with its outcome", arguments: Conformer.all)
  func groups(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let jobs = try ["alice", "bob"].map { try store.job($0, requests: [request("/1")]) }
    let answers = zip(jobs, ["a", "b"]).map { job, name in
      var answer = AnswerCommit(
        job: job.id, answered: job.outstanding[0].id, platform: "tiktok", provider: "tiktok.one",
        settlement: Settlement(usage: 0, moment: at(1)), moment: at(1))
      answer.records = [post("\(name)1"), post("both")]
      answer.requests = [request("/\(name)")]
      return answer
    }
    let outcomes = try store.commit(answers)
    #expect(outcomes.map(\.newPosts) == [2, 1])
    #expect(outcomes.map(\.knownPosts) == [0, 1])
    #expect(outcomes.map { $0.following.map(\.request.path) } == [["/a"], ["/b"]])
    #expect(try store.commit([]).isEmpty)
  }
}
