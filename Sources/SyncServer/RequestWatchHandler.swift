import EscaleCore
import HTTPTypes
import NIOCore
import NIOHTTPTypes
import SyncProtocol

/// Holds one connection to the limits of time: the clock and the socket of a ``RequestWatch``.
///
/// Stands between the HTTP codec and the library's own handlers, so that it sees every part of
/// every request and can answer in their stead.
final class RequestWatchHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private var watch: RequestWatch
  private var tick: Scheduled<Void>?
  private var isCloseHeldBack = false
  private var language = Language.french

  init(limits: ServerLimits) {
    self.watch = RequestWatch(limits: limits, now: .now())
  }

  func handlerAdded(context: ChannelHandlerContext) {
    // Files come in fewer, larger pieces; who sends little takes no more room than before.
    try? context.channel.syncOptions?.setOption(
      .recvAllocator,
      value: AdaptiveRecvByteBufferAllocator(
        minimum: 512, initial: 2_048, maximum: ServerLimits.readByteCount))
    scheduleTick(context)
  }

  func handlerRemoved(context: ChannelHandlerContext) { tick?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    tick?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let phase = watch.phase
    switch unwrapInboundIn(data) {
    case .head(let head):
      watch.headWasRead(at: .now())
      if watch.unansweredCount == 1 { language = head.headerFields.language }
    case .body(let bytes):
      watch.bodyWasRead(byteCount: bytes.readableBytes)
      if phase == .draining { return }
    case .end:
      watch.endWasRead(at: .now())
      if phase == .lingering { context.close(promise: nil) }
    }
    if phase != .lingering { context.fireChannelRead(data) }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard watch.phase != .lingering else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    switch unwrapOutboundIn(data) {
    case .head:
      watch.answerHeadIsWritten()
      context.write(data, promise: promise)
    case .body(let bytes):
      watch.answerBodyIsWritten(byteCount: bytes.readableBytes)
      context.write(data, promise: promise)
    case .end: writeEnd(data, context: context, promise: promise)
    }
  }

  /// A close waits until what was written is on the wire, or the watch loses patience.
  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard mode == .all, watch.unflushedCount > 0, watch.phase != .lingering else {
      return context.close(mode: mode, promise: promise)
    }
    isCloseHeldBack = true
    if let promise { context.channel.closeFuture.cascade(to: promise) }
  }

  /// When the server stops, what is still coming in gets a last, short time; nothing is lost, for
  /// its sender repeats it.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent {
      context.eventLoop.assumeIsolated().scheduleTask(in: .init(watch.limits.stopGrace)) {
        if self.watch.phase == .reading { context.close(promise: nil) }
      }
    }
    context.fireUserInboundEventTriggered(event)
  }

  private func writeEnd(
    _ data: NIOAny, context: ChannelHandlerContext, promise: EventLoopPromise<Void>?
  ) {
    let written = promise ?? context.eventLoop.makePromise()
    watch.answerEndIsWritten(at: .now())
    written.futureResult.assumeIsolated().whenComplete { _ in
      self.watch.answerWasFlushed(at: .now())
      if self.isCloseHeldBack, self.watch.unflushedCount == 0 { context.close(promise: nil) }
    }
    context.write(data, promise: written)
  }

  private func scheduleTick(_ context: ChannelHandlerContext) {
    tick = context.eventLoop.assumeIsolated().scheduleTask(in: .init(watch.limits.tick)) {
      self.look(context)
    }
  }

  private func look(_ context: ChannelHandlerContext) {
    switch watch.verdict(at: .now()) {
    case .fine: break
    case .refuse(let problem): refuse(problem, context: context)
    case .close: return context.close(promise: nil)
    }
    scheduleTick(context)
  }

  private func refuse(_ problem: Problem, context: ChannelHandlerContext) {
    let bytes = ByteBuffer(bytes: problem.jsonBytes(in: language))
    let head = HTTPResponse(
      status: .init(code: problem.status),
      headerFields: [
        .contentType: "application/problem+json", .contentLength: "\(bytes.readableBytes)",
        .connection: "close",
      ])
    watch.wasRefused(at: .now())
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(bytes)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }
}
