/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import io.github.replicate4j.autoconfigure.clients.internal.ClientName;
import io.github.replicate4j.autoconfigure.clients.internal.ClientNames;
import io.github.replicate4j.autoconfigure.observation.internal.ClientTag;
import java.util.List;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Registers the beans of all clients when all other beans are registered, so that no condition sees them: the default client is the
 * same with and without them.
 */
final class NamedClientRegistrar implements BeanDefinitionRegistryPostProcessor {

    private static final String DEFAULT_TAG = "replicateDefaultClientTag";

    private final ConfigurableApplicationContext context;

    NamedClientRegistrar(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        List<ClientName> names = ClientNames.find(this.context.getEnvironment());
        for (ClientName name : names) {
            new NamedClient(name, this.context, registry).register();
        }
        if (!names.isEmpty()) {
            RootBeanDefinition tag = new RootBeanDefinition(ClientTag.class, () -> new ClientTag(ClientNames.DEFAULT));
            tag.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
            registry.registerBeanDefinition(DEFAULT_TAG, tag);
        }
    }
}
