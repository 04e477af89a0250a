package dev.heddle.demo.io.stubs;

import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.Stdio;
import dev.heddle.load.stub.LoadStubs;
import dev.heddle.load.stub.NullServer;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** One server, from its start to its end. */
final class StubsRun {
    private static final String SCHEMA = "heddle.stubs/1";

    private final Options options;
    private final Stdio stdio;

    StubsRun(Options options, Stdio stdio) {
        this.options = options;
        this.stdio = stdio;
    }

    /**
     * Serves as long as this takes.
     *
     * @param use told the URL
     */
    void until(Consumer<String> use) {
        if (options.isNull()) {
            try (var server = started()) {
                serve("null server", server.url(), use);
            }
        } else {
            try (var stubs = wireMock()) {
                serve("WireMock", stubs.url(), use);
            }
        }
    }

    private NullServer started() {
        var builder =
                NullServer.builder()
                        .port(options.port())
                        .loops(options.loops())
                        .delay(options.delay())
                        .status(options.status());
        if (options.bodySize() != null) {
            builder.bodySize(options.bodySize());
        }
        var stall = options.stall();
        if (stall != null) {
            builder.stall(stall.every(), stall.length());
        }
        try {
            return builder.start();
        } catch (UncheckedIOException e) {
            throw failure(e);
        }
    }

    private LoadStubs wireMock() {
        var builder = LoadStubs.builder().port(options.port()).delay(options.delay());
        var faults = options.faults();
        if (faults != null) {
            builder.faults(faults.fault(), faults.share());
        }
        if (options.mappings() != null) {
            builder.mappings(options.mappings());
        } else if (options.bodySize() != null) {
            builder.anyPath(options.status(), options.bodySize());
        } else {
            builder.anyPath(options.status());
        }
        try {
            return builder.start();
        } catch (UncheckedIOException e) {
            throw failure(e);
        }
    }

    private static CommandFailure failure(UncheckedIOException e) {
        return CommandFailure.usage(e.getCause().getMessage());
    }

    private void serve(String kind, String url, Consumer<String> use) {
        if (options.json()) {
            var json = JsonMapper.shared().createObjectNode();
            json.put("schema", SCHEMA)
                    .put("kind", kind)
                    .put("url", url)
                    .put("pid", ProcessHandle.current().pid());
            stdio.print(json + "\n");
        } else {
            stdio.print(url + "\n");
            stdio.printError("A " + kind + " answers there; Ctrl-C ends it.\n");
        }
        use.accept(url);
    }
}
