/// A mistake that can be switched on, so that a test suite can show that it would notice it.
package protocol SeededDefect: RawRepresentable, Hashable, Sendable where RawValue == String {
  /// What is wrong with it then, for `--list-defects`.
  var summary: String { get }
}

/// Defects of the process that the runtime carries out for any operator that lists them.
package enum ProcessDefect: String, Sendable {
  case crashOnStart = "crash-on-start"
  case ignoresLease = "ignores-lease"
  case stealsLease = "steals-lease"
  case worksInStandby = "works-in-standby"
  case watchesOnce = "watches-once"
  case ignoresTermination = "ignores-termination"
  case noBackoff = "no-backoff"
  case missesChangesWhileDown = "misses-changes-while-down"
  case writesInVain = "writes-in-vain"
  case trustsCache = "trusts-cache"
}
