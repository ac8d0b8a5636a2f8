import Foundation
import Testing
import Verdicts

@testable import Reports

@Suite struct RunFolderTests {
  static func temporaryPath() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("plugfest-\(UUID().uuidString)").path
  }

  static let started: RunEvent.Kind = {
    let scorecard = JUnitReportTests.scorecard([("A", .pass), ("B", .pass)])
    return .runStarted(scorecard.run, cases: scorecard.cases.map(\.summary))
  }()

  @Test("a run that is killed leaves a JUnit file and events that fold into the same scorecard")
  func killedRun() throws {
    let path = Self.temporaryPath()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try RunFolder(creatingAt: path)
    var recorder = RunRecorder(folder: folder)
    recorder.add(RunEvent(at: 0, Self.started))
    recorder.add(RunEvent(at: 0.1, .caseStarted(.init(suite: "netbox", id: "A"))))
    #expect(recorder.failure == nil)
    let junit = try String(contentsOfFile: "\(path)/junit.xml", encoding: .utf8)
    #expect(junit.contains("the run ended before this case began"))
    let events = try folder.events()
    #expect(Scorecard(events: events) == recorder.scorecard)
  }

  @Test("a run that is killed while it tries a case again leaves why the case failed before")
  func killedInSecondAttempt() throws {
    let path = Self.temporaryPath()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try RunFolder(creatingAt: path)
    var recorder = RunRecorder(folder: folder)
    recorder.add(RunEvent(at: 0, Self.started))
    recorder.add(RunEvent(at: 2, .attemptEnded(JUnitReportTests.scorecard([("A", .fail)]).cases[0])))
    let junit = try String(contentsOfFile: "\(path)/junit.xml", encoding: .utf8)
    #expect(junit.contains("<failure message=\"it is not so: ") && junit.contains("<rerunFailure "))
    #expect(Scorecard(events: try folder.events()) == recorder.scorecard)
  }

  @Test("half a line at the end of the events does not hide those before it")
  func halfLine() throws {
    let path = Self.temporaryPath()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try RunFolder(creatingAt: path)
    var recorder = RunRecorder(folder: folder)
    recorder.add(RunEvent(at: 0, Self.started))
    let handle = try #require(FileHandle(forWritingAtPath: "\(path)/events.jsonl"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(#"{"kind":{"run"#.utf8))
    #expect(try folder.events().count == 1)
  }

  @Test(
    "a full disk is told once, and the events are still gathered",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    let path = Self.temporaryPath()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try RunFolder(creatingAt: path)
    try FileManager.default.createSymbolicLink(atPath: "\(path)/events.jsonl", withDestinationPath: "/dev/full")
    var recorder = RunRecorder(folder: folder)
    recorder.add(RunEvent(at: 0, Self.started))
    let failure = try #require(recorder.failure)
    #expect(failure.description.contains("events.jsonl"))
    #expect(recorder.scorecard?.cases.count == 2)
  }
}
