import Foundation
package import NETCONF
import Synchronization

/// Debian's netconfd behind an SSH server of its own, on loopback, started for whoever needs it. Of its bugs, and what
/// clients do about them, docs/southbound.md tells.
package struct NetconfdServer: Sendable {
  /// The YANG modules that it serves.
  package var modules: [String]
  /// Where its own log goes; nil keeps none.
  package var logFile: String?
  /// Changes go through the candidate datastore, or else directly to the running one: it never offers both.
  package var hasCandidate: Bool

  package static let programs: [InstalledProgram] = [.netconfd, .sshServer, .sshClient, .sshKeyGenerator]

  package init(modules: [String], logFile: String? = nil, hasCandidate: Bool = true) {
    self.modules = modules.map(Self.absolute)
    self.logFile = logFile.map(Self.absolute)
    self.hasCandidate = hasCandidate
  }

  /// Starts it with an empty configuration, and stops it when `body` has ended.
  ///
  /// - Throws: `InstalledProgram.Missing`, `LocalProgram.Trouble`, what `body` throws.
  package func withServer<Result: Sendable>(
    _ body: @escaping @Sendable (SSHDestination) async throws -> Result
  ) async throws -> Result {
    let program = try InstalledProgram.netconfd.path()
    let subsystem = try InstalledProgram(name: "netconf-subsystem", package: "netconfd").path()
    return try await ScratchFolder.with { folder in
      let socket = "\(folder)/ncx.sock"
      let ssh = try await LoopbackSSHServer(folder: folder) { port in
        "\(subsystem) --ncxserver-sockname=\(port)@\(socket)"
      }
      // It will not start without the file.
      try Data(#"<config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"/>"#.utf8)
        .write(to: URL(fileURLWithPath: "\(folder)/startup-cfg.xml"))
      let server = LocalProgram(path: program, arguments: arguments(folder, socket, ssh.destination))
      return try await Self.withStarted(server, socket) {
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { await ssh.run() }
          defer { group.cancelAll() }
          return try await body(ssh.destination)
        }
      }
    }
  }

  private static let tries = 6

  /// Servers of one account share a file in its home, and fall over one another when they start at once: then once more.
  private static func withStarted<Result: Sendable>(
    _ server: LocalProgram, _ socket: String, _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let hasStarted = Mutex(false)
    var attempt = 0
    while true {
      attempt += 1
      do {
        return try await server.withRunning { _ in
          try await UnixSocket.waitUntilListening(socket)
        } _: {
          hasStarted.withLock { $0 = true }
          return try await body()
        }
      } catch let trouble as LocalProgram.Trouble {
        guard attempt < tries, !hasStarted.withLock({ $0 }) else { throw trouble }
        try await Task.sleep(for: .milliseconds(Int.random(in: 10...50) * attempt))
      }
    }
  }

  private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).path }

  private func arguments(_ folder: String, _ socket: String, _ destination: SSHDestination) -> [String] {
    // It finds modules by the folders that they are in.
    var folders = ["/usr/share/yuma/modules"]
    for module in modules {
      let parent = module.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      if !folders.contains(parent) { folders.append(parent) }
    }
    return modules.map { "--module=\($0)" } + [
      "--modpath=\(folders.joined(separator: ":"))", "--startup=\(folder)/startup-cfg.xml",
      "--ncxserver-sockname=\(socket)", "--port=\(destination.port)", "--superuser=\(destination.user)",
      "--target=\(hasCandidate ? "candidate" : "running")", "--log=\(logFile ?? "\(folder)/netconfd.log")",
      "--log-level=info",
    ]
  }
}
