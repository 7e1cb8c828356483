/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.application;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.springai.documentation.PictureToolConfiguration;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A web application with the starter, Spring AI's MCP server, Prometheus and OpenTelemetry. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        classes = ApplicationTest.Application.class,
        properties = {
            "spring.ai.replicate.chat.model=acme/chat",
            "management.tracing.sampling.probability=1",
            "spring.reactor.netty.shutdown-quiet-period=0s"
        })
@TestPropertySource({"classpath:documentation/mcp-server.properties", "classpath:documentation/picture-tool.properties"
})
@Import(PictureToolConfiguration.class)
@AutoConfigureReplicateEmulator
public abstract class ApplicationTest {

    protected static final String TOOL = "black-forest-labs_flux-schnell";

    @Autowired
    protected ReplicateEmulator emulator;

    @Autowired
    private ChatClient.Builder builder;

    protected ChatClient.Builder client() {
        return this.builder.clone();
    }

    /** Make {@code acme/chat} respond with pieces of text. */
    protected void respond(String... pieces) {
        this.emulator
                .model("acme/chat")
                .official()
                .streams()
                .input("prompt", InputType.STRING, false)
                .output(OutputType.CONCATENATE_ITERATOR)
                .respond(script -> {
                    for (String piece : pieces) {
                        script.output(piece);
                    }
                    script.metric("input_token_count", 5).metric("output_token_count", 2);
                });
    }

    protected int creates() {
        return this.emulator.requests().creates().size();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }
    }
}
