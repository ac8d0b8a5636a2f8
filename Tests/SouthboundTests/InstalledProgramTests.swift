import Foundation
import Testing

@testable import Southbound

@Suite struct InstalledProgramTests {
  @Test("a program is found on the PATH and in the sbin beside a bin; where it is not, its package is told")
  func find() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["bin", "sbin", "other"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    for path in ["sbin/server", "other/client"] {
      try Data().write(to: URL(fileURLWithPath: "\(folder)/\(path)"))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder)/\(path)")
    }
    let environment = ["PATH": "\(folder)/bin:\(folder)/other:relative"]
    let server = InstalledProgram(name: "server", package: "some-server")
    #expect(try server.path(environment: environment) == "\(folder)/sbin/server")
    #expect(
      try InstalledProgram(name: "client", package: "b").path(environment: environment) == "\(folder)/other/client")
    let error = #expect(throws: InstalledProgram.Missing.self) {
      try server.path(environment: ["PATH": "\(folder)/other"])
    }
    #expect(error?.description == "server is not installed: apt-get install some-server")
  }
}

@Suite struct LocalProgramTests {
  @Test("a program that ends before it is ready is told with its last lines", .timeLimit(.minutes(1)))
  func endsEarly() async throws {
    let program = LocalProgram(path: "/bin/sh", arguments: ["-c", "echo one; echo two >&2; exit 3"])
    let error = await #expect(throws: LocalProgram.Trouble.self) {
      try await program.withRunning { _ in
        try await Task.sleep(for: .seconds(60))
      } _: { _ in
      }
    }
    #expect(error?.lines == ["one", "two"])
    #expect(error?.problem.contains("ended before it was ready") == true)
  }

  @Test(
    "a program is stopped when what needs it has ended, and its lines tell when it is ready", .timeLimit(.minutes(1)))
  func stops() async throws {
    let program = LocalProgram(path: "/bin/sh", arguments: ["-c", "echo port 17; exec sleep 600"])
    let port = try await program.withRunning { lines -> String? in
      await lines.first { $0.hasPrefix("port ") }
    } _: {
      $0
    }
    #expect(port == "port 17")
  }
}
