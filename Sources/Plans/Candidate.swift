package import Documents
package import Expressions
package import Kubernetes

/// One release of an operator under test: how to install it, and how it speaks the contract's intents.
package struct Candidate: Sendable {
  package var name: String
  package var vendor: String
  package var version: String
  /// The contract that the bindings serve: `ipam/v1`.
  package var contract: String?
  /// Where that stands; without one, where the candidate is described.
  package var contractPlace: Place
  package var installation: Installation
  /// CRDs, RBAC and workloads, as they were read from its files.
  package var manifests: [Node]
  /// Kinds that it owns, beyond what owner references show.
  package var children: [GroupVersionKind]
  package var bindings: [String: Binding]
  /// Features that it says it has.
  package var claims: [String]
  /// Where each of the claims stands.
  package var claimPlaces: [Place] = []
  /// Fields whose changes say nothing about it.
  package var masks: [Mask]
  package var waivers: [Waiver]
  /// The same operator, broken on purpose.
  package var broken: [BrokenVersion]
  /// The release before; nil when the file names none.
  package var previous: Previous?
  /// Started before it, in their order.
  package var companions: [Companion] = []
  /// Where it tells what it counts of itself, in Prometheus's format; nil when the file does not say.
  package var metrics: Template?
  /// How long wishes may take to become ready; nil when the file does not say.
  package var convergesWithin: Duration?
  /// What a battery of oracles is tried on.
  package var samples: [Sample] = []
  /// What its oracles are proved with.
  package var mistakes: [Mistake] = []
  /// The folder with its evidence about images: SBOMs, scans, signatures.
  package var supplyChain: String?
  package var place: Place

  package init(
    name: String, vendor: String, version: String, contract: String?, installation: Installation, manifests: [Node],
    children: [GroupVersionKind], bindings: [String: Binding], claims: [String], masks: [Mask],
    waivers: [Waiver], broken: [BrokenVersion] = [], place: Place
  ) {
    self.name = name
    self.vendor = vendor
    self.version = version
    self.contract = contract
    contractPlace = place
    self.installation = installation
    self.manifests = manifests
    self.children = children
    self.bindings = bindings
    self.claims = claims
    self.masks = masks
    self.waivers = waivers
    self.broken = broken
    self.place = place
  }

  /// How the candidate gets into the lab.
  package enum Installation: Sendable {
    /// A program that the harness starts and stops, with the lab's kubeconfig in its environment.
    case process(Process)
    /// All of its manifests are applied, workloads too, and waited for.
    case manifests(within: Duration)
    /// It runs already; only custom resource definitions that are missing are applied.
    case external

    /// Whether the harness starts it, and can tell it where things are.
    package var isProcess: Bool { if case .process = self { true } else { false } }
  }

  package struct Process: Sendable {
    /// The program and its arguments.
    package var command: [Template]
    package var environment: [String: Template]
    /// Variables of the environment whose values are in no report.
    package var secretVariables: [String]
    /// A regular expression for the line of output that tells that it is ready. Without one it is ready as soon as it
    /// has been started.
    package var readyLine: String?
    /// How long it may take to become ready.
    package var readyWithin: Duration
    /// How long it may take to stop after SIGTERM, before it is killed.
    package var stopWithin: Duration
    /// What its expressions read.
    package var uses: [VariableUse]
    package var place: Place

    package init(
      command: [Template], environment: [String: Template], secretVariables: [String] = [], readyLine: String?,
      readyWithin: Duration, stopWithin: Duration, uses: [VariableUse] = [], place: Place
    ) {
      self.command = command
      self.environment = environment
      self.secretVariables = secretVariables
      self.readyLine = readyLine
      self.readyWithin = readyWithin
      self.stopWithin = stopWithin
      self.uses = uses
      self.place = place
    }
  }

  /// How one intent of the contract is said in this candidate's own resources.
  package struct Binding: Sendable {
    package var intent: String
    /// Filled in with the parameters of the intent; a member whose value is an empty optional is left out.
    package var manifest: Template
    /// What can be observed, each an expression over `object`, the live object (null while it does not exist).
    package var observe: [String: Template]
    /// What the manifest's expressions read: parameters by their names or as `with.name`, and what suites see too.
    package var uses: [VariableUse]
    /// What the candidate's own messages call parameters, besides the contract's names.
    package var names: [String: [String]] = [:]
    /// Parameters of the contract that the manifest leaves out on purpose, and why.
    package var omitted: [String: String] = [:]
    /// Where each member of `observe`, `names` and `omits` stands, by the field and its name.
    package var places: [String: [String: Place]] = [:]
    package var place: Place

    package init(
      intent: String, manifest: Template, observe: [String: Template], uses: [VariableUse] = [], place: Place
    ) {
      self.intent = intent
      self.manifest = manifest
      self.observe = observe
      self.uses = uses
      self.place = place
    }
  }

  /// A field that changes without meaning, such as the time of the last look.
  package struct Mask: Sendable {
    package var path: FieldPath
    package var because: String
    /// Holds for this kind alone; nil is any.
    package var kind: String?
    package var place: Place

    package init(path: FieldPath, because: String, kind: String? = nil, place: Place) {
      self.path = path
      self.because = because
      self.kind = kind
      self.place = place
    }
  }

  /// A case or criterion that is accepted as failing until a date.
  package struct Waiver: Sendable, Hashable {
    /// What the id is of.
    package enum Kind: Sendable, Hashable { case criterion, testCase }

    package var kind: Kind
    /// `OBS-08`, `IPAM-004`
    package var id: String
    /// The last day on which it holds, `2026-12-31`.
    package var until: String
    package var because: String
    package var place: Place

    package init(_ kind: Kind, id: String, until: String, because: String, place: Place) {
      self.kind = kind
      self.id = id
      self.until = until
      self.because = because
      self.place = place
    }
  }
}
