/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

/** Base class of tests that check the single HTTP request of a call. */
public abstract class ClientStyleTest extends WireMockTest {

    protected void answered(int status, String body) {
        anyRequestIsAnswered(json(status, body));
    }

    protected void answeredWithNothing(int status) {
        anyRequestIsAnswered(WireMock.aResponse().withStatus(status));
    }

    /** Return the only page of a list. */
    protected static String page(String... results) {
        return "{\"next\":null,\"previous\":null,\"results\":[" + String.join(",", results) + "]}";
    }

    protected void assertSent(String method, String url) {
        LoggedRequest request = sent(method, url);
        assertThat(request.getHeader("Content-Type")).isNull();
        assertThat(request.getBodyAsString()).isEmpty();
    }

    protected void assertSent(String method, String url, String body) {
        LoggedRequest request = sent(method, url);
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(request.getBodyAsString()).isEqualTo(body);
    }

    /** Check that there was exactly one request with the common headers, and return it. */
    protected LoggedRequest sent(String method, String url) {
        assertThat(requests())
                .extracting(request -> request.getMethod().value() + " " + request.getUrl())
                .containsExactly(method + " " + url);
        LoggedRequest request = requests().get(0);
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + Wire.TOKEN);
        assertThat(request.getHeader("User-Agent")).startsWith("replicate4j/");
        assertThat(request.getHeader("Cache-Control")).isEqualTo(method.equals("GET") ? "no-store" : null);
        assertThat(request.getHeader("Accept"))
                .isEqualTo(url.endsWith("/readme") ? "text/plain, */*" : "application/json");
        assertThat(request.getHeader("Prefer")).isNull();
        assertThat(request.getHeader("Cancel-After")).isNull();
        return request;
    }
}
