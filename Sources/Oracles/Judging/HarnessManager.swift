/// The names under which the harness writes, each for one role, so that a ledger tells them from the candidate.
package enum HarnessManager: String, Sendable, CaseIterable {
  case harness = "plugfest"
  /// Changes by hand what the candidate manages.
  case drift = "plugfest-drift"
  /// Adds something of its own to what the candidate manages.
  case tenant = "plugfest-tenant"
}
