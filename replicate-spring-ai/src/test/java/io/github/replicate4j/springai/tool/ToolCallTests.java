/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.settings.InputValidation;
import io.github.replicate4j.springai.EmulatorTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.execution.ToolExecutionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of tools: their results, their errors, and how many predictions they create. */
@Order(1)
class ToolCallTests extends EmulatorTest {

    private static final String FLUX = "black-forest-labs/flux-schnell";

    @BeforeEach
    void addModels() {
        this.emulator
                .model("acme/slow")
                .input("prompt", InputType.STRING, false)
                .respond(script -> script.hang());
    }

    private ToolCallback tool(String model) {
        return tool(model, tool -> {});
    }

    private ToolCallback tool(String model, Consumer<ReplicateToolSpec> customizer) {
        return ReplicateToolCallbacks.builder(this.replicate)
                .tool(model, customizer)
                .build()
                .getToolCallbacks()[0];
    }

    private static void assertToolError(ToolCallback tool, String arguments, String message) {
        assertThatExceptionOfType(ToolExecutionException.class)
                .isThrownBy(() -> tool.call(arguments))
                .withMessageContaining(message);
    }

    private void assertCancelledOnce() {
        await().until(() -> this.emulator.running().isEmpty() && cancels() == 1);
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void filesAreUrls() {
        ToolCallback tool = tool(FLUX, spec -> spec.fixedInput("output_format", "png"));
        JsonNode result =
                JsonMapper.shared().readTree(tool.call("{\"prompt\":\"a cat\",\"num_outputs\":\"2\",\"seed\":null}"));
        assertThat(result).hasSize(2);
        assertThat(result.get(0).stringValue()).startsWith("http").endsWith(".png");
        assertThat(input()).isEqualTo(Map.of("prompt", "a cat", "num_outputs", 2, "output_format", "png"));
    }

    @Test
    void otherOutputsAreJson() {
        this.emulator
                .model("acme/object")
                .input("prompt", InputType.STRING, false)
                .respond(script -> script.outputValue(Map.of("label", "cat", "score", 0.5)));
        assertThat(JsonMapper.shared()
                        .readTree(tool("acme/object").call("{}", new ToolContext(Map.of("user", "secret")))))
                .isEqualTo(JsonMapper.shared().readTree("{\"label\":\"cat\",\"score\":0.5}"));
        this.emulator
                .model("acme/nothing")
                .input("prompt", InputType.STRING, false)
                .respond(script -> script.outputValue(null));
        assertThat(tool("acme/nothing").call("")).isEqualTo("null");
    }

    @Test
    void resultCanBeConverted() {
        ToolCallback tool = tool(
                FLUX,
                spec -> spec.returnDirect(true).resultConverter((result, type) -> {
                    byte[] bytes = ((AsyncOutput) result).files().get(0).bytes().block();
                    return type.getTypeName() + " with " + (bytes.length > 100);
                }));
        assertThat(tool.call("{\"prompt\":\"a cat\"}")).isEqualTo(AsyncOutput.class.getName() + " with true");
        assertThat(tool.getToolMetadata().returnDirect()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prompt | not valid JSON",
                "[1] | must be a JSON object",
                "{} | prompt is required.",
                "{\"prompt\":[\"a\"]} | prompt must not be a list.",
                "{\"prompt\":{}} | prompt must be a string.",
                "{\"prompt\":\"a\",\"num_outputs\":9} | must be from 1 to 4.",
                "{\"prompt\":\"a\",\"num_outputs\":1.5} | must be a whole number.",
                "{\"prompt\":\"a\",\"num_outputs\":\"many\"} | num_outputs must be a number.",
                "{\"prompt\":\"a\",\"num_outputs\":1e99} | must be from 1 to 4.",
                "{\"prompt\":\"a\",\"aspect_ratio\":\"7:1\"} | The choices of its input aspect_ratio are 1:1,",
                "{\"prompt\":\"a\",\"go_fast\":\"yes\"} | go_fast must be true or false.",
                "{\"prompt\":\"a\",\"size\":1} | size is not an argument.",
                "{\"prompt\":\"a\",\"output_format\":\"gif\"} | output_format is not an argument.",
                "{\"num_outputs\":9,\"size\":1} | size is not an argument. prompt is required. The arguments are prompt,"
            })
    void invalidArgumentsAreReportedBeforeAnythingIsCreated(String arguments, String message) {
        assertToolError(tool(FLUX, spec -> spec.fixedInput("output_format", "png")), arguments, message);
        assertThat(creates()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "file:///etc/passwd, false",
        "/etc/passwd, false",
        "https://example.com/cat.png, true",
        "'data:image/png;base64,AAAA', true"
    })
    void filesAreUrlsOfTheInternet(String file, boolean valid) {
        this.emulator.model("acme/edit").input("image", InputType.FILE, true).respond(script -> script.output("done"));
        ToolCallback tool = tool("acme/edit");
        String arguments = JsonMapper.shared().writeValueAsString(Map.of("image", file));
        if (valid) {
            tool.call(arguments);
            assertThat(input()).containsEntry("image", file);
        } else {
            assertToolError(tool, arguments, "image must be the URL of a file");
            assertThat(creates()).isZero();
        }
    }

    @Test
    void failedPredictionIsReportedWithoutSecrets() {
        this.emulator
                .model("acme/broken")
                .input("prompt", InputType.STRING, false)
                .respond(script -> script.fail("no GPU for https://user:pw@example.com/a?sig=1 with r8_secret"));
        assertThatExceptionOfType(ToolExecutionException.class)
                .isThrownBy(() -> tool("acme/broken").call("{}"))
                .withMessageContaining("failed in the model: no GPU")
                .withMessageNotContainingAny("secret", "pw@", "sig=1");
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void rejectedInputIsReported() {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(422);
        assertToolError(tool(FLUX), "{\"prompt\":\"a\"}", "422");
    }

    @Test
    void strictValidationIsReported() {
        this.emulator
                .model("acme/short")
                .openapiSchema(openapiSchema(Map.of("prompt", Map.of("type", "string", "maxLength", 3))))
                .respond(script -> script.output("done"));
        try (AsyncReplicate strict = client().validation(InputValidation.STRICT).buildAsync()) {
            ToolCallback tool = ReplicateToolCallbacks.of(strict, "acme/short").getToolCallbacks()[0];
            assertToolError(tool, "{\"prompt\":\"long\"}", "prompt");
        }
        assertThat(creates()).isZero();
    }

    /** A chat model must not repeat the call. */
    @Test
    void lostResponseEndsTheConversation() {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        ToolCallback tool = tool(FLUX);
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> tool.call("{\"prompt\":\"a\"}"));
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void wrongTokenEndsTheConversation() {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(401);
        ToolCallback tool = tool(FLUX);
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> tool.call("{\"prompt\":\"a\"}"));
    }

    @Test
    void timeoutCancels() {
        assertToolError(tool("acme/slow", spec -> spec.timeout(Duration.ofSeconds(1))), "{}", "");
        assertCancelledOnce();
    }

    @Test
    void interruptCancels() throws Exception {
        ToolCallback tool = tool("acme/slow");
        FutureTask<Object> call = new FutureTask<>(() -> {
            assertThatExceptionOfType(CallInterruptedException.class).isThrownBy(() -> tool.call("{}"));
            return null;
        });
        Thread thread = new Thread(call);
        thread.start();
        await().until(() -> this.emulator.running().size() == 1);
        thread.interrupt();
        call.get();
        assertCancelledOnce();
    }

    @Test
    void listsAreChecked() {
        this.emulator
                .model("acme/list")
                .openapiSchema(openapiSchema(
                        Map.of("sizes", Map.of("type", "array", "maxItems", 2, "items", Map.of("type", "integer")))))
                .respond(script -> script.output("done"));
        ToolCallback tool = tool("acme/list");
        assertToolError(tool, "{\"sizes\":[1,2,3]}", "takes 2 values");
        assertToolError(tool, "{\"sizes\":[\"a\"]}", "sizes must be a number.");
        tool.call("{\"sizes\":[1,2]}");
        assertThat(input()).isEqualTo(Map.of("sizes", List.of(1, 2)));
    }
}
