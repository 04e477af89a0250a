package dev.heddle.demo.io;

import dev.heddle.http.HttpProxy;
import dev.heddle.http.HttpSession;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.CommandLine;
import dev.heddle.lab.cli.IoMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options that all commands have which send requests: what is sent, and how to get there. */
public final class HttpOptions {
    /** The type of a body that nobody has named, as curl has it. */
    public static final String FORM = "application/x-www-form-urlencoded";

    private HttpOptions() {}

    /** The value of {@code --method}, if there is one. */
    public static @Nullable String method(CommandLine line) {
        String method = line.value("method");
        if (method != null && !isMethod(method)) {
            throw CommandFailure.usage("--method must be one such as GET or POST: " + method);
        }
        return method;
    }

    /** Whether it may be a method, see RFC 9110, 9.1; a tunnel is nothing that can be fetched. */
    public static boolean isMethod(@Nullable String method) {
        return method != null
                && !method.isEmpty()
                && !method.equals("CONNECT")
                && method.chars().allMatch(c -> c == '-' || c == '_' || isLetter(c));
    }

    private static boolean isLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** All values of {@code --header}, in their order. */
    public static Map<String, String> headers(CommandLine line) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : line.values("header")) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw CommandFailure.usage("--header must be 'Name: value': " + header);
            }
            String name = header.substring(0, colon).strip();
            String value = header.substring(colon + 1).strip();
            ensureHeader(name, value);
            headers.put(name, value);
        }
        return headers;
    }

    private static void ensureHeader(String name, String value) {
        try {
            HttpSession.builder().header(name.equalsIgnoreCase("host") ? "X-Host" : name, value);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--header " + name + " cannot be sent: " + e.getMessage());
        }
    }

    /** The bytes of {@code --data}, or of the file that it names. */
    public static byte @Nullable [] data(CommandLine line) {
        String value = line.value("data");
        if (value == null || value.isEmpty() || value.charAt(0) != '@') {
            return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        }
        String file = value.substring(1);
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw CommandFailure.usage("cannot read --data " + file + ": " + IoMessages.of(e));
        }
    }

    /** What {@code --proxy}, {@code --cacert} and {@code --insecure} say. */
    public static Network network(CommandLine line) {
        String authorities = line.value("cacert");
        if (line.has("insecure") && authorities != null) {
            throw CommandFailure.usage(
                    "--insecure trusts anybody: --cacert makes no sense with it");
        }
        if (authorities != null) {
            ensurePem(authorities);
        }
        return new Network(
                proxy(line.value("proxy")),
                authorities == null ? null : Path.of(authorities),
                line.has("insecure"));
    }

    private static void ensurePem(String file) {
        try {
            String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
            if (!text.contains("-----BEGIN ")) {
                throw CommandFailure.usage("--cacert " + file + " holds no certificate in PEM");
            }
        } catch (IOException e) {
            throw CommandFailure.usage("cannot read --cacert " + file + ": " + IoMessages.of(e));
        }
    }

    private static HttpProxy proxy(@Nullable String url) {
        try {
            return url == null ? HttpProxy.fromEnvironment() : HttpProxy.of(url);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }
}
