import Glibc

// The measurements of `make bench`; see Options.usage.

do {
  let arguments = Array(CommandLine.arguments.dropFirst())
  if arguments.first == "collect" {
    try collectAndReport(arguments.dropFirst())
  } else if arguments.first == "calls" {
    try callAndReport(arguments.dropFirst())
  } else {
    try measure(Options(arguments))
  }
} catch {
  say("\(error)")
  exit(1)
}

/// Runs what is wanted and prints it.
func measure(_ options: Options) throws {
  let bench = Bench(options)
  var table = Table()
  for (name, work) in Bench.works where options.wants(name) {
    say("\(name) …")
    table.sections.append(Section(title: name, rows: try work(bench)))
  }
  print(options.json ? table.json : table.text, terminator: "")
}

/// Tells on standard error what is under way.
func say(_ text: String) {
  let line = Array("patchbay-bench: \(text)\n".utf8)
  // Nobody can be told that this failed.
  _ = Glibc.write(2, line, line.count)
}
