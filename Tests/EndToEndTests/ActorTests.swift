import Testing
import Verdicts

/// Steps that ask the API server as somebody else.
@Suite(.timeLimit(.minutes(5))) struct ActorTests {
  private static let map = "manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"
  private static let role =
    "{apply: {manifest: {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, "
    + "metadata: {name: maps}, rules: [{apiGroups: [''], resources: [configmaps], verbs: [create, get]}]}}}"
  private static let binding =
    "{apply: {manifest: {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, "
    + "metadata: {name: maps}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: maps}, "
    + "subjects: [{kind: ServiceAccount, name: builder, namespace: '${run.namespace}'}]}}}"
  private static let invalid = "manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, dta: {}}"

  private static let rows: [(name: String, steps: String, verdict: Verdict, message: String)] = [
    ("a user who may not", "[{user: alice, groups: [dev], create: {\(map), refused: {}}}]", .pass, ""),
    (
      "a user who may", "[{user: root, groups: ['system:masters'], create: {\(map), refused: {}}}]", .fail,
      "must be refused"
    ),
    (
      "a refusal by validation is no denial",
      "[{user: root, groups: ['system:masters'], create: {\(invalid), refused: {}}}]", .fail,
      "refused in another way than expected"
    ),
    (
      "a refusal by validation when it is the one expected",
      "[{user: root, groups: ['system:masters'], create: {\(invalid), refused: {message: [dta]}}}]", .pass, ""
    ),
    (
      "a service account without a role",
      "[{serviceAccount: {name: builder}, create: {\(map), refused: {reason: Forbidden}}}]", .pass, ""
    ),
    (
      "a service account with a role",
      "[\(role), \(binding), {serviceAccount: {name: builder}, create: {\(map)}}, "
        + "{serviceAccount: {name: builder, namespace: default}, patch: {object: {apiVersion: v1, kind: ConfigMap, "
        + "name: a}, patch: {data: {k: v}}, refused: {}}}]", .pass, ""
    ),
  ]

  @Test("who may not is told from what is invalid")
  func actors() async throws {
    var suite = "timeouts: {case: 20s}\ncases:\n"
    for (index, row) in Self.rows.enumerated() {
      suite += "- {name: \"\(row.name)\", id: \"A-\(index)\", steps: \(row.steps)}\n"
    }
    let run = try await WrittenSuite.run(suite)
    for (index, row) in Self.rows.enumerated() {
      let result = try #require(run["A-\(index)"], "\(run.errors)")
      let message = result.failure?.message ?? ""
      #expect(result.verdict == row.verdict, "\(row.name): \(message) \(result.failure?.details ?? [])")
      #expect(row.message.isEmpty || message.contains(row.message), "\(row.name): \(message)")
    }
  }
}
