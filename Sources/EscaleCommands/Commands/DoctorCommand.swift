import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `doctor`: checks every chain and table, or makes the tables again.
struct DoctorCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "doctor", french: "Vérifie la réplique de fond en comble.",
      english: "Check the replica from top to bottom.")
  }

  @Flag(
    help: .words(
      french: "Refait les tables à partir des modifications.",
      english: "Make the tables again from the changes."))
  var rebuild = false

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica(rebuild ? .writing : .reading)
    let findings = try replica.check(rebuilds: rebuild)
    if context.isJSON {
      context.writeJSON { $0.doctor(findings, rebuilt: rebuild) }
    } else {
      let text = DoctorText(
        findings: findings, isRebuilt: rebuild, language: context.language)
      context.output.write(text.text)
    }
    guard findings.problems.isEmpty else {
      throw ReplicaUnsound(count: findings.problems.count)
    }
    return .done
  }
}
