import Cluster
import Documents
import Foundation
import Kubernetes
import Synchronization

/// Counts and lists what happened.
final class Record<Item: Sendable>: Sendable {
  private let items = Mutex<[Item]>([])

  init() {}

  /// - Returns: How many there are now.
  @discardableResult
  func add(_ item: Item) -> Int {
    items.withLock {
      $0.append(item)
      return $0.count
    }
  }

  var all: [Item] { items.withLock { $0 } }
}

/// A clock on which back-off takes no time, and time limits never strike.
struct ImpatientClock: Clock {
  let inner = ContinuousClock()
  let slept = Record<Duration>()
  /// Longer sleeps are time limits.
  var longest = Duration.seconds(20)

  var now: ContinuousClock.Instant { inner.now }
  var minimumResolution: Duration { inner.minimumResolution }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    let duration = inner.now.duration(to: deadline)
    if duration > longest {
      try await inner.sleep(until: deadline, tolerance: tolerance)
    } else {
      slept.add(duration)
      await Task.yield()
      try Task.checkCancellation()
    }
  }
}

/// A folder that is removed afterwards.
func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "plugfest-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder.path)
}

func write(_ text: String, to path: String, isExecutable: Bool = false) throws {
  try Data(text.utf8).write(to: URL(filePath: path))
  if isExecutable { try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path) }
}

/// Answers to discovery: ConfigMaps and Widgets.
enum Types {
  static let configMaps = APIResource(
    group: "", version: "v1", plural: "configmaps", singular: "configmap", kind: "ConfigMap", shortNames: ["cm"],
    isNamespaced: true, verbs: ["get", "list", "watch"])

  static let core: Value = [
    "kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2",
    "items": [
      [
        "metadata": [:],
        "versions": [
          [
            "version": "v1", "freshness": "Current",
            "resources": [
              [
                "resource": "configmaps", "responseKind": ["group": "", "version": "v1", "kind": "ConfigMap"],
                "scope": "Namespaced", "singularResource": "configmap", "shortNames": ["cm"],
                "verbs": ["get", "list", "watch"],
              ]
            ],
          ]
        ],
      ]
    ],
  ]

  static let groups: Value = [
    "kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2",
    "items": [
      [
        "metadata": ["name": "example.com"],
        "versions": [
          [
            "version": "v1", "freshness": "Current",
            "resources": [
              [
                "resource": "widgets", "responseKind": ["group": "example.com", "version": "v1", "kind": "Widget"],
                "scope": "Cluster", "singularResource": "widget", "verbs": ["get"],
                "subresources": [["subresource": "status", "verbs": ["get"]]],
              ]
            ],
          ]
        ],
      ]
    ],
  ]

  /// - Returns: Whether the request was one for discovery.
  static func answer(_ request: ScriptedServer.Request, _ answer: ScriptedServer.Answer) async throws -> Bool {
    switch request.path {
    case "/api": try await answer.send(200, core)
    case "/apis": try await answer.send(200, groups)
    default: return false
    }
    return true
  }
}

func configMap(_ name: String, revision: Int, data: [String: String] = [:]) -> Value {
  var object = KubernetesObject(apiVersion: "v1", kind: "ConfigMap", namespace: "default", name: name)
  object.resourceVersion = String(revision)
  object.uid = "uid-\(name)"
  object["data"] = .object(Object(data.map { ($0.key, .string($0.value)) }))
  return object.value
}
