import Documents
import Testing

@testable import Southbound

@Suite struct PrometheusTests {
  private static func result(_ read: PrometheusRead, _ json: String, status: Int = 200) throws -> PrometheusResult {
    try PrometheusResult(read, status: status, body: JSON.parse(json))
  }

  private static let up = PrometheusRead.instant(query: "up", time: nil)

  @Test("the value of a single sample is the value of the result; of several there is none")
  func vector() throws {
    let one = try Self.result(
      Self.up,
      #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"up","job":"x"},"value":[1.5,"1"]}]}}"#
    )
    #expect(one.value["value"] == 1.0 && one.count == 1 && one.type == "vector")
    #expect(one.series == [["metric": ["__name__": "up", "job": "x"], "value": 1.0, "time": 1.5]])
    #expect(one.lines == ["up{job=\"x\"} 1.0"])
    let two = try Self.result(
      Self.up,
      #"{"status":"success","warnings":["slow"],"data":{"resultType":"vector","result":[{"metric":{},"value":[1,"2"]},{"metric":{},"value":[1,"3"]}]}}"#
    )
    #expect(two.value["value"] == .null && two.value["values"] == [2.0, 3.0])
    #expect(two.warnings == ["slow"])
    let none = try Self.result(Self.up, #"{"status":"success","data":{"resultType":"vector","result":[]}}"#)
    #expect(none.value["value"] == .null && none.count == 0)
  }

  @Test(
    "numbers that are none in JSON stay numbers",
    arguments: [("+Inf", Double.infinity), ("-Inf", -Double.infinity), ("1e3", 1000)])
  func numbers(text: String, number: Double) throws {
    let scalar = try Self.result(
      Self.up, #"{"status":"success","data":{"resultType":"scalar","result":[1,"\#(text)"]}}"#)
    #expect(scalar.value["value"] == .double(number))
    let undefined = try Self.result(
      Self.up, #"{"status":"success","data":{"resultType":"scalar","result":[1,"NaN"]}}"#)
    #expect(undefined.value["value"]?.number?.isNaN == true)
    #expect(undefined.lines == ["{} nan"])
  }

  @Test("a range gives every series its values and their times")
  func matrix() throws {
    let read = PrometheusRead.range(query: "up", start: "1", end: "2", step: "1s")
    let result = try Self.result(
      read,
      #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[1,"0"],[2,"1"]]}]}}"#
    )
    #expect(result.series == [["metric": ["a": "b"], "values": [0.0, 1.0], "times": [1, 2]]])
    #expect(result.value["values"] == [0.0, 1.0])
  }

  @Test("text, a native histogram and a sample of an unknown form are no numbers")
  func otherSamples() throws {
    let text = try Self.result(Self.up, #"{"status":"success","data":{"resultType":"string","result":[1,"a"]}}"#)
    #expect(text.value["value"] == "a")
    let histogram = try Self.result(
      Self.up,
      #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"histogram":[1,{"count":"3"}]},{"metric":{},"value":[1,"x"]}]}}"#
    )
    #expect(histogram.count == 2 && histogram.values == [.null])
    #expect(histogram.series[0]["histogram"] == [1, ["count": "3"]])
  }

  @Test("targets and alerts are chosen by their labels, rules by name and group")
  func items() throws {
    let targets =
      #"{"status":"success","data":{"activeTargets":[{"labels":{"job":"a","case":"1"},"health":"up"},{"labels":{"job":"b"},"health":"down"}]}}"#
    #expect(try Self.result(.targets(labels: ["case": "1"]), targets).items.map { $0["health"] } == ["up"])
    #expect(try Self.result(.targets(labels: ["case": ""]), targets).items.map { $0["health"] } == ["down"])
    #expect(try Self.result(.targets(labels: [:]), targets).count == 2)
    let rules =
      #"{"status":"success","data":{"groups":[{"name":"g","file":"f","rules":[{"name":"A","alerts":[{"value":"1e+00"}]},{"name":"B"}]},{"name":"h","file":"f","rules":[{"name":"A"}]}]}}"#
    let found = try Self.result(.rules(name: "A", group: "g"), rules).items
    #expect(found == [["name": "A", "group": "g", "file": "f", "alerts": [["value": 1.0]]]])
    #expect(try Self.result(.rules(name: nil, group: nil), rules).count == 3)
    let alerts =
      #"{"status":"success","data":{"alerts":[{"labels":{"alertname":"A"},"state":"firing","value":"2.5e+00"}]}}"#
    #expect(try Self.result(.alerts(labels: ["alertname": "A"]), alerts).items.first?["value"] == 2.5)
  }

  @Test(
    "an error says what kind it is",
    arguments: [
      (400, #"{"status":"error","errorType":"bad_data","error":"parse error"}"#, PrometheusError.Cause.badData),
      (422, #"{"status":"error","errorType":"execution","error":"many-to-many"}"#, .execution),
      (503, #"{"status":"error","errorType":"timeout","error":"too long"}"#, .timeout),
      (503, #"{"status":"error","errorType":"canceled","error":"given up"}"#, .timeout),
      (500, #"{"status":"error","errorType":"internal","error":"x"}"#, .unavailable),
      (404, #"{"status":"error","errorType":"not_found","error":"x"}"#, .other("not_found")),
      (502, "\"<html>\"", .unintelligible), (200, #"{"status":"success"}"#, .unintelligible),
      (500, #"{"status":"success","data":{}}"#, .unintelligible),
      (200, #"{"status":"success","data":{"resultType":"vector"}}"#, .unintelligible),
    ])
  func errors(status: Int, body: String, cause: PrometheusError.Cause) {
    #expect {
      try Self.result(Self.up, body, status: status)
    } throws: {
      ($0 as? PrometheusError)?.cause == cause
    }
  }

  @Test("a query is sent as it is, whatever it holds")
  func paths() {
    let read = PrometheusRead.instant(query: "sum(up{a=\"b+c&d\"}) % 2 > ä", time: "5")
    #expect(
      read.path
        == "/api/v1/query?query=sum%28up%7Ba%3D%22b%2Bc%26d%22%7D%29%20%25%202%20%3E%20%C3%A4&time=5")
  }

  @Test(
    "times are seconds, RFC 3339, now, or how long ago",
    arguments: [
      (Value.integer(5), "5"), (.double(5.25), "5.25"), ("now", "1000.5"), ("-30s", "970.5"), ("-1m30s", "910.5"),
      ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"), ("-x", "-x"), ("1s", "1s"),
    ])
  func times(value: Value, text: String) { #expect(PrometheusTime.text(value, now: 1000.5) == text) }
}
