import Documents

/// How to delete.
package struct DeleteOptions: Sendable, Hashable {
  /// What becomes of the objects that the deleted one owns.
  package enum Propagation: String, Sendable, Hashable {
    /// They are deleted afterwards.
    case background = "Background"
    /// They are deleted first.
    case foreground = "Foreground"
    /// They stay.
    case orphan = "Orphan"
  }

  /// Nil leaves it to the type's default.
  package var propagation: Propagation?
  /// Nil leaves it to the type's default; 0 is at once.
  package var gracePeriodSeconds: Int64?
  /// Delete only the object with this uid.
  package var uid: String?
  /// Delete only this revision of the object.
  package var resourceVersion: String?
  package var isDryRun: Bool

  package init(
    propagation: Propagation? = nil, gracePeriodSeconds: Int64? = nil, uid: String? = nil,
    resourceVersion: String? = nil, isDryRun: Bool = false
  ) {
    self.propagation = propagation
    self.gracePeriodSeconds = gracePeriodSeconds
    self.uid = uid
    self.resourceVersion = resourceVersion
    self.isDryRun = isDryRun
  }

  var value: Value? {
    var object: Object = ["kind": "DeleteOptions", "apiVersion": "v1"]
    if let propagation { object["propagationPolicy"] = .string(propagation.rawValue) }
    if let gracePeriodSeconds { object["gracePeriodSeconds"] = .integer(gracePeriodSeconds) }
    var preconditions: Object = [:]
    if let uid { preconditions["uid"] = .string(uid) }
    if let resourceVersion { preconditions["resourceVersion"] = .string(resourceVersion) }
    if !preconditions.isEmpty { object["preconditions"] = .object(preconditions) }
    if isDryRun { object["dryRun"] = ["All"] }
    return object.count > 2 ? .object(object) : nil
  }
}
