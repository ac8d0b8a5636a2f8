import OperatorRuntime

/// A mistake that can be switched on in the operators for access points, so that a test suite can show that it would
/// notice it.
///
/// Each is one small deviation, at the place where the right behaviour lives; `summary` says what it does.
package enum Defect: String, SeededDefect, CaseIterable {
  // MARK: The process
  case crashOnStart = "crash-on-start"
  case ignoresLease = "ignores-lease"
  case stealsLease = "steals-lease"
  case ignoresTermination = "ignores-termination"
  case noBackoff = "no-backoff"
  case missesChangesWhileDown = "misses-changes-while-down"
  case trustsCache = "trusts-cache"

  // MARK: Writing to targets
  case writesEveryPass = "writes-every-pass"
  case writesOtherUnits = "writes-other-units"
  case writesOtherOrder = "writes-other-order"
  case writesWholeEntry = "writes-whole-entry"
  case loadsAllEntries = "loads-all-entries"
  case dropsDNSOrder = "drops-dns-order"
  case forgetsRemovedFields = "forgets-removed-fields"
  case ignoresUpdates = "ignores-updates"
  case overwritesForeign = "overwrites-foreign"
  case marksNothing = "marks-nothing"
  case miscountsRates = "miscounts-rates"

  // MARK: Trouble on the way
  case ignoresSecondTarget = "ignores-second-target"
  case stopsAtFirstFailure = "stops-at-first-failure"
  case neverRetries = "never-retries"
  case ignoresRetryAfter = "ignores-retry-after"
  case keepsOldCredential = "keeps-old-credential"
  case waitsForever = "waits-forever"
  case duplicatesAfterLostResponse = "duplicates-after-lost-response"
  case losesOnRestart = "loses-on-restart"
  case noDriftRepair = "no-drift-repair"
  case rewritesOnUpgrade = "rewrites-on-upgrade"

  // MARK: What others have
  case caseSensitive = "case-sensitive"
  case allowsTwins = "allows-twins"
  case allowsOverlaps = "allows-overlaps"
  case writesWithoutPool = "writes-without-pool"
  case ignoresLateClaims = "ignores-late-claims"

  // MARK: Status
  case neverReady = "never-ready"
  case readyWhileDown = "ready-while-down"
  case readyTooEarly = "ready-too-early"
  case staleReady = "stale-ready"
  case statusWithoutGeneration = "status-without-generation"
  case reasonlessRejection = "reasonless-rejection"
  case hotLoop = "hot-loop"
  case noEvents = "no-events"

  // MARK: Deletion
  case forgetsFinalizer = "forgets-finalizer"
  case dropsFinalizerWhenDown = "drops-finalizer-when-down"
  case neverFinishesDeletion = "never-finishes-deletion"
  case releasesClaimFirst = "releases-claim-first"
  case keepsClaim = "keeps-claim"
  case ignoresOrphan = "ignores-orphan"
  case leavesDroppedTargets = "leaves-dropped-targets"
  case deletesForeign = "deletes-foreign"
  case disownsChildren = "disowns-children"

  package var summary: String {
    switch self {
    case .crashOnStart: "ends at once with an error"
    case .ignoresLease: "works as leader without having the Lease"
    case .stealsLease: "takes the Lease from whoever holds it"
    case .ignoresTermination: "goes on after SIGTERM until it is killed"
    case .noBackoff: "retries what fails every 50 ms"
    case .trustsCache: "clears up for a deletion that only its cache knows, which may lag behind"
    case .missesChangesWhileDown: "looks, at its start, only at objects that have no conditions yet"
    case .writesEveryPass: "writes to every target in every comparison, needed or not"
    case .writesOtherUnits: "takes 1000 Mbps for a change of 1 Gbps"
    case .writesOtherOrder: "takes another order of session types for a change, though it means nothing"
    case .writesWholeEntry: "replaces the whole entry when one leaf has changed"
    case .loadsAllEntries: "reads each entry by itself in every comparison, ten times over"
    case .dropsDNSOrder: "sorts the name servers"
    case .forgetsRemovedFields: "leaves on the targets what the spec holds no more"
    case .ignoresUpdates: "creates, but never updates"
    case .overwritesForeign: "takes over entries that bear no mark, or another's"
    case .marksNothing: "writes no managed-by"
    case .miscountsRates: "counts units of bit rates by 1024"
    case .ignoresSecondTarget: "writes to the first target only"
    case .stopsAtFirstFailure: "does not try the next target when one has failed"
    case .neverRetries: "leaves what failed alone until it is changed or the process starts anew"
    case .ignoresRetryAfter: "comes back before a target wants to be asked again"
    case .keepsOldCredential: "reads the token file once, and never again"
    case .waitsForever: "waits ten minutes for an answer"
    case .duplicatesAfterLostResponse: "makes a second entry under another key when the answer to the first was lost"
    case .losesOnRestart: "makes every entry anew after a restart"
    case .noDriftRepair: "takes the targets for granted once an object is Ready for its generation"
    case .rewritesOnUpgrade: "writes every entry of the release before once more, as it is"
    case .caseSensitive: "takes network identifiers for different that differ in case"
    case .allowsTwins: "lets two objects write the same entry in turns"
    case .allowsOverlaps: "does not look whether pools overlap"
    case .writesWithoutPool: "writes entries before their pools are known"
    case .ignoresLateClaims: "does not notice when a claim that it waits for comes"
    case .neverReady: "never reports Ready"
    case .readyWhileDown: "reports Ready although a target could not be written"
    case .readyTooEarly: "reports Ready before it writes"
    case .staleReady: "once Ready, stays Ready whatever fails, and claims to have seen the newest spec"
    case .statusWithoutGeneration: "keeps the generation of the first report for ever"
    case .reasonlessRejection: "reports failures with the reason \"Error\" and no message"
    case .hotLoop: "moves the transition time of its conditions in every pass, which wakes it again"
    case .noEvents: "records no Events"
    case .forgetsFinalizer: "adds no finalizer, so that entries of deleted objects stay"
    case .dropsFinalizerWhenDown: "lets a deleted object go although a target could not be reached"
    case .neverFinishesDeletion: "does not try again when a target was down at a deletion"
    case .releasesClaimFirst: "releases addresses before the entries that use them are gone"
    case .keepsClaim: "does not release addresses of what is deleted"
    case .ignoresOrphan: "removes entries that were to stay"
    case .leavesDroppedTargets: "leaves the entry on a target that the spec names no more"
    case .deletesForeign: "removes the entry of a deleted object, whoever it belongs to"
    case .disownsChildren: "creates claims without an owner reference"
    }
  }
}
