import Dispatch
import Synchronization

/// Runs asynchronous work on the thread that asks for it.
///
/// An asynchronous `main` hands itself to the pool of threads, which costs more than many a command
/// that waits for nothing. What is to go on beside other work asks for the pool by itself:
/// `withTaskExecutorPreference(globalConcurrentExecutor)`.
package final class CallingThread: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let arrivals = DispatchSemaphore(value: 0)

  private init() {}

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    arrivals.signal()
  }

  /// Runs `body`, which ends the process.
  package static func run(_ body: @escaping @Sendable () async -> Never) -> Never {
    let thread = CallingThread()
    Task(executorPreference: thread) { await body() }
    while true { thread.runNext() }
  }

  private func runNext() {
    arrivals.wait()
    let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    job?.runSynchronously(on: asUnownedTaskExecutor())
  }
}
