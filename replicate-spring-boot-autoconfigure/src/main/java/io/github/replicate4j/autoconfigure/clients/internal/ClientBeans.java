/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients.internal;

import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Registers and finds the beans of a client.
 */
public final class ClientBeans {

    private final ClientName name;

    private final BeanDefinitionRegistry registry;

    private final ConfigurableListableBeanFactory beans;

    /**
     * Create an instance.
     *
     * @param name name of the client
     * @param registry registry of the application
     * @param beans beans of the application
     */
    public ClientBeans(ClientName name, BeanDefinitionRegistry registry, ConfigurableListableBeanFactory beans) {
        this.name = name;
        this.registry = registry;
        this.beans = beans;
    }

    /**
     * Register a bean that is injected only where the name of the client is the qualifier.
     *
     * @param suffix suffix of the name of the bean
     * @param type type of the bean
     * @param supplier creates the bean
     * @param <T> type of the bean
     * @return the definition
     * @throws ReplicateConfigurationException if another bean has this name
     */
    public <T> RootBeanDefinition register(String suffix, Class<T> type, Supplier<T> supplier) {
        String bean = this.name.bean(suffix);
        if (this.registry.isBeanNameInUse(bean)) {
            throw new ReplicateConfigurationException(
                    "'" + this.name.prefix() + "' cannot be used: the application already has a bean '" + bean
                            + "', which is the name of a bean of this client.",
                    "Give the client another name, or rename the bean.",
                    null);
        }
        RootBeanDefinition definition = new RootBeanDefinition(type, supplier);
        definition.setDefaultCandidate(false);
        definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, this.name.value()));
        definition.setDestroyMethodName(AbstractBeanDefinition.INFER_METHOD);
        definition.setResourceDescription("'" + this.name.prefix() + "'");
        // A supplier cannot be processed ahead of time, and need not: these beans are registered at runtime as well.
        definition.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
        this.registry.registerBeanDefinition(bean, definition);
        return definition;
    }

    /**
     * Register a bean that this project collects by its type.
     *
     * @param suffix suffix of the name of the bean
     * @param type type of the bean
     * @param supplier creates the bean
     * @param <T> type of the bean
     * @throws ReplicateConfigurationException if another bean has this name
     */
    public <T> void registerCollected(String suffix, Class<T> type, Supplier<T> supplier) {
        register(suffix, type, supplier).setDefaultCandidate(true);
    }

    /**
     * Return a bean of this client.
     *
     * @param suffix suffix of the name of the bean
     * @param type type of the bean
     * @param <T> type of the bean
     * @return the bean
     */
    public <T> T get(String suffix, Class<T> type) {
        return this.beans.getBean(this.name.bean(suffix), type);
    }

    /**
     * Reject a client of the application with the same qualifier or name, with which injection would be ambiguous.
     *
     * @param type type of the client
     * @throws ReplicateConfigurationException if there is one
     */
    public void rejectQualified(Class<?> type) {
        String bean = findQualified(type);
        if (bean != null) {
            throw new ReplicateConfigurationException(
                    "'" + this.name.prefix() + "' cannot be used: the application already has a " + type.getSimpleName()
                            + " bean '" + bean + "' with this name or qualifier.",
                    "Give the client another name, or remove the bean.",
                    null);
        }
    }

    /**
     * Find a bean of the application that has the name of the client as its qualifier or name.
     *
     * @param type type of the bean
     * @return name of the bean, or {@code null} if there is none
     * @throws ReplicateConfigurationException if there are several
     */
    public @Nullable String findQualified(Class<?> type) {
        List<String> names = Arrays.stream(this.beans.getBeanNamesForType(type, true, false))
                .filter(bean ->
                        BeanFactoryAnnotationUtils.isQualifierMatch(this.name.value()::equals, bean, this.beans))
                .toList();
        if (names.size() > 1) {
            throw new ReplicateConfigurationException(
                    "The " + this.name + " cannot be created: the " + type.getSimpleName() + " beans "
                            + String.join(", ", names) + " have its name as their qualifier.",
                    "Keep one of them.",
                    null);
        }
        return names.isEmpty() ? null : names.get(0);
    }
}
