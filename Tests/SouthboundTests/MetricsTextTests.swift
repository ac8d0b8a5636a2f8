import Testing

@testable import Southbound

@Suite struct MetricsTextTests {
  @Test("samples are read with their labels, whatever else stands there")
  func samples() throws {
    let text = #"""
      # HELP workqueue_depth Current depth.
      # TYPE workqueue_depth gauge
      workqueue_depth{name="claims",} 3 1395066363000
      workqueue_depth{name="a\"b\\c\nd"} 1e3
      up 1
      total{ a = "1" , b="" }	+Inf # {trace_id="x"} 0.5
      {"a metric", "a label"="é"} NaN
      # EOF
      """#
    let metrics = try MetricsText(parsing: text.replacing("\n", with: "\r\n"))
    #expect(
      metrics.samples.dropLast() == [
        .init(name: "workqueue_depth", labels: ["name": "claims"], value: 3),
        .init(name: "workqueue_depth", labels: ["name": "a\"b\\c\nd"], value: 1000),
        .init(name: "up", labels: [:], value: 1),
        .init(name: "total", labels: ["a": "1", "b": ""], value: .infinity),
      ])
    #expect(metrics.samples.last?.name == "a metric" && metrics.samples.last?.value.isNaN == true)
    #expect(metrics.samples("workqueue_depth", ["name": "claims"]).map(\.value) == [3])
    #expect(metrics.samples("total", ["b": "", "c": ""]).count == 1, "a label that is absent is an empty one")
    #expect(metrics.samples("up", ["name": "x"]).isEmpty)
  }

  @Test(
    "what is no metrics is told with its line",
    arguments: [
      ("up", "line 1: \"\" is no number"), ("up one", "line 1: \"one\" is no number"),
      ("up 1\n<html>", "line 2: a name is expected"), ("up{a=\"1} 1", "line 1: a value in quotes has no end"),
      ("up{a=1} 1", "line 1: a value in quotes is expected"), ("up{a=\"1\" 1", "line 1: the labels have no end"),
      ("up{a=\"1\",a=\"2\"} 1", "line 1: the label \"a\" is there twice"),
      ("up 1 2 3", "line 1: something follows the time"),
      ("up 1 later", "line 1: \"later\" is no time"), ("{} 1", "line 1: a sample has no name"),
      ("up{a=\"\\", "line 1: a value in quotes has no end"), ("up{a} 1", "line 1: the label \"a\" has no value"),
    ])
  func mistakes(text: String, message: String) {
    #expect { try MetricsText(parsing: text) } throws: { "\($0)" == message }
  }

  @Test("any input ends in samples or an error")
  func hostile() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("up{}=\",\\ 1#\n\r\té\u{0}".unicodeScalars)
    for _ in 0..<3000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0..<40, using: &generator) {
        text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
      }
      _ = try? MetricsText(parsing: String(text))
    }
    #expect(throws: MetricsText.SyntaxError.self) {
      try MetricsText(parsing: "a{" + String(repeating: "\"", count: 100_001))
    }
    #expect(throws: MetricsText.SyntaxError.self) {
      try MetricsText(parsing: String(repeating: "{", count: 100_000))
    }
  }
}
