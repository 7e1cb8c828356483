/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.request.Operation;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Models on Replicate as tools of an MCP server. */
class McpServerTests extends ApplicationTest {

    @LocalServerPort
    private int port;

    private McpSyncClient client;

    @BeforeEach
    void connect() {
        this.client = McpClient.sync(HttpClientStreamableHttpTransport.builder("http://localhost:" + this.port)
                        .build())
                .build();
        this.client.initialize();
    }

    @AfterEach
    void close() {
        this.client.close();
    }

    private CallToolResult call(Map<String, Object> arguments) {
        return this.client.callTool(
                CallToolRequest.builder(TOOL).arguments(arguments).build());
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }

    @Test
    void toolsAreListed() {
        List<Tool> tools = this.client.listTools().tools();
        assertThat(tools).extracting(Tool::name).containsExactlyInAnyOrder(TOOL, "draw_picture");
        assertThat(tools)
                .filteredOn(tool -> tool.name().equals(TOOL))
                .singleElement()
                .satisfies(tool -> {
                    assertThat(tool.description()).contains("An image model", "black-forest-labs/flux-schnell");
                    assertThat(tool.inputSchema().toString()).contains("prompt", "aspect_ratio");
                });
    }

    @Test
    void toolsAreCalled() {
        CallToolResult result = call(Map.of("prompt", "a cat", "num_outputs", 2));
        assertThat(result.isError()).isFalse();
        assertThat(text(result)).startsWith("[\"http").contains("\",\"http");
        assertThat(this.emulator.requests().creates().get(0).input())
                .isEqualTo(Map.of("prompt", "a cat", "num_outputs", 2));
    }

    @Test
    void resultsCanBePictures() {
        CallToolResult result = this.client.callTool(CallToolRequest.builder("draw_picture")
                .arguments(Map.of("prompt", "a cat"))
                .build());
        assertThat(result.content()).singleElement().isInstanceOfSatisfying(ImageContent.class, image -> {
            assertThat(image.mimeType()).isEqualTo("image/png");
            assertThat(Base64.getDecoder().decode(image.data())).startsWith(0x89, 'P', 'N', 'G');
        });
    }

    /** The MCP server checks them with the schema of the tool. */
    @Test
    void invalidArgumentsAreErrorsOfTheTool() {
        CallToolResult result = call(Map.of("prompt", "a cat", "num_outputs", 99));
        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains("num_outputs", "4");
        assertThat(creates()).isZero();
    }

    @Test
    void rejectedPredictionsAreErrorsOfTheTool() {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(422);
        CallToolResult result = call(Map.of("prompt", "a cat"));
        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains("422");
    }
}
