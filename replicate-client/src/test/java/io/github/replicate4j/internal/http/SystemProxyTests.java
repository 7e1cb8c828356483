/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.testing.FaultServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

class SystemProxyTests {

    /** Accepts a tunnel to any host, and responds itself to the request in the tunnel. */
    private final FaultServer proxy = FaultServer.start().afterwards(connection -> {
        if (connection.readRequest().method().equals("CONNECT")) {
            connection.write("HTTP/1.1 200 Connection established\r\n\r\n");
            connection.readRequest();
        }
        connection.write(FaultServer.answer(200, "text/plain", "hello"));
    });

    @AfterEach
    void stop() throws IOException {
        this.proxy.close();
    }

    private void get(String url, Map<String, String> environment) {
        HttpClient client = new SystemProxy(environment::get).applyTo(HttpClient.newConnection());
        StepVerifier.create(client.get().uri(url).responseContent().aggregate().asString())
                .expectNext("hello")
                .expectComplete()
                .verify(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({"HTTPS_PROXY, http://localhost:%d/", "https_proxy, localhost:%d", "https_proxy, HTTP://localhost:%d"})
    void requestUsesProxyOfEnvironment(String variable, String url) {
        get("http://replicate.test/x", Map.of(variable, url.formatted(this.proxy.port()), "NO_PROXY", "example.com"));
        assertThat(this.proxy.requests())
                .extracting(request -> request.method() + " " + request.path())
                .containsExactly("CONNECT replicate.test:80", "GET /x");
        assertThat(this.proxy.requests().get(0).headers()).doesNotContainKey("proxy-authorization");
    }

    @Test
    void credentialsAreSentToTheProxy() {
        get("http://replicate.test/x", Map.of("HTTPS_PROXY", "http://me:a%40b@localhost:" + this.proxy.port()));
        assertThat(this.proxy.requests().get(0).header("proxy-authorization")).isEqualTo("Basic bWU6YUBi");
        assertThat(this.proxy.requests().get(1).headers()).doesNotContainKey("proxy-authorization");
    }

    @ParameterizedTest
    @CsvSource({
        "replicate.test, false",
        "'example.com, replicate.test', false",
        ".test, false",
        "*.TEST, false",
        "replicate.test:80, false",
        "*, false",
        "replicate.test:443, true",
        "plicate.test, true",
        "api.replicate.test, true"
    })
    void noProxyExcludesHosts(String excluded, boolean proxied) {
        SystemProxy proxy = new SystemProxy(Map.of("HTTPS_PROXY", "localhost:1", "NO_PROXY", excluded)::get);
        assertThat(!proxy.isExcluded(InetSocketAddress.createUnresolved("replicate.test", 80)))
                .isEqualTo(proxied);
    }

    @Test
    void thisMachineIsReachedDirectly() {
        get(this.proxy.origin() + "/x", Map.of("HTTPS_PROXY", "http://localhost:1"));
        assertThat(this.proxy.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:secret@proxy.test", "socks5://me:secret@proxy.test", "http://", "a b secret"})
    void otherProxyIsRejectedWithoutItsPassword(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SystemProxy(Map.of("HTTPS_PROXY", url)::get).applyTo(HttpClient.newConnection()))
                .withMessageContaining("HTTPS_PROXY")
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "127.0.0.1", "::ffff:127.0.0.1"})
    void addressOfThisMachineIsReachedDirectly(String address) {
        SystemProxy proxy = new SystemProxy(Map.of("HTTPS_PROXY", "localhost:1")::get);
        assertThat(proxy.isExcluded(new InetSocketAddress(address, 80))).isTrue();
    }
}
