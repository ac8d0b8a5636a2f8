import Documents
import Kubernetes
import Testing

@testable import Oracles

@Suite struct SettleWindowTests {
  /// Writes of one object's data at these seconds.
  private static func writes(_ times: [Double]) -> [Revision] {
    var ledger = Ledger()
    for (number, time) in ([0.0] + times).enumerated() {
      let object = KubernetesObject([
        "apiVersion": "v1", "kind": "ConfigMap",
        "metadata": [
          "name": "x", "namespace": "demo", "uid": "1", "resourceVersion": .string("\(number)"),
          "managedFields": [
            [
              "manager": "operator", "operation": "Update", "apiVersion": "v1", "fieldsType": "FieldsV1",
              "time": .string("2026-08-03T10:00:\(number < 10 ? "0" : "")\(number)Z"),
              "fieldsV1": ["f:data": ["f:a": [:]]],
            ]
          ],
        ],
        "data": ["a": .string("\(number)")],
      ])
      ledger.add(.event(.init(time: time, change: number == 0 ? .added : .modified, object: object)))
    }
    return Array(ledger.revisions.dropFirst())
  }

  struct Habit: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var writes: [Double]
    var disturbances: [Double] = []
    var length: Double
  }

  static let habits: [Habit] = [
    Habit(testDescription: "no write", writes: [], length: 1.2),
    Habit(testDescription: "an answer at once", writes: [10.1], disturbances: [10], length: 1.2),
    Habit(testDescription: "an answer after 2 s", writes: [12], disturbances: [10], length: 6),
    Habit(testDescription: "a second answer after 3 s", writes: [10.5, 13.5], disturbances: [10], length: 9),
    Habit(testDescription: "a very late answer", writes: [50], disturbances: [10], length: 20),
    Habit(testDescription: "a rewrite every 5 s", writes: [10, 15, 20, 25, 30], disturbances: [9.9], length: 15),
    Habit(testDescription: "a rewrite every 30 s", writes: [10, 40, 70, 100, 130], disturbances: [9.9], length: 65),
    Habit(
      testDescription: "answers to changes that come every 5 s", writes: [10.1, 15.1, 20.1, 25.1],
      disturbances: [10, 15, 20, 25], length: 1.2),
  ]

  @Test("the quiet window follows the candidate's habits, within bounds", arguments: habits)
  func length(_ habit: Habit) {
    let window = SettleWindow(after: Self.writes(habit.writes), disturbances: habit.disturbances)
    #expect(abs(window.length - habit.length) < 0.001, "\(window)")
    #expect(!window.reason.isEmpty)
  }

  @Test(
    "on a slow lab the window is as much longer, and on a fast one the candidate decides",
    arguments: [(0.01, 1.2), (0.3, 6), (0.05, 1.2), (5, 20)])
  func lag(_ lag: Double, _ length: Double) {
    let window = SettleWindow(SettleHistory(), lag: lag)
    #expect(abs(window.length - length) < 0.001, "\(window)")
    #expect(window.reason.contains("to be seen") == (length > 1.2))
  }

  @Test("a candidate that is slower than its lab has the window that it needs")
  func slower() {
    var history = SettleHistory()
    history.disturb(at: 10)
    for write in Self.writes([13]) { history.add(write) }
    #expect(abs(SettleWindow(history, lag: 0.1).length - 9) < 0.001)
  }
}
