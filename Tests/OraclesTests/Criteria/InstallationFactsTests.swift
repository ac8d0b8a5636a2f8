import Documents
import Plans
import Testing

@testable import Oracles

@Suite struct InstallationFactsTests {
  private static func facts(_ texts: String...) throws -> InstallationFacts {
    InstallationFacts(try CriterionExample.manifests(texts.joined(separator: "\n---\n")).objects)
  }

  private static func binding(
    _ role: String, to account: String, in namespace: String = "widgets", kind: String = "ServiceAccount"
  ) -> String {
    CriterionExample.binding(role) + "\nsubjects: [{kind: \(kind), name: \(account), namespace: \(namespace)}]"
  }

  private static let pod = "serviceAccountName: manager"
  private static let everything = CriterionExample.role("apiGroups: ['*'], resources: ['*'], verbs: ['*']")

  @Test("whoever runs for ever as an administrator is found")
  func administrators() throws {
    let deployment = CriterionExample.deployment(pod: Self.pod)
    #expect(
      try Self.facts(deployment, Self.binding("cluster-admin", to: "manager")).administrators
        == ["ClusterRoleBinding \"manager\" binds cluster-admin"])
    #expect(
      try Self.facts(deployment, Self.everything, Self.binding("manager", to: "manager")).administrators
        == ["ClusterRoleBinding \"manager\" binds manager, which allows everything"])
    // Without a workload nobody knows whose account it is.
    #expect(try Self.facts(Self.binding("cluster-admin", to: "manager")).administrators.count == 1)
    #expect(
      try Self.facts(deployment, Self.binding("cluster-admin", to: "system:serviceaccounts:widgets", kind: "Group"))
        .administrators.count == 1)
  }

  @Test("whoever needs no administrator is left alone")
  func others() throws {
    let deployment = CriterionExample.deployment(pod: Self.pod)
    let innocent = [
      [deployment, Self.binding("view", to: "manager")],
      // Of a job that installs something, and of somebody's own users.
      [deployment, Self.binding("cluster-admin", to: "installer")],
      [deployment, Self.binding("cluster-admin", to: "admins", kind: "Group")],
      [deployment, Self.binding("cluster-admin", to: "manager", in: "other")],
      [
        deployment, CriterionExample.role("apiGroups: ['widgets.example'], resources: ['*'], verbs: ['*']"),
        Self.binding("manager", to: "manager"),
      ],
    ]
    for texts in innocent {
      let manifests = try CriterionExample.manifests(texts.joined(separator: "\n---\n")).objects
      #expect(InstallationFacts(manifests).administrators == [], "\(texts)")
    }
  }

  @Test(
    "what somebody has to fill in is told from what stands there",
    arguments: [
      (
        "image: '{{ .Values.image }}'",
        "the image of container \"manager\" of Deployment \"manager\" is {{ .Values.image }}"
      ),
      ("image: ''", "the image of container \"manager\" of Deployment \"manager\" is empty"),
      ("image: 'registry/${IMAGE}'", "registry/${IMAGE}"),
      ("image: a, env: [{name: URL, value: '<REPLACE ME>'}]", "is told <REPLACE ME>"),
      ("image: a, args: ['--url=REPLACE_ME']", "is told --url=REPLACE_ME"),
      ("image: a, args: ['--template={{ $labels.x }}', '<', '--pair=<a>'], env: [{name: A, value: ''}]", ""),
    ])
  func blanks(container: String, blank: String) throws {
    let blanks = try Self.facts(CriterionExample.deployment(container)).blanks
    #expect(blank.isEmpty ? blanks == [] : blanks.count == 1 && blanks[0].contains(blank), "\(blanks)")
  }

  @Test("a label or an annotation of a workload tells which build it is")
  func build() throws {
    #expect(try Self.facts(CriterionExample.deployment(labels: "app.kubernetes.io/version: 1.0.0")).tellsBuild)
    #expect(try !Self.facts(CriterionExample.deployment(labels: "app.kubernetes.io/name: widgets")).tellsBuild)
  }
}
