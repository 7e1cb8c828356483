/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.testing;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** What goes over the wire in these tests, and clients that are in a hurry. */
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

    /** Asks often. */
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
