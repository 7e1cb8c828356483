/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.InternalServerException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import reactor.core.publisher.Flux;

/** Models are looked up once. */
class ModelCatalogTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final AsyncReplicate replicate = Replicate.builder()
            .baseUrl(emulator.baseUrl().toString())
            .bearerToken(emulator.token())
            .retry(retry -> retry.maxRetries(0))
            .buildAsync();

    private final AtomicLong now = new AtomicLong();

    private final ModelCatalog catalog = new ModelCatalog(this.replicate, List.of(), this.now::get);

    @BeforeEach
    void reset() {
        emulator.reset();
    }

    @AfterEach
    void close() {
        this.replicate.close();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static int lookups() {
        return emulator.requests().to(Operation.MODELS_GET).size();
    }

    @Test
    void concurrentCallsShareOneLookup() {
        Flux.range(0, 20)
                .flatMap(i -> this.catalog.describe("meta/meta-llama-3-8b-instruct"))
                .doOnNext(model -> assertThat(model.fields()).containsKeys("prompt", "max_tokens"))
                .blockLast();
        assertThat(lookups()).isEqualTo(1);
    }

    @Test
    void runsShareTheLookup() {
        ModelDescription model = this.catalog.describe("replicate/hello-world").block();
        model.function().run(Map.of("text", "Ada")).block();
        assertThat(lookups()).isEqualTo(1);
        assertThat(emulator.requests().creates()).hasSize(1);
    }

    @Test
    void modelIsLookedUpAgainAfterAnHour() {
        this.catalog.describe("replicate/hello-world").block();
        this.now.addAndGet(Duration.ofMinutes(59).toNanos());
        this.catalog.describe("replicate/hello-world").block();
        assertThat(lookups()).isEqualTo(1);
        this.now.addAndGet(Duration.ofMinutes(2).toNanos());
        this.catalog.describe("replicate/hello-world").block();
        assertThat(lookups()).isEqualTo(2);
    }

    @Test
    void failedLookupIsRepeated() {
        emulator.faults().next(Operation.MODELS_GET).status(500);
        assertThatExceptionOfType(InternalServerException.class)
                .isThrownBy(() -> this.catalog.describe("replicate/hello-world").block());
        assertThat(this.catalog.describe("replicate/hello-world").block().fields())
                .containsKey("text");
    }

    @Test
    void modelThatDoesNotExistIsAnError() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> this.catalog.describe("acme/missing").block());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.catalog.describe("missing"))
                .withMessageContaining("owner/name");
    }

    @Test
    void modelsUsedLongAgoAreForgotten() {
        this.catalog.describe("replicate/hello-world").block();
        IntStream.range(0, ModelCatalog.MAX_MODELS).forEach(i -> this.catalog.describe("acme/model-" + i));
        this.catalog.describe("replicate/hello-world").block();
        assertThat(lookups()).isEqualTo(2);
    }

    @Test
    void versionIdAloneHasNoSchema() {
        String version = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";
        assertThat(this.catalog.describe(version).block().fields()).isEmpty();
        assertThat(this.catalog
                        .describe("replicate/hello-world:" + version)
                        .block()
                        .fields())
                .containsKey("text");
        assertThat(lookups()).isZero();
    }

    @Test
    void profilesOfTheApplicationHavePrecedence() {
        ModelProfile own = ModelProfile.of(Map.of("models", List.of("openai/gpt-5*"), "output_text", "mine"));
        ModelProfile merged = new ModelCatalog(this.replicate, List.of(own)).profile("openai/gpt-5-structured");
        assertThat(merged.text("output_text")).isEqualTo("mine");
        assertThat(merged.text("tools")).isEqualTo("responses");
        assertThat(merged.text("usage.input")).isNotNull();
        assertThat(merged.field(InputRole.MESSAGES)).isEqualTo("input_item_list");
        assertThat(this.catalog.profile("acme/gpt-5-structured").text("tools")).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelProfile.of(Map.of("tools", "responses")))
                .withMessageContaining("models");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelProfile.of(Map.of("models", Arrays.asList("acme/a", null))))
                .withMessageContaining(
                        "models must name at least one model, such as acme/chat-*, but is [acme/a, null]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'mesages':'responses'} | unknown field 'mesages'. Use one of dimensions, fields, messages,",
                "{'messages':'response'} | unknown form of messages 'response'. Use one of chat, responses.",
                "{'tools':'openai'} | unknown form of tools 'openai'. Use responses.",
                "{'output_schema':'json'} | unknown form of output_schema 'json'. Use responses.",
                "{'texts':'line'} | unknown form of texts 'line'. Use one of json, lines, single.",
                "{'fields':{'promt':'q'}} | unknown role in fields 'promt'. Use one of aspect_ratio, audio,",
                "{'fields':'prompt'} | invalid value 'prompt' of fields. Use an object.",
                "{'fields':{'prompt':['q']}} | invalid value '[q]' of fields.prompt. Use one name.",
                "{'output_text':['text']} | invalid value '[text]' of output_text. Use one name.",
                "{'usage':{'inputs':'(1)'}} | unknown count in usage 'inputs'. Use one of input, output.",
                "{'usage':{'input':'tokens'}} | invalid value 'tokens' of usage.input. Use a regular expression with a group,",
                "{'usage':{'output':'('}} | invalid value '(' of usage.output. Use a regular expression with a group,",
                "{'moderation':{'s1':'hate'}} | invalid value 's1' of moderation. Use codes such as S1.",
                "{'moderation':{'S1':['hate']}} | invalid value '[hate]' of moderation.S1. Use categories separated by spaces.",
                "{'moderation':{'S1':'hate hatred'}} | unknown category in moderation.S1 'hatred'. Use one of criminal,",
                "{'dimensions':'768d'} | invalid value '768d' of dimensions. Use a positive number."
            })
    void profileWithAnUnknownValueIsRejected(String json, String message) {
        Map<String, Object> values =
                new LinkedHashMap<>(Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Map.class));
        values.put("models", List.of("acme/chat-*"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelProfile.of(values))
                .withMessageStartingWith("The profile of [acme/chat-*] has the " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"models\": [\"acme/chat-*\"}", "[]", "null"})
    void profileThatIsNoJsonObjectIsNamed(String json) {
        Resource file = new ByteArrayResource(json.getBytes(StandardCharsets.UTF_8), "acme.json");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelProfile.read(file))
                .withMessageContainingAll("The profile ", "acme.json", "Write an object with 'models'.");
    }
}
