import Foundation
import LabServer
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
    case .debian: found = OutsideProgram(path: try await FetchedProgram.debianKubectl.path())
    }
    // Discovery is cached on disk by address, and ports come again.
    let home = URL(fileURLWithPath: kubeconfig).deletingLastPathComponent().path
    found.environment = ["KUBECONFIG": kubeconfig, "HOME": home, "KUBECACHEDIR": "\(home)/cache"]
    program = found
  }

  /// Runs `body` with a kubectl and a lab of its own.
  static func withLab(_ release: Release, _ body: @escaping @Sendable (Kubectl) async throws -> Void) async throws {
    try await RunningLab.runReady { readiness in
      try await body(Kubectl(release, kubeconfig: readiness.kubeconfigPath))
    }
  }

  /// How it ended, well or not.
  /// - Parameter editor: What `kubectl edit` opens.
  func result(
    _ arguments: String..., input: String = "", editor: String? = nil
  ) async throws -> OutsideProgram.Outcome {
    var program = program
    program.environment["KUBE_EDITOR"] = editor
    return try await program.run(arguments, input: input)
  }

  /// - Returns: what it prints.
  /// - Throws: `Failed` when it fails.
  @discardableResult
  func callAsFunction(_ arguments: String..., input: String = "") async throws -> String {
    let outcome = try await program.run(arguments, input: input)
    guard outcome.code == 0 else {
      throw Failed(
        description: "kubectl \(arguments.joined(separator: " ")): \(outcome.code)\n\(outcome.output)\(outcome.errors)")
    }
    return outcome.output
  }

  // MARK: What is applied

  static let deployment = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, labels: {app: web}}
    spec:
      replicas: 2
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: main, image: nginx}]}
    """

  static func configMap(_ name: String, _ text: String, metadata: String = "labels: {}") -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: \(name), \(metadata)}
    data: {k: "\(text)"}
    """
  }
}
