// libyaml, as Yams carries it: Yams itself recurses without a limit, and compares keys by following their aliases.
import CYaml

/// One step through a YAML text.
struct YAMLEvent {
  enum Kind {
    case streamStart, streamEnd, documentStart, documentEnd
    case alias(String)
    case scalar(Scalar)
    case sequenceStart(anchor: String?, tag: String?)
    case sequenceEnd
    case mappingStart(anchor: String?, tag: String?)
    case mappingEnd
  }

  struct Scalar {
    var text: String
    var anchor: String?
    var tag: String?
    /// Without quotes, and not a block scalar.
    var isPlain: Bool
  }

  var kind: Kind
  /// First line and column are 1; columns count Unicode scalars.
  var line: Int
  var column: Int
}

/// Why libyaml refuses a text.
struct YAMLSyntaxError: Error {
  var problem: String
  var line: Int
  var column: Int
  /// What began before and is not finished, and where.
  var context: (text: String, line: Int)?
  /// Set instead of line and column when the bytes are not text.
  var byteOffset: Int?

  /// libyaml has a limit of its own, of 1000 levels, and it reads ahead.
  var isTooDeep: Bool { problem.hasPrefix("Maximum nesting level reached") }
}

/// libyaml's events, one at a time. It keeps its state on the heap, so that depth costs no stack.
struct YAMLEventStream: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// `bytes` must stay valid while the stream lives.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deinitialize(count: 1)
    parser.deallocate()
  }

  mutating func next() throws(YAMLSyntaxError) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw error() }
    defer { yaml_event_delete(&event) }
    return YAMLEvent(
      kind: Self.kind(event), line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1)
  }

  private static func kind(_ event: yaml_event_t) -> YAMLEvent.Kind {
    switch event.type {
    case YAML_STREAM_START_EVENT: return .streamStart
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_ALIAS_EVENT: return .alias(string(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return .scalar(
        YAMLEvent.Scalar(
          text: text, anchor: string(scalar.anchor), tag: string(scalar.tag),
          isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE))
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      return .sequenceStart(anchor: string(start.anchor), tag: string(start.tag))
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      return .mappingStart(anchor: string(start.anchor), tag: string(start.tag))
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    default: return .streamEnd
    }
  }

  private func error() -> YAMLSyntaxError {
    let state = parser.pointee
    var error = YAMLSyntaxError(
      problem: state.problem.map { String(cString: $0) } ?? "out of memory",
      line: Int(state.problem_mark.line) + 1, column: Int(state.problem_mark.column) + 1)
    if state.error == YAML_READER_ERROR {
      error.byteOffset = Int(state.problem_offset)
    } else if let context = state.context {
      error.context = (String(cString: context), Int(state.context_mark.line) + 1)
    }
    return error
  }

  private static func string(_ pointer: UnsafePointer<yaml_char_t>?) -> String? {
    pointer.map { String(decodingCString: $0, as: UTF8.self) }
  }
}
