package dev.heddle.benchmarks.gets;

import dev.heddle.benchmarks.rounds.Contender;
import dev.heddle.benchmarks.rounds.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Requests per second, and client CPU per request, of warm GETs against nginx: Heddle and its
 * peers, each in a process of its own on CPU 0 (nginx on CPU 1), one after the other, in several
 * rounds. Prints a Markdown table of medians with the lowest and the highest round.
 *
 * <p>Run by {@code benchmarks/warm-gets [rounds [requests [client…]]]}.
 */
public final class WarmGets {
    private static final int CONNECTIONS = 100;
    private static final int WARM_UP_ROUNDS = 3;
    private static final String CLIENT_CPU = "0";
    private static final String SERVER_CPU = "1";

    /** aiohttp is an order of magnitude slower: fewer requests measure it as well. */
    private static final int PYTHON_SHARE = 5;

    private static final Map<String, String> CLIENTS = new LinkedHashMap<>();

    static {
        CLIENTS.put("netty", "raw Netty, hand-written state machine");
        CLIENTS.put("heddle", "**Heddle, direct-style tasks**");
        CLIENTS.put("vertx", "Vert.x WebClient");
        CLIENTS.put("reactor-netty", "Reactor Netty flatMap");
        CLIENTS.put("jdk", "JDK HttpClient on virtual threads");
        CLIENTS.put("aiohttp", "aiohttp");
        CLIENTS.put("aiohttp-uvloop", "aiohttp with uvloop");
    }

    private final Path peers;
    private final int rounds;
    private final int requests;
    private final List<Contender> contenders = new ArrayList<>();

    private WarmGets(Path peers, int rounds, int requests) {
        this.peers = peers;
        this.rounds = rounds;
        this.requests = requests;
    }

    /**
     * Runs the comparison.
     *
     * @param args the directory of nginx.conf and aiohttp_gets.py; the number of rounds; of
     *     requests in each; the clients to run, all without any
     * @throws Exception if nginx or a client does not work
     */
    public static void main(String... args) throws Exception {
        var peers = Path.of(args[0]);
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        int requests = args.length > 2 ? Integer.parseInt(args[2]) : 200_000;
        var clients =
                args.length > 3
                        ? List.of(args).subList(3, args.length)
                        : List.copyOf(CLIENTS.keySet());
        new WarmGets(peers, rounds, requests).run(clients);
    }

    private void run(List<String> clients) throws IOException, InterruptedException {
        try (var nginx = Nginx.start(peers.resolve("nginx.conf"), pinned(SERVER_CPU))) {
            try {
                for (var client : clients) {
                    start(client, nginx.url() + "/data/");
                }
                measure();
                print();
            } finally {
                contenders.forEach(Contender::close);
            }
        }
    }

    private void start(String client, String base) throws IOException, InterruptedException {
        var command = new ArrayList<>(pinned(CLIENT_CPU));
        if (client.startsWith("aiohttp")) {
            var python = Surroundings.pythonWith("aiohttp, uvloop");
            if (python == null) {
                System.err.println(client + " is left out: no python3 here has aiohttp and uvloop");
                return;
            }
            command.addAll(List.of(python, peers.resolve("aiohttp_gets.py").toString()));
            command.addAll(List.of(base, Integer.toString(CONNECTIONS)));
            if (client.endsWith("uvloop")) {
                command.add("uv");
            }
        } else {
            var connections = Integer.toString(CONNECTIONS);
            command.addAll(Surroundings.java(GetProcess.class, client, base, connections));
        }
        contenders.add(Contender.start(client, command));
    }

    private void measure() throws IOException {
        for (var contender : contenders) {
            System.err.println("warming up " + contender.name());
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                contender.warmUp(share(contender));
            }
        }
        for (int round = 1; round <= rounds; round++) {
            System.err.println("round " + round + " of " + rounds);
            for (var contender : contenders) {
                contender.measure(share(contender));
            }
        }
    }

    private int share(Contender contender) {
        return contender.name().startsWith("aiohttp") ? requests / PYTHON_SHARE : requests;
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                "%d connections, %d rounds of %,d requests in turn, %s, JDK %s%n%n",
                CONNECTIONS,
                rounds,
                requests,
                Surroundings.load(),
                Runtime.version());
        System.out.println("| client | requests/s (lowest–highest) | CPU per request, µs |");
        System.out.println("| --- | --- | --- |");
        for (var contender : contenders) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s |%n",
                    CLIENTS.get(contender.name()),
                    contender.spread(WarmGets::rate).cell("%,.0f"),
                    contender.spread(WarmGets::cpuMicros).cell("%.1f"));
        }
    }

    private static double rate(List<Long> round) {
        return round.get(0) * 1e9 / round.get(1);
    }

    private static double cpuMicros(List<Long> round) {
        return round.get(2) / 1e3 / round.get(0);
    }

    private static List<String> pinned(String cpu) {
        boolean canPin = Runtime.getRuntime().availableProcessors() > 1 && isOnPath("taskset");
        return canPin ? List.of("taskset", "-c", cpu) : List.of();
    }

    private static boolean isOnPath(String command) {
        for (var directory : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(directory, command))) {
                return true;
            }
        }
        return false;
    }
}
