import OperatorRuntime

/// A mistake that can be switched on, so that a test suite can show that it would notice it.
///
/// Each is one small deviation, at the place where the right behaviour lives; `summary` says what it does.
package enum Defect: String, SeededDefect, CaseIterable {
  // MARK: The process
  case crashOnStart = "crash-on-start"
  case noBackoff = "no-backoff"
  case losesOnRestart = "loses-on-restart"

  // MARK: What is generated
  case ignoresUpdates = "ignores-updates"
  case orderFlips = "order-flips"
  case duplicateJobs = "duplicate-jobs"
  case ignoresLabels = "ignores-labels"
  case ignoresLateServices = "ignores-late-services"

  // MARK: Children
  case ownsNothing = "owns-nothing"
  case noChildRepair = "no-child-repair"
  case stripsLabels = "strips-labels"

  // MARK: Prometheus
  case reloadsEachResync = "reloads-each-resync"
  case rewritesOnReapply = "rewrites-on-reapply"
  case reloadsTooEarly = "reloads-too-early"
  case neverCleansUp = "never-cleans-up"
  case forgetsReloadOnDelete = "forgets-reload-on-delete"
  case givesUpReload = "gives-up-reload"
  case noDriftRepair = "no-drift-repair"
  case removesForeignRules = "removes-foreign-rules"
  case dropsOthersWhenInvalid = "drops-others-when-invalid"

  // MARK: Status
  case acceptsInvalid = "accepts-invalid"
  case readyBeforeReload = "ready-before-reload"
  case reasonlessRejection = "reasonless-rejection"
  case staleStatus = "stale-status"
  case neverReady = "never-ready"
  case hotLoop = "hot-loop"

  /// What is wrong with it then, for `--list-defects`.
  package var summary: String {
    switch self {
    case .crashOnStart: "ends at once with an error"
    case .noBackoff: "retries what fails every 50 ms"
    case .losesOnRestart: "takes out of Prometheus, when it starts, what an earlier process put there"
    case .ignoresUpdates: "generates the configuration of an object once, and never again"
    case .orderFlips: "writes the jobs and groups of an object in another order in every pass"
    case .duplicateJobs: "writes every scrape job twice, under two names"
    case .ignoresLabels: "leaves out the labels of targets and rules"
    case .ignoresLateServices: "looks for targets only when it sees an object for the first time"
    case .ownsNothing: "creates Secrets without an owner reference"
    case .noChildRepair: "does not look at its Secrets again once they are written"
    case .stripsLabels: "replaces its Secrets as a whole, so that what others put on them goes"
    case .reloadsEachResync: "reloads Prometheus at each resync, needed or not"
    case .rewritesOnReapply: "writes and reloads whenever an object is touched, changed or not"
    case .reloadsTooEarly: "reloads Prometheus before it writes the files"
    case .neverCleansUp: "leaves the rules and jobs of deleted objects where they are"
    case .forgetsReloadOnDelete: "removes the rules of a deleted object, and does not reload"
    case .givesUpReload: "does not try again when a reload fails"
    case .noDriftRepair: "takes files for granted once they are written"
    case .removesForeignRules: "removes rule files that it did not write"
    case .dropsOthersWhenInvalid: "writes no rules at all as long as one object is invalid"
    case .acceptsInvalid: "reports an invalid object as in force"
    case .readyBeforeReload: "reports an object as in force although Prometheus was not reloaded"
    case .reasonlessRejection: "reports failures without a message"
    case .staleStatus: "keeps the generation of the first report for ever"
    case .neverReady: "never reports that anything is in force"
    case .hotLoop: "moves the transition time of its conditions in every pass, which wakes it again"
    }
  }
}
