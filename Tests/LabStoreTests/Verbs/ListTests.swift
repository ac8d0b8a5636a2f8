import Documents
import Testing

@testable import LabStore

@Suite(.timeLimit(.minutes(1))) struct ListTests {
  private static func stocked() async throws -> Maps {
    let maps = Maps()
    try await maps.create("a", [:], ["labels": ["app": "x", "tier": "front"]])
    try await maps.create("b", [:], ["labels": ["app": "x"]])
    try await maps.create("c", [:], ["labels": ["app": "y"]])
    try await maps.create("d")
    return maps
  }

  @Test(
    "selectors choose",
    arguments: [
      ("labelSelector=app=x", "a b"), ("labelSelector=app==x,tier=front", "a"), ("labelSelector=app!=x", "c d"),
      ("labelSelector=app", "a b c"), ("labelSelector=!app", "d"), ("labelSelector=app in (x,y),!tier", "b c"),
      ("labelSelector=app notin (x)", "c d"), ("labelSelector=", "a b c d"), ("fieldSelector=metadata.name=b", "b"),
      ("fieldSelector=metadata.name!=b,metadata.namespace=default", "a c d"),
      ("fieldSelector=metadata.namespace=other", ""), ("labelSelector=app=x&fieldSelector=metadata.name=c", ""),
    ])
  func selectors(query: String, names: String) async throws {
    #expect(try await Self.stocked().names(query).joined(separator: " ") == names)
  }

  @Test(
    "options that mean nothing are refused",
    arguments: [
      ("labelSelector=a b", 400, "unable to parse requirement"),
      ("fieldSelector=spec.x=y", 400, "field label not supported: spec.x"),
      ("fieldSelector=metadata.name", 400, "invalid selector"), ("limit=-", 400, "strconv.ParseInt"),
      ("limit=1&continue=zzz", 400, "continue"), ("resourceVersion=abc", 400, "resourceVersion"),
      ("resourceVersionMatch=Exact", 422, "resourceVersionMatch"),
      ("resourceVersion=1&resourceVersionMatch=Sometimes", 422, "resourceVersionMatch"),
      ("resourceVersion=0&resourceVersionMatch=Exact", 422, "resourceVersionMatch"),
    ])
  func refusals(query: String, status: Int, text: String) async throws {
    let answer = try await Maps().send("GET", "?\(query)")
    #expect(answer.status == status, "\(answer.body)")
    #expect(answer.body["message"]?.string?.contains(text) == true, "\(answer.body)")
  }

  @Test("a list at an exact revision is what was there then") func exact() async throws {
    let maps = try await Self.stocked()
    let version = try await maps.send("GET").body["metadata"]?["resourceVersion"]?.string ?? ""
    _ = try await maps.send("DELETE", "/a")
    try await maps.create("e")
    let exact = "resourceVersion=\(version)&resourceVersionMatch=Exact"
    #expect(try await maps.names(exact) == ["a", "b", "c", "d"])
    #expect(
      try await maps.names("resourceVersion=\(version)&resourceVersionMatch=NotOlderThan") == ["b", "c", "d", "e"])
    #expect(try await maps.names("resourceVersion=0") == ["b", "c", "d", "e"])
  }

  @Test(
    "pages of what a selector chooses do not tell what remains", arguments: [("", true), ("&labelSelector=app", false)])
  func remaining(selector: String, isTold: Bool) async throws {
    let page = try await Self.stocked().send("GET", "?limit=1\(selector)")
    #expect(page.body["metadata"]?["continue"]?.string?.isEmpty == false)
    #expect((page.body["metadata"]?["remainingItemCount"] != nil) == isTold)
  }

  // MARK: Watches

  @Test(
    "a watch with a selector shows what enters and leaves its selection",
    arguments: [
      ("labelSelector=l=x", ["ADDED a", "MODIFIED a", "DELETED a", "ADDED a", "DELETED a"]),
      ("labelSelector=!l", ["ADDED b", "DELETED b"]),
      ("fieldSelector=metadata.name=b", ["ADDED b", "MODIFIED b", "DELETED b"]),
      (
        "labelSelector=l in (x,y)",
        ["ADDED a", "MODIFIED a", "MODIFIED a", "MODIFIED a", "DELETED a", "ADDED b", "DELETED b"]
      ),
    ])
  func transitions(selector: String, expected: [String]) async throws {
    let maps = Maps()
    let version = try await maps.send("GET").body["metadata"]?["resourceVersion"]?.string ?? ""
    let events = try await maps.client.watch("\(Maps.path)?watch=1&resourceVersion=\(version)&\(selector)")
    try await maps.create("a", [:], ["labels": ["l": "x"]])
    for text in [#"{"data":{"k":"v"}}"#, #"{"metadata":{"labels":{"l":"y"}}}"#, #"{"metadata":{"labels":{"l":"x"}}}"#] {
      _ = try await maps.patch("a", "merge", text)
    }
    _ = try await maps.send("DELETE", "/a")
    try await maps.create("b")
    _ = try await maps.patch("b", "merge", #"{"metadata":{"labels":{"l":"y"}}}"#)
    _ = try await maps.send("DELETE", "/b")
    maps.client.store.endWatches()
    var seen: [String] = []
    for try await event in events {
      seen.append("\(event["type"]?.string ?? "") \(event["object"]?["metadata"]?["name"]?.string ?? "")")
    }
    #expect(seen == expected)
  }

  @Test("the event of an object that left the selection has the revision of the write that took it out")
  func revisions() async throws {
    let maps = Maps()
    try await maps.create("a", [:], ["labels": ["l": "x"]])
    let events = try await maps.client.watch("\(Maps.path)?watch=1&labelSelector=l=x")
    let written = try await maps.patch("a", "merge", #"{"metadata":{"labels":{"l":"y"}}}"#)
    maps.client.store.endWatches()
    var last: Value = .null
    for try await event in events { last = event }
    #expect(last["type"] == "DELETED")
    #expect(last["object"]?["metadata"]?["resourceVersion"] == written.body["metadata"]?["resourceVersion"])
    #expect(last["object"]?["metadata"]?["labels"] == ["l": "x"])
  }
}
