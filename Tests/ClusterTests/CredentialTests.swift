import Cluster
import Documents
import Foundation
import Kubernetes
import Testing

@Suite(.timeLimit(.minutes(5))) struct CredentialTests {
  private static let environment = ["PATH": "/usr/bin:/bin"]

  /// Accepts only the given tokens, and lists those it saw.
  private func withClient<Result>(
    _ bearer: ClusterConfiguration.Bearer, accepting: Set<String>, seen: Record<String> = Record(),
    _ body: (ClusterClient) async throws -> Result
  ) async throws -> Result {
    try await ScriptedServer.serve { request, answer in
      let authorization = request.header("Authorization") ?? ""
      seen.add(authorization)
      if accepting.contains(authorization) {
        try await answer.send(200, ["gitVersion": "v1"])
      } else {
        try await answer.send(401, APIStatus.unauthorized().value)
      }
    } _: { address in
      let options = ClusterClient.Options(environment: Self.environment, clock: ImpatientClock())
      return try await ClusterClient.withClient(
        ClusterConfiguration(server: address, bearer: bearer), options: options, body)
    }
  }

  private func plugin(_ command: String, hint: String? = nil, mode: CredentialPlugin.InteractiveMode = .never)
    -> CredentialPlugin
  {
    CredentialPlugin(
      apiVersion: "client.authentication.k8s.io/v1", command: command, arguments: ["one"], environment: ["TWO": "2"],
      providesClusterInfo: true, interactiveMode: mode, installHint: hint, clusterInfo: ["server": "s"])
  }

  @Test("a password goes by basic authentication")
  func basic() async throws {
    try await withClient(.basic(user: "u", password: "p"), accepting: ["Basic dTpw"]) { client in
      let version = try await client.version()
      #expect(version.gitVersion == "v1")
    }
  }

  @Test("a token file is read again when it changes")
  func tokenFile() async throws {
    try await withFolder { folder in
      try write("one\n", to: "\(folder)/token")
      let seen = Record<String>()
      try await withClient(.tokenFile(path: "\(folder)/token"), accepting: ["Bearer one", "Bearer second"], seen: seen)
      {
        client in
        _ = try await client.version()
        try write("second\n", to: "\(folder)/token")
        _ = try await client.version()
      }
      #expect(seen.all == ["Bearer one", "Bearer second"])
    }
  }

  @Test("a plugin is run once, told about the cluster, and again when its token is refused")
  func pluginRefresh() async throws {
    try await withFolder { folder in
      try write(
        """
        #!/bin/sh
        echo "$1 $TWO $KUBERNETES_EXEC_INFO" >> \(folder)/runs
        n=$(wc -l < \(folder)/runs)
        echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"t'$n'"}}'
        """, to: "\(folder)/login", isExecutable: true)
      let seen = Record<String>()
      try await withClient(.plugin(plugin("\(folder)/login")), accepting: ["Bearer t2"], seen: seen) { client in
        _ = try await client.version()
        _ = try await client.version()
      }
      #expect(seen.all == ["Bearer t1", "Bearer t2", "Bearer t2"])
      let runs = try String(contentsOfFile: "\(folder)/runs", encoding: .utf8).split(separator: "\n")
      #expect(runs.count == 2)
      #expect(
        runs.first
          == #"one 2 {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"interactive":false,"cluster":{"server":"s"}}}"#
      )
    }
  }

  @Test("credentials that expire are fetched again")
  func expiry() async throws {
    try await withFolder { folder in
      try write(
        """
        #!/bin/sh
        echo x >> \(folder)/runs
        echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"t","expirationTimestamp":"2020-01-01T00:00:00Z"}}'
        """, to: "\(folder)/login", isExecutable: true)
      try await withClient(.plugin(plugin("\(folder)/login")), accepting: ["Bearer t"]) { client in
        _ = try await client.version()
        _ = try await client.version()
      }
      #expect(try String(contentsOfFile: "\(folder)/runs", encoding: .utf8) == "x\nx\n")
    }
  }

  @Test("a token that stays refused is told")
  func refused() async throws {
    try await withClient(.token("wrong"), accepting: []) { client in
      let error = await #expect(throws: ClusterError.self) { try await client.version() }
      #expect(error?.status?.reason == .unauthorized)
      #expect(error?.hint == "the credentials are missing, wrong or expired")
    }
  }

  @Test(
    "a plugin's failure is told with what to do",
    arguments: [
      ("no-such-plugin", "", "cannot be run", "install it so"),
      ("PLUGIN", "echo no way >&2; exit 3", "no way", "run the plugin by hand"),
      ("PLUGIN", "echo '{}'", "and not client.authentication.k8s.io/v1 ExecCredential", "apiVersion"),
      ("PLUGIN", "echo 'hello'", "printed no ExecCredential", "by hand"),
      (
        "PLUGIN", #"echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{}}'"#,
        "neither a token nor a client certificate", "by hand"
      ),
    ])
  func pluginFailures(command: String, script: String, cause: String, hint: String) async throws {
    try await withFolder { folder in
      try write("#!/bin/sh\n\(script)\n", to: "\(folder)/login", isExecutable: true)
      let path = command == "PLUGIN" ? "\(folder)/login" : command
      try await withClient(.plugin(plugin(path, hint: "install it so")), accepting: []) { client in
        let error = await #expect(throws: ClusterError.self) { try await client.version() }
        #expect(error?.summary.contains(cause) == true, "\(String(describing: error))")
        #expect(error?.hint?.contains(hint) == true)
      }
    }
  }

  @Test("a plugin that insists on a terminal is refused")
  func interactive() async throws {
    try await withClient(.plugin(plugin("/bin/true", mode: .always)), accepting: []) { client in
      let error = await #expect(throws: ClusterError.self) { try await client.version() }
      #expect(error?.hint == "log in first, or use other credentials")
    }
  }
}
