/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.webhooks.testing.MutableClock;
import io.github.replicate4j.webhooks.testing.RecordingListener;
import io.github.replicate4j.webhooks.testing.Stack;
import io.github.replicate4j.webhooks.testing.WebhookSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;

/** A Spring Boot application that receives webhooks, with a mutable clock and, by default, without Spring Security. */
final class WebhookServer extends WebhookSender implements AutoCloseable {

    /** Tomcat and Netty are both on this class path, which management contexts do not support. */
    static final String WITHOUT_TOMCAT_BESIDE_NETTY = "spring.autoconfigure.exclude="
            + "org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration";

    static final String WITHOUT_SECURITY = WITHOUT_TOMCAT_BESIDE_NETTY + ","
            + Stream.of(
                            "UserDetailsServiceAutoConfiguration",
                            "ReactiveUserDetailsServiceAutoConfiguration",
                            "web.servlet.ServletWebSecurityAutoConfiguration",
                            "web.servlet.SecurityFilterAutoConfiguration",
                            "actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
                            "web.reactive.ReactiveWebSecurityAutoConfiguration",
                            "actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration")
                    .map(name -> "org.springframework.boot.security.autoconfigure." + name)
                    .collect(Collectors.joining(","));

    private final ConfigurableApplicationContext context;

    private WebhookServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static WebhookServer start(Stack stack, String... properties) {
        List<String> all = new ArrayList<>(
                List.of(WITHOUT_SECURITY, "replicate.bearer-token=any", "replicate.webhook.secrets=" + SECRET));
        all.addAll(List.of(properties));
        return start(stack, all, Application.class);
    }

    static WebhookServer start(Stack stack, List<String> properties, Class<?>... sources) {
        return new WebhookServer(new SpringApplicationBuilder(sources)
                .web(stack == Stack.MVC ? WebApplicationType.SERVLET : WebApplicationType.REACTIVE)
                .properties("server.port=0", "spring.main.banner-mode=off", "server.shutdown=immediate")
                .properties(properties.toArray(String[]::new))
                .run());
    }

    @Override
    public int port() {
        return Integer.parseInt(this.context.getEnvironment().getProperty("local.server.port", "-1"));
    }

    @Override
    public MutableClock clock() {
        return this.context.getBean(MutableClock.class);
    }

    @Override
    public RecordingListener listener() {
        return this.context.getBean(RecordingListener.class);
    }

    ConfigurableApplicationContext context() {
        return this.context;
    }

    @Override
    public void close() {
        this.context.close();
    }

    /** Configuration of all applications. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import(ReceiverConfiguration.class)
    static class Application {

        @Bean(defaultCandidate = false)
        MutableClock replicateWebhookClock() {
            return new MutableClock();
        }
    }

    /** Beans of each application that receives webhooks. */
    @Configuration(proxyBeanMethods = false)
    static class ReceiverConfiguration {

        /** Applications that run concurrently must not share Reactor Netty resources, which the first one to close disposes. */
        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            resources.setShutdownQuietPeriod(Duration.ZERO);
            return resources;
        }

        @Bean
        RecordingListener recordingListener() {
            return new RecordingListener();
        }
    }
}
