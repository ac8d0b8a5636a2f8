import Foundation
import Kubernetes
import Testing

@testable import LabStore

@Suite struct CronScheduleTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var schedule: String
    var after: String
    var next: String?
    var zone = "UTC"
    var testDescription: String { "\(schedule) after \(after) in \(zone)" }
  }

  private static let rows = [
    Row(schedule: "* * * * *", after: "2026-03-01T12:00:00Z", next: "2026-03-01T12:01:00Z"),
    Row(schedule: "* * * * *", after: "2026-03-01T12:00:59.5Z", next: "2026-03-01T12:01:00Z"),
    Row(schedule: "*/15 * * * *", after: "2026-03-01T12:46:00Z", next: "2026-03-01T13:00:00Z"),
    Row(schedule: "*/9223372036854775807 * * * *", after: "2026-03-01T12:46:00Z", next: "2026-03-01T13:00:00Z"),
    Row(schedule: "5/20 * * * *", after: "2026-03-01T12:46:00Z", next: "2026-03-01T13:05:00Z"),
    Row(schedule: "10-30/10 9-17 * * MON-FRI", after: "2026-02-27T17:30:00Z", next: "2026-03-02T09:10:00Z"),
    Row(schedule: "0 0 31 * *", after: "2026-03-31T00:00:00Z", next: "2026-05-31T00:00:00Z"),
    Row(schedule: "0 12 29 feb ?", after: "2026-03-01T12:00:00Z", next: "2028-02-29T12:00:00Z"),
    Row(schedule: "0 0 30 2 *", after: "2026-03-01T12:00:00Z", next: nil),
    // Both fields for days: either is enough; with a star, both.
    Row(schedule: "0 0 13 * 5", after: "2026-03-01T00:00:00Z", next: "2026-03-06T00:00:00Z"),
    Row(schedule: "0 0 */2 * 5", after: "2026-03-01T00:00:00Z", next: "2026-03-03T00:00:00Z"),
    Row(schedule: "0 0 * * 0", after: "2026-03-01T00:00:00Z", next: "2026-03-08T00:00:00Z"),
    Row(schedule: "@yearly", after: "2026-03-01T12:00:00Z", next: "2027-01-01T00:00:00Z"),
    Row(schedule: "@weekly", after: "2026-03-02T12:00:00Z", next: "2026-03-08T00:00:00Z"),
    Row(schedule: "@hourly", after: "2026-03-01T12:00:00Z", next: "2026-03-01T13:00:00Z"),
    Row(schedule: "@every 90m", after: "2026-03-01T12:00:07Z", next: "2026-03-01T13:30:07Z"),
    Row(schedule: "@every 10ms", after: "2026-03-01T12:00:07Z", next: "2026-03-01T12:00:08Z"),
    Row(schedule: "30 8 * * *", after: "2026-03-01T12:00:00Z", next: "2026-03-02T03:00:00Z", zone: "Asia/Kolkata"),
    Row(schedule: "0 0 1 * *", after: "2026-03-15T00:00:00Z", next: "2026-03-31T22:00:00Z", zone: "Europe/Berlin"),
    // 02:30 does not come on the 29th of March.
    Row(schedule: "30 2 * * *", after: "2026-03-28T12:00:00Z", next: "2026-03-30T00:30:00Z", zone: "Europe/Berlin"),
    // 02:30 comes twice on the 25th of October.
    Row(schedule: "30 2 * * *", after: "2026-10-24T12:00:00Z", next: "2026-10-25T00:30:00Z", zone: "Europe/Berlin"),
    Row(schedule: "30 2 * * *", after: "2026-10-25T00:30:00Z", next: "2026-10-25T01:30:00Z", zone: "Europe/Berlin"),
    // Midnight itself is skipped.
    Row(schedule: "0 1 * * *", after: "2026-04-23T12:00:00Z", next: "2026-04-23T22:00:00Z", zone: "Africa/Cairo"),
  ]

  @Test("the next time is the first that every field names", arguments: rows) func next(row: Row) throws {
    let zone = try #require(TimeZone(identifier: row.zone))
    let after = try #require(KubernetesTime(row.after))
    #expect(try CronSchedule(row.schedule).next(after: after, in: zone)?.description == row.next)
  }

  @Test(
    "of the times that were missed the last one counts",
    arguments: [
      ("* * * * *", "2026-03-01T12:00:00Z", "2026-03-01T12:00:59Z", nil),
      ("* * * * *", "2026-03-01T12:00:00Z", "2026-03-01T12:01:00Z", "2026-03-01T12:01:00Z"),
      ("* * * * *", "2020-03-01T12:00:00Z", "2026-03-01T12:01:30Z", "2026-03-01T12:01:00Z"),
      ("@yearly", "2020-03-01T12:00:00Z", "2026-03-01T12:01:30Z", "2026-01-01T00:00:00Z"),
      ("0 0 29 2 *", "2019-03-01T12:00:00Z", "2026-03-01T12:01:30Z", "2024-02-29T00:00:00Z"),
      ("@every 7s", "2026-03-01T12:00:00Z", "2026-03-01T12:00:30Z", "2026-03-01T12:00:28Z"),
    ] as [(String, String, String, String?)])
  func latest(schedule: String, after: String, now: String, expected: String?) throws {
    let (after, now) = (try #require(KubernetesTime(after)), try #require(KubernetesTime(now)))
    let latest = try CronSchedule(schedule).latest(after: after, through: now, in: .gmt)
    #expect(latest?.description == expected)
  }

  @Test(
    "what is no schedule is refused in the words of the API server",
    arguments: [
      ("* * * *", "expected exactly 5 fields, found 4: [* * * *]"),
      ("60 * * * *", "end of range (60) above maximum (59): 60"),
      ("* * 0 * *", "beginning of range (0) below minimum (1): 0"),
      ("* * * * 7", "end of range (7) above maximum (6): 7"),
      ("9-5 * * * *", "beginning of range (9) beyond end of range (5): 9-5"),
      ("1-2-3 * * * *", "too many hyphens: 1-2-3"),
      ("*/2/3 * * * *", "too many slashes: */2/3"),
      ("*/0 * * * *", "step of range should be a positive number: */0"),
      ("*/-1 * * * *", "negative number (-1) not allowed: -1"),
      ("x * * * *", #"failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax"#),
      ("-5 * * * *", #"failed to parse int from : strconv.Atoi: parsing "": invalid syntax"#),
      ("@reboot", "unrecognized descriptor: @reboot"),
      ("@every day", #"failed to parse duration @every day: time: invalid duration "day""#),
    ])
  func refusals(schedule: String, message: String) {
    #expect(throws: CronSchedule.Problem(message: message)) { try CronSchedule(schedule) }
  }
}
