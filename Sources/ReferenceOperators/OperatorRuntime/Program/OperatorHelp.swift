/// What `--help` says of what the runtime understands.
package enum OperatorHelp {
  package static let options = """
      --resync DURATION     how often the cluster is compared with what is outside (default 60s)
      --workers N           how many objects are reconciled at a time (default 8)
      --leader-elect        work only while holding the operator's Lease in POD_NAMESPACE
      --health ADDRESS      answer /healthz, /readyz and /metrics there, such as :8081
      --compatibility 0.9.0 do as that release did, to test upgrades
      --debug               log more
      --defect NAME         behave wrongly in one way, to test a test suite; may be repeated
      --list-defects        list the names for --defect
      --version, --help
    """

  package static let environment = """
      KUBECONFIG            cluster to work in; default: ~/.kube/config, or the cluster that it runs in
      POD_NAMESPACE         namespace of the Lease (default "default")
    """
}
