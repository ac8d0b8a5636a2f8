import Benchmark
import CAllocations
import Documents
import Expressions

/// Parses, compiles and evaluates typical expressions; lists of growing length show that evaluation is linear in its data.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .instructions, .allocations], timeUnits: .nanoseconds, scalingFactor: .kilo,
    maxDuration: .seconds(1))

  for example in TypicalExpression.all {
    Benchmark("parse \(example.name)") { benchmark in
      try benchmark.measure { try Expression.parse(example.text) }
    }
    Benchmark("compile \(example.name)") { benchmark in
      let expression = try Expression.parse(example.text)
      try benchmark.measure { try Program(expression, in: TypicalExpression.environment) }
    }
    Benchmark("evaluate \(example.name)") { benchmark in
      let program = try Program(example.text, in: TypicalExpression.environment)
      try benchmark.measure { try program.evaluate(TypicalExpression.bindings) }
    }
  }

  Benchmark("compile template of a manifest") { benchmark in
    try benchmark.measure { try Template(TypicalExpression.manifest, in: TypicalExpression.environment) }
  }
  Benchmark("evaluate template of a manifest") { benchmark in
    let template = try Template(TypicalExpression.manifest, in: TypicalExpression.environment)
    try benchmark.measure { try template.evaluate(TypicalExpression.bindings) }
  }

  for count in [100, 1_000, 10_000] {
    Benchmark(
      "evaluate list of \(count)",
      configuration: .init(scalingFactor: .one, maxDuration: .seconds(1), maxIterations: 100_000)
    ) { benchmark in
      let program = try Program(
        "items.all(i, i.size >= 0 && i.name.startsWith('item'))", in: TypicalExpression.environment)
      let items = (0..<count).map { Value.object(["name": "item-\($0)", "size": .integer(Int64($0))]) }
      let bindings = Bindings(["items": .array(items)])
      try benchmark.measure { try program.evaluate(bindings) }
    }
  }
}

extension BenchmarkMetric {
  /// How often one turn asks for memory.
  static let allocations = BenchmarkMetric.custom("allocations", polarity: .prefersSmaller)
}

extension Benchmark {
  /// Measures so many turns as are wanted, and nothing that was done before.
  func measure<Output>(_ body: () throws -> Output) rethrows {
    let before = allocation_count()
    startMeasurement()
    for _ in scaledIterations { Benchmark.blackHole(try body()) }
    stopMeasurement()
    measurement(.allocations, Int(allocation_count() - before))
  }
}
