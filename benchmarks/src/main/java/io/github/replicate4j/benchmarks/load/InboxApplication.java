/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.LiveServer;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** An application with the starter for JDBC and Spring Modulith that receives webhooks. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(InboxControllers.class)
class InboxApplication {

    /** Argument of an application that stores completions, and does not process them. */
    static final String STORE_ONLY = "store-only";

    /**
     * Run the application until standard input is closed.
     *
     * @param args URL of the database, and {@value #STORE_ONLY} or any other text
     * @throws IOException if standard input cannot be read
     */
    public static void main(String[] args) throws IOException {
        ConfigurableApplicationContext application = start(args[0]);
        if (args[1].equals(STORE_ONLY)) {
            application.getBean(JdbcWebhookInbox.class).close();
        }
        Program.serve(origin(application));
    }

    /** Start the application in this process, with a database at the given URL. */
    static ConfigurableApplicationContext start(String url) {
        return new SpringApplicationBuilder(InboxApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties(Map.of(
                        "server.port",
                        0,
                        "spring.datasource.url",
                        url,
                        "spring.modulith.events.jdbc.schema-initialization.enabled",
                        true,
                        "replicate.jdbc.initialize-schema",
                        "always",
                        "replicate.base-url",
                        "http://127.0.0.1:1/v1",
                        "replicate.bearer-token",
                        WebClientByHand.TOKEN,
                        "replicate.webhook.secrets",
                        LiveServer.SECRET))
                .run();
    }

    static String origin(ConfigurableApplicationContext application) {
        return "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");
    }
}
