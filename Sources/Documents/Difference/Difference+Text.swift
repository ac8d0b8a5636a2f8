extension Difference {
  /// The changes as indented text, with what is around them:
  ///
  ///     spec:
  ///       containers:
  ///         [name=app]:
  ///     -     image: app:1
  ///     +     image: app:2
  ///           … (3 unchanged)
  ///
  /// - Parameters:
  ///   - lines: how many lines there may be; the last one then says how many are left out.
  ///   - width: how many characters of a line are shown.
  package func text(lines: Int = 200, width: Int = 200) -> String {
    guard let root else { return "" }
    var writer = DifferenceWriter(width: width, lineLimit: lines)
    writer.write(root, label: nil, indentation: 0)
    return writer.text
  }
}

/// Collects the lines of a difference. Used through `Difference.text`.
private struct DifferenceWriter {
  let width: Int
  let lineLimit: Int
  private var lines: [String] = []
  private var lineCount = 0

  init(width: Int, lineLimit: Int) {
    self.width = width
    self.lineLimit = lineLimit
  }

  var text: String {
    let left = lineCount - lines.count
    return (lines + (left > 0 ? ["  … (\(left) more lines)"] : [])).joined(separator: "\n")
  }

  mutating func write(_ part: Difference.Part, label: String?, indentation: Int) {
    switch part {
    case .removed(let value): write(value, label: label, sign: "-", indentation: indentation)
    case .added(let value): write(value, label: label, sign: "+", indentation: indentation)
    case .replaced(let before, let after):
      write(before, label: label, sign: "-", indentation: indentation)
      write(after, label: label, sign: "+", indentation: indentation)
    case .inside(let children, let unchanged, let order):
      if let label { add("\(label):", sign: " ", indentation: indentation) }
      let inner = indentation + (label == nil ? 0 : 1)
      if let order {
        add("in the order \(list(order.before))", sign: "-", indentation: inner)
        add("in the order \(list(order.after))", sign: "+", indentation: inner)
      }
      for child in children { write(child.part, label: Self.label(child.element), indentation: inner) }
      if unchanged > 0 { add("… (\(unchanged) unchanged)", sign: " ", indentation: inner) }
    }
  }

  private static func label(_ element: FieldPath.Element) -> String {
    if case .field(let name) = element { YAML.scalarText(name) } else { "\(element)" }
  }

  private func list(_ values: [Value]) -> String {
    values.map { $0.string.map(YAML.scalarText) ?? "\($0)" }.joined(separator: ", ")
  }

  /// A value as YAML under its label, each line with the sign.
  private mutating func write(_ value: Value, label: String?, sign: String, indentation: Int) {
    let isBlock =
      switch value {
      case .array(let items): !items.isEmpty
      case .object(let object): !object.isEmpty
      default: false
      }
    var rest = YAML.text(value).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    if let label {
      add(isBlock ? "\(label):" : "\(label): \(rest.first ?? "")", sign: sign, indentation: indentation)
      if !isBlock { rest = rest.dropFirst() }
    }
    let inner = indentation + (label == nil || !isBlock ? 0 : 1)
    for line in rest { add(String(line), sign: sign, indentation: inner) }
  }

  private mutating func add(_ line: String, sign: String, indentation: Int) {
    lineCount += 1
    guard lines.count < lineLimit else { return }
    let shown = line.count <= width ? line : line.prefix(width) + "…"
    lines.append(sign + " " + String(repeating: "  ", count: indentation) + shown)
  }
}
