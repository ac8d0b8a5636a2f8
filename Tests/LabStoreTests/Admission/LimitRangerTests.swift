import Documents
import Testing

@testable import LabStore

@Suite(.timeLimit(.minutes(1))) struct LimitRangerTests {
  @Test("containers get what they do not name, and an annotation tells of it") func defaults() async throws {
    let bench = try await NamespaceBench(
      "limitranges",
      #"{"limits": [{"type": "Container", "default": {"cpu": "500m", "memory": "1Gi"}, "defaultRequest": {"cpu": "100m"}}]}"#
    )
    let made = try await bench.createPod(
      "p", ["c": "{}", "d": #"{"limits": {"cpu": "2", "memory": "2Gi"}}"#], initial: ["i": "{}"])
    let spec = made.body["spec"]
    let whole: Value = ["limits": ["cpu": "500m", "memory": "1Gi"], "requests": ["cpu": "100m", "memory": "1Gi"]]
    #expect(spec?["containers"]?[0]?["resources"] == whole)
    #expect(spec?["initContainers"]?[0]?["resources"] == whole)
    #expect(
      spec?["containers"]?[1]?["resources"]
        == ["limits": ["cpu": "2", "memory": "2Gi"], "requests": ["cpu": "2", "memory": "2Gi"]])
    #expect(
      made.body["metadata"]?["annotations"]?["kubernetes.io/limit-ranger"]
        == "LimitRanger plugin set: cpu, memory request for container c; cpu, memory limit for container c; cpu, memory request for init container i; cpu, memory limit for init container i"
    )
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var limit: String
    var container: String
    var reason: String?
    var testDescription: String { "\(limit) \(container)" }
  }

  @Test(
    "what is outside of the limits is refused in the words of the API server",
    arguments: [
      Row(
        limit: #""min": {"cpu": "100m"}"#, container: #"{"requests": {"cpu": "50m"}}"#,
        reason: "minimum cpu usage per TYPE is 100m, but request is 50m"),
      Row(limit: #""min": {"cpu": "100m"}"#, container: #"{"requests": {"cpu": "100m"}}"#),
      Row(
        limit: #""min": {"storage": "1"}"#, container: "{}",
        reason: "minimum storage usage per TYPE is 1.  No request is specified"),
      Row(
        limit: #""max": {"memory": "1Gi"}"#, container: #"{"limits": {"memory": "2Gi"}}"#,
        reason: "maximum memory usage per TYPE is 1Gi, but limit is 2Gi"),
      Row(limit: #""max": {"memory": "1Gi"}"#, container: #"{"limits": {"memory": "1Gi"}}"#),
      Row(
        limit: #""maxLimitRequestRatio": {"cpu": "2"}"#,
        container: #"{"requests": {"cpu": "300m"}, "limits": {"cpu": "1"}}"#,
        reason: "cpu max limit to request ratio per TYPE is 2, but provided ratio is 3.333333"),
      Row(
        limit: #""maxLimitRequestRatio": {"cpu": "2"}"#,
        container: #"{"requests": {"cpu": "500m"}, "limits": {"cpu": "1"}}"#),
      Row(
        limit: #""maxLimitRequestRatio": {"cpu": "2"}"#, container: #"{"requests": {"cpu": "500m"}}"#,
        reason: "cpu max limit to request ratio per TYPE is 2, but no limit is specified or limit is 0"),
      Row(
        limit: #""min": {"cpu": "1"}, "max": {"cpu": "1"}"#,
        container: #"{"requests": {"cpu": "500m"}, "limits": {"cpu": "2"}}"#,
        reason:
          "[minimum cpu usage per TYPE is 1, but request is 500m, maximum cpu usage per TYPE is 1, but limit is 2]"),
    ])
  func bounds(row: Row) async throws {
    for type in ["Container", "Pod"] {
      let bench = try await NamespaceBench("limitranges", #"{"limits": [{"type": "\#(type)", \#(row.limit)}]}"#)
      let answer = try await bench.createPod("p", ["c": row.container])
      // The least that a container may ask for is also what it gets.
      if type == "Container", row.container == "{}" { continue }
      let reason = row.reason.map { "pods \"p\" is forbidden: \($0.replacing("TYPE", with: type))" }
      #expect(answer.body["message"]?.string == reason)
    }
  }

  @Test("claims have bounds, too", arguments: [("1Gi", 403), ("3Gi", 201), ("9Gi", 403)]) func claims(
    size: String, status: Int
  ) async throws {
    let bench = try await NamespaceBench(
      "limitranges",
      #"{"limits": [{"type": "PersistentVolumeClaim", "min": {"storage": "2Gi"}, "max": {"storage": "8Gi"}}]}"#)
    let answer = try await bench.create(
      "persistentvolumeclaims", "v",
      ["spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": .string(size)]]]])
    #expect(answer.status == status)
  }
}
