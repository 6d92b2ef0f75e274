import EscaleCore
import Hummingbird
import Logging
import NIOHTTP1
import SyncProtocol

/// Turns whatever goes wrong in a route into a problem document.
struct ProblemAnswers: RouterMiddleware {
  func handle(
    _ request: Request, context: ServerContext,
    next: @concurrent (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPParserError {
      throw error  // the library's own affair: it answers 400 and closes
    } catch {
      let problem = Self.problem(of: error)
      if problem.status == 500 { context.logger.error("unexpected failure: \(error)") }
      let response = Response(problem: problem, to: request.headers, id: context.id)
      return request.method == .head ? response.createHeadResponse() : response
    }
  }

  private static func problem(of error: any Error) -> Problem {
    switch error {
    case let problem as Problem: problem
    case let error as any EscaleError:
      Problem(
        status: error.kind.httpStatus, code: error.code, message: error.message, hint: error.hint,
        details: error.details)
    case let error as HTTPError where error.status == .notFound: .unknownPath
    case let error as HTTPError: .refusedRequest(status: error.status.code)
    default: .unexpected
    }
  }
}
