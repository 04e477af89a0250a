package dev.heddle.load;

import dev.heddle.EventLoop;
import dev.heddle.http.HttpSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes what each loop of a run sends with. Looks names up, so it is not made on a loop. */
final class Senders {
    /** A user agent as other tools have one, so that logs tell who it was. */
    static final String AGENT = "heddle-load";

    private final LoadPlan plan;
    private final Traffic traffic;
    private final RequestBook book;
    private final LoadSettings settings;

    /** Where the requests go, if {@link WireSender} can send them; null otherwise. */
    private final @Nullable Map<String, WireAddress> addresses;

    Senders(LoadPlan plan, Traffic traffic, RequestBook book, LoadSettings settings) {
        this.plan = plan;
        this.traffic = traffic;
        this.book = book;
        this.settings = settings;
        this.addresses = arePlain() ? WireSender.lookUp(book) : null;
    }

    private boolean arePlain() {
        return traffic instanceof Traffic.Requests
                && settings.session == LoadSettings.USUAL_SESSION
                && WireSender.canSend(book);
    }

    LoopRun loopRun(EventLoop loop, int index, RunClock clock) {
        var recording = new Recording(clock, plan, names());
        var sender = sender(loop, index, clock, recording);
        return new LoopRun(plan, index, netty(loop), clock, book, recording, sender);
    }

    static io.netty.channel.EventLoop netty(EventLoop loop) {
        return loop.resources().onClient(true).next();
    }

    private Sender sender(EventLoop loop, int index, RunClock clock, Recording recording) {
        if (addresses != null) {
            return new WireSender(loop, book, addresses, share(index), plan.timeout());
        }
        var attempts = new Attempts(clock, recording);
        var session = session(loop, index, attempts);
        return switch (traffic) {
            case Traffic.Requests _ ->
                    new SessionSender(clock, book, session, attempts, plan.timeout());
            case Traffic.Visits visits ->
                    new VisitSender(
                            loop,
                            clock,
                            visits,
                            settings.data,
                            session,
                            attempts,
                            recording,
                            plan.timeout());
        };
    }

    private HttpSession session(EventLoop loop, int index, Attempts attempts) {
        var builder =
                HttpSession.builder()
                        .loop(loop)
                        .header("User-Agent", AGENT)
                        .timeout(plan.timeout())
                        .maxRedirects(0)
                        .maxConnections(Integer.MAX_VALUE)
                        .maxConnectionsPerHost(share(index));
        return settings.session.apply(builder).observer(attempts).build();
    }

    /** A loop's share of the connections, one at least. */
    private int share(int index) {
        int rest = plan.connections() % plan.loops();
        return Math.max(1, plan.connections() / plan.loops() + (index < rest ? 1 : 0));
    }

    private Recording.Names names() {
        return switch (traffic) {
            case Traffic.Requests _ -> new OfRequests(book);
            case Traffic.Visits visits -> new OfVisits(visits.name());
        };
    }

    /** Requests are told apart, if there are several. */
    private record OfRequests(RequestBook book) implements Recording.Names {
        @Override
        public String of(Arrival arrival) {
            return book.name(arrival.request);
        }

        @Override
        public boolean areSteps() {
            return book.size() > 1;
        }
    }

    /** Visits have steps that they name themselves. */
    private record OfVisits(String name) implements Recording.Names {
        @Override
        public String of(Arrival arrival) {
            return name;
        }

        @Override
        public boolean areSteps() {
            return false;
        }
    }
}
