import Foundation
import Testing

/// A kubectl that speaks with one lab.
struct Kubectl: Sendable {
  enum Release: String, Sendable, CaseIterable, CustomTestStringConvertible {
    /// The one on the PATH.
    case installed
    /// 1.20, from Debian 12's package, which is unpacked and not installed.
    case debian

    var testDescription: String { rawValue }
  }

  struct Failed: Error, CustomStringConvertible {
    var description: String
  }

  private let program: OutsideProgram

  /// Cancels the test, visibly, where there is no such kubectl.
  init(_ release: Release, kubeconfig: String) async throws {
    var found: OutsideProgram
    switch release {
    case .installed:
      guard let installed = OutsideProgram.find("kubectl") else { try Test.cancel("there is no kubectl on the PATH") }
      found = installed
    case .debian: found = OutsideProgram(path: try await Self.unpacked.path())
    }
    // Discovery is cached on disk by address, and ports come again.
    let home = URL(fileURLWithPath: kubeconfig).deletingLastPathComponent().path
    found.environment = ["KUBECONFIG": kubeconfig, "HOME": home, "KUBECACHEDIR": "\(home)/cache"]
    program = found
  }

  private static let unpacked = DebianPackage(name: "kubernetes-client", program: "usr/bin/kubectl")

  func run(_ arguments: String..., input: String = "") async throws -> OutsideProgram.Outcome {
    try await program.run(arguments, input: input)
  }

  /// - Returns: what it prints.
  /// - Throws: `Failed` when it fails.
  @discardableResult
  func text(_ arguments: String..., input: String = "") async throws -> String {
    let outcome = try await program.run(arguments, input: input)
    guard outcome.code == 0 else {
      throw Failed(description: "kubectl \(arguments.joined(separator: " ")): \(outcome.code)\n\(outcome.errors)")
    }
    return outcome.output
  }
}

/// A Debian package that is unpacked into a folder of the build once.
struct DebianPackage: Sendable {
  let name: String
  let program: String

  /// Cancels the test, visibly, where the package cannot be had.
  func path() async throws -> String {
    let folder = OutsideProgram.cache("debian-\(name)")
    let path = "\(folder)/\(program)"
    if !FileManager.default.isExecutableFile(atPath: path) { try await unpack(to: folder) }
    guard FileManager.default.isExecutableFile(atPath: path) else {
      try Test.cancel("the package \(name) has no \(program)")
    }
    return path
  }

  /// Several tests may come here at once: each unpacks for itself, and one of them gives what it has to all.
  private func unpack(to folder: String) async throws {
    guard let apt = OutsideProgram.find("apt-get"), let dpkg = OutsideProgram.find("dpkg-deb") else {
      try Test.cancel("this is no Debian: \(name) cannot be fetched")
    }
    let own = "\(folder)-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: own) }
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    let fetched = try await apt.run(["download", name], folder: own)
    let files = try FileManager.default.contentsOfDirectory(atPath: own).filter { $0.hasSuffix(".deb") }
    guard fetched.code == 0, let file = files.first else {
      try Test.cancel("\(name) cannot be fetched: \(fetched.errors)")
    }
    _ = try await dpkg.run(["--extract", "\(own)/\(file)", own])
    // Renaming is one step, and fails for all but the first.
    try? FileManager.default.moveItem(atPath: own, toPath: folder)
  }
}
