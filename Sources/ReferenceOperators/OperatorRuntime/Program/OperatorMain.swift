import Cluster
import Documents
import FoundationEssentials
import Kubernetes

/// The whole program, from its arguments to its exit code.
package struct OperatorMain<Program: OperatorProgram>: Sendable {
  private let program: Program
  private let options: OperatorOptions<Program.Defect>
  private let environment: [String: String]
  private let log: StructuredLog
  private let signals: AsyncStream<Int32>

  /// - Parameter signals: Each one asks for a graceful stop.
  /// - Returns: 0 stopped as asked, 1 could not start or go on, 3 lost the Lease, 64 usage.
  package static func run(
    arguments: [String], environment: [String: String], signals: AsyncStream<Int32>, output: @Sendable (String) -> Void,
    errors: @escaping @Sendable (String) -> Void
  ) async -> Int32 {
    do {
      let call = try OperatorCall<Program>(arguments: arguments, environment: environment)
      guard case .run(let program, let options) = call else {
        if case .show(let text) = call { output(text) }
        return 0
      }
      let log = StructuredLog(minimum: options.logsDebug ? .debug : .info, write: errors)
      return await OperatorMain(
        program: program, options: options, environment: environment, log: log, signals: signals
      ).exitCode()
    } catch {
      let hint = error.hint ?? "\(Program.name) --help shows how to call it"
      errors("\(Program.name): error: \(error.message)\n  hint: \(hint)\n")
      return 64
    }
  }

  private func exitCode() async -> Int32 {
    do {
      try await run()
      log.info("stopped")
      return 0
    } catch is LeadershipLost {
      log.error("lost the Lease; another process leads now")
      return 3
    } catch let mistake as CallMistake {
      log.error(mistake.message, ["hint": .string(mistake.hint ?? "")])
      return 1
    } catch {
      log.error("cannot go on", ["error": .string("\(error)")])
      return 1
    }
  }

  private func run() async throws {
    log.info("starting", ["version": .string(options.isPrevious ? Program.previousVersion : Program.version)])
    for defect in options.defects.sorted(by: { $0.rawValue < $1.rawValue }) {
      log.warning("misbehaving on purpose", ["defect": .string(defect.rawValue)])
    }
    if options.has(.crashOnStart) { throw CallMistake("out of luck", hint: "there is none") }
    let configuration = try ClusterConfiguration.load(environment: environment)
    let watchBreak = Wakeup()
    let metrics = Metrics()
    try await ClusterClient.withClient(configuration, options: clientOptions(watchBreak, metrics)) { client in
      try await checkKinds(client)
      let informers = Program.resources.map {
        Informer(client: client, resource: $0, options: Program.selection(of: $0))
      }
      let identity = "\(environment["HOSTNAME"] ?? Program.name)_\(UUID().uuidString.lowercased())"
      let surroundings = Surroundings(
        client: client, cache: ObjectCache(informers),
        events: EventRecorder(client: client, log: log, controller: Program.name, instance: identity), log: log,
        metrics: metrics, watchBreak: watchBreak)
      try await program.withController(surroundings) { controller in
        try await ControllerWork<Program>(
          options: options, surroundings: surroundings, controller: controller, informers: informers,
          identity: identity
        ).run(until: signals)
      }
    }
  }

  /// Requests are counted as Kubernetes' own clients count theirs.
  private func clientOptions(_ watchBreak: Wakeup, _ metrics: Metrics) -> ClusterClient.Options {
    ClusterClient.Options(
      userAgent: "\(Program.name)/\(Program.version)",
      observer: ClusterObserver(
        answer: { metrics.count(.requests, ["host": "kubernetes", "method": $0, "code": "\($1)"]) },
        noise: { [log] noise in
          log.debug("cluster", ["noise": .string("\(noise)")])
          if case .watchResumed = noise { watchBreak.call() }
        },
        warning: { [log] in log.warning("cluster warns", ["warning": .string($0.text)]) }),
      environment: environment)
  }

  private func checkKinds(_ client: ClusterClient) async throws {
    for resource in Program.resources {
      do {
        _ = try await client.resource(for: resource.groupVersionKind)
      } catch ClusterError.noSuchResource {
        throw CallMistake(
          "the cluster does not serve \(resource.plural).\(resource.group)", hint: "apply its CRDs first")
      }
    }
  }
}
