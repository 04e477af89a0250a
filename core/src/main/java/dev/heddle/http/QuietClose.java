package dev.heddle.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Ends a channel that fails while it is being opened. The failure is told by the future of whoever
 * opens it, so it does not go into the log, as at the end of a pipeline it would.
 */
final class QuietClose extends ChannelInboundHandlerAdapter {
    private QuietClose() {}

    static QuietClose onFailure(Channel channel) {
        var quiet = new QuietClose();
        channel.pipeline().addLast(quiet);
        return quiet;
    }

    /** Ends a channel that is not wanted any more. */
    static void now(Channel channel) {
        var _ = channel.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable reason) {
        var _ = context.close();
    }
}
