internal import ArgumentParser
internal import Documents
internal import Engine
internal import Foundation
internal import LabServer
internal import LabStore
internal import Logging
internal import Plans
internal import ServiceLifecycle
internal import Suites
internal import UnixSignals

/// `plugfest lab up`
struct LabUpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "up", abstract: "Starts an embedded lab and keeps it until Ctrl-C.",
    discussion: """
      Prints `export KUBECONFIG=…` when the lab answers. The lab keeps its state in memory; it is no cluster: no container \
      runs in it.
      """)

  @Argument(help: "The file of the lab.")
  var file: String

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port: Int?

  @Option(help: "Where the kubeconfig goes. By default a new directory of its own.")
  var directory: String?

  @Option(
    help: "A file that gets a line for each request, as an audit log of a kube-apiserver has them.", completion: .file()
  )
  var auditLog: String?

  func run() async throws {
    let (lab, embedded, configured) = try await readLab()
    var store = configured
    let audit = try auditLog.map { path throws(Diagnostic) in try AuditTrail(path: path, redactor: Redactor()) }
    if let audit { store.audit = { audit.take($0) } }
    defer { audit?.finish() }
    let directory =
      directory
      ?? FileManager.default.temporaryDirectory.appendingPathComponent(
        "plugfest-lab-\(ProcessInfo.processInfo.processIdentifier)"
      ).path
    let server = LabServer(
      LabServer.Configuration(
        directory: directory, port: port ?? embedded.port, store: store, serverCertificate: embedded.serverCertificate)
    ) { readiness in
      let milliseconds = readiness.timeToReady / .milliseconds(1)
      print("# \(lab.name) is ready at \(readiness.address) after \(Int(milliseconds)) ms")
      print("export KUBECONFIG=\(readiness.kubeconfigPath)")
      fflush(nil)
    }
    let group = ServiceGroup(
      services: [server], gracefulShutdownSignals: [.sigint, .sigterm],
      logger: Logger(label: "plugfest") { _ in SwiftLogNoOpLogHandler() })
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { await audit?.run() }
      defer { tasks.cancelAll() }
      try await group.run()
    }
  }

  private func readLab() async throws -> (Lab, Lab.Embedded, LabStore.Configuration) {
    let lab = try LabLoader.load(file).lab
    guard case .embedded(let embedded) = lab.cluster else {
      throw Diagnostic.error(
        "the lab is no embedded one, and runs without plugfest", at: lab.place,
        hint: "give it to `plugfest run` as --lab")
    }
    return (lab, embedded, try await LabStore.Configuration(embedded, at: lab.place))
  }
}
