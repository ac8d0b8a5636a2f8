/// A recording of many wishes with a child each, as lines: established, at rest with a heartbeat and a restless child here and
/// there, disturbed in the usual ways, and deleted.
struct LargeLedger {
  var wishes: Int
  /// Of each wish, in the idle phase.
  var heartbeats: Int

  private var version = 0
  private var time = 0.0

  init(entries: Int) {
    wishes = max(1, entries / 100)
    heartbeats = 90
  }

  mutating func forEachLine(_ body: (String) throws -> Void) rethrows {
    (version, time) = (100, 0)
    try body(mark("start"))
    try body(mark("create CR"))
    for wish in 0..<wishes {
      try body(widget(wish, "ADDED", by: "ledger-driver", generation: 1, beat: nil))
      try body(config(wish, "ADDED", size: 2))
      try body(widget(wish, "MODIFIED", by: "widget-operator", generation: 1, beat: 0))
    }
    try body(mark("settle"))
    time += 10
    try body(mark("idle"))
    for beat in 1...heartbeats {
      for wish in 0..<wishes {
        try body(widget(wish, "MODIFIED", by: "widget-operator", generation: 1, beat: beat))
      }
    }
    for phase in ["re-apply server-side", "nudge", "update", "foreign label", "restart"] {
      time += 7
      try body(mark(phase))
      for wish in 0..<wishes { try body(config(wish, "MODIFIED", size: version % 7)) }
    }
    try body(mark("delete CR"))
    for wish in 0..<wishes {
      try body(widget(wish, "DELETED", by: "widget-operator", generation: 1, beat: heartbeats))
      try body(config(wish, "DELETED", size: 0))
    }
    try body(mark("end"))
  }

  private mutating func mark(_ name: String) -> String {
    time += 0.5
    return #"{"t": \#(time), "mark": "\#(name)", "details": {}}"#
  }

  private mutating func widget(_ number: Int, _ type: String, by manager: String, generation: Int, beat: Int?) -> String
  {
    let status =
      beat.map {
        #", "status": {"observedGeneration": 1, "lastSync": "\#(stamp($0))", "conditions": [{"type": "Ready", "status": "True", "reason": "Done", "message": "all is there", "lastTransitionTime": "2026-01-01T00:00:00Z", "observedGeneration": 1}]}"#
      } ?? ""
    let fields =
      #""fieldsV1": {"f:status": {"f:lastSync": {}, "f:observedGeneration": {}, "f:conditions": {"k:{\"type\":\"Ready\"}": {".": {}, "f:type": {}, "f:status": {}, "f:reason": {}}}}}"#
    return event(
      type, #""apiVersion": "example.test/v1", "kind": "Widget""#, name: "w\(number)", uid: "w-\(number)", owner: "",
      manager: manager, fields: fields, beat: beat ?? 0,
      rest: #""spec": {"size": 2, "mode": "slow", "items": ["alpha", "beta", "gamma"]}\#(status)"#)
  }

  private mutating func config(_ number: Int, _ type: String, size: Int) -> String {
    event(
      type, #""apiVersion": "v1", "kind": "ConfigMap""#, name: "w\(number)-config", uid: "c-\(number)",
      owner:
        #", "ownerReferences": [{"apiVersion": "example.test/v1", "kind": "Widget", "name": "w\#(number)", "uid": "w-\#(number)", "controller": true}]"#,
      manager: "widget-operator", fields: #""fieldsV1": {"f:data": {"f:size": {}, "f:text": {}}}"#, beat: version,
      rest: #""data": {"size": "\#(size)", "text": "\#(String(repeating: "some text of a file, ", count: 10))"}"#)
  }

  private mutating func event(
    _ type: String, _ kind: String, name: String, uid: String, owner: String, manager: String, fields: String,
    beat: Int,
    rest: String
  ) -> String {
    version += 1
    time += 0.001
    return
      #"{"t": \#((time * 1000).rounded() / 1000), "type": "\#(type)", "object": {\#(kind), "metadata": {"name": "\#(name)", "#
      + #""namespace": "bench", "uid": "\#(uid)", "resourceVersion": "\#(version)", "generation": 1, "labels": {"app": "bench"}\#(owner), "#
      + #""managedFields": [{"manager": "ledger-driver", "operation": "Apply", "apiVersion": "example.test/v1", "time": "2026-01-01T00:00:00Z", "fieldsV1": {"f:spec": {"f:size": {}}}}, {"manager": "\#(manager)", "operation": "Update", "apiVersion": "example.test/v1", "time": "\#(stamp(beat))", \#(fields)}]}, \#(rest)}}"#
  }

  private func stamp(_ beat: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "2026-01-01T\(two(beat / 3600 % 24)):\(two(beat / 60 % 60)):\(two(beat % 60))Z"
  }
}
