/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.testing;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** JSON responses, and clients that poll and retry without long delays. */
public final class Wire {

    public static final String TOKEN = "r8_TheTokenThatMustNotLeak0123456789";

    public static final String VERSION = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";

    private Wire() {}

    public static ReplicateBuilder builder(String baseUrl) {
        return Replicate.builder()
                .baseUrl(baseUrl)
                .bearerToken(TOKEN)
                .retry(retry -> retry.initialDelay(Duration.ofMillis(2)).maxDelay(Duration.ofMillis(10)))
                .run(wait -> wait.pollInterval(Duration.ofMillis(5)));
    }

    public static String prediction(String id, String status) {
        return prediction(id, status, "null", "");
    }

    public static String succeeded(String id, String output) {
        return prediction(id, "succeeded", output, ",\"completed_at\":\"2026-01-02T03:04:07.5Z\"");
    }

    public static String prediction(String id, String status, String output, String more) {
        return """
                {"id":"%1$s","model":"acme/model","version":"hidden","status":"%2$s","input":{"text":"x"},
                "output":%3$s,"error":null,"logs":"","metrics":{},"created_at":"2026-01-02T03:04:05.678Z",
                "urls":{"get":"https://api.replicate.com/v1/predictions/%1$s",
                "cancel":"https://api.replicate.com/v1/predictions/%1$s/cancel",
                "web":"https://replicate.com/p/%1$s"}%4$s}""".formatted(id, status, output, more);
    }

    /** Check a condition often, with a timeout that suits slow machines. */
    public static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5));
    }

    public static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause);
    }
}
