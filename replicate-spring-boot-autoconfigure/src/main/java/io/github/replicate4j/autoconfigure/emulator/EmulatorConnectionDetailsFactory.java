/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.emulator;

import io.github.replicate4j.autoconfigure.ConfiguredToken;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetailsFactory;
import io.github.replicate4j.autoconfigure.ReplicateMode;
import io.github.replicate4j.autoconfigure.ReplicateProperties;
import io.github.replicate4j.emulator.ReplicateEmulator;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * {@link ReplicateConnectionDetailsFactory} for the emulator, if it is on the class path.
 */
final class EmulatorConnectionDetailsFactory implements ReplicateConnectionDetailsFactory {

    private static final Log logger = LogFactory.getLog(EmulatorConnectionDetailsFactory.class);

    EmulatorConnectionDetailsFactory() {}

    @Override
    public @Nullable ReplicateConnectionDetails create(ReplicateProperties properties, ApplicationContext context) {
        return create(properties, new Target(null, context));
    }

    @Override
    public @Nullable ReplicateConnectionDetails create(
            String client, ReplicateProperties properties, ApplicationContext context) {
        return create(properties, new Target(client, context));
    }

    private static @Nullable ReplicateConnectionDetails create(ReplicateProperties properties, Target target) {
        if (properties.getMode() == ReplicateMode.API) {
            return null;
        }
        boolean present = ClassUtils.isPresent(
                "io.github.replicate4j.emulator.ReplicateEmulator",
                target.context().getClassLoader());
        if (present) {
            ReplicateEmulator emulator = target.emulator();
            if (emulator != null) {
                logger.info("The emulator at " + emulator.baseUrl() + " is used instead of Replicate" + target);
                return target.client() == null
                        ? EmulatorReplicateConnectionDetails.to(
                                emulator, target.context().getEnvironment())
                        : EmulatorReplicateConnectionDetails.to(emulator);
            }
        }
        String remote = properties.getEmulator().getBaseUrl();
        if (StringUtils.hasText(remote)) {
            return new RemoteEmulatorConnectionDetails(remote, target.property("emulator.base-url"), target.toString());
        }
        return present ? localEmulator(properties, target) : null;
    }

    private static @Nullable ReplicateConnectionDetails localEmulator(ReplicateProperties properties, Target target) {
        Environment environment = target.context().getEnvironment();
        if (properties.getMode() == ReplicateMode.AUTO && isConnectionConfigured(properties, environment)) {
            return null;
        }
        ReplicateConnectionDetails started = target.client() == null
                ? EmulatorReplicateConnectionDetails.start(environment)
                : EmulatorReplicateConnectionDetails.start(
                        properties.getEmulator().isHttps());
        String action = properties.getMode() == ReplicateMode.EMULATOR
                ? "set " + target.property("mode") + " to auto or api"
                : "set " + target.property("bearer-token") + (target.client() == null ? " or REPLICATE_API_TOKEN" : "");
        logger.warn("The local emulator at " + started.getBaseUrl() + " is used instead of Replicate" + target
                + ". Its output is artificial: " + action + " to call Replicate");
        return started;
    }

    private static boolean isConnectionConfigured(ReplicateProperties properties, Environment environment) {
        return ConfiguredToken.find(properties, environment) != null || StringUtils.hasText(properties.getBaseUrl());
    }

    /**
     * The client that is connected.
     *
     * @param client name of a client of {@code replicate.clients}, or {@code null} for the default client
     * @param context the application
     */
    private record Target(@Nullable String client, ApplicationContext context) {

        /** Return the emulator with the name of the client as its qualifier, or that of the default client. */
        @Nullable
        ReplicateEmulator emulator() {
            ReplicateEmulator main = isAnyDefaultCandidate()
                    ? this.context.getBeanProvider(ReplicateEmulator.class).getIfAvailable()
                    : null;
            if (this.client == null) {
                return main;
            }
            AutowireCapableBeanFactory beans = this.context.getAutowireCapableBeanFactory();
            return Stream.of(this.context.getBeanNamesForType(ReplicateEmulator.class))
                    .filter(bean -> BeanFactoryAnnotationUtils.isQualifierMatch(this.client::equals, bean, beans))
                    .findFirst()
                    .map(bean -> this.context.getBean(bean, ReplicateEmulator.class))
                    .orElse(main);
        }

        /** A bean provider of a context also returns the only bean if it is for a qualifier. */
        private boolean isAnyDefaultCandidate() {
            ConfigurableListableBeanFactory beans =
                    (ConfigurableListableBeanFactory) this.context.getAutowireCapableBeanFactory();
            return Stream.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, ReplicateEmulator.class))
                    .anyMatch(bean -> !beans.containsBeanDefinition(bean)
                            || !(beans.getMergedBeanDefinition(bean) instanceof AbstractBeanDefinition definition)
                            || definition.isDefaultCandidate());
        }

        String property(String name) {
            return (this.client == null ? "replicate." : "replicate.clients." + this.client + ".") + name;
        }

        @Override
        public String toString() {
            return this.client == null ? "" : " for the client '" + this.client + "'";
        }
    }
}
