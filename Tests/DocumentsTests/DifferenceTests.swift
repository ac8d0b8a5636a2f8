import Testing

@testable import Documents

@Suite struct DifferenceTests {
  static let before: Value = [
    "kind": "Deployment",
    "spec": [
      "replicas": 2,
      "containers": [
        ["name": "app", "image": "app:1", "args": ["-a", "-b"]], ["name": "log", "image": "log:1"],
      ],
      "ports": [80, 443],
    ],
    "metadata": ["labels": ["a.b/c": "x"]],
  ]

  static var after: Value {
    var value = before
    value[path: "spec", "containers"] = [
      ["name": "side", "image": "s:1"], ["name": "app", "image": "app:2", "args": ["-a", "-c"]],
      ["name": "log", "image": "log:1"],
    ]
    value[path: "spec", "replicas"] = nil
    value[path: "spec", "ports"] = [8080, 80, 443]
    value[path: "metadata", "labels"] = ["a.b/c": "z"]
    return value
  }

  @Test("every change has a readable path, items are matched by name")
  func changes() {
    let changes = Difference(from: Self.before, to: Self.after).changes.map { change in
      "\(change.path): \(change.before?.description ?? "–") → \(change.after?.description ?? "–")"
    }
    #expect(
      changes == [
        "spec.replicas: 2 → –",
        "spec.containers[name=app].image: \"app:1\" → \"app:2\"",
        "spec.containers[name=app].args[1]: \"-b\" → \"-c\"",
        "spec.containers[name=side]: – → {\"name\":\"side\",\"image\":\"s:1\"}",
        "spec.ports[0]: – → 8080",
        "metadata.labels[\"a.b/c\"]: \"x\" → \"z\"",
      ])
  }

  @Test("the text shows the changes in their surroundings")
  func text() {
    #expect(
      Difference(from: Self.before, to: Self.after).text() == """
          spec:
        -   replicas: 2
            containers:
              [name=app]:
        -       image: app:1
        +       image: app:2
                args:
        -         [1]: -b
        +         [1]: -c
                  … (1 unchanged)
                … (1 unchanged)
        +     [name=side]:
        +       name: side
        +       image: s:1
              … (1 unchanged)
            ports:
        +     [0]: 8080
              … (2 unchanged)
          metadata:
            labels:
        -     a.b/c: x
        +     a.b/c: z
          … (1 unchanged)
        """)
  }

  @Test("items in another order are a change of order")
  func order() {
    let difference = Difference(
      from: ["a": [["name": "x"], ["name": "z"]]], to: ["a": [["name": "z"], ["name": "x"]]])
    #expect(difference.changes.map(\.isOrder) == [true])
    #expect(difference.text() == "  a:\n-   in the order x, z\n+   in the order z, x\n    … (2 unchanged)")
  }

  @Test("values of several lines and other types are shown whole")
  func blocks() {
    #expect(
      Difference(from: ["a": "x\ny\n", "b": 1], to: ["a": ["c": 1], "b": "1"]).text() == """
        - a: |
        -   x
        -   y
        + a:
        +   c: 1
        - b: 1
        + b: '1'
        """)
    #expect(Difference(from: 1, to: [1]).text() == "- 1\n+ - 1")
    #expect(Difference(from: 1, to: 1).isEmpty)
    #expect(Difference(from: 1, to: 1).text() == "")
  }

  @Test("a long text is cut, and says so")
  func cut() {
    let difference = Difference(
      from: [:], to: .object(Object((0..<100).map { ("k\($0)", .string(String(repeating: "x", count: 50))) })))
    let lines = difference.text(lines: 3, width: 10).split(separator: "\n")
    #expect(lines == ["+ k0: xxxxxx…", "+ k1: xxxxxx…", "+ k2: xxxxxx…", "  … (97 more lines)"])
  }

  @Test("there are changes exactly when the values are not equal", arguments: 0..<200)
  func completeness(seed: Int) {
    var generator = ValueGenerator(seed: UInt64(seed))
    let before = generator.value()
    let after = generator.mutation(of: before)
    let difference = Difference(from: before, to: after)
    #expect(difference.changes.isEmpty == (before == after))
    #expect(difference.isEmpty == difference.text().isEmpty)
    for change in difference.changes where !change.isOrder {
      #expect(change.before == nil || change.before != change.after)
    }
  }
}
