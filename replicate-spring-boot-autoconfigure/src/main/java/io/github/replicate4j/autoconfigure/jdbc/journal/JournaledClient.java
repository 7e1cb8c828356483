/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.journal;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.clients.internal.ClientBeans;
import io.github.replicate4j.autoconfigure.clients.internal.ClientName;
import io.github.replicate4j.autoconfigure.clients.internal.PropertyGroups;
import io.github.replicate4j.autoconfigure.jdbc.internal.ClientJournal;
import io.github.replicate4j.autoconfigure.jdbc.internal.DatabaseWorkers;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.JournaledWebhookInbox;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.github.replicate4j.jdbc.submit.CreateBudget;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * The journal of one client. Its properties are those of the default client, unless the client sets them.
 */
final class JournaledClient {

    /** Suffix of the name of the journal, by which the client finds it. */
    private static final String JOURNAL = "ReplicateJournal";

    private static final String RECONCILER = "ReplicateReconciler";

    private static final String PREDICTIONS = "ReplicateDurablePredictions";

    private final ClientName name;

    private final ConfigurableApplicationContext context;

    private final ClientBeans beans;

    private final Map<String, String> clients;

    JournaledClient(
            ClientName name, ConfigurableApplicationContext context, ClientBeans beans, Map<String, String> clients) {
        this.name = name;
        this.context = context;
        this.beans = beans;
        this.clients = clients;
    }

    void register() {
        if (!isEnabled(this.name, this.context.getEnvironment(), true)) {
            return;
        }
        this.beans.register(JOURNAL, JdbcCreateJournal.class, this::createJournal);
        // Closed by the workers, before the client.
        this.beans
                .register(RECONCILER, Reconciler.class, this::createReconciler)
                .setDestroyMethodName("");
        this.beans
                .register(PREDICTIONS, DurablePredictions.class, this::createPredictions)
                .setDestroyMethodName("");
        this.beans.register("ReplicateJournalWorkers", DatabaseWorkers.class, this::createWorkers);
        this.beans.registerCollected(
                "ReplicateClientJournal",
                ClientJournal.class,
                () -> new ClientJournal(
                        this.name.value(),
                        journal(),
                        this.beans.get(RECONCILER, Reconciler.class),
                        this.beans.get(PREDICTIONS, DurablePredictions.class)));
    }

    /** Return whether the journal of a client is enabled, or a default value if no property of the client says so. */
    static boolean isEnabled(ClientName name, Environment environment, boolean defaultValue) {
        return name.bind(environment, "journal.enabled", Boolean.class).orElse(defaultValue);
    }

    private JdbcCreateJournal createJournal() {
        ReplicateJournalProperties main = bind("replicate.journal", new ReplicateJournalProperties());
        ReplicateJournalProperties properties = bind("replicate.journal", new ReplicateJournalProperties());
        properties.setClient(this.name.value());
        bindOwn("journal", properties);
        String other = main.getClient().equals(properties.getClient())
                ? "the default client"
                : this.clients.putIfAbsent(properties.getClient(), this.name.toString());
        if (other != null && !other.equals(this.name.toString())) {
            throw new ReplicateConfigurationException(
                    "The creates of the " + this.name + " and of " + other
                            + " would be recorded under the same name, which is unsafe: they are found again with the token"
                            + " of their client.",
                    "Set '" + this.name.prefix() + ".journal.client' to another name.",
                    null);
        }
        return ReplicateJournalAutoConfiguration.WithInbox.journal(
                this.context.getBean(SharedDatabase.class), properties, this.name.prefix() + ".journal");
    }

    private JdbcCreateJournal journal() {
        return this.beans.get(JOURNAL, JdbcCreateJournal.class);
    }

    private Replicate client() {
        return this.beans.get("Replicate", Replicate.class);
    }

    private Reconciler createReconciler() {
        ReplicateReconcileProperties properties = bind("replicate.reconcile", new ReplicateReconcileProperties());
        return ReplicateReconcilerAutoConfiguration.WithClient.reconciler(
                journal(),
                client(),
                this.context.getBean(JournaledWebhookInbox.class),
                bindOwn("reconcile", properties),
                this.name.prefix() + ".reconcile");
    }

    private DurablePredictions createPredictions() {
        return ReplicateReconcilerAutoConfiguration.WithClient.durablePredictions(
                journal(), client(), this.context, budget(), submitProperties(), this.name.prefix() + ".submit");
    }

    private @Nullable CreateBudget budget() {
        String bean = this.beans.findQualified(CreateBudget.class);
        return bean == null ? null : this.context.getBean(bean, CreateBudget.class);
    }

    private DatabaseWorkers createWorkers() {
        return ReplicateReconcilerAutoConfiguration.WithClient.workers(
                this.context,
                this.context.getBean(SharedDatabase.class),
                this.beans.get(RECONCILER, Reconciler.class),
                this.beans.get(PREDICTIONS, DurablePredictions.class),
                submitProperties());
    }

    private ReplicateSubmitProperties submitProperties() {
        return bindOwn("submit", bind("replicate.submit", new ReplicateSubmitProperties()));
    }

    private <T> T bind(String prefix, T properties) {
        return PropertyGroups.bind(this.context.getEnvironment(), ConfigurationPropertyName.of(prefix), properties);
    }

    private <T> T bindOwn(String group, T properties) {
        return PropertyGroups.bind(
                this.context.getEnvironment(), this.name.property().append(group), properties);
    }
}
