/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.testing.CapturedLog;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/** A stream at an address that the client does not read. */
@Isolated("Changes loggers")
class RefusedStreamAddressTests extends WireMockTest {

    /** An address of the own network is refused each time, so further attempts would only delay the output. */
    @Test
    void refusedStreamAddressIsNotTriedAgain() {
        ReactorClientHttpConnector engine = new ReactorClientHttpConnector();
        ClientHttpConnector toServer = (method, uri, callback) ->
                engine.connect(method, URI.create("http://localhost:" + this.api.port() + uri.getRawPath()), callback);
        String running = Wire.prediction("p", "processing");
        createIsAnswered(json(201, running.replace("\"urls\":{", "\"urls\":{\"stream\":\"https://10.0.0.1/secret\",")));
        getIsAnswered("p", json(200, Wire.succeeded("p", "[\"a\",\"b\"]")));
        try (CapturedLog log = CapturedLog.of("io.github.replicate4j.internal.predictions", Level.WARN);
                Replicate client =
                        Wire.builder("https://192.0.2.1/v1").connector(toServer).build()) {
            assertThat(client.use(Wire.VERSION).stream(Map.of())).containsExactly("a", "b");
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains("stream URL of prediction p leads to an address that is not allowed", "is polled")
                    .doesNotContain("secret");
        }
    }
}
