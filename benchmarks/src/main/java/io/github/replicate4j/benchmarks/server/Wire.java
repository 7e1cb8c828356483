/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.server;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Responses like those of Replicate, in realistic size.
 *
 * @since 0.1.0
 */
public final class Wire {

    /** Model version of all predictions. */
    public static final String VERSION = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";

    private static final Instant CREATED = Instant.parse("2026-11-22T10:00:00.123Z");

    private static final Instant COMPLETED = Instant.parse("2026-11-22T10:00:03.456Z");

    /** Text as output tokens. */
    private static final String OUTPUT = IntStream.range(0, 100)
            .mapToObj(Wire::token)
            .map(token -> "\"" + token + "\"")
            .collect(Collectors.joining(",", "[", "]"));

    private static final String LOGS = "\"logs\":\"Random seed used: 1234\\nPrompt processed in 12 ms\\n"
            + "Generated 100 tokens in 3.1 seconds\\n\",";

    private Wire() {}

    /**
     * Return an output token.
     *
     * @param index index of the token
     * @return text of the token
     */
    public static String token(int index) {
        return " token" + index % 1_000;
    }

    /**
     * Return a succeeded prediction with text output, of about 2 kB.
     *
     * @param id id of the prediction
     * @param origin URL of the server
     * @return JSON
     */
    public static String succeeded(String id, String origin) {
        return prediction(id, origin, CREATED, COMPLETED, OUTPUT);
    }

    /**
     * Return a prediction, which is starting as long as it has neither completed nor any output.
     *
     * @param id id of the prediction
     * @param origin URL of the server
     * @param created time of creation
     * @param completed time of completion, or {@code null} if the prediction is running
     * @param output output as JSON
     * @return JSON
     */
    public static String prediction(
            String id, String origin, Instant created, @Nullable Instant completed, String output) {
        String status = completed != null ? "succeeded" : output.equals("null") ? "starting" : "processing";
        return """
                {"id":"%1$s","model":"meta/meta-llama-3-8b-instruct","version":"%2$s",\
                "input":{"prompt":"Write a haiku about a lighthouse","max_tokens":512,"temperature":0.7,"top_p":0.95},\
                %9$s\
                "output":%6$s,"data_removed":false,"error":null,"source":"api","status":"%3$s",\
                "created_at":"%4$s","started_at":%8$s%5$s,\
                "metrics":{"input_token_count":12,"output_token_count":100,"predict_time":3.1,"total_time":3.333},\
                "urls":{"cancel":"%7$s/v1/predictions/%1$s/cancel","get":"%7$s/v1/predictions/%1$s",\
                "stream":"%7$s/stream/%1$s","web":"https://replicate.com/p/%1$s"}}""".formatted(
                        id,
                        VERSION,
                        status,
                        created,
                        completed == null ? "" : ",\"completed_at\":\"" + completed + "\"",
                        output,
                        origin,
                        status.equals("starting") ? "null" : "\"" + created + "\"",
                        LOGS);
    }

    /**
     * Remove the logs of a prediction, as in lists of Replicate.
     *
     * @param prediction prediction as JSON
     * @return JSON
     */
    public static String withoutLogs(String prediction) {
        return prediction.replace(LOGS, "");
    }

    /**
     * Return a page of a list.
     *
     * @param results results of the page as JSON
     * @param next link to the next page, or {@code null}
     * @return JSON
     */
    public static String page(Iterable<String> results, @Nullable String next) {
        String link = next == null ? "null" : "\"" + next + "\"";
        return "{\"previous\":null,\"next\":" + link + ",\"results\":[" + String.join(",", results) + "]}";
    }

    /**
     * Return an event of a stream.
     *
     * @param id id of the event
     * @param type type of the event
     * @param data data of one line
     * @return lines of the event
     */
    public static String event(String id, String type, String data) {
        return "event: " + type + "\nid: " + id + "\ndata: " + data + "\n\n";
    }
}
