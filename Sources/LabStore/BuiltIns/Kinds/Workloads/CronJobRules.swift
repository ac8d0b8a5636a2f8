import Documents
import Kubernetes

struct CronJobRules: KindRules {
  private let template = PodTemplate(path: ["spec", "jobTemplate", "spec", "template"])

  func canonicalize(_ object: inout Value) { template.canonicalize(&object) }

  func applyDefaults(_ object: inout Value) { template.applyDefaults(&object) }

  func prepareForCreate(_ object: inout Value) { object["status"] = [:] }

  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    var errors = scheduleErrors(spec["schedule"]?.string ?? "", timeZone: spec["timeZone"]?.string)
    if let zone = spec["timeZone"]?.string, !TimeZones.isKnown(zone) {
      let detail = zone.isEmpty ? "must be nil or non-empty string" : "unknown time zone \(zone)"
      errors.append(.invalid("spec.timeZone", .string(zone), detail))
    }
    for field in ["startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"] {
      errors += FieldChecks.nonNegative(spec[field], "spec.\(field)")
    }
    errors += JobSpecValidation(path: "spec.jobTemplate.spec").errors(in: spec[path: "jobTemplate", "spec"] ?? .null)
    errors += template.errors(in: object)
    if let name = object[path: "metadata", "name"]?.string, name.utf8.count > 52 {
      errors.append(.invalid("metadata.name", .string(name), "must be no more than 52 characters"))
    }
    return errors
  }

  private func scheduleErrors(_ text: String, timeZone: String?) -> [FieldError] {
    func invalid(_ detail: String) -> [FieldError] { [.invalid("spec.schedule", .string(text), detail)] }
    if text.isEmpty { return [] }
    if text.contains("TZ"), timeZone != nil || text.hasPrefix("TZ=") || text.hasPrefix("CRON_TZ=") {
      return invalid(
        timeZone == nil
          ? "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"
          : "cannot use both timeZone field and TZ or CRON_TZ in schedule")
    }
    do throws(CronSchedule.Problem) {
      _ = try CronSchedule(text)
      return []
    } catch {
      return invalid(error.message)
    }
  }
}
