import HostCore

/// Secrets in the environment and in files.
///
/// Of both the first line that is not empty counts; where they begin with a key in PEM form, all of it.
struct SystemSecrets: SecretSource {
  func secret(at source: String) -> String? {
    let path = path(source)
    let found =
      path == nil
      ? environment(String(source.dropFirst(4))).map { Array($0.utf8) }
      : path.flatMap { try? Files.read($0) }
    guard let bytes = found else { return nil }
    if bytes.starts(with: "-----BEGIN ".utf8) { return String(decoding: bytes, as: UTF8.self) }
    let lines = bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
    return lines.first.map { String(decoding: $0, as: UTF8.self) }
  }

  func replace(at source: String, with secret: String) -> Bool {
    guard let path = path(source), Files.mode(of: path) != nil else { return false }
    do throws(UserError) {
      try Files.write(Array((secret + "\n").utf8), to: path)
      return true
    } catch {
      return false
    }
  }

  private func path(_ source: String) -> String? {
    source.hasPrefix("file:") ? String(source.dropFirst(5)) : nil
  }
}
