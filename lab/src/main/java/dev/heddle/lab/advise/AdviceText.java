package dev.heddle.lab.advise;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An advice for people. */
final class AdviceText {
    private final Advice advice;
    private final StringBuilder text = new StringBuilder();

    private AdviceText(Advice advice) {
        this.advice = advice;
    }

    static String of(Advice advice) {
        return new AdviceText(advice).text();
    }

    private String text() {
        text.append(advice.workload()).append("\n\n");
        text.append(advice.verdict()).append('\n');
        if (advice.isGiven()) {
            text.append("Confidence: ").append(advice.confidence().word()).append(".\n");
        }
        addModels();
        var call = advice.call();
        if (call != null) {
            addCall(call);
        }
        addCause(advice.cause());
        addAll("Limit", advice.limits());
        addAll("Note", advice.notes());
        add("Next", advice.next());
        return text.toString();
    }

    private void addModels() {
        if (advice.models().isEmpty()) {
            return;
        }
        text.append('\n');
        row(
                advice.concurrency() + " in flight",
                "a call",
                "95 % interval",
                "calls/s",
                "loop p99",
                "loop max",
                "CPU/call");
        for (var model : advice.models()) {
            String name = (model.model().equals(advice.model()) ? "* " : "  ") + model.model();
            var micros = model.microsPerCall();
            if (micros == null) {
                text.append(String.format(Locale.ROOT, "  %-17s absent: %s%n", name, model.why()));
                continue;
            }
            row(
                    name,
                    Units.micros(micros.median()),
                    Units.micros(micros.low()) + " – " + Units.micros(micros.high()),
                    String.format(Locale.ROOT, "%,d", Math.round(model.callsPerSecond())),
                    Units.millis(model.lagP99Millis()),
                    Units.millis(model.lagMaxMillis()),
                    Units.micros(model.cpuMicrosPerCall()));
        }
    }

    private void row(Object... cells) {
        text.append(String.format(Locale.ROOT, "  %-17s %10s  %-19s %10s %9s %9s %9s%n", cells));
    }

    private void addCall(CallProfile call) {
        text.append('\n');
        add(
                "One call",
                "%s alone (%s – %s): %s of CPU, %s of waiting; %s allocated; %s of samples in native methods"
                        .formatted(
                                Units.micros(call.elapsedMicros().median()),
                                Units.micros(call.elapsedMicros().low()),
                                Units.micros(call.elapsedMicros().high()),
                                Units.micros(call.cpuMicros()),
                                Units.micros(call.waitMicros()),
                                Units.bytes(call.allocatedBytes()),
                                Units.percent(call.nativeShare())));
        add("Payload", payload(call.inputBytes()) + " in, " + payload(call.outputBytes()) + " out");
    }

    private static String payload(long bytes) {
        return bytes < 0 ? "what cannot travel" : Units.bytes((double) bytes);
    }

    private void addCause(@Nullable Cause cause) {
        if (cause != null) {
            add(
                    "Cause",
                    "%s %s in %s of %d samples"
                            .formatted(
                                    cause.method(),
                                    cause.doing(),
                                    Units.percent(cause.share()),
                                    cause.samples()));
        }
    }

    private void addAll(String label, List<String> sentences) {
        sentences.forEach(sentence -> add(label, sentence));
    }

    private void add(String label, String sentence) {
        text.append(String.format(Locale.ROOT, "%-9s %s%n", label + ":", sentence));
    }
}
