import Foundation
import LabServer
import LabStore
import Subprocess
import SystemPackage
import Testing

/// `kubectl`, unchanged, against the embedded API server. Skipped where there is none.
@Suite(.timeLimit(.minutes(1)), .enabled(if: Kubectl.path != nil, "there is no kubectl on the PATH"))
struct KubectlTests {
  @Test("shows what is served, and prints objects in every way")
  func reading() async throws {
    try await Kubectl.withLab { kubectl in
      #expect(try await kubectl("version").contains("v1.36"))
      #expect(try await kubectl("api-resources", "--api-group=apps").contains("deployments"))
      #expect(try await kubectl("explain", "deployment.spec.replicas").contains("integer"))
      try await kubectl("create", "configmap", "settings", "--from-literal=a=1")
      #expect(try await kubectl("get", "configmaps").contains("settings"))
      #expect(try await kubectl("get", "cm", "settings", "-o", "wide").contains("settings"))
      #expect(try await kubectl("get", "cm", "settings", "-o", "yaml").contains("a: \"1\""))
      #expect(try await kubectl("get", "cm", "settings", "-o", "json").contains("\"a\": \"1\""))
      #expect(try await kubectl("describe", "cm", "settings").contains("settings"))
      #expect(
        try await kubectl("get", "cm", "--field-selector", "metadata.name=settings", "-o", "name").contains("settings"))
      #expect(try await kubectl("auth", "can-i", "create", "pods").hasPrefix("yes"))
    }
  }

  @Test("applies on either side, patches in every way, labels, annotates, replaces and deletes")
  func writing() async throws {
    try await Kubectl.withLab { kubectl in
      let manifest = """
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "m"}, "data": {"a": "1"}}
        """
      try await kubectl("apply", "-f", "-", input: manifest)
      #expect(try await kubectl("apply", "-f", "-", input: manifest).contains("unchanged"))
      try await kubectl("apply", "--server-side", "--force-conflicts", "-f", "-", input: manifest)
      try await kubectl("patch", "cm", "m", "--type=merge", "-p", #"{"data": {"b": "2"}}"#)
      try await kubectl("patch", "cm", "m", "--type=json", "-p", #"[{"op": "add", "path": "/data/c", "value": "3"}]"#)
      try await kubectl("patch", "cm", "m", "-p", #"{"data": {"a": null}}"#)
      try await kubectl("label", "cm", "m", "x=y")
      try await kubectl("annotate", "cm", "m", "note=hello")
      #expect(try await kubectl("get", "cm", "-l", "x=y", "-o", "jsonpath={.items[0].data}") == #"{"b":"2","c":"3"}"#)
      try await kubectl("replace", "-f", "-", input: manifest)
      #expect(try await kubectl("get", "cm", "m", "-o", "jsonpath={.data}") == #"{"a":"1"}"#)
      try await kubectl("delete", "cm", "m")
      let gone = try await kubectl.result("get", "cm", "m")
      #expect(gone.code == 1)
      #expect(gone.errors.contains("NotFound"))
    }
  }

  @Test("waits for a custom resource definition, and is told what is wrong with its objects")
  func definitions() async throws {
    try await Kubectl.withLab { kubectl in
      try await kubectl("apply", "-f", "-", input: Self.definition)
      try await kubectl("wait", "--for=condition=Established", "crd/widgets.example.com", "--timeout=20s")
      let widget =
        #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "w"}, "spec": {"size": SIZE}}"#
      try await kubectl("create", "-f", "-", input: widget.replacing("SIZE", with: "3"))
      #expect(try await kubectl("get", "widgets").contains("3"))
      let refused = try await kubectl.result("apply", "-f", "-", input: widget.replacing("SIZE", with: "\"big\""))
      #expect(refused.code != 0)
      #expect(refused.errors.contains("spec.size"))
      try await kubectl("delete", "crd", "widgets.example.com")
    }
  }

  @Test("rolls a deployment out, refuses logs of simulated pods, and deletes with the owners' dependents")
  func workloads() async throws {
    try await Kubectl.withLab { kubectl in
      try await kubectl("create", "deployment", "web", "--image=nginx:1", "--replicas=2")
      try await kubectl("wait", "--for=condition=Available", "deployment/web", "--timeout=20s")
      try await kubectl("scale", "deployment", "web", "--replicas=3")
      #expect(try await kubectl("rollout", "status", "deployment/web", "--timeout=20s").contains("successfully"))
      let logs = try await kubectl.result("logs", "deployment/web")
      #expect(logs.code == 1)
      #expect(logs.errors.contains("simulated"))
      try await kubectl("delete", "deployment", "web", "--cascade=foreground", "--timeout=20s")
      #expect(try await kubectl("get", "pods", "-o", "name").isEmpty)
    }
  }

  @Test("an object with a finalizer stays until the finalizer goes")
  func finalizers() async throws {
    try await Kubectl.withLab { kubectl in
      let held =
        #"{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "h", "finalizers": ["example.com/h"]}}"#
      try await kubectl("create", "-f", "-", input: held)
      try await kubectl("delete", "cm", "h", "--wait=false")
      #expect(try await kubectl("get", "cm", "h", "-o", "jsonpath={.metadata.deletionTimestamp}").hasSuffix("Z"))
      try await kubectl("patch", "cm", "h", "--type=merge", "-p", #"{"metadata": {"finalizers": null}}"#)
      #expect(try await kubectl("get", "cm", "h", "--ignore-not-found").isEmpty)
    }
  }

  private static let definition = """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: widgets.example.com}
    spec:
      group: example.com
      scope: Namespaced
      names: {plural: widgets, kind: Widget}
      versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema:
              type: object
              properties: {spec: {type: object, properties: {size: {type: integer}}}}
          additionalPrinterColumns: [{name: Size, type: integer, jsonPath: .spec.size}]
    """
}

/// Runs kubectl with the kubeconfig of one lab.
struct Kubectl: Sendable {
  struct Result: Sendable {
    var code: Int32
    var output: String
    var errors: String
  }

  struct Failed: Error, CustomStringConvertible {
    var description: String
  }

  static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/kubectl" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  let kubeconfig: String

  static func withLab(_ body: @escaping @Sendable (Kubectl) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "plugfest-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (ready, announce) = AsyncStream.makeStream(of: String.self)
    let server = LabServer(LabServer.Configuration(directory: folder)) { announce.yield($0.kubeconfigPath) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        for await path in ready { return try await body(Kubectl(kubeconfig: path)) }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  /// - Returns: what it printed.
  @discardableResult
  func callAsFunction(_ arguments: String..., input: String = "") async throws -> String {
    let result = try await run(arguments, input: input)
    guard result.code == 0 else {
      throw Failed(description: "kubectl \(arguments.joined(separator: " ")): \(result.errors)")
    }
    return result.output
  }

  func result(_ arguments: String..., input: String = "") async throws -> Result {
    try await run(arguments, input: input)
  }

  private func run(_ arguments: [String], input: String) async throws -> Result {
    let home = URL(fileURLWithPath: kubeconfig).deletingLastPathComponent().path
    let result = try await Subprocess.run(
      .path(.init(Self.path ?? "kubectl")), arguments: .init(arguments),
      environment: .inherit.updating(["KUBECONFIG": kubeconfig, "HOME": home]), input: .string(input),
      output: .string(limit: 4 << 20), error: .string(limit: 4 << 20))
    let code: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Result(code: code, output: result.standardOutput, errors: result.standardError)
  }
}
