/// Who was tested with what, where: the head of every report.
package struct RunDescription: Sendable, Hashable, Codable {
  package struct Candidate: Sendable, Hashable, Codable {
    package var name: String
    package var vendor: String
    package var version: String
    /// The contract that its bindings serve: `ipam/v1`.
    package var contract: String?
    /// Features that it says it has; nil in scorecards of before they were told.
    package var claims: [String]?

    package init(name: String, vendor: String, version: String, contract: String?, claims: [String]? = nil) {
      self.claims = claims
      self.name = name
      self.vendor = vendor
      self.version = version
      self.contract = contract
    }
  }

  package struct Suite: Sendable, Hashable, Codable {
    package var name: String
    /// SHA-256 of the suite's files, so that two scorecards can be told to come from the same suite.
    package var digest: String

    package init(name: String, digest: String) {
      self.name = name
      self.digest = digest
    }
  }

  package struct Lab: Sendable, Hashable, Codable {
    package var name: String
    /// `embedded` or `kubeconfig`: the embedded lab is never presented as a cluster.
    package var kind: String
    /// As the API server tells it; nil before the lab is reached.
    package var kubernetesVersion: String?

    package init(name: String, kind: String, kubernetesVersion: String? = nil) {
      self.name = name
      self.kind = kind
      self.kubernetesVersion = kubernetesVersion
    }
  }

  /// Names the run folder and labels everything that the run creates.
  package var id: String
  package var harnessVersion: String
  package var candidate: Candidate
  package var suites: [Suite]
  package var lab: Lab
  /// RFC 3339, UTC.
  package var startedAt: String
  package var hostname: String
  /// The command that makes the same run again.
  package var command: [String]
  /// Decides everything random in the run; nil in scorecards of before there was one.
  package var seed: Int?
  /// Nil in scorecards of before there was one.
  package var rerun: Rerun?

  package init(
    id: String, harnessVersion: String, candidate: Candidate, suites: [Suite], lab: Lab, startedAt: String,
    hostname: String, command: [String], seed: Int? = nil,
    rerun: Rerun? = nil
  ) {
    self.id = id
    self.harnessVersion = harnessVersion
    self.candidate = candidate
    self.suites = suites
    self.lab = lab
    self.startedAt = startedAt
    self.hostname = hostname
    self.command = command
    self.seed = seed
    self.rerun = rerun
  }
}
