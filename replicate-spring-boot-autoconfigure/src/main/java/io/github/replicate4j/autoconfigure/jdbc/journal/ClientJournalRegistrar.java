/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.journal;

import io.github.replicate4j.autoconfigure.clients.internal.ClientBeans;
import io.github.replicate4j.autoconfigure.clients.internal.ClientName;
import io.github.replicate4j.autoconfigure.clients.internal.ClientNames;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Registers a journal and its workers for each client of {@code replicate.clients}, because creates are found again with the token of
 * their client.
 */
final class ClientJournalRegistrar implements BeanDefinitionRegistryPostProcessor {

    private final ConfigurableApplicationContext context;

    /** Name of the client by the name of its journal. */
    private final Map<String, String> clients = new HashMap<>();

    ClientJournalRegistrar(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        for (ClientName name : ClientNames.find(this.context.getEnvironment())) {
            ClientBeans beans = new ClientBeans(name, registry, this.context.getBeanFactory());
            new JournaledClient(name, this.context, beans, this.clients).register();
        }
    }
}
