/// Runs a pattern's instructions over a text in all ways at once (a Pike machine), so that each character is looked at once
/// per instruction at most.
struct PatternMachine {
  private let instructions: [Instruction]
  private let text: [Unicode.Scalar]
  private let groupBounds: Int
  private let tracksGroups: Bool

  /// A way through the pattern, with the bounds that its groups have so far.
  private struct Thread {
    var instruction: Int
    var bounds: [Int]
  }

  private var threads: [Thread] = []
  private var nextThreads: [Thread] = []
  /// Per instruction the position at which it was last reached, so that no way is followed twice.
  private var reached: [Int]
  private var pending: [Thread] = []

  init(_ expression: RegularExpression, _ text: [Unicode.Scalar], tracksGroups: Bool) {
    instructions = expression.instructions
    self.text = text
    groupBounds = tracksGroups ? 2 * expression.groupCount : 2
    self.tracksGroups = tracksGroups
    reached = Array(repeating: -1, count: instructions.count)
  }

  /// The bounds of the leftmost match from a position on, and of its groups; -1 for a group that took no part.
  mutating func match(from start: Int) -> [Int]? {
    threads.removeAll(keepingCapacity: true)
    for index in reached.indices { reached[index] = -1 }
    var found: [Int]?
    var position = start
    while true {
      if found == nil {
        let fresh = Thread(instruction: 0, bounds: Array(repeating: -1, count: groupBounds))
        follow(fresh, at: position, isNext: false)
      }
      if threads.isEmpty, found != nil || position >= text.count { return found }
      step(at: position, &found)
      if found != nil, !tracksGroups { return found }
      swap(&threads, &nextThreads)
      nextThreads.removeAll(keepingCapacity: true)
      guard position < text.count else { return found }
      position += 1
    }
  }

  private mutating func step(at position: Int, _ found: inout [Int]?) {
    let scalar = position < text.count ? text[position] : nil
    for thread in threads {
      switch instructions[thread.instruction] {
      case .match:
        found = thread.bounds
        // The ways behind this one are worse.
        return
      case .scalar(let expected):
        if scalar == expected { advance(thread, to: position + 1) }
      case .set(let set):
        if let scalar, set.contains(scalar) { advance(thread, to: position + 1) }
      default: break
      }
    }
  }

  private mutating func advance(_ thread: Thread, to position: Int) {
    follow(Thread(instruction: thread.instruction + 1, bounds: thread.bounds), at: position, isNext: true)
  }

  /// Adds all instructions that are reached without reading a character.
  private mutating func follow(_ thread: Thread, at position: Int, isNext: Bool) {
    pending.append(thread)
    while var thread = pending.popLast() {
      guard reached[thread.instruction] != position else { continue }
      reached[thread.instruction] = position
      switch instructions[thread.instruction] {
      case .jump(let target):
        thread.instruction = target
        pending.append(thread)
      case .split(let preferred, let other):
        pending.append(Thread(instruction: other, bounds: thread.bounds))
        thread.instruction = preferred
        pending.append(thread)
      case .save(let index):
        if index < groupBounds { thread.bounds[index] = position }
        thread.instruction += 1
        pending.append(thread)
      case .assert(let assertion):
        guard holds(assertion, at: position) else { continue }
        thread.instruction += 1
        pending.append(thread)
      case .scalar, .set, .match: if isNext { nextThreads.append(thread) } else { threads.append(thread) }
      }
    }
  }

  private func holds(_ assertion: PatternNode.Assertion, at position: Int) -> Bool {
    switch assertion {
    case .textStart: position == 0
    case .textEnd: position == text.count
    case .lineStart: position == 0 || text[position - 1] == "\n"
    case .lineEnd: position == text.count || text[position] == "\n"
    case .wordBoundary: isWord(position - 1) != isWord(position)
    case .noWordBoundary: isWord(position - 1) == isWord(position)
    }
  }

  private func isWord(_ position: Int) -> Bool { text.indices.contains(position) && text[position].isNamePart }
}
