/// What the program says about itself.
enum Usage {
  static let help = """
    netbox-operator: keeps addresses, prefixes and ranges in NetBox as objects of netbox.dev/v1 describe them.

    usage: netbox-operator [options]

      --resync DURATION     how often NetBox is compared with the cluster (default 60s)
      --workers N           how many objects are reconciled at a time (default 8)
      --netbox-timeout DURATION
                            how long NetBox may take to answer (default 10s)
      --compatibility 0.9   behave like the release before: descriptions in NetBox end without the notice, status has
                            neither observedGeneration nor lastUpdated, and the annotation of custom fields has values
      --leader-elect        work only while holding the Lease netbox-operator in POD_NAMESPACE
      --create-hash-field   create the restoration hash's custom field in NetBox when it is missing
      --health ADDRESS      answer /healthz, /readyz and /metrics there, such as :8081
      --debug               log more
      --defect NAME         behave wrongly in one way, to test a test suite; may be repeated
      --list-defects        list the names for --defect
      --version, --help

    environment:
      NETBOX_URL            https://netbox.example.com; or NETBOX_HOST, and HTTPS_ENABLE=false for http
      NETBOX_TOKEN_FILE     file with the token for NetBox (or AUTH_TOKEN_FILE), read again for each request and when
                            NetBox refuses it; or the token itself as AUTH_TOKEN
      CA_CERT               PEM file of the authority that signed NetBox's certificate
      NETBOX_RESTORATION_HASH_FIELD_NAME
                            custom field by which claims are restored (default netboxOperatorRestorationHash)
      KUBECONFIG            cluster to work in; default: ~/.kube/config, or the cluster that it runs in
      POD_NAMESPACE         namespace of the Lease (default "default")

    examples:
      NETBOX_URL=http://127.0.0.1:8000 AUTH_TOKEN=... netbox-operator --resync 5s
      NETBOX_URL=http://127.0.0.1:8000 AUTH_TOKEN=... netbox-operator --defect no-drift-repair

    It logs JSON lines to standard error, one of them "netbox-operator ready" when it has begun to work.
    exit codes: 0 stopped by SIGTERM or SIGINT, 1 could not start, 3 lost the Lease, 64 usage

    """

  static var defects: String {
    let width = Defect.allCases.map(\.rawValue.count).max() ?? 0
    return Defect.allCases.map { defect in
      defect.rawValue + String(repeating: " ", count: width + 2 - defect.rawValue.count) + defect.summary + "\n"
    }.joined()
  }
}
