import Kubernetes
import Testing

@Suite struct KubernetesTimeTests {
  @Test(
    "RFC 3339 reads as seconds since 1970",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:00:00Z", 951_825_600), ("1969-12-31T23:59:59Z", -1),
      ("2026-11-21T00:00:00+02:00", 1_795_212_000), ("2026-11-20T20:30:00-01:30", 1_795_212_000),
      ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
  func parse(text: String, seconds: Int64) {
    #expect(KubernetesTime(text)?.seconds == seconds)
    #expect(KubernetesTime(seconds: seconds).description.hasSuffix("Z"))
    #expect(KubernetesTime(KubernetesTime(seconds: seconds).description)?.seconds == seconds)
  }

  @Test(
    "other text is no time",
    arguments: [
      "", "2026-01-01", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
      "2026-01-01T00:00:00.Z", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00ZZ",
    ])
  func refused(text: String) { #expect(KubernetesTime(text) == nil) }

  @Test("fractions read, and print to the microsecond")
  func fraction() {
    #expect(KubernetesTime("2026-01-01T00:00:00.1234567Z")?.nanoseconds == 123_456_700)
    #expect(KubernetesTime("2026-01-01T00:00:00.123456Z")?.microTime == "2026-01-01T00:00:00.123456Z")
    #expect(KubernetesTime("2026-01-01T00:00:00.5Z")?.description == "2026-01-01T00:00:00Z")
  }

  @Test("durations add and subtract")
  func arithmetic() {
    let time = KubernetesTime(seconds: 10, nanoseconds: 900_000_000)
    #expect(time + .milliseconds(200) == KubernetesTime(seconds: 11, nanoseconds: 100_000_000))
    #expect(time + .milliseconds(-950) == KubernetesTime(seconds: 9, nanoseconds: 950_000_000))
    #expect(time - KubernetesTime(seconds: 10) == .milliseconds(900))
  }
}
