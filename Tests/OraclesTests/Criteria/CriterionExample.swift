import Documents
import Foundation
import Plans
import Suites
import Testing

/// A small manifest for each criterion that it meets, and one that it does not.
struct CriterionExample: CustomTestStringConvertible, Sendable {
  let id: String
  let passing: String
  let failing: String
  /// Part of what is said about the failing one.
  let finding: String
  /// Where it points to, from the text on: line and column.
  let place: String?

  init(_ id: String, passing: String, failing: String, finding: String, at place: String? = nil) {
    self.id = id
    self.passing = passing
    self.failing = failing
    self.finding = finding
    self.place = place
  }

  var testDescription: String { "\(id): \(finding)" }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path()

  static func manifests(_ text: String) throws -> ManifestSet {
    ManifestSet(objects: try YAML.parse(text, file: "m.yaml", schema: .yaml11))
  }

  /// A definition of widgets.
  ///
  /// - Parameter schema: of the version, in YAML's flow style.
  static func definition(
    _ schema: String, version: String = "", group: String = "example.com", more: String = ""
  ) -> String {
    """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: widgets.\(group)}
    spec:
      group: \(group)
      scope: Namespaced
      names: {kind: Widget, plural: widgets}
      versions:
        - name: v1
          served: true
          storage: true
          schema: {openAPIV3Schema: \(schema)}
    \(version.isEmpty ? "" : (version.hasPrefix("-") ? "    " : "      ") + version)
    \(more)
    """
  }

  /// A Deployment.
  ///
  /// - Parameters:
  ///   - container: members of its container, in flow style.
  ///   - pod: members of the specification of its pods.
  static func deployment(
    _ container: String = "image: example.com/manager:1.0.0", pod: String = "", spec: String = "", labels: String = "",
    namespace: String = "widgets"
  ) -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: manager, namespace: \(namespace), labels: {\(labels)}}
    spec:
      \(spec.isEmpty ? "replicas: 1" : spec)
      template:
        spec:
          \(pod.isEmpty ? "restartPolicy: Always" : pod)
          containers:
            - {name: manager, \(container)}
    """
  }

  /// A ClusterRole with one rule in flow style.
  static func role(_ rule: String, labels: String = "") -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: manager, labels: {\(labels)}}
    rules:
      - {\(rule)}
    """
  }

  static func bundle(_ spec: String) -> String {
    """
    apiVersion: operators.coreos.com/v1alpha1
    kind: ClusterServiceVersion
    metadata: {name: widgets}
    spec: {\(spec)}
    """
  }

  static func binding(_ role: String) -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: manager}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: \(role)}
    """
  }

  static func webhook(_ members: String) -> String {
    """
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: manager}
    webhooks:
      - {name: widgets.example.com, \(members)}
    """
  }
}
