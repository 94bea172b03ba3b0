import ArgumentParser
import DocumentModel
import Pipeline
import RecordOutput

/// An output folder as the commands use it.
enum FolderOutput {
  /// Opens the folder and sees to it that an interrupted run leaves nothing half; ends the command
  /// with status 2 when it cannot be used.
  static func open(_ path: String) throws -> OutputFolder {
    do throws(FileError) {
      let folder = try OutputFolder(path)
      Interruption.handle { folder.abandon() }
      return folder
    } catch {
      Console.note("tally: \(error)")
      throw ExitCode(2)
    }
  }

  /// Removes what earlier runs wrote and this one did not, and names what is none of the program's.
  ///
  /// - Parameter failed: how many inputs failed. Unless it is 0 nothing is removed: what an earlier
  ///   run made of them is better than nothing.
  static func finish(_ folder: OutputFolder, failed: Int) -> FileError? {
    do throws(FileError) {
      let (earlier, others) = try folder.finish(keepsEarlier: failed > 0)
      if earlier > 0 {
        let files = earlier == 1 ? "1 file" : "\(earlier) files"
        Console.note(
          failed > 0
            ? "tally: \(folder.path): kept \(files) of an earlier run, as not all went well now"
            : "tally: \(folder.path): removed \(files) of an earlier run")
      }
      if !others.isEmpty {
        let names = others.prefix(3).map(FilePath.shown).joined(separator: ", ")
        Console.note(
          "tally: \(folder.path): left alone what tally did not write: \(names)"
            + (others.count > 3 ? " and \(others.count - 3) more" : ""))
      }
      return nil
    } catch {
      return error
    }
  }

}

extension InputOptions {
  /// The inputs that the paths stand for, but for the program's own output: what earlier runs wrote
  /// into the folder that is written now, and the file that standard output goes to. In folders it
  /// is left out; named, it ends the command with status 2.
  func selection(writingTo folder: OutputFolder? = nil) throws -> InputSelection {
    var selection = InputSelection(paths: paths, format: inputFormat)
    var own = folder?.earlierFiles ?? []
    if let output = FileIdentity(descriptor: 1) { own.insert(output) }
    if own.isEmpty { return selection }
    let named = Set(paths)
    var refused: Set<String> = []
    selection.leaveOut { input in
      guard !input.isStream, let identity = FileIdentity(path: input.path),
        own.contains(identity)
      else { return false }
      if named.contains(input.path) {
        if refused.insert(input.path).inserted {
          Console.note("tally: \(input.path): this is where the run writes; name another output")
        }
      }
      return true
    }
    if !refused.isEmpty { throw ExitCode(2) }
    return selection
  }
}
