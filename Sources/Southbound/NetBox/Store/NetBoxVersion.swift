/// Which NetBox the simulator answers like.
package enum NetBoxVersion: String, Sendable, CaseIterable {
  case v44 = "4.4"
  case v46 = "4.6"

  /// The full number, as `/api/status/` tells it.
  package var release: String { self == .v44 ? "4.4.9" : "4.6.8" }
}
