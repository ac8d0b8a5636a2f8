/// What the matching machine does at one point of a pattern.
enum Instruction: Sendable {
  case scalar(Unicode.Scalar)
  case set(ScalarClass)
  /// Goes on at both places; the first is preferred.
  case split(Int, Int)
  case jump(Int)
  /// Keeps the position: where a group begins (even) or ends (odd).
  case save(Int)
  case assert(PatternNode.Assertion)
  case match
}

/// Turns a parsed pattern into instructions.
struct PatternAssembler {
  let pattern: String
  private var instructions: [Instruction] = []
  private var work = 0

  /// Repetitions of repetitions multiply; this bounds what they may come to.
  private static let maximalSize = 20_000

  init(pattern: String) { self.pattern = pattern }

  mutating func assemble(_ node: PatternNode) throws(RegularExpression.SyntaxError) -> [Instruction] {
    instructions = [.save(0)]
    try add(node)
    instructions += [.save(1), .match]
    return instructions
  }

  private mutating func add(_ node: PatternNode) throws(RegularExpression.SyntaxError) {
    work += 1
    guard work <= Self.maximalSize, instructions.count <= Self.maximalSize else {
      throw RegularExpression.SyntaxError(message: "expression too large", part: String(pattern.prefix(60)))
    }
    switch node {
    case .empty: break
    case .scalar(let scalar): instructions.append(.scalar(scalar))
    case .set(let set): instructions.append(.set(set))
    case .assertion(let assertion): instructions.append(.assert(assertion))
    case .sequence(let nodes): for node in nodes { try add(node) }
    case .choice(let nodes): try addChoice(nodes)
    case .group(let inner, let number):
      instructions.append(.save(2 * number))
      try add(inner)
      instructions.append(.save(2 * number + 1))
    case .repetition(let inner, let least, let most, let isGreedy):
      try addRepetition(inner, least, most, isGreedy)
    }
  }

  private mutating func addChoice(_ nodes: [PatternNode]) throws(RegularExpression.SyntaxError) {
    var jumps: [Int] = []
    for node in nodes.dropLast() {
      let split = instructions.count
      instructions.append(.split(split + 1, 0))
      try add(node)
      jumps.append(instructions.count)
      instructions.append(.jump(0))
      instructions[split] = .split(split + 1, instructions.count)
    }
    if let last = nodes.last { try add(last) }
    for jump in jumps { instructions[jump] = .jump(instructions.count) }
  }

  private mutating func addRepetition(
    _ node: PatternNode, _ least: Int, _ most: Int?, _ isGreedy: Bool
  ) throws(RegularExpression.SyntaxError) {
    for _ in 0..<least { try add(node) }
    guard let most else {
      let split = instructions.count
      instructions.append(.jump(0))
      try add(node)
      instructions.append(.jump(split))
      instructions[split] = choose(split + 1, instructions.count, isGreedy)
      return
    }
    var splits: [Int] = []
    for _ in least..<most {
      splits.append(instructions.count)
      instructions.append(.jump(0))
      try add(node)
    }
    for split in splits { instructions[split] = choose(split + 1, instructions.count, isGreedy) }
  }

  private func choose(_ inside: Int, _ behind: Int, _ isGreedy: Bool) -> Instruction {
    isGreedy ? .split(inside, behind) : .split(behind, inside)
  }
}
