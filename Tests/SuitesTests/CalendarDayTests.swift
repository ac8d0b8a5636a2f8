import Testing

@testable import Suites

@Suite struct CalendarDayTests {
  @Test(
    "a day must be one of the calendar",
    arguments: [
      ("2026-12-31", true), ("2024-02-29", true), ("2025-02-29", false), ("1900-02-29", false), ("2000-02-29", true),
      ("2026-13-01", false), ("2026-04-31", false), ("2026-1-1", false), ("2026-00-10", false), ("2026-01-00", false),
      ("+026-01-01", false), ("", false), ("2026-12-31T00:00:00Z", false), ("２０２６-12-31", false),
    ])
  func days(text: String, isValid: Bool) {
    #expect(CalendarDay.isValid(text) == isValid)
  }
}
