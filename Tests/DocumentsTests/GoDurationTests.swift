import Testing

@testable import Documents

@Suite struct GoDurationTests {
  @Test(
    "a duration is read and printed as in Go",
    arguments: [
      ("90s", .seconds(90), "1m30s"), ("1m30s", .seconds(90), "1m30s"), ("500ms", .milliseconds(500), "500ms"),
      ("1.5h", .seconds(5400), "1h30m0s"), ("2h", .seconds(7200), "2h0m0s"), ("0", .zero, "0s"),
      ("-1.5s", .milliseconds(-1500), "-1.5s"),
      ("+5s", .seconds(5), "5s"), ("1h2m3.004s", .milliseconds(3_723_004), "1h2m3.004s"),
      (".5s", .milliseconds(500), "500ms"),
      ("1.s", .seconds(1), "1s"), ("100us", .microseconds(100), "100µs"), ("1.5µs", .nanoseconds(1500), "1.5µs"),
      ("7ns", .nanoseconds(7), "7ns"),
      ("1.0000000001h", .nanoseconds(3_600_000_000_360), "1h0m0.00000036s"),
    ] as [(String, Duration, String)])
  func roundTrip(text: String, duration: Duration, printed: String) {
    #expect(GoDuration.parse(text) == duration)
    #expect(GoDuration.text(duration) == printed)
    #expect(GoDuration.parse(printed) == duration)
  }

  @Test(
    "what Go refuses is refused",
    arguments: [
      "", "1", "s", ".s", "1 s", "1d", "10 seconds", "-", "1s ", "1.5.5s", "9999999h", "1e3s", "٣s",
      "99999999999999999999s",
    ])
  func refusal(text: String) { #expect(GoDuration.parse(text) == nil) }
}
