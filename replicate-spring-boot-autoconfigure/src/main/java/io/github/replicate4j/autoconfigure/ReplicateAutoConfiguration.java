/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link Replicate} and {@link AsyncReplicate}.
 *
 * <p>The server is selected when the connection bean is created and not by a condition: conditions are evaluated when an
 * application is processed ahead of time, when neither the token nor the presence of the emulator at runtime is known.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration",
            "org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration"
        })
@ConditionalOnClass({AsyncReplicate.class, ClientHttpConnectorBuilder.class})
@ConditionalOnBooleanProperty(name = "replicate.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ReplicateProperties.class)
public final class ReplicateAutoConfiguration {

    private static final Log logger = LogFactory.getLog(ReplicateAutoConfiguration.class);

    /** If the application defines the blocking client, both clients must have the same connection. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSingleCandidate(Replicate.class)
    static class OwnClientConfiguration {

        @Bean
        @ConditionalOnMissingBean
        AsyncReplicate asyncReplicate(ObjectProvider<Replicate> own, ObjectProvider<ReplicateBuilder> builders) {
            return DerivedClients.async(own, builders);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebClientCustomizer.class)
    static class WebClientConfiguration {

        /** Apply the same customizers as Spring Boot's {@code WebClientAutoConfiguration}. */
        @Bean
        WebClientBuilderFactory replicateWebClientBuilderFactory(ObjectProvider<WebClientCustomizer> customizers) {
            return () -> {
                WebClient.Builder builder = WebClient.builder();
                customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
                return builder;
            };
        }
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    ReplicateConnectionDetails replicateConnectionDetails(ReplicateProperties properties, ApplicationContext context) {
        ReplicateConnectionDetails connection = ConfiguredClient.replacedConnection(properties, context);
        return connection != null
                ? connection
                : new PropertiesReplicateConnectionDetails(properties, context.getEnvironment());
    }

    @Bean
    @Lazy
    ReplicateHttpConnector replicateHttpConnector(
            ReplicateProperties properties,
            ReplicateConnectionDetails connection,
            ObjectProvider<ClientHttpConnectorBuilder<?>> builders,
            ObjectProvider<HttpClientSettings> settings,
            ObjectProvider<SslBundles> sslBundles,
            ResourceLoader resourceLoader) {
        return new ReplicateHttpConnector(
                properties.getHttp(),
                "replicate.http",
                connection,
                builders,
                settings,
                sslBundles,
                resourceLoader.getClassLoader());
    }

    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    @ConditionalOnMissingBean
    ReplicateBuilder replicateBuilder(
            ReplicateProperties properties,
            ReplicateConnectionDetails connection,
            ReplicateHttpConnector connector,
            ObjectProvider<WebClientBuilderFactory> webClientBuilders,
            ObjectProvider<ReplicateBuilderCustomizer> customizers) {
        ReplicateBuilder builder =
                ConfiguredClient.builder(properties, "replicate", connection, connector, webClientBuilders);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder;
    }

    @Bean
    @ConditionalOnMissingBean
    AsyncReplicate asyncReplicate(
            ReplicateBuilder builder, ReplicateConnectionDetails connection, Environment environment) {
        AsyncReplicate replicate = builder.buildAsync();
        OtherClientsVariables.warn(environment);
        // The emulator reports itself.
        if (ReplicateMode.of(replicate, connection) != ReplicateMode.EMULATOR) {
            logger.info("Replicate is at " + replicate.baseUrl());
        }
        return replicate;
    }

    @Bean
    @ConditionalOnMissingBean
    Replicate replicate(AsyncReplicate asyncReplicate, ObjectProvider<ReplicateBuilder> builders) {
        return DerivedClients.blocking(asyncReplicate, builders::getObject);
    }

    @Bean
    ReplicateClientShutdown replicateClientShutdown(
            ConfigurableApplicationContext context, ConfigurableListableBeanFactory beanFactory) {
        return new ReplicateClientShutdown(context, beanFactory);
    }
}
