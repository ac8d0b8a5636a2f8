import Documents
import Kubernetes

/// What all checks of a run want to know of the moment.
struct RunScene: Sendable {
  private(set) var isRecorded = false
  /// Seconds since the recorder began.
  private(set) var time = 0.0
  private(set) var candidate = RunCandidate()
  /// Since when the candidate has been running and was not stopped, killed or changed.
  private(set) var runningSince: Double?
  private(set) var masks: [Mask] = []
  /// What somebody in the run made in kinds of the candidate's own, by uid.
  private(set) var wishes: [String: ObjectKey] = [:]
  /// Who owns what the candidate made, by uid.
  private var owners: [String: [String]] = [:]
  /// When somebody did something last, by namespace.
  private var disturbances: [String: Double] = [:]
  private var lastDisturbance = 0.0
  private var lastGap = -1.0
  /// Whether somebody keeps the candidate from what it reaches outside.
  private(set) var isDisturbedOutside = false
  private var seen: [String: Double] = [:]
  private var applied: Set<ObjectKey> = []
  private let cast = Cast.ofRun
  /// Kinds of programs beside the candidate.
  private var kindsBeside: Set<GroupKind> = []

  mutating func take(_ mark: LedgerLine.Mark) {
    isRecorded = true
    time = max(time, mark.time)
    if let mask = Mask(mark) { masks.append(mask) }
    switch mark.name {
    case CandidateLife.candidate: candidate = RunCandidate(mark.details)
    case "start", CandidateLife.ready: runningSince = mark.time
    case CandidateLife.stopped, CandidateLife.ended, CandidateLife.killed: runningSince = nil
    case Cast.companion: kindsBeside.formUnion(RunCandidate(mark.details).kinds)
    case "interruption": lastGap = mark.time
    case CandidateLife.disturbed:
      isDisturbedOutside = mark.details["over"]?.bool != true
      disturb(nil, at: mark.time)
    case "command":
      for manifest in mark.details["input"]?.array ?? [] { applied.insert(KubernetesObject(manifest).key) }
    default: break
    }
    guard Phase.begins(with: mark) || ["denied", "allowed", "command"].contains(mark.name) else { return }
    disturb(mark.details["scope"]?.string, at: mark.time)
  }

  /// - Parameter known: what the ledger knew of the object before.
  mutating func take(_ event: LedgerLine.Event, _ revision: Revision, known: KubernetesObject?) -> RunSight {
    isRecorded = true
    time = max(time, revision.time)
    let isByDriver = cast.isByDriver(revision)
    if revision.change == .added, !revision.isInitial {
      if isByDriver || applied.contains(revision.key), candidate.kinds.contains(revision.key.groupKind) {
        wishes[revision.uid] = revision.key
      }
      if !revision.ownerReferences.isEmpty { owners[revision.uid] = revision.ownerReferences.map(\.uid) }
    }
    if isByDriver { disturb(revision.key.namespace, at: revision.time) }
    let isContinuous = known?.uid == revision.uid && seen[revision.uid, default: -1] > lastGap
    seen[revision.uid] = revision.change == .deleted ? nil : revision.time
    return RunSight(
      event: event, revision: revision, before: isContinuous ? known : nil,
      isByCandidate: cast.isByCandidate(revision) && !kindsBeside.contains(revision.key.groupKind),
      isByDriver: isByDriver, isWish: wishes[revision.uid] != nil)
  }

  private mutating func disturb(_ namespace: String?, at time: Double) {
    if let namespace { disturbances[namespace] = time } else { lastDisturbance = time }
  }

  /// When somebody did something last that may concern the namespace.
  func lastDisturbance(of namespace: String?) -> Double {
    max(lastDisturbance, namespace.flatMap { disturbances[$0] } ?? 0, runningSince ?? 0)
  }

  /// The wish that an object was made for, however many are between.
  func wish(above uid: String) -> String? {
    var uid = uid
    for _ in 0..<8 {
      guard let owner = owners[uid]?.first else { return nil }
      if wishes[owner] != nil { return owner }
      uid = owner
    }
    return nil
  }

  /// Why nothing of a run is known when nothing was recorded.
  static let unrecorded = "the run was not recorded (plugfest run --record)"
}

/// What the judge has to know of the candidate.
struct RunCandidate: Sendable {
  var kinds: Set<GroupKind> = []
  var claims: [String] = []
  /// `process`, `manifests` or `external`.
  var installation = ""
  /// Those that its manifests name.
  var images: [String] = []
  /// Those of its manifests.
  var namespaces: Set<String> = []
  var hasWebhooks = false
  /// Objects of its manifests.
  var package: Set<ObjectKey> = []
  var details: Value = [:]

  init() {}

  init(_ details: Value) {
    self.details = details
    kinds = Set(
      (details["kinds"]?.array ?? []).map {
        GroupKind(group: $0["group"]?.string ?? "", kind: $0["kind"]?.string ?? "")
      })
    claims = (details["claims"]?.array ?? []).compactMap(\.string)
    installation = details["installation"]?.string ?? ""
    images = (details["images"]?.array ?? []).compactMap(\.string)
    namespaces = Set((details["namespaces"]?.array ?? []).compactMap(\.string))
    package = Set((details["package"]?.array ?? []).map { KubernetesObject($0).key })
    hasWebhooks = details["webhooks"]?.bool ?? false
  }
}

/// The marks of what becomes of the candidate's processes.
package enum CandidateLife {
  /// What the judge has to know of the candidate.
  package static let candidate = "candidate"
  /// The API server refuses one of its manifests: `kind`, `name` and `message`.
  package static let refused = "candidate manifest refused"
  /// It was started and is ready, with the `seconds` that it took.
  package static let ready = "candidate ready"
  /// It was asked to stop and did, with the `seconds` that it took and whether it was `killed` in the end.
  package static let stopped = "candidate stopped"
  /// All its manifests are in the lab and ready, with the `seconds` that it took.
  package static let installed = "candidate installed"
  /// The harness killed it without a warning.
  package static let killed = "candidate killed"
  /// It ended by itself, with the `text` that says how.
  package static let ended = "candidate ended"
  /// What its log came to: see `LogFacts`.
  package static let log = "candidate log"
  /// How many `lines` it logged in so many `seconds` in which nothing happened.
  package static let logAtRest = "candidate log at rest"
  /// What it used of its machine.
  package static let usage = "candidate usage"
  /// What its endpoint of metrics told.
  package static let metrics = "candidate metrics"
  /// Its custom resource definitions as the API server has them.
  package static let definitions = "candidate definitions"
  /// What of an intent could be observed on a wish that is ready.
  package static let observed = "candidate observed"
  /// A secret of the lab in an object that is no Secret.
  package static let secretTold = "candidate secret told"
  /// Somebody disturbs what the candidate reaches outside, or that is `over`.
  package static let disturbed = "outside disturbed"

  static let marks: Set<String> = [
    ready, stopped, killed, ended, log, usage, metrics, definitions, observed, secretTold, disturbed,
    candidate, installed, refused, logAtRest,
  ]
}
