import Testing

@Suite("Help, end to end")
struct HelpTests {
  @Test("A group of commands has its help in either way")
  func groups() throws {
    let bench = try Bench()
    for group in ["providers", "plugin", "db"] {
      let help = try bench.patchbay("help", group)
      for option in ["--help", "-h"] {
        let asked = try bench.patchbay(group, option)
        #expect(asked.status == 0 && asked.output == help.output, "\(asked.errors)")
      }
    }
    #expect(try bench.patchbay("fetch", "-h").output == bench.patchbay("help", "fetch").output)
    #expect(try bench.patchbay("nothing", "--help").status == 2)
  }

  @Test("The exit codes are those of the command, and those that a shell makes of a signal")
  func exitCodes() throws {
    let lines = try Bench().patchbay("help", "exit-codes").lines
    #expect(!lines.contains { $0.hasPrefix("130\t") })
    #expect(lines.last?.hasPrefix("129, 130, 143\t") == true)
    #expect(lines.last?.contains("SIGHUP, SIGINT or SIGTERM") == true)
  }

  @Test("Completions name every command once, and the options of all commands")
  func completions() throws {
    let lines = try Bench().patchbay("completions", "fish").lines
    #expect(Set(lines).count == lines.count)
    #expect(lines.count { $0.hasSuffix("__fish_use_subcommand -a providers") } == 1)
    #expect(lines.contains("complete -c patchbay -l json"))
  }
}
