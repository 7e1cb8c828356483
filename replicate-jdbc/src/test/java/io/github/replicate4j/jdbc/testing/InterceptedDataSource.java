/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Data source that records statements and their parameters, and can be made unavailable.
 */
public final class InterceptedDataSource extends DelegatingDataSource {

    private final List<String> statements = new CopyOnWriteArrayList<>();

    private final List<Object> parameters = new CopyOnWriteArrayList<>();

    private final AtomicInteger connections = new AtomicInteger();

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private volatile boolean available = true;

    private volatile Hook hook = call -> {};

    public InterceptedDataSource(DataSource target) {
        super(target);
    }

    /** Return the statements that were prepared. */
    public List<String> statements() {
        return this.statements;
    }

    /** Return the parameters that were bound. */
    public List<Object> parameters() {
        return this.parameters;
    }

    /** Return how often a connection was requested. */
    public int connections() {
        return this.connections.get();
    }

    /** Return whether a thread has requested a connection. */
    public boolean isUsedBy(Thread thread) {
        return this.threads.contains(thread);
    }

    /** Set whether the database is available. */
    public void available(boolean available) {
        this.available = available;
    }

    /** Set what is called after each statement is prepared, with its text, and after each commit, with {@code commit}. */
    public void hook(Hook hook) {
        this.hook = hook;
    }

    /** Called after a statement is prepared, and after a commit. An exception is what the application gets. */
    public interface Hook {

        void called(String call) throws SQLException;
    }

    @Override
    public Connection getConnection() throws SQLException {
        this.connections.incrementAndGet();
        this.threads.add(Thread.currentThread());
        if (!this.available) {
            throw new SQLException("The database is down: jdbc:postgresql://db/app?password=r8_secretsecret");
        }
        Connection target = super.getConnection();
        return proxy(Connection.class, target, (method, arguments, result) -> {
            if (method.equals("prepareStatement")) {
                this.statements.add((String) arguments[0]);
                this.hook.called((String) arguments[0]);
                return proxy(PreparedStatement.class, (PreparedStatement) result, this::recordParameter);
            }
            if (method.equals("commit")) {
                this.hook.called("commit");
            }
            return result;
        });
    }

    private Object recordParameter(String method, Object[] arguments, Object result) {
        if (method.startsWith("set") && arguments != null && arguments.length > 1 && arguments[1] != null) {
            this.parameters.add(arguments[1]);
        }
        return result;
    }

    private static <T> T proxy(Class<T> type, T target, Interception interception) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return interception.apply(method.getName(), arguments, method.invoke(target, arguments));
                    } catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                }));
    }

    private interface Interception {

        Object apply(String method, Object[] arguments, Object result) throws Throwable;
    }
}
