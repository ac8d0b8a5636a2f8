import ArgumentParser
import Documents
import Foundation
import Southbound

/// Where a simulator listens.
struct ListenOption: ParsableArguments {
  @Option(help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "host:port"))
  var listen = "127.0.0.1:0"

  /// Serves until a signal comes, and prints one line when it is ready: `NAME ready at URL`.
  func serve(_ server: SimulatorServer, _ name: String) async throws {
    let (host, port) = try address()
    do {
      try await server.run(host: host, port: port, stopOnSignals: true) { address in
        Self.report("\(name) ready at \(address.url)")
      }
    } catch let error as any Error & CustomStringConvertible {
      throw Diagnostic.error(
        "cannot listen on \(listen): \(error)", hint: "is the address this machine's, and the port free?")
    }
  }

  private func address() throws -> (host: String, port: Int) {
    guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[listen.index(after: colon)...]),
      (0...65535).contains(port)
    else { throw ValidationError("--listen wants HOST:PORT, not \"\(listen)\"") }
    let host = listen[..<colon].trimmingPrefix("[")
    return (host.hasSuffix("]") ? String(host.dropLast()) : String(host), port)
  }

  /// Prints at once, also into a pipe.
  private static func report(_ line: String) {
    print(line)
    fflush(nil)
  }
}
