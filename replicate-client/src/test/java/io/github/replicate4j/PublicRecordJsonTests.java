/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.replicate4j.account.Account;
import io.github.replicate4j.collections.ModelCollection;
import io.github.replicate4j.deployments.Deployment;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.PredictionUpdatedEvent;
import io.github.replicate4j.event.StoredOutput;
import io.github.replicate4j.event.StoredOutputs;
import io.github.replicate4j.event.TrainingCompletedEvent;
import io.github.replicate4j.event.TrainingUpdatedEvent;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.hardware.Hardware;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.search.SearchResults;
import io.github.replicate4j.trainings.Training;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Applications store events and responses with mappers of their own. */
class PublicRecordJsonTests {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private static final List<String> PREDICTIONS = List.of(
            "{\"id\":\"a\",\"status\":\"succeeded\"}",
            """
            {"id":"a","model":"acme/model","version":"hidden","deployment":"acme/d","status":"failed","input":{"x":[1,null]},
            "output":["a",{"b":1.5}],"error":"no","logs":"l","metrics":{"predict_time":1.5},"source":"api",
            "data_removed":false,"created_at":"2026-01-02T03:04:05.678Z","started_at":"2026-01-02T03:04:06Z",
            "completed_at":"2026-01-02T03:04:07Z","deadline":"2026-01-02T03:04:08Z","new_field":{"a":[1]},
            "urls":{"get":"https://x.test/g","cancel":"https://x.test/c","web":"https://x.test/w",
            "stream":"https://x.test/s","new_url":"https://x.test/n"}}""",
            "{\"id\":\"a\",\"status\":\"\",\"error\":{\"code\":1},\"output\":\"\",\"logs\":\"\",\"data_removed\":true}");

    private static <T> T read(String json, Class<T> type) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    private static List<Object> records() {
        List<Object> records = new ArrayList<>();
        for (String json : PREDICTIONS) {
            Prediction prediction = read(json, Prediction.class);
            Training training = read(json, Training.class);
            records.add(prediction);
            records.add(training);
            records.add(new PredictionCompletedEvent(prediction, "msg_1", NOW, "order-42"));
            records.add(new PredictionCompletedEvent(prediction, "msg_1", NOW, "order-42")
                    .withStoredOutputs(new StoredOutputs(
                            List.of(new StoredOutput(0, "p1/0.png", URI.create("file:///a/p1/0.png"), "image/png", 3)),
                            true)));
            records.add(new PredictionUpdatedEvent(prediction, "msg_1", NOW, "order-42"));
            records.add(new TrainingCompletedEvent(training, "msg_1", NOW, "order-42"));
            records.add(new TrainingUpdatedEvent(training, "msg_1", NOW, "order-42"));
        }
        String model = "{\"owner\":\"acme\",\"name\":\"m\",\"run_count\":0,\"is_official\":true,\"default_example\":"
                + PREDICTIONS.get(1) + ",\"latest_version\":{\"id\":\"v\",\"openapi_schema\":{\"a\":1}},\"new\":1}";
        records.add(read("{}", Account.class));
        records.add(read(
                "{\"type\":\"user\",\"username\":\"u\",\"github_url\":\"https://x.test\",\"new\":[]}", Account.class));
        records.add(read("{}", Hardware.class));
        records.add(read("{}", Model.class));
        records.add(read(model, Model.class));
        records.add(read("{\"id\":\"v\"}", ModelVersion.class));
        records.add(read(
                "{\"id\":\"v\",\"created_at\":\"2026-01-02T03:04:06Z\",\"cog_version\":\"1\"}", ModelVersion.class));
        records.add(read("{}", ModelCollection.class));
        records.add(
                read("{\"slug\":\"s\",\"full_description\":\"d\",\"models\":[" + model + "]}", ModelCollection.class));
        records.add(read("{}", Deployment.class));
        records.add(read(
                "{\"current_release\":{\"number\":1,\"created_by\":{\"username\":\"u\"},\"configuration\":{\"min_instances\":0}}}",
                Deployment.class));
        records.add(read("{\"id\":\"f\"}", UploadedFile.class));
        records.add(read(
                "{\"id\":\"f\",\"content_type\":\"a/b\",\"size\":0,\"checksums\":{\"sha256\":\"x\"},\"urls\":{\"get\":\"https://x.test\"}}",
                UploadedFile.class));
        records.add(read("{}", SearchResults.class));
        records.add(read(
                "{\"query\":\"q\",\"models\":[{\"model\":" + model
                        + ",\"metadata\":{\"generated_description\":\"g\",\"score\":1.5}}],\"collections\":[{\"name\":\"n\"}],"
                        + "\"pages\":[{\"href\":\"h\"}]}",
                SearchResults.class));
        records.add(ModelReference.parse("acme/model:v1"));
        records.add(new WebhookTarget(URI.create("https://x.test/hook"), Set.of()));
        return records;
    }

    private interface Mapper {

        String write(Object value) throws Exception;

        Object read(String json, Class<?> type) throws Exception;
    }

    private static Arguments mapper(String name, JsonMapper mapper) {
        return Arguments.of("Jackson 3, " + name, new Mapper() {
            @Override
            public String write(Object value) {
                return mapper.writeValueAsString(value);
            }

            @Override
            public Object read(String json, Class<?> type) {
                return mapper.readValue(json, type);
            }
        });
    }

    private static Arguments mapper(String name, ObjectMapper mapper) {
        return Arguments.of("Jackson 2, " + name, new Mapper() {
            @Override
            public String write(Object value) throws Exception {
                return mapper.writeValueAsString(value);
            }

            @Override
            public Object read(String json, Class<?> type) throws Exception {
                return mapper.readValue(json, type);
            }
        });
    }

    static Stream<Arguments> mappers() {
        List<Arguments> mappers = new ArrayList<>();
        mappers.add(mapper("defaults", JsonMapper.shared()));
        mappers.add(mapper("defaults", jackson2()));
        for (JsonInclude.Include inclusion : List.of(
                JsonInclude.Include.NON_NULL,
                JsonInclude.Include.NON_ABSENT,
                JsonInclude.Include.NON_EMPTY,
                JsonInclude.Include.NON_DEFAULT)) {
            mappers.add(mapper(
                    inclusion.name(),
                    JsonMapper.builder()
                            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(inclusion))
                            .build()));
            mappers.add(mapper(inclusion.name(), jackson2().setDefaultPropertyInclusion(inclusion)));
        }
        mappers.add(mapper(
                "snake case",
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build()));
        mappers.add(mapper(
                "kebab case and unknown properties rejected",
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build()));
        mappers.add(mapper(
                "upper camel case",
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                        .build()));
        mappers.add(mapper(
                "snake case",
                jackson2()
                        .setPropertyNamingStrategy(
                                com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)));
        mappers.add(mapper(
                "fields only",
                JsonMapper.builder()
                        .changeDefaultVisibility(visibility -> visibility
                                .withVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                                .withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                                .withVisibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY))
                        .build()));
        return mappers.stream();
    }

    private static ObjectMapper jackson2() {
        return new ObjectMapper().registerModule(new com.fasterxml.jackson.datatype.jsr310.JavaTimeModule());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mappers")
    void recordIsReadBackFromItsJson(String name, Mapper mapper) throws Exception {
        for (Object each : records()) {
            String json = mapper.write(each);
            Object read = mapper.read(json, each.getClass());
            assertThat(JsonMapper.shared().readTree(mapper.write(read)))
                    .isEqualTo(JsonMapper.shared().readTree(json));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mappers")
    void eventKeepsItsPrediction(String name, Mapper mapper) throws Exception {
        Prediction prediction =
                read(PREDICTIONS.get(1).replace("\"data_removed\":false", "\"data_removed\":true"), Prediction.class);
        PredictionCompletedEvent event = new PredictionCompletedEvent(prediction, "msg_1", NOW, "order-42");
        assertThat(prediction.urls().additionalProperties()).containsEntry("new_url", "https://x.test/n");
        assertThat(mapper.read(mapper.write(event), PredictionCompletedEvent.class))
                .isEqualTo(event);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mappers")
    void eventThatWasWrittenWithoutStoredOutputsHasNone(String name, Mapper mapper) throws Exception {
        Prediction prediction =
                read(PREDICTIONS.get(1).replace("\"data_removed\":false", "\"data_removed\":true"), Prediction.class);
        PredictionCompletedEvent event = new PredictionCompletedEvent(prediction, "msg_1", NOW, "order-42");
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(mapper.write(event));
        json.remove(List.of("storedOutputs", "stored_outputs"));
        assertThat(mapper.read(json.toString(), PredictionCompletedEvent.class)).isEqualTo(event);
    }
}
