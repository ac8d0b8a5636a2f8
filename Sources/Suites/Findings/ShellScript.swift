import Documents

/// A script for a shell, as far as a look at its words tells: simple scripts only.
struct ShellScript {
  /// A simple command with what joins it to the one before.
  struct Command {
    enum Joint { case sequence, and, or, pipe }

    var joint: Joint
    var words: [String]
    /// Inside of `while`, `until` or `for`.
    var isRepeated: Bool
  }

  let commands: [Command]

  /// Nil when it holds what is not looked into: text behind `<<`, substitutions, functions, subshells.
  init?(_ text: String) {
    var scanner = ShellScanner(text)
    guard let commands = scanner.scan() else { return nil }
    self.commands = commands
  }

  /// Whether the exit code is 0 whatever its other commands come to.
  var alwaysSucceeds: Bool {
    guard let last = commands.last else { return true }
    // Without errors that end it, only the last command counts; one behind `||` makes up for those before.
    let mayEnd = commands.contains {
      ["set", "exit", "exec", "trap", "return"].contains($0.words[0]) && !Self.isZero($0)
    }
    if mayEnd || last.joint == .and || last.isRepeated { return false }
    return Self.isZero(last)
  }

  /// Commands that only let time pass; a loop that asks again and again is none of these.
  var sleeps: Bool { commands.contains { $0.words[0] == "sleep" && !$0.isRepeated } }

  private static func isZero(_ command: Command) -> Bool {
    switch command.words[0] {
    case "true", ":", "echo", "printf": true
    case "exit": command.words.count > 1 && command.words[1] == "0"
    case "sleep": command.words.count > 1
    default: false
    }
  }
}

/// Splits a script into words and commands.
private struct ShellScanner {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var commands: [ShellScript.Command] = []
  private var words: [String] = []
  private var word: String?
  private var joint = ShellScript.Command.Joint.sequence
  private var loops = 0

  private static let openers: Set<String> = ["then", "else", "do", "{"]
  private static let beginners: Set<String> = ["if", "elif", "while", "until"]

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func scan() -> [ShellScript.Command]? {
    while position < scalars.count {
      guard step() else { return nil }
    }
    endCommand(.sequence)
    return loops == 0 ? commands : nil
  }

  private func next(_ offset: Int = 1) -> Unicode.Scalar? {
    scalars.indices.contains(position + offset) ? scalars[position + offset] : nil
  }

  /// False when the script is not simple.
  private mutating func step() -> Bool {
    let scalar = scalars[position]
    switch scalar {
    case "'", "\"": return takeQuoted(scalar)
    case "\\": takeEscaped()
    case "#" where word == nil: while let next = next(0), next != "\n" { position += 1 }; return true
    case " ", "\t", "\r": endWord()
    case "\n", ";": endCommand(.sequence)
    case "&" where next() == "&": position += 1; endCommand(.and)
    case "|" where next() == "|": position += 1; endCommand(.or)
    case "|": endCommand(.pipe)
    case "&" where next() == ">" || position > 0 && scalars[position - 1] == ">": append(scalar)
    case "<" where next() == "<", "`", "(", ")", "&": return false
    case "$" where next() == "(": return false
    default: append(scalar)
    }
    position += 1
    return true
  }

  private mutating func append(_ scalar: Unicode.Scalar) { word = (word ?? "") + String(scalar) }

  private mutating func takeEscaped() {
    position += 1
    if let scalar = next(0), scalar != "\n" { append(scalar) }
  }

  private mutating func takeQuoted(_ quote: Unicode.Scalar) -> Bool {
    position += 1
    word = word ?? ""
    while let scalar = next(0), scalar != quote {
      if quote == "\"", scalar == "\\" { position += 1 }
      if quote == "\"", scalar == "`" || scalar == "$" && next() == "(" { return false }
      if let scalar = next(0) { append(scalar) }
      position += 1
    }
    position += 1
    return position <= scalars.count
  }

  private mutating func endWord() {
    guard let text = word else { return }
    word = nil
    guard words.isEmpty else {
      words.append(text)
      return
    }
    if text == "while" || text == "until" || text == "for" { loops += 1 }
    if text == "done" { loops -= 1 }
    // What follows such a word is a command itself.
    if !Self.openers.contains(text), !Self.beginners.contains(text) { words.append(text) }
  }

  private mutating func endCommand(_ following: ShellScript.Command.Joint) {
    endWord()
    if !words.isEmpty {
      commands.append(ShellScript.Command(joint: joint, words: words, isRepeated: loops > 0 || words[0] == "done"))
      words = []
      joint = following
    } else if following != .sequence {
      joint = following
    }
  }
}
