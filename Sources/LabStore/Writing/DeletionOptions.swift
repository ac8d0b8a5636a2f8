internal import Documents
internal import Kubernetes

/// `DeleteOptions`: how an object is to be deleted.
package struct DeletionOptions: Sendable {
  package var gracePeriodSeconds: Int64?
  package var uid: String?
  package var resourceVersion: String?
  package var orphanDependents: Bool?
  package var propagationPolicy: String?
  package var dryRun: [String] = []

  package init(propagationPolicy: String? = nil, uid: String? = nil, gracePeriodSeconds: Int64? = nil) {
    self.propagationPolicy = propagationPolicy
    self.uid = uid
    self.gracePeriodSeconds = gracePeriodSeconds
  }

  package var isDryRun: Bool { !dryRun.isEmpty }

  /// From the query, when there is no body.
  init(_ request: APIRequest) throws(APIStatus) {
    gracePeriodSeconds = try RequestOptions.integer(request.parameter("gracePeriodSeconds"))
    orphanDependents = request.parameter("orphanDependents").map(RequestOptions.isTrue)
    propagationPolicy = request.parameter("propagationPolicy")
    dryRun = request.query.filter { $0.name == "dryRun" }.map(\.value)
  }

  /// From a body.
  init(_ body: Value) throws(APIStatus) {
    let kind = body["kind"]?.string ?? ""
    let version = body["apiVersion"]?.string ?? ""
    guard kind.isEmpty || kind == "DeleteOptions" else {
      let scheme = "pkg/apis/meta/internalversion/scheme/register.go:27"
      throw .badRequest(
        "no kind \(kind.goQuoted) is registered for version \(version.goQuoted) in scheme \(scheme.goQuoted)")
    }
    gracePeriodSeconds = body["gracePeriodSeconds"]?.integer
    uid = body["preconditions"]?["uid"]?.string
    resourceVersion = body["preconditions"]?["resourceVersion"]?.string
    orphanDependents = body["orphanDependents"]?.bool
    propagationPolicy = body["propagationPolicy"]?.string
    dryRun = body["dryRun"]?.array?.compactMap(\.string) ?? []
  }

  func validate() throws(APIStatus) {
    var errors: [FieldError] = []
    if let propagationPolicy {
      if orphanDependents != nil {
        errors.append(
          .invalid(
            "propagationPolicy", .string(propagationPolicy),
            "orphanDependents and deletionPropagation cannot be both set"))
      }
      let known = ["Foreground", "Background", "Orphan"]
      if !known.contains(propagationPolicy) {
        errors.append(.notSupported("propagationPolicy", .string(propagationPolicy), supported: known + ["nil"]))
      }
    }
    errors += RequestOptions.dryRunErrors(dryRun)
    if !errors.isEmpty {
      throw .invalid(GroupKind(group: "meta.k8s.io", kind: "DeleteOptions"), name: "", errors: errors)
    }
  }
}
