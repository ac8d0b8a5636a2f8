/// What the programs say about themselves.
struct Usage {
  static let version = "1.0.0"
  /// The release that `--compatibility` can stand for.
  static let previousVersion = "0.9.0"

  let name: String
  /// What it does, in one sentence.
  let purpose: String

  var help: String {
    """
    \(name): \(purpose)

    usage: \(name) [options]

      --resync DURATION     how often Prometheus is compared with the cluster (default 60s)
      --leader-elect        work only while holding the Lease \(name) in POD_NAMESPACE
      --health ADDRESS      answer /healthz, /readyz and /metrics there, such as :8081
      --compatibility 0.9.0 write files as that release did
      --debug               log more
      --defect NAME         behave wrongly in one way, to test a test suite; may be repeated
      --list-defects        list the names for --defect
      --version, --help

    environment:
      PROMETHEUS_URL        http://prometheus.example.com:9090; without one, only Secrets are written
      PROMETHEUS_FOLDER     the folder with its prometheus.yml, and rules/ in it
      KUBECONFIG            cluster to work in; default: ~/.kube/config, or the cluster that it runs in
      POD_NAMESPACE         namespace of the Lease (default "default")

    examples:
      PROMETHEUS_URL=http://127.0.0.1:9090 PROMETHEUS_FOLDER=/etc/prometheus \(name) --resync 5s

    It logs JSON lines to standard error, one of them "\(name) ready" when it has begun to work.
    exit codes: 0 stopped by SIGTERM or SIGINT, 1 could not start, 3 lost the Lease, 64 usage

    """
  }

  static var defects: String {
    let width = Defect.allCases.map(\.rawValue.count).max() ?? 0
    return Defect.allCases.map { defect in
      defect.rawValue + String(repeating: " ", count: width + 2 - defect.rawValue.count) + defect.summary + "\n"
    }.joined()
  }
}
