/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.jdbc.internal.ConcurrentCreation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Database that the instances of an application share: its transactions, the differences of its SQL, and the names of the tables.
 * Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class SharedDatabase {

    /** Without a schema, which PostgreSQL does not accept in the name of an index. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");

    private final DataSource dataSource;

    private final JdbcDialect dialect;

    private final JdbcClient jdbc;

    private final String tablePrefix;

    private final TransactionTemplate joinable;

    private final TransactionTemplate separate;

    private final TransactionTemplate single;

    private SharedDatabase(DataSource dataSource, PlatformTransactionManager transactionManager) {
        this.dataSource =
                dataSource instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null
                        ? proxy.getTargetDataSource()
                        : dataSource;
        this.dialect = JdbcDialect.detect(this.dataSource);
        this.jdbc = JdbcClient.create(this.dataSource);
        this.tablePrefix = SchemaScript.DEFAULT_PREFIX;
        this.joinable = new TransactionTemplate(transactionManager);
        TransactionTemplate unbound = new TransactionTemplate(transactionManager);
        unbound.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        Defaults defaults = defaults(unbound);
        this.separate = new TransactionTemplate(transactionManager);
        this.separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.separate.setIsolationLevel(defaults.isolationLevel());
        this.single = defaults.autoCommit() && defaults.readCommitted() ? unbound : this.separate;
        checkTransactions(transactionManager);
    }

    private SharedDatabase(SharedDatabase other, String tablePrefix) {
        this.dataSource = other.dataSource;
        this.dialect = other.dialect;
        this.jdbc = other.jdbc;
        this.tablePrefix = tablePrefix;
        this.joinable = other.joinable;
        this.separate = other.separate;
        this.single = other.single;
    }

    /**
     * Describe a database whose tables start with {@code replicate_}. This opens a connection.
     *
     * @param dataSource the database
     * @param transactionManager manages transactions of the database. Use the one of the application's listeners, so that their
     *     effects are committed together with the state of the event
     * @return the database
     * @throws IllegalArgumentException if the database is not supported, or if the transaction manager belongs to another database
     */
    public static SharedDatabase of(DataSource dataSource, PlatformTransactionManager transactionManager) {
        return new SharedDatabase(
                Arguments.notNull("dataSource", dataSource),
                Arguments.notNull("transactionManager", transactionManager));
    }

    /**
     * Return this database with another prefix of its tables.
     *
     * @param prefix letters, digits and underscores, at most 40
     * @return the database
     * @throws IllegalArgumentException if the prefix is invalid
     */
    public SharedDatabase withTablePrefix(String prefix) {
        if (!PREFIX.matcher(Arguments.notNull("tablePrefix", prefix)).matches()) {
            throw new IllegalArgumentException(
                    "tablePrefix must consist of at most 40 letters, digits and underscores");
        }
        return new SharedDatabase(this, prefix);
    }

    private Defaults defaults(TransactionTemplate unbound) {
        return unbound.execute(status -> new JdbcTemplate(this.dataSource).execute((ConnectionCallback<Defaults>)
                con -> new Defaults(con.getAutoCommit(), con.getTransactionIsolation())));
    }

    private void checkTransactions(PlatformTransactionManager transactionManager) {
        Boolean autoCommit = this.separate.execute(status ->
                new JdbcTemplate(this.dataSource).execute((ConnectionCallback<Boolean>) Connection::getAutoCommit));
        if (Boolean.TRUE.equals(autoCommit)) {
            throw new IllegalArgumentException(
                    "The transaction manager "
                            + transactionManager.getClass().getName()
                            + " does not manage transactions of the given DataSource: use the transaction manager of that DataSource");
        }
    }

    /**
     * Create the tables, unless they exist. Several instances can do this at the same time.
     */
    public void createTables() {
        ResourceDatabasePopulator populator =
                new ResourceDatabasePopulator(new SchemaScript(this.dialect).withPrefix(this.tablePrefix));
        ConcurrentCreation.run(() -> {
            populator.execute(this.dataSource);
            return null;
        });
    }

    /**
     * Return the columns that this version uses and a table lacks. This executes a query that returns no rows.
     *
     * @param name name of the table without the prefix
     * @return the names of the missing columns
     * @throws org.springframework.jdbc.BadSqlGrammarException if the table does not exist
     */
    public List<String> missingColumns(String name) {
        List<String> missing = new ArrayList<>(new SchemaScript(this.dialect).columns(name));
        missing.removeAll(alone(() ->
                this.jdbc.sql("select * from " + table(name) + " where 1 = 0").query(SharedDatabase::columns)));
        return missing;
    }

    private static List<String> columns(ResultSet rows) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(metaData.getColumnName(i).toLowerCase(Locale.ROOT));
        }
        return columns;
    }

    /**
     * Return the data source.
     *
     * @return the data source of the connections, without a proxy that is aware of transactions
     */
    public DataSource dataSource() {
        return this.dataSource;
    }

    /**
     * Return the dialect.
     *
     * @return the dialect of the database
     */
    public JdbcDialect dialect() {
        return this.dialect;
    }

    /**
     * Return the client for statements, which are part of the current transaction if there is one.
     *
     * @return the client
     */
    public JdbcClient jdbc() {
        return this.jdbc;
    }

    /**
     * Return the name of a table.
     *
     * @param name name without the prefix
     * @return the name with the prefix
     */
    public String table(String name) {
        return this.tablePrefix + name;
    }

    /**
     * Execute statements in the transaction of the caller, or in a new one if there is none. Its isolation level is the default of
     * the application, because listeners are part of it.
     *
     * @param work executes the statements
     * @param <T> type of the result
     * @return the result
     */
    public <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
        return this.joinable.execute(status -> work.get());
    }

    /**
     * Execute statements in a transaction of their own, on another connection than the transaction of the caller. The isolation
     * level is {@code READ COMMITTED}: with others, claims of several workers would fail or deadlock.
     *
     * @param work executes the statements
     * @param <T> type of the result
     * @return the result
     */
    public <T extends @Nullable Object> T inNewTransaction(Supplier<T> work) {
        return this.separate.execute(status -> work.get());
    }

    /**
     * Execute one statement in a transaction of its own, on another connection than the transaction of the caller. The database
     * commits it, so an instance that stops between the statement and its commit cannot keep a lock.
     *
     * @param work executes one statement
     * @param <T> type of the result
     * @return the result
     */
    public <T extends @Nullable Object> T alone(Supplier<T> work) {
        return this.single.execute(status -> work.get());
    }

    /**
     * Insert a row, unless one with the same unique key exists. If another transaction has changed that row, this waits for it,
     * except on H2. The inserted row is part of the current transaction if there is one.
     *
     * @param insert statement with named parameters that starts with {@code insert into}
     * @param parameters values of the parameters; they must fit their columns
     * @return whether the row was inserted
     */
    public boolean insertIfAbsent(String insert, Map<String, ? extends @Nullable Object> parameters) {
        try {
            return this.jdbc
                            .sql(this.dialect.insertIfAbsent(insert))
                            .params(parameters)
                            .update()
                    > 0;
        } catch (DuplicateKeyException ex) {
            // Only on H2, whose transaction remains usable.
            return false;
        }
    }

    /** What a new connection of the application is set to. */
    private record Defaults(boolean autoCommit, int isolation) {

        boolean readCommitted() {
            return this.isolation == Connection.TRANSACTION_READ_COMMITTED;
        }

        /** Setting the level explicitly may take a round trip for each transaction. */
        int isolationLevel() {
            return readCommitted()
                    ? TransactionDefinition.ISOLATION_DEFAULT
                    : TransactionDefinition.ISOLATION_READ_COMMITTED;
        }
    }
}
