import Documents
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// The token that the candidate was given in place of the system's own.
final class ProxyCredential: Sendable {
  /// What a request's credential is good for.
  enum Admission: Equatable {
    /// It goes to the system with this `Authorization`.
    case admitted(authorization: String)
    /// It is not the proxy's business: it goes to the system as it is.
    case foreign
    case refused
  }

  private struct State {
    var current: String
    var accepted: Set<String>
    var earlier: Set<String> = []
  }

  /// Holds nothing but the token that is good now, readable by its owner only.
  let file: String
  private let systemToken: String
  /// With it, the tokens are passwords.
  private let user: String?
  private let state: Mutex<State>

  /// - Parameter system: the token that the system accepts. It is good here, too, until the first rotation.
  /// - Throws: when the file cannot be written.
  init(system: String, user: String? = nil, file: String) throws(Diagnostic) {
    self.file = file
    self.user = user
    systemToken = system
    let own = Self.newToken()
    state = Mutex(State(current: own, accepted: [own, system]))
    try write(own)
  }

  var current: String { state.withLock(\.current) }

  /// From now on only a new token is good, which stands in the file.
  func rotate() throws(Diagnostic) {
    let token = Self.newToken()
    // Whoever reads the file meanwhile must not find a token that is not good yet.
    state.withLock { _ = $0.accepted.insert(token) }
    try write(token)
    state.withLock { state in
      state.earlier.formUnion(state.accepted.subtracting([token]))
      state.accepted = [token]
      state.current = token
    }
  }

  /// Those of before are good again.
  func readmit() { state.withLock { $0.accepted.formUnion($0.earlier) } }

  func admission(of authorization: String) -> Admission {
    let parts = authorization.split(separator: " ", maxSplits: 1)
    if let user { return admission(of: parts, user: user) }
    guard parts.count == 2 else { return .foreign }
    let credentials = parts[1].drop { $0 == " " }
    switch parts[0].lowercased() {
    case "token", "bearer":
      guard state.withLock({ $0.accepted.contains(String(credentials)) }) else { return .refused }
      return .admitted(authorization: "\(parts[0]) \(systemToken)")
    case "basic": return basic(credentials)
    default: return .foreign
    }
  }

  /// A user's name with the token as the password; another password is somebody's own.
  private func basic(_ credentials: Substring) -> Admission {
    guard let bytes = Data(base64Encoded: String(credentials)) else { return .foreign }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let colon = text.firstIndex(of: ":") else { return .foreign }
    let password = String(text[text.index(after: colon)...])
    let (isAccepted, isKnown) = state.withLock { state in
      (state.accepted.contains(password), state.earlier.contains(password))
    }
    guard isAccepted else { return isKnown ? .refused : .foreign }
    let own = Data("\(text[...colon])\(systemToken)".utf8)
    return .admitted(authorization: "Basic \(own.base64EncodedString())")
  }

  /// The same for a user with a password (RFC 7617).
  private func admission(of parts: [Substring], user: String) -> Admission {
    guard parts.count == 2, parts[0].lowercased() == "basic",
      let data = Data(base64Encoded: parts[1].filter { !$0.isWhitespace }),
      let pair = String(data: data, encoding: .utf8), pair.hasPrefix("\(user):")
    else { return .foreign }
    guard state.withLock({ $0.accepted.contains(String(pair.dropFirst(user.count + 1))) }) else { return .refused }
    return .admitted(authorization: "Basic \(Data("\(user):\(systemToken)".utf8).base64EncodedString())")
  }

  /// As many digits as NetBox's tokens have, and as random.
  private static func newToken() -> String {
    (0..<40).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined()
  }

  /// Readers see the old token or the new one, never a part.
  private func write(_ token: String) throws(Diagnostic) {
    let draft = "\(file).new"
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw Self.failure(file) }
    do {
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      try handle.write(contentsOf: Data(token.utf8))
      try handle.close()
    } catch { throw Self.failure(file) }
    guard rename(draft, file) == 0 else { throw Self.failure(file) }
  }

  private static func failure(_ file: String) -> Diagnostic {
    .error("cannot write the credential's file \(file.quoted)", hint: "check that its folder exists and is writable")
  }
}
