/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Client of the application's REST API. */
@TestComponent
public class PicturesApi {

    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};

    private final RestTestClient client;

    PicturesApi(RestTestClient client) {
        this.client = client;
    }

    /** Create a picture and return its id. */
    public String create(String prompt) {
        Map<String, Object> created =
                object(send(Map.of("prompt", prompt)).expectStatus().isAccepted());
        assertThat(created).containsKeys("id", "status").containsEntry("prompt", prompt);
        return (String) created.get("id");
    }

    public RestTestClient.ResponseSpec send(Object body) {
        return this.client
                .post()
                .uri("/api/pictures")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    public RestTestClient.ResponseSpec get(String path) {
        return this.client.get().uri(path).exchange();
    }

    public Map<String, Object> state(String id) {
        return object(get("/api/pictures/" + id).expectStatus().isOk());
    }

    /** Wait for a status and return the state. */
    public Map<String, Object> stateWhen(String id, String status) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> state(id), state -> status.equals(state.get("status")));
    }

    public byte[] image(String id) {
        return get("/api/pictures/" + id + "/image")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.IMAGE_PNG)
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
    }

    /** Return the problem details of a response, which must have the given status. */
    public static Map<String, Object> problem(RestTestClient.ResponseSpec response, int status) {
        response.expectStatus().isEqualTo(status);
        response.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
        Map<String, Object> problem = object(response);
        assertThat(problem).containsEntry("status", status).containsKeys("title", "detail");
        return problem;
    }

    private static Map<String, Object> object(RestTestClient.ResponseSpec response) {
        Map<String, Object> body = response.expectBody(OBJECT).returnResult().getResponseBody();
        assertThat(body).isNotNull();
        return body;
    }
}
