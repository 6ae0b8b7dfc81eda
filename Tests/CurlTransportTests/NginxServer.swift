import Foundation
import Glibc
import Testing

/// nginx with TLS and HTTP/2 on loopback, with a certificate for `localhost` by an authority of its own.
final class NginxServer: Sendable {
  /// Where Debian installs it; `nil` where it is not installed, which is printed.
  static let path: String? = {
    let path = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"]
      .first(where: FileManager.default.isExecutableFile)
    if path == nil { print("WARNING: nginx is not installed, so TLS and HTTP/2 are NOT tested") }
    return path
  }()

  /// The authority's certificate.
  var authority: String { folder.appending(path: "ca.pem").path }
  /// Speaks HTTP/2 where the client offers it.
  let port: UInt16
  /// Speaks HTTP/1.1 only.
  let plainPort: UInt16
  private let folder: URL
  private let process = Process()

  /// Starts it and waits until it listens.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "patchbay-nginx-\(UUID())")
    port = try unusedPort()
    plainPort = try unusedPort()
    try FileManager.default.createDirectory(
      at: folder.appending(path: "html"), withIntermediateDirectories: true)
    try makeCertificates()
    try write(configuration, to: "nginx.conf")
    for number in 0..<64 { try write("page \(number)", to: "html/\(number)") }
    try write(String(repeating: "hello carol\n", count: 10_000), to: "html/large.txt")
    // Were the tests killed, the server would end all the same.
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = ["300", Self.path ?? "nginx", "-p", folder.path, "-c", "nginx.conf"]
    process.standardError = try FileHandle(forWritingTo: file("stderr"))
    try withoutBlockedSignals { try process.run() }
    try waitUntilListening()
  }

  deinit {
    if process.isRunning { process.terminate() }
    do { try FileManager.default.removeItem(at: folder) } catch { print("left behind: \(error)") }
  }

  /// An address by the name that the certificate is for.
  func url(_ path: String, port: UInt16? = nil) -> String {
    "https://localhost:\(port ?? self.port)/\(path)"
  }

  /// Ends it and tells of each request, in any order, its connection's number and protocol: "7 HTTP/2.0".
  func stop() throws -> [String] {
    process.terminate()
    process.waitUntilExit()
    let log = try String(contentsOf: folder.appending(path: "access.log"), encoding: .utf8)
    return log.split(separator: "\n").map(String.init)
  }

  // MARK: - Private

  private var configuration: String {
    """
    daemon off; master_process off; pid nginx.pid; error_log error.log;
    events { worker_connections 512; }
    http {
      client_body_temp_path tmp1; proxy_temp_path tmp2; fastcgi_temp_path tmp3;
      uwsgi_temp_path tmp4; scgi_temp_path tmp5;
      log_format short '$connection $server_protocol'; access_log access.log short;
      types { text/plain txt; } gzip on; gzip_types text/plain; root html;
      ssl_certificate server.pem; ssl_certificate_key server.key;
      server { listen 127.0.0.1:\(port) ssl http2; }
      server { listen 127.0.0.1:\(plainPort) ssl; }
    }
    """
  }

  private func makeCertificates() throws {
    try write("subjectAltName=DNS:localhost", to: "names")
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
    try openssl("req -x509 \(key) -days 2 -subj /CN=authority -keyout ca.key -out ca.pem")
    try openssl("req \(key) -subj /CN=localhost -keyout server.key -out server.csr")
    try openssl(
      "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem"
    )
  }

  private func openssl(_ arguments: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = arguments.split(separator: " ").map(String.init)
    process.currentDirectoryURL = folder
    process.standardError = try FileHandle(forWritingTo: file("openssl.log"))
    process.standardOutput = process.standardError
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "openssl \(arguments)")
  }

  private func waitUntilListening() throws {
    for _ in 0..<1_000 {
      try #require(process.isRunning, "nginx ended: \(problems)")
      if isListening(port), isListening(plainPort) { return }
      pause(milliseconds: 10)
    }
    try #require(Bool(false), "nginx does not listen: \(problems)")
  }

  private var problems: String {
    ["stderr", "error.log"].compactMap {
      try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }.joined()
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
  }

  private func file(_ name: String) throws -> URL {
    try write("", to: name)
    return folder.appending(path: name)
  }
}

/// Calls `body` with no signal blocked, as a child inherits the mask and those of the test's threads are full.
private func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
  var (none, before) = (sigset_t(), sigset_t())
  sigemptyset(&none)
  pthread_sigmask(SIG_SETMASK, &none, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  try body()
}
