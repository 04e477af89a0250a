package dev.heddle.it;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Plain JDBC, which blocks, and so is called on a pool of virtual threads: what docs/serving.md
 * shows, compiled.
 */
record Accounts(DataSource database) {
    // @start region="transfer"
    record Transfer(int from, int to, int amount) {}

    int transfer(Transfer transfer) throws SQLException {
        try (var connection = database.getConnection()) { // closed without a commit, it rolls back
            connection.setAutoCommit(false);
            add(connection, transfer.to(), transfer.amount());
            add(connection, transfer.from(), -transfer.amount());
            connection.commit();
            return transfer.amount();
        }
    }

    // @end

    private static void add(Connection connection, int id, int amount) throws SQLException {
        var sql = "update accounts set balance = balance + ? where id = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, amount);
            statement.setInt(2, id);
            statement.executeUpdate();
        }
    }

    /** Two accounts of 100, neither of which may be overdrawn. */
    int create() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var sql :
                    List.of(
                            "drop table if exists accounts",
                            "create table accounts (id int primary key, balance int check (balance"
                                    + " >= 0))",
                            "insert into accounts values (1, 100), (2, 100)")) {
                statement.execute(sql);
            }
            return statement.getUpdateCount();
        }
    }

    /** The first column of the first row. */
    String query(String sql) throws SQLException {
        try (var connection = database.getConnection()) {
            return query(connection, sql);
        }
    }

    static String query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
