import Cluster
import Documents
import Testing

@Suite struct KubeconfigTests {
  private static let whole = """
    apiVersion: v1
    kind: Config
    current-context: lab
    clusters:
    - name: c
      cluster:
        server: https://example.com:6443/base/
        certificate-authority: ca.crt
        tls-server-name: kube
        proxy-url: socks5://proxy:1080
    users:
    - name: u
      user:
        client-certificate-data: Y2VydA==
        client-key-data: a2V5
        as: alice
        as-groups: [g]
        as-user-extra: {a: [b]}
        exec:
          apiVersion: client.authentication.k8s.io/v1
          command: ./login
          args: [a]
          env: [{name: A, value: b}]
          provideClusterInfo: true
          interactiveMode: Never
          installHint: install it
    contexts:
    - name: lab
      context: {cluster: c, user: u, namespace: n}
    """

  private func problems(_ text: String, context: String? = nil) -> String {
    do {
      _ = try Kubeconfig(parsing: text, file: "k.yaml").configuration(context: context, environment: [:])
      return ""
    } catch {
      return error.description
    }
  }

  @Test("all that a context may say is understood, and paths are relative to the file")
  func everything() async throws {
    try await withFolder { folder in
      try write("CA", to: "\(folder)/ca.crt")
      try write(Self.whole, to: "\(folder)/config")
      let configuration = try ClusterConfiguration.load(path: "\(folder)/config", environment: [:])
      #expect(configuration.server.description == "https://example.com:6443/base")
      #expect(configuration.trust == .authorities(Array("CA".utf8)))
      #expect(configuration.tlsServerName == "kube")
      #expect(configuration.proxy?.description == "socks5://proxy:1080")
      #expect(configuration.clientCertificate == .init(chain: Array("cert".utf8), key: Array("key".utf8)))
      #expect(configuration.impersonation == Impersonation(user: "alice", groups: ["g"], extra: ["a": ["b"]]))
      #expect(configuration.defaultNamespace == "n" && configuration.contextName == "lab")
      guard case .plugin(let plugin) = configuration.bearer else {
        Issue.record("no plugin")
        return
      }
      #expect(plugin.command == "\(folder)/./login" && plugin.arguments == ["a"] && plugin.environment == ["A": "b"])
      #expect(
        plugin.clusterInfo == [
          "server": "https://example.com:6443/base/", "tls-server-name": "kube", "proxy-url": "socks5://proxy:1080",
          "certificate-authority-data": "Q0E=",
        ])
    }
  }

  @Test("of several files the first one to say something wins, and missing ones are passed over")
  func merging() async throws {
    try await withFolder { folder in
      try write(
        """
        clusters: [{name: c, cluster: {server: "https://first:1"}}]
        contexts: [{name: a, context: {cluster: c}}]
        """, to: "\(folder)/1")
      try write(
        """
        current-context: b
        clusters: [{name: c, cluster: {server: "https://second:2"}}]
        contexts: [{name: b, context: {cluster: c, user: u}}]
        users: [{name: u, user: {token: t}}]
        """, to: "\(folder)/2")
      let environment = ["KUBECONFIG": "\(folder)/1:\(folder)/none:~/2", "HOME": folder]
      let configuration = try ClusterConfiguration.load(environment: environment)
      #expect(configuration.server.host == "first" && configuration.contextName == "b")
      #expect(configuration.bearer == .token("t"))
      #expect(try ClusterConfiguration.load(context: "a", environment: environment).bearer == .none)
    }
  }

  @Test(
    "each mistake is told with its place",
    arguments: [
      ("[]", "k.yaml:1:1: error: a kubeconfig must be an object, and this is of type array"),
      ("kind: Pod", #"k.yaml:1:7: error: a kubeconfig has the kind "Config", and this is "Pod""#),
      ("clusters: {}", "k.yaml:1:11: error: clusters must be a list, and is of type object"),
      ("users: [{user: {}}]", "k.yaml:1:9: error: each of users needs a name"),
      (
        "current-context: lib\ncontexts: [{name: lab, context: {}}]",
        "k.yaml:1:18: error: there is no context \"lib\"\n  hint: did you mean \"lab\"?"
      ),
      (
        "contexts: [{name: a, context: {}}]",
        "error: no context is chosen: k.yaml has no current-context\n  hint: name one of \"a\""
      ),
      (
        "current-context: a\ncontexts: [{name: a, context: {cluster: x}}]",
        #"k.yaml:2:41: error: the context "a" names the cluster "x", which does not exist"#
      ),
      (
        """
        current-context: a
        contexts: [{name: a, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {server: "ftp://x", insecure-skip-tls-verify: 1}}]
        users: [{name: u, user: {token: 12, client-key: none.pem}}]
        """,
        """
        k.yaml:3:40: error: "ftp://x" is no address of an API server
          hint: write it as https://host:port
        k.yaml:4:49: error: client-key: there is no file "./none.pem"
        k.yaml:4:33: error: token must be a string, and is of type integer
        """
      ),
      (
        """
        current-context: a
        contexts: [{name: a, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {server: x}}]
        users: [{name: u, user: {exec: {apiVersion: v1, command: x}, client-key-data: "??"}}]
        """,
        """
        k.yaml:4:79: error: client-key-data is not base 64
        k.yaml:4:45: error: the exec plugin of the user "u" has the apiVersion "v1"
          hint: use one of client.authentication.k8s.io/v1, client.authentication.k8s.io/v1beta1
        """
      ),
    ])
  func mistakes(text: String, expected: String) { #expect(problems(text) == expected) }

  @Test("a missing file is told")
  func missing() {
    #expect(throws: Diagnostics.self) { try Kubeconfig.load(path: "/nowhere/config", environment: [:]) }
    #expect(throws: Diagnostics.self) { try Kubeconfig.load(environment: ["HOME": "/nowhere"]) }
  }

  @Test("inside a Pod its account is used")
  func inCluster() async throws {
    try await withFolder { folder in
      try write("t", to: "\(folder)/token")
      try write("CA", to: "\(folder)/ca.crt")
      try write("ns", to: "\(folder)/namespace")
      let environment = ["KUBERNETES_SERVICE_HOST": "fd00::1", "KUBERNETES_SERVICE_PORT": "443"]
      let configuration = try ClusterConfiguration.inCluster(environment: environment, folder: folder)
      #expect(configuration.server.description == "https://[fd00::1]:443")
      #expect(configuration.bearer == .tokenFile(path: "\(folder)/token") && configuration.defaultNamespace == "ns")
    }
  }

  @Test(
    "without proxy-url the environment's proxy is used, but for what NO_PROXY names",
    arguments: [
      ("https://kube.example:6443", "", true), ("https://kube.example:6443", "other, .example", false),
      ("https://kube.example:6443", "example", false), ("https://kube.example", "le", true),
      ("https://10.1.2.3", "10.1.0.0/16", false), ("https://10.2.2.3", "10.1.0.0/16", true),
      ("https://kube.example", "*", false), ("https://127.0.0.9", "", false), ("https://localhost", "", false),
      ("http://kube.example", "", false),
    ])
  func proxyEnvironment(server: String, exceptions: String, isUsed: Bool) throws {
    let text = """
      current-context: a
      contexts: [{name: a, context: {cluster: c}}]
      clusters: [{name: c, cluster: {server: "\(server)"}}]
      """
    let environment = ["HTTPS_PROXY": "http://proxy:3128", "no_proxy": exceptions]
    let configuration = try Kubeconfig(parsing: text, file: "k.yaml").configuration(environment: environment)
    #expect((configuration.proxy?.host == "proxy") == isUsed)
  }

  @Test(
    "the Host header names the port only where it must",
    arguments: [
      ("https://h", "h"), ("https://h:6443", "h:6443"), ("http://h:443", "h:443"), ("https://[::1]", "[::1]"),
    ])
  func hostHeader(text: String, expected: String) { #expect(ServerAddress(text)?.hostHeader == expected) }

  @Test(
    "addresses are read",
    arguments: [
      ("https://h", "https://h:443"), ("h:6443", "https://h:6443"), ("http://[::1]:80/a/", "http://[::1]:80/a"),
      ("https://h:0", ""), ("https://", ""), ("https://a b", ""), ("https://u@h", ""), ("ssh://h", ""),
    ])
  func addresses(text: String, expected: String) {
    #expect(ServerAddress(text)?.description ?? "" == expected)
  }
}
