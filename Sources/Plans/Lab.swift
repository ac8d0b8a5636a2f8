package import Documents

/// A cluster and the systems around it, in which candidates are tested.
package struct Lab: Sendable {
  package var name: String
  package var cluster: Cluster
  /// The systems outside Kubernetes, by the name that suites and candidates use.
  package var endpoints: [String: Endpoint]
  /// What suites see as `lab.values`: the names of things that exist in this lab.
  package var values: Value
  package var guardRails: GuardRails
  package var budget: Budget
  package var place: Place

  package init(
    name: String, cluster: Cluster, endpoints: [String: Endpoint], values: Value, guardRails: GuardRails,
    budget: Budget, place: Place
  ) {
    self.name = name
    self.cluster = cluster
    self.endpoints = endpoints
    self.values = values
    self.guardRails = guardRails
    self.budget = budget
    self.place = place
  }

  package enum Cluster: Sendable {
    /// The API server that comes with plugfest. It is never presented as a cluster.
    case embedded(Embedded)
    /// A cluster that somebody runs. Without a path, what `KUBECONFIG` or `~/.kube/config` names; without a context, the
    /// current one. The audit log is the file of this machine in which its API server tells of requests.
    case kubeconfig(path: String?, context: String?, auditLog: String?)

    /// As reports name it.
    package var kind: String {
      switch self {
      case .embedded: "embedded"
      case .kubeconfig: "kubeconfig"
      }
    }
  }

  package struct Embedded: Sendable {
    /// Users beside the administrator, each with a static token.
    package var users: [User]
    /// 0 picks a free port.
    package var port: Int
    /// How many simulated nodes pods can be put on.
    package var nodes: Int
    /// How old a pod is before it gets its node.
    package var schedulingDelay = Duration.zero
    /// What goes wrong on purpose.
    package var faults: [Fault] = []
    package var serverCertificate = CertificateValidity.current

    package init(users: [User] = [], port: Int = 0, nodes: Int = 1) {
      self.users = users
      self.port = port
      self.nodes = nodes
    }
  }

  /// What the clock of an embedded API server makes of its certificate.
  package enum CertificateValidity: String, Sendable, Hashable, CaseIterable {
    case current, expired, notYetValid
  }

  /// A line of an API server's token file.
  package struct User: Sendable {
    package var name: String
    package var uid: String?
    package var groups: [String]
    package var token: Secret

    package init(name: String, uid: String?, groups: [String], token: Secret) {
      self.name = name
      self.uid = uid
      self.groups = groups
      self.token = token
    }
  }

  /// A system outside Kubernetes.
  package struct Endpoint: Sendable {
    package enum System: Sendable {
      /// Somebody runs it there.
      case external(url: Setting)
      /// The NetBox simulator is started for the run: which version's answers, and the file with the objects that it
      /// holds at the start.
      case simulatedNetBox(version: String, seed: String?)
      /// The packet core simulator is started for the run, as one network function: the file of its YANG model, nil for
      /// the access points, and the file with the configuration that it begins with.
      case simulatedPacketCore(model: String?, seed: String?)
      /// A NETCONF server that somebody runs.
      case netconf(NETCONFAddress)
      /// Started for the run, when it is installed.
      case program(Program)
    }

    package var system: System
    /// Sent as `Authorization: <scheme> <token>` to this system and to no other.
    package var token: Secret?
    package var tokenScheme: String
    /// With it, the token is this user's password (RFC 7617).
    package var user: Setting?
    package var tls: TLS?
    /// Nil where the candidate's requests go straight to it.
    package var proxy: Proxy? = Proxy()
    package var place: Place

    package init(system: System, token: Secret?, tokenScheme: String, place: Place) {
      self.system = system
      self.token = token
      self.tokenScheme = tokenScheme
      self.place = place
    }
  }

  /// A text of the lab file that may differ from machine to machine.
  package enum Setting: Sendable, Hashable {
    case literal(String)
    /// The variable of the environment that holds it.
    case environment(String)
  }

  /// Where a secret comes from; never the secret itself, but for simulated systems whose tokens protect nothing.
  package enum Secret: Sendable, Hashable {
    case environment(String)
    case file(String)
    /// The first line that the command prints.
    case command([String])
    case literal(String)
  }

  /// What a run may not touch: a lab is somebody's cluster.
  package struct GuardRails: Sendable {
    /// The only contexts that may be used; empty means any.
    package var contexts: [String]
    /// Namespaces in which nothing may be created, changed or deleted.
    package var forbiddenNamespaces: [String]

    package init(contexts: [String] = [], forbiddenNamespaces: [String] = ["kube-system"]) {
      self.contexts = contexts
      self.forbiddenNamespaces = forbiddenNamespaces
    }
  }

  package struct Budget: Sendable {
    /// How many cases run side by side.
    package var parallel: Int
    /// How long the clean-up after one case may take.
    package var cleanUp: Duration
    /// How long the whole run may take; nil is as long as it needs.
    package var slot: Duration?

    package init(parallel: Int = 8, cleanUp: Duration = .seconds(30), slot: Duration? = nil) {
      self.parallel = parallel
      self.cleanUp = cleanUp
      self.slot = slot
    }
  }
}
