extension SSHDestination {
  /// The system's ssh client, which asks nobody anything.
  ///
  /// - Parameters:
  ///   - program: where the client is.
  ///   - within: how long a connection may take, in whole seconds.
  package func pipe(program: String = "/usr/bin/ssh", within limit: Duration = .seconds(15)) -> ProgramPipe {
    ProgramPipe(path: program, arguments: arguments(limit)) { [url] output in
      SSHFailure(destination: url, output: output)
    }
  }

  func arguments(_ limit: Duration) -> [String] {
    var arguments = ["-F", configurationFile ?? "none", "-T", "-o", "BatchMode=yes"]
    arguments += ["-o", "ConnectTimeout=\(max(1, limit.components.seconds))"]
    // With a configuration of its own, the user has decided.
    if configurationFile == nil { arguments += ["-o", "StrictHostKeyChecking=yes"] }
    if let knownHostsFile { arguments += ["-o", "UserKnownHostsFile=\(Self.quoted(knownHostsFile))"] }
    if let keyFile { arguments += ["-i", keyFile, "-o", "IdentitiesOnly=yes"] }
    return arguments + ["-p", "\(port)", "-l", user, "-s", "--", host, "netconf"]
  }

  /// The value of an option may be a list of paths.
  private static func quoted(_ path: String) -> String { path.contains { $0.isWhitespace } ? "\"\(path)\"" : path }
}
