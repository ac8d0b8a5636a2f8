import Documents
import Engine
import Plans
import Southbound
import Verdicts

// Programs of this machine that a lab is made of, and NETCONF servers that somebody runs.
extension LabLauncher {
  /// Why the program cannot be started on this machine; nil when it can.
  static func absence(of program: Lab.Program) -> String? {
    let needed =
      switch program {
      case .netconfd: NetconfdServer.programs
      case .prometheus: [PrometheusServer.program]
      }
    for program in needed {
      do throws(InstalledProgram.Missing) { _ = try program.path() } catch { return "\(error)" }
    }
    return nil
  }

  /// Starts the program, lends what it serves to `body`, and stops it.
  func withProgram(
    _ program: Lab.Program, name: String, _ body: @escaping @Sendable (LabConnection.Endpoint) async throws -> Void
  ) async throws {
    switch program {
    case .netconfd(let modules):
      let server = NetconfdServer(modules: modules, logFile: "\(folder)/\(name)-netconfd.log")
      try await server.withServer { try await body(LabConnection.Endpoint($0)) }
    case .prometheus(let interval):
      let server = PrometheusServer(scrapeInterval: interval, logFile: "\(folder)/\(name)-prometheus.log")
      try await server.withServer { running in
        try await body(
          LabConnection.Endpoint(
            url: running.url, token: nil, tokenScheme: "Bearer", files: ["folder": running.folder]))
      }
    }
  }
}
