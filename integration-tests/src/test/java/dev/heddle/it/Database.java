package dev.heddle.it;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import org.postgresql.ds.PGSimpleDataSource;
import reactor.netty.resources.LoopResources;

/**
 * A real Postgres, one for all tests of this JVM: started when the first asks for it, gone with the
 * JVM. It refuses to run as root, so there the library starts it in a user namespace; where that
 * cannot be, the tests that need it are skipped, and stderr says why.
 */
final class Database {
    /** A query that ends only if it is cancelled, and one that counts how many of it run. */
    static final String SLEEP = "select pg_sleep(3600)::text";

    static final String SLEEPING =
            "select count(*)::text from pg_stat_activity"
                    + " where state = 'active' and wait_event = 'PgSleep'";

    private static @Nullable EmbeddedPostgres started;
    private static boolean toldWhyNot;

    private final int port;

    private Database(int port) {
        this.port = port;
    }

    static synchronized Database start() throws IOException {
        var postgres = started;
        if (postgres == null) {
            ensurePossible();
            System.setProperty("ot.epg.working-dir", directory().toString());
            postgres =
                    EmbeddedPostgres.builder()
                            .setPgBinaryResolver((_, _) -> binaries())
                            .setLocaleConfig("locale", "C")
                            .setPGStartupWait(Duration.ofMinutes(1))
                            .start();
            started = postgres;
        }
        return new Database(postgres.getPort());
    }

    /** heddle.jar has one in its manifest, too; the library's own search refuses to choose. */
    private static InputStream binaries() throws IOException {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String name = "/postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
        var found = Database.class.getResourceAsStream(name);
        if (found == null) {
            throw new IOException("not on the class path: " + name);
        }
        return found;
    }

    /** Where it is unpacked, once, and keeps its data. */
    private static Path directory() {
        // Not below target: in its user namespace it may not enter all that root may.
        String name = "heddle-postgres-" + System.getProperty("user.name");
        return Path.of(System.getProperty("java.io.tmpdir"), name);
    }

    private static void ensurePossible() {
        String obstacle = obstacle();
        if (obstacle == null) {
            return;
        }
        if (!toldWhyNot) {
            System.err.println("SKIPPED: tests with Postgres, because " + obstacle);
            toldWhyNot = true;
        }
        throw new TestAbortedException("no Postgres, because " + obstacle);
    }

    private static @Nullable String obstacle() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!Set.of("Linux amd64", "Linux aarch64").contains(system)) {
            return "the build has one for Linux on amd64 and aarch64 only, and this is " + system;
        }
        if ("Alpine".equals(LinuxUtils.getDistributionName())) {
            return "the build has one for glibc only, and Alpine has musl";
        }
        if (System.getProperty("user.name").equals("root") && !LinuxUtils.isUnshareAvailable()) {
            return "it does not run as root, and `unshare -U id -un` does not work here:"
                    + " run the build as another user, or allow user namespaces";
        }
        return null;
    }

    // @start region="r2dbc"
    PostgresqlConnectionFactory reactive(LoopResources resources) { // such as loop.resources()
        return new PostgresqlConnectionFactory(
                PostgresqlConnectionConfiguration.builder()
                        .host("127.0.0.1")
                        .port(port)
                        .username("postgres")
                        .loopResources(resources) // its connections live on that loop
                        .build());
    }

    // @end

    /** Like {@link #reactive} without what puts its connections onto a loop. */
    PostgresqlConnectionFactory reactiveElsewhere() {
        return new PostgresqlConnectionFactory(
                PostgresqlConnectionConfiguration.builder()
                        .host("127.0.0.1")
                        .port(port)
                        .username("postgres")
                        .build());
    }

    // @start region="jdbc"
    PGSimpleDataSource blocking() {
        var database = new PGSimpleDataSource();
        database.setURL("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
        // An interrupt closes the socket; this is how soon the server looks whether it is there.
        database.setOptions("-c client_connection_check_interval=100ms");
        return database;
    }
    // @end
}
