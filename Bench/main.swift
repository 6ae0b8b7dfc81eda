import Glibc
import HostCore
import MetricSchema
import PluginLoader
import ProviderSDK
import TemplateProvider

func ns() -> Int { var t = timespec(); clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1_000_000_000 + t.tv_nsec }
func pct(_ a: [Int], _ p: Double) -> Int { a.sorted()[Int(Double(a.count - 1) * p)] }
let dir = CommandLine.arguments[1]
let hostile = CommandLine.arguments[2]
var subject = Subject(); subject.text = "alice"
var job = FetchJob(); job.operation = .posts; job.subjects = [subject]
var request = ProviderRequest(); request.call = "posts.list"; request.path = "/v1/x"; request.role = .page
let now: Int64 = 1_700_000_000_000_000
let context = CallContext(now: now, deadline: now + 60_000_000)
func page(_ size: Int) -> [UInt8] {
  var items: [String] = []; var n = 0; var i = 0
  while n < size { let s = #"{"id":\#(i),"text":"hello there this is a post with words in it \#(i)","created_at":"2026-01-02T03:04:05Z","author":"bob","likes":\#(i * 3),"views":\#(i * 7)}"#; items.append(s); n += s.utf8.count + 1; i += 1 }
  return Array(("{\"posts\":[" + items.joined(separator: ",") + "],\"next\":\"abc\"}").utf8)
}
ProviderTable.register(TemplateProvider.providers)
let path = dir + "/libTemplatePlugin.so"
// spawn
for (name, p, id) in [("Swift template", path, "example.feed"), ("C hostile", hostile, "sum")] {
  var times: [Int] = []
  for _ in 0..<100 { let c = ConfinedCarrier(plugin: p, provider: id); let a = ns(); try! c.start(); times.append(ns() - a); _ = c.process }
  print("spawn->ready \(name): p50 \(pct(times, 0.5) / 1000) us p10 \(pct(times, 0.1)/1000) p90 \(pct(times, 0.9) / 1000)")
}
func memory(_ pid: Int32) -> String {
  guard let f = fopen("/proc/\(pid)/smaps_rollup", "r") else { return "?" }
  defer { fclose(f) }
  var out = ""; var buf = [CChar](repeating: 0, count: 256)
  while fgets(&buf, 256, f) != nil { let s = String(cString: buf); if s.hasPrefix("Private_") || s.hasPrefix("Rss") { out += s.split(separator: " ").joined(separator: " ").dropLast() + "; " } }
  return out
}
let answer = { (size: Int) in ReceivedAnswer(status: 200, headers: Headers([("Content-Type","application/json")]), finalURL: nil, body: Body(page(size))) }
let table = try! TableCarrier(ProviderTable.provider, provider: "example.feed")
let loaded = try! TableCarrier(LoadedLibrary.open(path).provider, provider: "example.feed")
let confined = ConfinedCarrier(plugin: path, provider: "example.feed")
try! confined.start()
print("after start:", memory(confined.process!))
let inTable = try! TableCarrier(LoadedLibrary.open(hostile).provider, provider: "none")
let outTable = ConfinedCarrier(plugin: hostile, provider: "none"); try! outTable.start()
for size in [64, 64 << 10, 1 << 20] {
  let n = size > 100_000 ? 100 : 2000
  for (name, carriers) in [("template", [table, loaded, confined] as [any Carrier]), ("nothing", [inTable, outTable])] {
    let a = answer(size)
    var times = carriers.map { _ in [Int]() }
    for _ in 0..<n { for (i, c) in carriers.enumerated() { let t = ns(); let o = try! c.parse(a, to: request, of: job, in: context); times[i].append(ns() - t); precondition(o.isSuccess) } }
    print("\(name) body \(a.body.count):", times.map { "p50 \(Double(pct($0, 0.5)) / 1000) p10 \(Double(pct($0, 0.1)) / 1000) us" }.joined(separator: " | "))
  }
}
print("after 1 MB bodies:", memory(confined.process!))
let big = answer(16 << 20)
let o = try! confined.parse(big, to: request, of: job, in: context)
print("16 MB: success \(o.isSuccess) output \(o.bytes.count)")
print("after 16 MB:", memory(confined.process!))
print("C child:", memory(outTable.process!))
