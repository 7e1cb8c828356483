/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiTimeoutException;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.netty.http.client.HttpClient;

/** The proxy of the JVM and the environment, and the version of the client. */
@Isolated("Changes system properties")
class EnvironmentTests {

    @Test
    void clientUsesProxyOfJvm() throws IOException {
        try (FaultServer proxy = FaultServer.start().afterwards(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 Connection established\r\n\r\n");
            connection.readRequest();
            connection.write(FaultServer.answer(200, "application/json", Wire.succeeded("p", "null")));
        })) {
            System.setProperty("https.proxyHost", "localhost");
            System.setProperty("https.proxyPort", String.valueOf(proxy.port()));
            System.setProperty("http.nonProxyHosts", "elsewhere");
            try (Replicate client = Wire.builder("http://localhost:9/v1").build()) {
                assertThat(client.predictions().get("p").succeeded()).isTrue();
            } finally {
                System.clearProperty("https.proxyHost");
                System.clearProperty("https.proxyPort");
                System.clearProperty("http.nonProxyHosts");
            }
            assertThat(proxy.requests())
                    .extracting(request -> request.method() + " " + request.path())
                    .containsExactly("CONNECT localhost:9", "GET /v1/predictions/p");
        }
    }

    @Test
    void clientUsesProxyOfEnvironment() throws IOException {
        try (FaultServer proxy = FaultServer.start().afterwards(FaultServer.json(403, "{}"));
                Replicate client = Replicate.builder()
                        .environment(Map.of("REPLICATE_API_TOKEN", "t", "HTTPS_PROXY", proxy.origin())::get)
                        .maxRetries(0)
                        .build()) {
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> client.predictions().get("p"));
            assertThat(proxy.requests())
                    .extracting(request -> request.method() + " " + request.path())
                    .containsExactly("CONNECT api.replicate.com:443");
        }
    }

    @Test
    void userAgentHasVersionOfTheProject() throws IOException {
        try (FaultServer server =
                        FaultServer.start().afterwards(FaultServer.json(200, Wire.prediction("p", "starting")));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            client.predictions().get("p");
            assertThat(server.requests().get(0).header("user-agent")).matches("replicate4j/\\d+\\.\\d+\\.\\d+.*");
        }
    }

    @Test
    void timeoutOfEngineIsNotReportedAsThatOfClient() throws IOException {
        HttpClient engine =
                HttpClient.create().followRedirect(false).disableRetry(true).responseTimeout(Duration.ofMillis(100));
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.Connection::awaitEnd);
                Replicate client = Wire.builder(server.baseUrl())
                        .connector(new ReactorClientHttpConnector(engine))
                        .timeout(Duration.ofHours(7))
                        .maxRetries(0)
                        .build()) {
            assertThatExceptionOfType(ApiTimeoutException.class)
                    .isThrownBy(() -> client.predictions().get("p"))
                    .withMessageContaining("the HTTP engine stopped waiting for the response after")
                    .withMessageContaining("(ReadTimeoutException)")
                    .withMessageNotContaining(String.valueOf(Duration.ofHours(7).toMillis()));
        }
    }

    @Test
    void builderFromEnvironmentAllowsFurtherSettings() {
        try (Replicate client = Replicate.builderFromEnvironment()
                        .baseUrl("http://localhost:1/v1")
                        .build();
                AsyncReplicate reactive = AsyncReplicate.builderFromEnvironment()
                        .baseUrl("http://localhost:2/v1")
                        .buildAsync()) {
            assertThat(client.baseUrl()).hasToString("http://localhost:1/v1");
            assertThat(reactive.baseUrl()).hasToString("http://localhost:2/v1");
        }
    }

    @Test
    void clientReportsThatItIsClosed() {
        Replicate client = Wire.builder("http://localhost:1/v1").build();
        Replicate copy = client.withOptions(options -> options.maxRetries(1));
        copy.close();
        assertThat(client.isClosed()).isFalse();
        assertThat(copy.isClosed()).isFalse();
        client.close();
        assertThat(client.isClosed()).isTrue();
        assertThat(copy.isClosed()).isTrue();
        assertThat(client.async().isClosed()).isTrue();
    }
}
