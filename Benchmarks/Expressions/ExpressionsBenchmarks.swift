import Benchmark
import Documents
import Expressions

/// Parses, compiles and evaluates typical expressions; lists of growing length show that evaluation is linear in its data.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .instructions], timeUnits: .nanoseconds, scalingFactor: .kilo, maxDuration: .seconds(1))

  for example in TypicalExpression.all {
    Benchmark("parse \(example.name)") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(try Expression.parse(example.text)) }
    }
    Benchmark("compile \(example.name)") { benchmark in
      let expression = try Expression.parse(example.text)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations { blackHole(try Program(expression, in: TypicalExpression.environment)) }
    }
    Benchmark("evaluate \(example.name)") { benchmark in
      let program = try Program(example.text, in: TypicalExpression.environment)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations { blackHole(try program.evaluate(TypicalExpression.bindings)) }
    }
  }

  Benchmark("compile template of a manifest") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(try Template(TypicalExpression.manifest, in: TypicalExpression.environment))
    }
  }
  Benchmark("evaluate template of a manifest") { benchmark in
    let template = try Template(TypicalExpression.manifest, in: TypicalExpression.environment)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(try template.evaluate(TypicalExpression.bindings)) }
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
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations { blackHole(try program.evaluate(bindings)) }
    }
  }
}
