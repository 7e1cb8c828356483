/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.inbox;

import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * Limits the workers of the inbox to what the connection pool allows, and warns at startup if the pool is too small. Each worker
 * holds a connection while its listeners run. If workers held all of them, no webhook could be stored, and creates in listeners
 * would wait for another connection until they fail, again and again.
 */
final class PoolSizeCheck implements SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog(PoolSizeCheck.class);

    /** To store webhooks. */
    private static final int INBOX_CONNECTIONS = 1;

    /** In addition, to record creates and their outcomes. */
    private static final int RECORDING_CONNECTIONS = 1;

    /** For each journal, to renew the creates in progress. */
    private static final int RENEWAL_CONNECTIONS = 1;

    /** To receive notifications. */
    private static final int LISTENING_CONNECTIONS = 1;

    private final SharedDatabase database;

    private final int workers;

    private final boolean listening;

    private final ListableBeanFactory beans;

    private final ObjectProvider<DataSourcePoolMetadataProvider> pools;

    PoolSizeCheck(
            SharedDatabase database,
            int workers,
            boolean listening,
            ListableBeanFactory beans,
            ObjectProvider<DataSourcePoolMetadataProvider> pools) {
        this.database = database;
        this.workers = workers;
        this.listening = listening;
        this.beans = beans;
        this.pools = pools;
    }

    /** Return the number of workers, which leave a connection of the pool to others if it has several. */
    int usableWorkers() {
        Integer max = maxConnections();
        int others = 1 + (this.listening ? LISTENING_CONNECTIONS : 0);
        return max == null || max <= 0 ? this.workers : Math.min(this.workers, Math.max(1, max - others));
    }

    @Override
    public void afterSingletonsInstantiated() {
        int journals = journals();
        int required = this.workers
                + INBOX_CONNECTIONS
                + (journals > 0 ? RECORDING_CONNECTIONS : 0)
                + journals * RENEWAL_CONNECTIONS
                + (this.listening ? LISTENING_CONNECTIONS : 0);
        Integer max = maxConnections();
        if (max != null && max > 0 && max < required) {
            int usable = usableWorkers();
            logger.warn("The connection pool has at most " + max + " connections, but the " + this.workers
                    + " workers of the inbox hold one each while listeners run, and others are needed to store webhooks"
                    + (journals > 0 ? " and to record creates" : "")
                    + (this.listening ? ", and one receives notifications" : "")
                    + ": calls can wait for a connection until they fail. "
                    + (usable < this.workers ? "The inbox uses only " + usable + " of its workers. " : "")
                    + "Set the maximum size of the pool to at least " + required
                    + ", such as with 'spring.datasource.hikari.maximum-pool-size', or reduce"
                    + " 'replicate.inbox.workers'");
        }
    }

    /** Return the number of journals, one for each client, without creating them. */
    private int journals() {
        return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beans, JdbcCreateJournal.class, true, false)
                .length;
    }

    /** Return the maximum size of the pool, or {@code null} if it is not known. */
    private @Nullable Integer maxConnections() {
        DataSourcePoolMetadata pool = new CompositeDataSourcePoolMetadataProvider(
                        this.pools.orderedStream().toList())
                .getDataSourcePoolMetadata(this.database.dataSource());
        return pool == null ? null : pool.getMax();
    }
}
