/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The objects that the official API description defines. A field is written as {@code name type}, with a {@code ?} after a
 * name that may be missing and after a type that may be null. Other fields are an error, because Replicate does not have them.
 */
public enum Shape {
    ACCOUNT("type account-type", "username string", "name? string", "avatar_url? uri", "github_url? uri"),
    COLLECTION_ITEM("name string", "slug string", "description string"),
    COLLECTION("name string", "slug string", "description string", "models models", "full_description? string?"),
    CONFIGURATION("hardware string", "min_instances integer", "max_instances integer"),
    RELEASE(
            "number integer",
            "model string",
            "version string",
            "created_at time",
            "created_by account",
            "configuration configuration"),
    DEPLOYMENT("owner string", "name string", "current_release release"),
    FILE(
            "id string",
            "name string",
            "content_type string",
            "size integer",
            // Not in the description, but in recorded responses. A public client requires it.
            "etag string",
            "checksums object",
            "metadata object",
            "created_at time",
            "expires_at time",
            "urls object"),
    HARDWARE("name string", "sku string"),
    VERSION("id string", "created_at time", "cog_version string?", "openapi_schema object?"),
    MODEL(
            "url uri",
            "owner string",
            "name string",
            "description string?",
            "visibility visibility",
            "github_url uri?",
            "paper_url uri?",
            "license_url uri?",
            "weights_url? uri?",
            "run_count integer",
            "cover_image_url uri?",
            "default_example example?",
            "latest_version version?",
            "is_official boolean"),
    PREDICTION(predictionAnd("logs string")),
    /** The logs of examples are null in recorded responses. */
    EXAMPLE(predictionAnd("logs string?")),
    /** The samples of lists in the description have no logs. */
    LISTED_PREDICTION(predictionAnd()),
    PREDICTION_URLS("web uri", "get uri", "cancel uri", "stream? uri"),
    TRAINING(trainingAnd("logs string")),
    LISTED_TRAINING(trainingAnd()),
    TRAINING_OUTPUT("version string", "weights uri"),
    SEARCH("query string", "models hits", "collections collection-hits", "pages pages"),
    HIT("model model", "metadata metadata"),
    METADATA("generated_description string?", "tags any", "score number?"),
    COLLECTION_HIT("name string", "slug string", "description string", "models? any?"),
    PAGE_HIT("name string", "href string"),
    PAGE("next uri?", "previous uri?", "results any"),
    SECRET("key string");

    private static final Map<String, BiConsumer<String, Object>> TYPES = types();

    private final String[] fields;

    Shape(String... fields) {
        this.fields = fields;
    }

    private static String[] predictionAnd(String... more) {
        return and(
                more,
                "id string",
                "model string",
                "version string",
                "input object",
                "output any?",
                "data_removed boolean",
                "error string?",
                "status status",
                "created_at time",
                "urls prediction-urls",
                "started_at? time",
                "completed_at? time",
                "deadline? time",
                "deployment? string",
                "metrics? object",
                "source source",
                "webhook? uri",
                "webhook_events_filter? any");
    }

    private static String[] trainingAnd(String... more) {
        return and(
                more,
                "id string",
                "model string",
                "version string",
                "input object",
                "output? training-output",
                "error string?",
                "status status",
                "source source",
                "created_at time",
                "started_at? time",
                "completed_at? time",
                "metrics? object",
                "urls prediction-urls",
                "webhook? uri",
                "webhook_events_filter? any");
    }

    private static String[] and(String[] more, String... fields) {
        return Stream.concat(Stream.of(fields), Stream.of(more)).toArray(String[]::new);
    }

    /** Check that an object has this shape. */
    public void check(Object value) {
        check(name(), value);
    }

    private void check(String where, Object value) {
        assertThat(value).as(where).isInstanceOf(Map.class);
        Map<?, ?> object = (Map<?, ?>) value;
        List<Object> unknown = new ArrayList<>(object.keySet());
        for (String field : this.fields) {
            String[] nameAndType = field.split(" ");
            String name = nameAndType[0].replace("?", "");
            unknown.remove(name);
            if (!object.containsKey(name)) {
                assertThat(nameAndType[0]).as(where + " has " + name).endsWith("?");
                continue;
            }
            Object content = object.get(name);
            if (content == null) {
                assertThat(nameAndType[1]).as(where + "." + name + " is null").endsWith("?");
                continue;
            }
            TYPES.get(nameAndType[1].replace("?", "")).accept(where + "." + name, content);
        }
        assertThat(unknown).as(where + " has more").isEmpty();
    }

    /** Check each object of a list. */
    public void checkAll(List<?> values) {
        assertThat(values).as(name()).isNotEmpty().allSatisfy(this::check);
    }

    private static Map<String, BiConsumer<String, Object>> types() {
        Map<String, BiConsumer<String, Object>> types = new LinkedHashMap<>();
        types.put("any", (where, value) -> {});
        types.put("string", is(String.class));
        types.put("boolean", is(Boolean.class));
        types.put("number", is(Number.class));
        types.put("object", is(Map.class));
        types.put("integer", (where, value) -> assertThat(value).as(where).isInstanceOfAny(Integer.class, Long.class));
        types.put("uri", (where, value) -> assertThat((String) value).as(where).matches("https?://.+"));
        types.put(
                "time",
                (where, value) -> assertThat(OffsetDateTime.parse((String) value))
                        .as(where)
                        .isNotNull());
        types.put("account-type", oneOf("user", "organization"));
        types.put("visibility", oneOf("public", "private"));
        types.put("source", oneOf("api", "web"));
        types.put("status", oneOf("starting", "processing", "succeeded", "failed", "canceled", "aborted"));
        types.put("account", (where, value) -> ACCOUNT.check(where, value));
        types.put("release", (where, value) -> RELEASE.check(where, value));
        types.put("configuration", (where, value) -> CONFIGURATION.check(where, value));
        types.put("example", (where, value) -> EXAMPLE.check(where, value));
        types.put("prediction-urls", (where, value) -> PREDICTION_URLS.check(where, value));
        types.put("training-output", (where, value) -> TRAINING_OUTPUT.check(where, value));
        types.put("version", (where, value) -> VERSION.check(where, value));
        types.put("model", (where, value) -> MODEL.check(where, value));
        types.put("metadata", (where, value) -> METADATA.check(where, value));
        types.put("models", (where, value) -> MODEL.checkAll((List<?>) value));
        types.put("hits", (where, value) -> HIT.checkAll((List<?>) value));
        types.put("collection-hits", (where, value) -> ((List<?>) value).forEach(COLLECTION_HIT::check));
        types.put("pages", (where, value) -> ((List<?>) value).forEach(PAGE_HIT::check));
        return types;
    }

    private static BiConsumer<String, Object> is(Class<?> type) {
        return (where, value) -> assertThat(value).as(where).isInstanceOf(type);
    }

    private static BiConsumer<String, Object> oneOf(Object... allowed) {
        return (where, value) -> assertThat(value).as(where).isIn(allowed);
    }
}
