/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Tests for an application with the starter and a token only. */
@ExtendWith(OutputCaptureExtension.class)
class StarterTests {

    @Test
    void injectsBothClientsWithoutWarnings(CapturedOutput output) {
        try (ConfigurableApplicationContext context = SpringApplication.run(
                Application.class,
                "--replicate.bearer-token=r8_test",
                // Other tests use Spring Modulith, which warns about a missing table.
                "--spring.modulith.events.jdbc.schema-initialization.enabled=true")) {
            Clients clients = context.getBean(Clients.class);
            assertThat(clients.replicate().toString()).contains("https://api.replicate.com/v1");
            assertThat(clients.asyncReplicate()).isSameAs(clients.replicate().async());
        }
        assertThat(output).contains("Started").doesNotContain(" WARN ").doesNotContain(" ERROR ");
    }

    @Test
    void startsNoWebServer() {
        try (ConfigurableApplicationContext context =
                SpringApplication.run(Application.class, "--replicate.bearer-token=r8_test")) {
            assertThat(context).isNotInstanceOf(ReactiveWebApplicationContext.class);
        }
    }

    record Clients(Replicate replicate, AsyncReplicate asyncReplicate) {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Clients.class)
    static class Application {}
}
