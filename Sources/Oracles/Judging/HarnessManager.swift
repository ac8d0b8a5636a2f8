/// The names under which the harness writes, each for one role, so that a ledger tells them from the candidate.
package enum HarnessManager: String, Sendable, CaseIterable {
  case harness = "plugfest"
  /// Applies as kubectl does without `--server-side`. A candidate may write by kubectl, too, so kubectl's name would not tell.
  case clientSide = "plugfest-client-side-apply"
  /// Changes by hand what the candidate manages.
  case drift = "plugfest-drift"
  /// Adds something of its own to what the candidate manages.
  case tenant = "plugfest-tenant"
}
