package dev.heddle.demo.io.compare;

import dev.heddle.lab.AbsentException;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

/** A real Postgres with a table {@code item}, unpacked and started for the comparison. */
final class PostgresServer implements AutoCloseable {
    private static final int ROWS = 10_000;
    private static final String TABLE =
            """
            drop table if exists item;
            create table item (id integer primary key, price bigint not null);
            insert into item select i, i * 7919 %% 1009 from generate_series(0, %d) i;
            analyze item;
            """
                    .formatted(ROWS - 1);

    /** Of the last one that was started. */
    private static volatile @Nullable String version;

    private final EmbeddedPostgres postgres;
    private @Nullable ProcessHandle process;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** What was started, such as "PostgreSQL 17.11". */
    static Optional<String> startedVersion() {
        return Optional.ofNullable(version);
    }

    static PostgresServer start() throws AbsentException {
        String obstacle = obstacle();
        if (obstacle != null) {
            throw new AbsentException("no Postgres: " + obstacle);
        }
        try {
            return filled();
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new AbsentException("Postgres does not start here: " + e.getMessage());
        }
    }

    private static PostgresServer filled() throws IOException, SQLException {
        System.setProperty("ot.epg.working-dir", directory().toString());
        var server =
                new PostgresServer(
                        EmbeddedPostgres.builder()
                                .setPgBinaryResolver((_, _) -> binaries())
                                .setLocaleConfig("locale", "C")
                                .setPGStartupWait(Duration.ofMinutes(1))
                                .start());
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute(TABLE);
            version = "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
            server.process = process(statement);
            return server;
        } catch (Throwable e) {
            server.close();
            throw e;
        }
    }

    /** It turns daemon, so whose child it is depends on the system; it has one for a connection. */
    private static @Nullable ProcessHandle process(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("select pg_backend_pid()")) {
            return row.next()
                    ? ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).orElse(null)
                    : null;
        }
    }

    /** What runs it and starts its other processes, if it can be seen. */
    Optional<ProcessHandle> process() {
        return Optional.ofNullable(process);
    }

    /** The first on the class path; the library's own search refuses one that is there twice. */
    private static InputStream binaries() throws IOException {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String name = "/postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
        var found = PostgresServer.class.getResourceAsStream(name);
        if (found == null) {
            throw new IOException("not on the class path: " + name);
        }
        return found;
    }

    /** Where it is unpacked, once, and keeps its data. */
    private static Path directory() {
        String name = "heddle-postgres-" + System.getProperty("user.name");
        return Path.of(System.getProperty("java.io.tmpdir"), name);
    }

    private static @Nullable String obstacle() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!Set.of("Linux amd64", "Linux aarch64").contains(system)) {
            return "there is one for Linux on amd64 and aarch64 only, and this is " + system;
        }
        if ("Alpine".equals(LinuxUtils.getDistributionName())) {
            return "there is one for glibc only, and Alpine has musl";
        }
        if (System.getProperty("user.name").equals("root") && !LinuxUtils.isUnshareAvailable()) {
            return "it does not run as root, and `unshare -U id -un` does not work here; run as"
                    + " another user, or allow user namespaces";
        }
        return null;
    }

    /** A connection of the JDBC driver. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres");
    }

    /** Connections of the R2DBC driver, on these loops. */
    PostgresqlConnectionFactory reactive(LoopResources loops) {
        return new PostgresqlConnectionFactory(
                PostgresqlConnectionConfiguration.builder()
                        .host("127.0.0.1")
                        .port(postgres.getPort())
                        .username("postgres")
                        .loopResources(loops)
                        .build());
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
