/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Browsers get an HTML page for an error, and other clients get problem details. */
@SampleTest
class ErrorPageTests {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @Autowired
    private RestTestClient client;

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/pictures/nothing", "/api/pictures/nothing/image"})
    void browsersGetAPage(String path) {
        String page = get(path, BROWSER)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page).contains("<h1>Page not found</h1>", "Back to the pictures");
    }

    @Test
    void otherClientsGetProblemDetails() {
        assertThat(PicturesApi.problem(get("/nothing", MediaType.ALL_VALUE), 404))
                .containsEntry("title", "Not Found");
    }

    private RestTestClient.ResponseSpec get(String path, String accept) {
        return this.client
                .get()
                .uri(path)
                .header(HttpHeaders.ACCEPT, accept)
                .exchange()
                .expectStatus()
                .isNotFound();
    }
}
