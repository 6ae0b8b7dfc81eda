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

let a = answer(Int(CommandLine.arguments[3])!)

for round in 0..<3 { 
  if round == 2 { print(confined.process!); fflush(nil); usleep(2_000_000) }
  var t1: [Int] = []; var t2: [Int] = []
  for _ in 0..<Int(CommandLine.arguments[4])! { let t = ns(); _ = try! confined.parse(a, to: request, of: job, in: context); t1.append(ns() - t) }
  for _ in 0..<Int(CommandLine.arguments[4])! { let t = ns(); _ = try! loaded.parse(a, to: request, of: job, in: context); t2.append(ns() - t) }
  print("confined p50 \(Double(pct(t1, 0.5)) / 1000) p10 \(Double(pct(t1, 0.1)) / 1000) min \(Double(pct(t1, 0)) / 1000); in-process p50 \(Double(pct(t2, 0.5)) / 1000) p10 \(Double(pct(t2, 0.1)) / 1000) min \(Double(pct(t2, 0)) / 1000)")
}
