import Documents
import Kubernetes
import Testing

@testable import Engine

@Suite struct AccessRulesTests {
  private static let known: [String: Set<String>] = [
    "": ["configmaps", "pods", "pods/log"], "apps": ["deployments", "deployments/status"],
  ]

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var rule: Value
    var left: [Value]
  }

  static let rows = [
    Row(
      testDescription: "a rule of its own keeps what reads",
      rule: ["apiGroups": [""], "resources": ["configmaps"], "verbs": ["get", "create", "patch"]],
      left: [["apiGroups": [""], "resources": ["configmaps"], "verbs": ["get"]]]),
    Row(
      testDescription: "what stands beside it stays",
      rule: ["apiGroups": [""], "resources": ["configmaps", "pods"], "verbs": ["create"]],
      left: [["apiGroups": [""], "resources": ["pods"], "verbs": ["create"]]]),
    Row(
      testDescription: "its status is another resource",
      rule: ["apiGroups": [""], "resources": ["configmaps/status"], "verbs": ["*"]],
      left: [["apiGroups": [""], "resources": ["configmaps/status"], "verbs": ["*"]]]),
    Row(
      testDescription: "wildcards are written out",
      rule: ["apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]],
      left: [
        ["apiGroups": ["apps"], "resources": ["*"], "verbs": ["*"]],
        ["apiGroups": [""], "resources": ["pods", "pods/log"], "verbs": ["*"]],
        ["apiGroups": [""], "resources": ["configmaps"], "verbs": ["get", "list", "watch"]],
      ]),
    Row(
      testDescription: "paths are no resources", rule: ["nonResourceURLs": ["*"], "verbs": ["*"]],
      left: [["nonResourceURLs": ["*"], "verbs": ["*"]]]),
  ]

  @Test("a role loses what writes one resource, and nothing else", arguments: rows)
  func loss(_ row: Row) {
    let resource = GroupResource(group: "", resource: "configmaps")
    let left = AccessRules(rules: [row.rule]).withoutWriting(resource, known: Self.known)
    #expect(left.rules == row.left)
    #expect(!left.allowWriting(resource))
  }
}
