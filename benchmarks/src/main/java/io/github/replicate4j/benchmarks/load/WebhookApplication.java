/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.LiveServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * An application with the starter on Spring MVC or WebFlux that receives webhooks.
 *
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        // Only InboxApplication has a database.
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.modulith.events.config.EventPublicationAutoConfiguration",
            "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration"
        })
@Import(WebhookControllers.class)
public class WebhookApplication {

    /** Required because Tomcat is also on the class path. */
    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    NettyReactiveWebServerFactory nettyServer() {
        return new NettyReactiveWebServerFactory();
    }

    /**
     * Run the application until standard input is closed.
     *
     * @param args type of the web application
     * @throws IOException if standard input cannot be read
     */
    public static void main(String[] args) throws IOException {
        ConfigurableApplicationContext application = start(WebApplicationType.valueOf(args[0]), "http://127.0.0.1:1");
        Program.serve("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port"));
    }

    /**
     * Start the application in this process.
     *
     * @param stack type of the web application
     * @param origin URL of the server
     * @return the running application
     */
    public static ConfigurableApplicationContext start(WebApplicationType stack, String origin) {
        int port = freePort();
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", port);
        properties.put("replicate.base-url", origin + "/v1");
        properties.put("replicate.bearer-token", WebClientByHand.TOKEN);
        properties.put("replicate.webhook.public-url", "http://127.0.0.1:" + port);
        properties.put("replicate.webhook.secrets", LiveServer.SECRET);
        return new SpringApplicationBuilder(WebhookApplication.class)
                .web(stack)
                .properties(properties)
                .run();
    }

    /** The port must be known before the server starts. */
    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
