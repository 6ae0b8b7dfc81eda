let completionsCommand = CommandSpec(
  "completions", "<bash|zsh|fish>", "Print completions for a shell",
  examples: ["patchbay completions bash > ~/.local/share/bash-completion/completions/patchbay"]
) { invocation in
  let shell = try invocation.argument(0, "a shell")
  guard let text = completions(for: shell) else {
    throw UserError(
      "there are no completions for this shell", which: shell, remedy: "use bash, zsh or fish")
  }
  try invocation.output.write(text)
  return .success
}

/// The completion script of a shell, `nil` where it is not known.
func completions(for shell: String) -> String? {
  switch shell {
  case "bash": return bash
  case "zsh": return "#compdef patchbay\nautoload -U bashcompinit && bashcompinit\n" + bash
  case "fish": return fish
  default: return nil
  }
}

private var bash: String {
  let cases = CommandLineTool.commands.map { spec in
    "    '\(spec.name)') words='\(spec.allOptions.map { "--" + $0.name }.joined(separator: " "))' ;;\n"
  }
  return """
    _patchbay() {
      local current=${COMP_WORDS[COMP_CWORD]} words=''
      local command=${COMP_WORDS[1]} two="${COMP_WORDS[1]} ${COMP_WORDS[2]}"
      if [ "$COMP_CWORD" -eq 1 ]; then
        words='\(firstWords.joined(separator: " ")) help'
      elif [ "$COMP_CWORD" -eq 2 ]; then
        case "$command" in
    \(groups.map { "    '\($0.0)') words='\($0.1.joined(separator: " "))' ;;\n" }.joined())        'help') words='\(firstWords.joined(separator: " ")) exit-codes' ;;
        esac
      fi
      if [ -z "$words" ]; then
        case "$two" in
    \(cases.joined())    esac
        case "$command" in
    \(cases.joined())    esac
      fi
      # Without a match the shell offers files.
      COMPREPLY=($(compgen -W "$words" -- "$current"))
    }
    complete -o default -F _patchbay patchbay

    """
}

private var fish: String {
  let words = (firstWords + ["help"]).map { "-n __fish_use_subcommand -a \($0)" }
  let common = CommandSpec.common.map { "-l \($0.name)" }
  let start = (words + common).map { "complete -c patchbay \($0)\n" }.joined()
  return CommandLineTool.commands.reduce(into: start) { text, spec in
    let second = spec.path.dropFirst().map {
      "complete -c patchbay -n '__fish_seen_subcommand_from \(spec.path[0])' -a \($0) -d '\(spec.summary)'\n"
    }
    let options = spec.options.map {
      "complete -c patchbay -n '__fish_seen_subcommand_from \(spec.path.last ?? "")' -l \($0.name)\n"
    }
    text += second.joined() + options.joined()
  }
}

/// The first words of all commands, each once.
private var firstWords: [String] {
  CommandLineTool.commands.reduce(into: []) { words, spec in
    if !words.contains(spec.path[0]) { words.append(spec.path[0]) }
  }
}

/// The second words by first word, for commands of two words.
private var groups: [(String, [String])] {
  firstWords.compactMap { first in
    let second = CommandLineTool.commands.filter { $0.path.first == first && $0.path.count > 1 }.map
    { $0.path[1] }
    return second.isEmpty ? nil : (first, second)
  }
}
