/// A mistake that can be switched on, so that a test suite can show that it would notice it.
///
/// Each is one small deviation, at the place where the right behaviour lives; `summary` says what it does.
package enum Defect: String, Sendable, Hashable, CaseIterable {
  // MARK: The process
  case crashOnStart = "crash-on-start"
  case ignoresLease = "ignores-lease"
  case ignoresTermination = "ignores-termination"
  case logsToken = "logs-token"
  case noBackoff = "no-backoff"
  case neverRetries = "never-retries"
  case missesChangesWhileDown = "misses-changes-while-down"

  // MARK: Allocation
  case outsideParent = "outside-parent"
  case duplicateAllocation = "duplicate-allocation"
  case noRestoration = "no-restoration"
  case recreatesAfterRestart = "recreates-after-restart"
  case silentExhaustion = "silent-exhaustion"
  case readyWhenExhausted = "ready-when-exhausted"

  // MARK: Writing to NetBox
  case acceptsInvalid = "accepts-invalid"
  case ignoresUpdates = "ignores-updates"
  case noDriftRepair = "no-drift-repair"
  case rewritesOnReapply = "rewrites-on-reapply"
  case losesCustomFields = "loses-custom-fields"
  case clearsForeignTags = "clears-foreign-tags"

  // MARK: Status
  case neverReady = "never-ready"
  case staleReady = "stale-ready"
  case statusWithoutGeneration = "status-without-generation"
  case reasonlessRejection = "reasonless-rejection"
  case hotLoop = "hot-loop"
  case writesSpec = "writes-spec"

  // MARK: Deletion
  case forgetsFinalizer = "forgets-finalizer"
  case dropsFinalizerWhenDown = "drops-finalizer-when-down"
  case ignoresPreserve = "ignores-preserve"
  case disownsChildren = "disowns-children"

  /// What is wrong with it then, for `--list-defects`.
  package var summary: String {
    switch self {
    case .crashOnStart: "ends at once with an error"
    case .ignoresLease: "works as leader without having the Lease"
    case .ignoresTermination: "goes on after SIGTERM until it is killed"
    case .logsToken: "writes the NetBox token into its log"
    case .noBackoff: "retries what fails every 50 ms"
    case .neverRetries: "leaves what failed alone until it is changed or the process starts anew"
    case .missesChangesWhileDown: "looks, at its start, only at objects that have no status yet"
    case .outsideParent: "takes the block or address that follows the parent instead of one inside it"
    case .duplicateAllocation: "two claims on one parent in one namespace get the same answer"
    case .noRestoration: "does not look for what a claim had before"
    case .recreatesAfterRestart: "replaces every child that an earlier process made"
    case .silentExhaustion: "says nothing, and does nothing more, when the parent is exhausted"
    case .readyWhenExhausted: "reports Ready when the parent is exhausted"
    case .acceptsInvalid: "reserves without the tenant when NetBox does not know it"
    case .ignoresUpdates: "creates, but never updates"
    case .noDriftRepair: "takes NetBox for granted once an object is Ready for its generation"
    case .rewritesOnReapply: "writes to NetBox in every pass, needed or not"
    case .losesCustomFields: "writes no custom fields but its own"
    case .clearsForeignTags: "removes the tags that others put on its objects"
    case .neverReady: "never reports Ready"
    case .staleReady: "once Ready, stays Ready whatever fails, and claims to have seen the newest spec"
    case .statusWithoutGeneration: "keeps the generation of the first report for ever"
    case .reasonlessRejection: "reports failures with the reason \"Error\" and no message"
    case .hotLoop: "moves the transition time of its conditions in every pass, which wakes it again"
    case .writesSpec: "writes a description into the user's spec"
    case .forgetsFinalizer: "adds no finalizers, so that deleted objects stay in NetBox"
    case .dropsFinalizerWhenDown: "lets a deleted object go although NetBox could not be reached"
    case .ignoresPreserve: "deletes in NetBox what was to be preserved"
    case .disownsChildren: "creates children without an owner reference"
    }
  }
}
