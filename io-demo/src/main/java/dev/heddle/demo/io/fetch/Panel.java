package dev.heddle.demo.io.fetch;

import dev.heddle.lab.cli.Colors;
import dev.heddle.lab.cli.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands below the bar: a row for each of the busiest hosts, what failed, how late the loop
 * is.
 */
final class Panel {
    /** Narrower, there is no room for the name of a host beside its figures. */
    private static final int NARROW = 50;

    /** The bar, a heading, a host, failures and lag. */
    private static final int LOW = 5;

    private static final int COUNT = 11;
    private static final int LABEL = 8;

    private final Colors colors;
    private final int width;
    private final int height;

    Panel(Colors colors, int width, int height) {
        this.colors = colors;
        this.width = width;
        this.height = height;
    }

    List<String> lines(Live live) {
        if (width < NARROW || height < LOW) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add(
                colors.dim(
                        row(
                                Numbers.count(live.knownHosts(), "host"),
                                "done",
                                "failed",
                                "under way",
                                "rate")));
        int room = height - LOW + 1;
        for (var host : live.hosts().subList(0, Math.min(room, live.hosts().size()))) {
            lines.add(row(host));
        }
        if (!live.kinds().isEmpty()) {
            lines.add(label("errors") + colors.bad(kinds(live.kinds())));
        }
        lines.add(label("loop") + lag(live));
        return lines;
    }

    private String row(Live.Host host) {
        String failed = Numbers.right(Numbers.count(host.failed()), COUNT - 2);
        return "  "
                + Numbers.left(Numbers.cut(withoutScheme(host.name()), nameWidth()), nameWidth())
                + Numbers.right(Numbers.count(host.done()), COUNT)
                + (host.failed() > 0 ? colors.bad(failed) : failed)
                + Numbers.right(Numbers.count(host.underWay()), COUNT)
                + Numbers.right(rate(host.perSecond()), COUNT);
    }

    private String row(String name, String done, String failed, String underWay, String rate) {
        return "  "
                + Numbers.left(Numbers.cut(name, nameWidth()), nameWidth())
                + Numbers.right(done, COUNT)
                + Numbers.right(failed, COUNT - 2)
                + Numbers.right(underWay, COUNT)
                + Numbers.right(rate, COUNT);
    }

    private int nameWidth() {
        return width - 2 - (4 * COUNT - 2);
    }

    private static String rate(double perSecond) {
        return Numbers.count(Math.round(perSecond)) + "/s";
    }

    private static String withoutScheme(String host) {
        int slashes = host.indexOf("//");
        return slashes < 0 ? host : host.substring(slashes + 2);
    }

    private String label(String text) {
        return "  " + colors.dim(Numbers.left(text, LABEL));
    }

    private String kinds(List<Live.Kind> kinds) {
        var text = new StringBuilder();
        for (var kind : kinds) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(Numbers.count(kind.count()))
                    .append(' ')
                    .append(kind.name());
        }
        return Numbers.cut(text.toString(), width - LABEL - 2);
    }

    private String lag(Live live) {
        String text =
                Numbers.count(live.underWay())
                        + " under way, timers "
                        + millis(live.lagNanos())
                        + " late, "
                        + millis(live.worstLagNanos())
                        + " at worst";
        return Numbers.cut(text, width - LABEL - 2);
    }

    private static String millis(long nanos) {
        return Numbers.millis(LoopLag.Figures.millis(nanos));
    }
}
