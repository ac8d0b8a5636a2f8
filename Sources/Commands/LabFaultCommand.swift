internal import ArgumentParser
internal import Cluster
internal import Documents
internal import Foundation

/// `plugfest lab fault`
struct LabFaultCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fault", abstract: "Makes a running embedded lab fail on purpose, and tells what it did.",
    discussion: """
      The lab is the one of KUBECONFIG, as `plugfest lab up` prints it.
      """,
    subcommands: [
      LabFaultAddCommand.self, LabFaultListCommand.self, LabFaultRemoveCommand.self, LabFaultJournalCommand.self,
      LabFaultRestartCommand.self,
    ])

  /// Lends a client of the lab that KUBECONFIG names.
  static func withClient(_ body: (ClusterClient) async throws -> Void) async throws {
    let environment = ProcessInfo.processInfo.environment
    var configuration = try Kubeconfig.load(path: nil, environment: environment)
      .configuration(context: nil, environment: environment)
    // A lab's certificate may be wrong on purpose; that must not lock out who can set it right.
    if ["127.0.0.1", "::1", "localhost"].contains(configuration.server.host) { configuration.trust = .anyone }
    do {
      try await ClusterClient.withClient(configuration, options: .init(retries: .none), body)
    } catch let error as ClusterError where error.isNotFound {
      throw Diagnostic.error(
        "\(configuration.server) has no such fault, or is no embedded lab",
        hint: "set KUBECONFIG as `plugfest lab up` prints it")
    }
  }

  static func show(_ answer: Value) {
    let faults = answer["faults"]?.array ?? []
    print(faults.isEmpty ? "# no faults" : YAML.text(answer), terminator: faults.isEmpty ? "\n" : "")
  }
}

/// `plugfest lab fault add`
struct LabFaultAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Adds faults from a file; one with a known name takes the other's place.")

  @Argument(help: "A file with one fault, or with a list of them under \"faults\", as in a lab file.")
  var file: String

  func run() async throws {
    let node = try Node.load(file: file).first
    guard let node else { throw Diagnostic.error("\"\(file)\" is empty") }
    try await LabFaultCommand.withClient { client in
      LabFaultCommand.show(try await client.send(.post, "/_plugfest/faults", body: node.value))
    }
  }
}

/// `plugfest lab fault list`
struct LabFaultListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Prints the faults, and how often each was injected.")

  func run() async throws {
    try await LabFaultCommand.withClient { client in
      LabFaultCommand.show(try JSON.parse(try await client.raw("/_plugfest/faults").bytes))
    }
  }
}

/// `plugfest lab fault remove`
struct LabFaultRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "remove", abstract: "Removes a fault, or all of them.")

  @Argument(help: "The fault's name; all without it.")
  var name: String?

  func run() async throws {
    let escaped = name?.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
    try await LabFaultCommand.withClient { client in
      try await client.send(.delete, "/_plugfest/faults\(escaped.map { "/\($0)" } ?? "")")
    }
  }
}

/// `plugfest lab fault journal`
struct LabFaultJournalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "Prints what was injected, as JSON Lines.")

  func run() async throws {
    try await LabFaultCommand.withClient { client in
      print(String(decoding: try await client.raw("/_plugfest/journal").bytes, as: UTF8.self), terminator: "")
    }
  }
}

/// `plugfest lab fault restart`
struct LabFaultRestartCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restart", abstract: "Restarts the server: all connections break, all objects stay.")

  @Flag(help: "Forget the history, so that watches from before get 410.")
  var forgetHistory = false

  @Option(help: "Come back with a certificate that is current, expired or notYetValid.")
  var certificate: String?

  func run() async throws {
    try await LabFaultCommand.withClient { client in
      do {
        var query: [(name: String, value: String)] = forgetHistory ? [("history", "forgotten")] : []
        if let certificate { query.append(("certificate", certificate)) }
        try await client.send(.post, "/_plugfest/restart", query: query)
      } catch ClusterError.dropped {
        // The restart was faster than its answer.
      }
    }
  }
}
