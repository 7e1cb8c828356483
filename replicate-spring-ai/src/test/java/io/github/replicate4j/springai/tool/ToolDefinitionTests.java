/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.springai.EmulatorTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.tool.definition.ToolDefinition;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a chat model reads about tools. */
class ToolDefinitionTests extends EmulatorTest {

    private static final String FLUX = "black-forest-labs/flux-schnell";

    private static JsonNode schema(ToolDefinition tool) {
        return JsonMapper.shared().readTree(tool.inputSchema());
    }

    private static ToolDefinition definition(ReplicateToolCallbacks tools) {
        return tools.getToolCallbacks()[0].getToolDefinition();
    }

    @Test
    void modelIsLookedUpWhenItsDescriptionIsRead() {
        ReplicateToolCallbacks tools = ReplicateToolCallbacks.of(this.replicate, FLUX);
        assertThat(definition(tools).name()).isEqualTo("black-forest-labs_flux-schnell");
        assertThat(tools).hasToString("ReplicateToolCallbacks[black-forest-labs_flux-schnell]");
        assertThat(this.emulator.requests().all()).isEmpty();
        assertThat(definition(tools).description())
                .startsWith("An image model that draws what the prompt names\n")
                .contains(FLUX, "expire after an hour");
        int lookups = this.emulator.requests().all().size();
        assertThat(definition(tools).description()).isNotEmpty();
        assertThat(definition(tools).inputSchema()).isNotEmpty();
        assertThat(this.emulator.requests().all()).hasSize(lookups);
    }

    @Test
    void schemaIsSelfContained() {
        this.emulator
                .model("acme/tool")
                .openapiSchema(Map.of(
                        "components",
                        Map.of(
                                "schemas",
                                Map.of(
                                        "Input",
                                                Map.of(
                                                        "type", "object",
                                                        "required", List.of("format"),
                                                        "properties",
                                                                Map.of(
                                                                        "format",
                                                                        Map.of(
                                                                                "allOf",
                                                                                List.of(Map.of(
                                                                                        "$ref",
                                                                                        "#/components/schemas/format")),
                                                                                "default",
                                                                                "png",
                                                                                "x-order",
                                                                                1),
                                                                        "picture",
                                                                        Map.of(
                                                                                "type", "string",
                                                                                "format", "uri",
                                                                                "title", "Picture",
                                                                                "nullable", true,
                                                                                "description", "What to edit."),
                                                                        "sizes",
                                                                        Map.of(
                                                                                "anyOf",
                                                                                List.of(
                                                                                        Map.of(
                                                                                                "type",
                                                                                                "array",
                                                                                                "maxItems",
                                                                                                2,
                                                                                                "items",
                                                                                                Map.of(
                                                                                                        "type",
                                                                                                        "integer",
                                                                                                        "minimum", 1)),
                                                                                        Map.of("type", "null"))))),
                                        "format", Map.of("type", "string", "enum", List.of("png", "webp"))))));
        JsonNode schema = schema(definition(ReplicateToolCallbacks.of(this.replicate, "acme/tool")));
        assertThat(schema.toString()).doesNotContain("$ref", "allOf", "anyOf", "nullable", "x-order", "title");
        assertThat(schema.at("/properties/format"))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"default\":\"png\",\"type\":\"string\",\"enum\":[\"png\",\"webp\"]}"));
        assertThat(schema.at("/properties/picture"))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"type\":\"string\",\"description\":\"What to edit. (the URL of a file)\"}"));
        assertThat(schema.at("/properties/sizes"))
                .isEqualTo(JsonMapper.shared()
                        .readTree(
                                "{\"type\":\"array\",\"maxItems\":2,\"items\":{\"type\":\"integer\",\"minimum\":1}}"));
        assertThat(schema.at("/required")).hasToString("[\"format\"]");
        assertThat(schema.at("/additionalProperties").asBoolean()).isFalse();
    }

    @Test
    void inputsCanBeHidden() {
        ReplicateToolCallbacks tools = ReplicateToolCallbacks.builder(this.replicate)
                .tool(
                        FLUX,
                        tool -> tool.name("draw")
                                .description("Draws")
                                .fixedInput("output_format", "png")
                                .excludedInputs("seed", "go_fast"))
                .tool(FLUX, tool -> tool.name("sketch").onlyInputs("prompt"))
                .build();
        assertThat(definition(tools).name()).isEqualTo("draw");
        assertThat(definition(tools).description()).isEqualTo("Draws");
        assertThat(schema(definition(tools)).at("/properties").propertyNames())
                .contains("prompt", "aspect_ratio")
                .doesNotContain("output_format", "seed", "go_fast");
        assertThat(schema(tools.getToolCallbacks()[1].getToolDefinition())
                        .at("/properties")
                        .propertyNames())
                .containsExactly("prompt");
    }

    @ParameterizedTest
    @CsvSource({
        "meta/meta-llama-3.1-405b, meta_meta-llama-3_1-405b",
        "acme/tool:0123456789012345678901234567890123456789012345678901234567890123, acme_tool",
        "3d/model, _3d_model",
        "acme/a-very-long-name-of-a-model-that-does-not-fit-into-sixty-four-characters,"
                + " acme_a-very-long-name-of-a-model-that-does-not-fit-into"
    })
    void namesAreValidForAllProviders(String model, String name) {
        assertThat(definition(ReplicateToolCallbacks.of(this.replicate, model)).name())
                .startsWith(name)
                .matches("[A-Za-z_][A-Za-z0-9_-]{0,63}");
    }

    @Test
    void invalidSettingsAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateToolCallbacks.of(this.replicate, FLUX, FLUX))
                .withMessage(
                        "Two tools have the name black-forest-labs_flux-schnell. Set another name for " + FLUX + ".");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateToolCallbacks.builder(this.replicate).tool(FLUX, tool -> tool.name("a b")))
                .withMessageContaining("letters, digits");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ReplicateToolCallbacks.builder(this.replicate).tool(FLUX, tool -> tool.description(" ")))
                .withMessageContaining("empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ReplicateToolCallbacks.builder(this.replicate).tool(FLUX, tool -> tool.timeout(Duration.ZERO)))
                .withMessageContaining("timeout must be longer than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateToolCallbacks.of(
                        this.replicate, "0123456789012345678901234567890123456789012345678901234567890123"))
                .withMessageContaining("owner/name:version");
    }

    @Test
    void settingsThatDoNotFitTheModelAreReported() {
        assertThatIllegalStateException()
                .isThrownBy(() -> definition(ReplicateToolCallbacks.builder(this.replicate)
                                .tool(FLUX, tool -> tool.fixedInput("outputformat", "png"))
                                .build())
                        .inputSchema())
                .withMessageContaining("does not have: outputformat. Its inputs are prompt,");
        assertThatIllegalStateException()
                .isThrownBy(() -> definition(ReplicateToolCallbacks.builder(this.replicate)
                                .tool(FLUX, tool -> tool.excludedInputs("prompt"))
                                .build())
                        .inputSchema())
                .withMessageContaining("hides the input prompt");
        this.emulator.model("acme/unknown").openapiSchema(null);
        assertThatIllegalStateException()
                .isThrownBy(() -> definition(ReplicateToolCallbacks.of(this.replicate, "acme/unknown"))
                        .inputSchema())
                .withMessageContaining("acme/unknown cannot be a tool");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> definition(ReplicateToolCallbacks.of(this.replicate, "acme/absent"))
                        .inputSchema());
    }

    @Test
    void failedLookupIsRepeated() {
        ToolDefinition tool =
                definition(ReplicateToolCallbacks.of(client().maxRetries(0).buildAsync(), FLUX));
        this.emulator.faults().next(Operation.MODELS_GET).status(500);
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(tool::inputSchema);
        assertThat(tool.inputSchema()).contains("prompt");
    }

    @Test
    void reactorThreadNeedsALookupBefore() {
        ReplicateToolCallbacks tools = ReplicateToolCallbacks.of(this.replicate, FLUX);
        Mono<String> schema =
                Mono.fromSupplier(() -> definition(tools).inputSchema()).subscribeOn(Schedulers.parallel());
        assertThatIllegalStateException()
                .isThrownBy(schema::block)
                .withMessageContaining("ReplicateToolCallbacks.load()");
        tools.load().block();
        assertThat(schema.block()).contains("prompt");
    }
}
