import Documents
import Testing

@testable import LabStore

@Suite(.timeLimit(.minutes(5))) struct VerbTests {
  private static let maps = "/api/v1/namespaces/default/configmaps"

  private static func map(_ name: String, _ data: Value = [:], _ metadata: Object = [:]) -> Value {
    var all: Object = ["name": .string(name)]
    for (key, value) in metadata { all[key] = value }
    return ["apiVersion": "v1", "kind": "ConfigMap", "metadata": .object(all), "data": data]
  }

  @Test("pages of a list show one snapshot, whatever is written between them")
  func pages() async throws {
    let client = StoreClient()
    for name in ["a", "b", "c"] { try await client.send("POST", Self.maps, Self.map(name)) }
    let first = try await client.send("GET", "\(Self.maps)?limit=2")
    #expect(first.body["metadata"]?["remainingItemCount"] == 1)
    let token = try #require(first.body["metadata"]?["continue"]?.string)
    try await client.send("DELETE", "\(Self.maps)/c")
    try await client.send("POST", Self.maps, Self.map("bb"))
    let second = try await client.send("GET", "\(Self.maps)?limit=2&continue=\(token)")
    #expect(second.body["items"]?.array?.compactMap { $0["metadata"]?["name"] } == ["c"])
    #expect(second.body["metadata"]?["resourceVersion"] == first.body["metadata"]?["resourceVersion"])
  }

  @Test("a write that changes nothing keeps the resourceVersion")
  func noOp() async throws {
    let client = StoreClient()
    let created = try await client.send("POST", Self.maps, Self.map("a", ["k": "v"]))
    let again = try await client.send(
      "PATCH", "\(Self.maps)/a", ["data": ["k": "v"]], type: "application/merge-patch+json")
    #expect(again.status == 200)
    #expect(again.body == created.body)
  }

  @Test("of many writers of one object each gets through, and no change is lost")
  func concurrentPatches() async throws {
    let client = StoreClient()
    try await client.send("POST", Self.maps, Self.map("a"))
    await withTaskGroup(of: Int?.self) { group in
      for number in 0..<20 {
        group.addTask {
          try? await client.send(
            "PATCH", "\(Self.maps)/a", ["data": ["k\(number)": "1"]], type: "application/merge-patch+json"
          ).status
        }
      }
      for await status in group { #expect(status == 200) }
    }
    let result = try await client.send("GET", "\(Self.maps)/a")
    #expect(result.body["data"]?.object?.count == 20)
  }

  @Test("a quota lets no more through than it says, however many ask at once")
  func quota() async throws {
    let client = StoreClient()
    try await client.send(
      "POST", "/api/v1/namespaces/default/resourcequotas",
      [
        "apiVersion": "v1", "kind": "ResourceQuota", "metadata": ["name": "few"],
        "spec": ["hard": ["configmaps": "5", "count/configmaps": "7"]],
      ])
    let statuses = await withTaskGroup(of: Int?.self) { group in
      for number in 0..<40 {
        group.addTask { try? await client.send("POST", Self.maps, Self.map("m\(number)")).status }
      }
      return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    #expect(statuses == [201: 5, 403: 35])
    let refused = try await client.send("POST", Self.maps, Self.map("one-more"))
    #expect(
      refused.body["message"]
        == "configmaps \"one-more\" is forbidden: exceeded quota: few, requested: configmaps=1, used: configmaps=5, limited: configmaps=5"
    )
  }

  @Test("a watch goes on from a revision, and leaving its selection is a deletion")
  func watch() async throws {
    let client = StoreClient()
    let list = try await client.send("GET", Self.maps)
    let version = list.body["metadata"]?["resourceVersion"]?.string ?? ""
    let events = try await client.watch("\(Self.maps)?watch=true&labelSelector=l=x&resourceVersion=\(version)")
    try await client.send("POST", Self.maps, Self.map("a", [:], ["labels": ["l": "x"]]))
    try await client.send("POST", Self.maps, Self.map("b"))
    try await client.send(
      "PATCH", "\(Self.maps)/a", ["metadata": ["labels": ["l": "y"]]], type: "application/merge-patch+json")
    client.store.endWatches()
    var seen: [String] = []
    for try await event in events {
      seen.append("\(event["type"]?.string ?? "") \(event["object"]?["metadata"]?["name"]?.string ?? "")")
    }
    #expect(seen == ["ADDED a", "DELETED a"])
  }

  @Test("a selector that cannot be read is refused")
  func selectorSyntax() async throws {
    let answer = try await StoreClient().send("GET", "\(Self.maps)?labelSelector=a in (b")
    #expect(answer.status == 400)
    #expect(answer.body["reason"] == "BadRequest")
  }

  @Test("a token request tells who owns its fields, and the token is good for its service account alone")
  func tokenRequest() async throws {
    let client = StoreClient()
    let accounts = "/api/v1/namespaces/default/serviceaccounts"
    try await client.send("POST", accounts, ["metadata": ["name": "robot"]])
    let answer = try await client.send("POST", "\(accounts)/robot/token", ["spec": ["expirationSeconds": 3600]])
    #expect(answer.status == 201)
    #expect(answer.body["metadata"]?["managedFields"]?[0]?["fieldsV1"] == ["f:spec": ["f:expirationSeconds": [:]]])
    let token = try #require(answer.body["status"]?["token"]?.string)
    var request = client.request(
      "GET", "/api/v1/namespaces/default/pods", headers: ["authorization": "Bearer \(token)"])
    request.certificateUser = nil
    let response = await client.store.respond(to: request)
    #expect(response.status == 403)
    try await client.send("DELETE", "\(accounts)/robot")
    let after = await client.store.respond(to: request)
    #expect(after.status == 401)
  }

  @Test("protocol buffers are read as Go clients send them")
  func protobuf() async throws {
    // A Namespace "zz", as kubectl create namespace sends it.
    let bytes: [UInt8] =
      [0x6B, 0x38, 0x73, 0x00, 0x0A, 0x0F, 0x0A, 0x02, 0x76, 0x31, 0x12, 0x09, 0x4E, 0x61, 0x6D, 0x65, 0x73, 0x70]
      + [0x61, 0x63, 0x65, 0x12, 0x1A, 0x0A, 0x12, 0x0A, 0x02, 0x7A, 0x7A, 0x12, 0x00, 0x1A, 0x00, 0x22, 0x00, 0x2A]
      + [0x00, 0x32, 0x00, 0x38, 0x00, 0x42, 0x00, 0x12, 0x00, 0x1A, 0x02, 0x0A, 0x00, 0x1A, 0x00, 0x22, 0x00]
    let client = StoreClient()
    let answer = try await client.send(
      "POST", "/api/v1/namespaces", type: "application/vnd.kubernetes.protobuf", bytes: bytes)
    #expect(answer.status == 201)
    #expect(answer.body["metadata"]?["name"] == "zz")
    #expect(answer.body["status"]?["phase"] == "Active")
    let broken = try await client.send(
      "POST", "/api/v1/namespaces", type: "application/vnd.kubernetes.protobuf", bytes: Array(bytes.dropLast(20)))
    #expect(broken.status == 400)
  }

  @Test("a deployment leads to ready pods, and deleting it in the foreground takes them along")
  func deployment() async throws {
    try await StoreClient.withControllers { client in
      let deployments = "/apis/apps/v1/namespaces/default/deployments"
      let events = try await client.watch("\(deployments)?watch=true")
      try await client.send(
        "POST", deployments,
        [
          "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web"],
          "spec": [
            "replicas": 2, "selector": ["matchLabels": ["app": "web"]],
            "template": [
              "metadata": ["labels": ["app": "web"]],
              "spec": ["containers": [["name": "c", "image": "i"]], "automountServiceAccountToken": false],
            ],
          ],
        ])
      for try await event in events where event["object"]?["status"]?["readyReplicas"] == 2 { break }
      let pods = try await client.send("GET", "/api/v1/namespaces/default/pods")
      #expect(pods.body["items"]?.array?.count == 2)
      let deletions = try await client.watch("\(deployments)?watch=true")
      try await client.send("DELETE", "\(deployments)/web?propagationPolicy=Foreground")
      for try await event in deletions where event["type"] == "DELETED" { break }
      let left = try await client.send("GET", "/api/v1/namespaces/default/pods")
      #expect(left.body["items"] == [])
    }
  }
}
