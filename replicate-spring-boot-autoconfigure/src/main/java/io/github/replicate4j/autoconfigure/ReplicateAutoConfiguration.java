/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.internal.http.BaseUrl;
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
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link Replicate} and {@link AsyncReplicate}.
 *
 * <p>The backend is selected when the connection bean is created and not by a condition: conditions are evaluated when an
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

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    ReplicateConnectionDetails replicateConnectionDetails(ReplicateProperties properties, ApplicationContext context) {
        for (ReplicateConnectionDetailsFactory factory : SpringFactoriesLoader.forDefaultResourceLocation(
                        context.getClassLoader())
                .load(ReplicateConnectionDetailsFactory.class)) {
            ReplicateConnectionDetails connection = factory.create(properties, context);
            if (connection != null) {
                return connection;
            }
        }
        return new PropertiesReplicateConnectionDetails(properties);
    }

    @Bean
    @Lazy
    ReplicateHttpConnector replicateHttpConnector(
            ReplicateProperties properties,
            ObjectProvider<ClientHttpConnectorBuilder<?>> builders,
            ObjectProvider<HttpClientSettings> settings,
            ObjectProvider<SslBundles> sslBundles,
            ResourceLoader resourceLoader) {
        return new ReplicateHttpConnector(
                properties.getHttp(),
                builders.getIfAvailable(() -> ClientHttpConnectorBuilder.detect(resourceLoader.getClassLoader())),
                settings.getIfAvailable(HttpClientSettings::defaults),
                sslBundles.getIfAvailable());
    }

    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    @ConditionalOnMissingBean
    ReplicateBuilder replicateBuilder(
            ReplicateProperties properties,
            ReplicateConnectionDetails connection,
            ReplicateHttpConnector connector,
            ObjectProvider<WebClient.Builder> webClientBuilders,
            ObjectProvider<ReplicateBuilderCustomizer> customizers) {
        ReplicateBuilder builder = Replicate.builder()
                .baseUrl(baseUrl(connection))
                .bearerToken(connection::getBearerToken)
                .webClient(() -> webClientBuilders.getIfUnique(WebClient::builder))
                .connector(connector.connector());
        new ReplicateBuilderConfigurer(properties, builder).configure();
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder;
    }

    private static String baseUrl(ReplicateConnectionDetails connection) {
        return ConfigurationErrors.forProperty(
                        "ReplicateConnectionDetails.getBaseUrl()",
                        () -> BaseUrl.parse(connection.getBaseUrl().toString()))
                .toString();
    }

    @Bean
    @ConditionalOnMissingBean
    AsyncReplicate asyncReplicate(ReplicateBuilder builder, ReplicateConnectionDetails connection) {
        AsyncReplicate replicate = builder.buildAsync();
        logger.info("Replicate is at " + replicate.baseUrl() + ", mode " + ReplicateMode.of(replicate, connection));
        return replicate;
    }

    @Bean
    @ConditionalOnMissingBean
    Replicate replicate(AsyncReplicate asyncReplicate) {
        return asyncReplicate.blocking();
    }

    @Bean
    ReplicateClientShutdown replicateClientShutdown(
            ApplicationContext context, ConfigurableListableBeanFactory beanFactory) {
        return new ReplicateClientShutdown(context, beanFactory);
    }
}
