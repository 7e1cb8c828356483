/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.internal.http.BaseUrl;
import io.github.replicate4j.internal.http.TokenSource;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.settings.RetrySettings;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.test.StepVerifier;

class DownloadsTests {

    private static Downloads downloads(String baseUrl) {
        TransportSettings settings = new TransportSettings(
                BaseUrl.parse(baseUrl),
                TokenSource.of("r8_x"),
                Duration.ofSeconds(1),
                RetrySettings.DEFAULT,
                1000,
                Duration.ofMinutes(1),
                1000,
                false,
                Map.of());
        return new Downloads(
                (method, uri, callback) -> Mono.error(new AssertionError("nothing may be sent to " + uri)), settings);
    }

    private static String messageOf(Exception failureOfTheEngine) {
        Throwable cause = new WebClientRequestException(
                failureOfTheEngine, HttpMethod.GET, URI.create("https://x.test/x"), new HttpHeaders());
        return String.valueOf(TokenlessClient.connectionFailure(
                        "A file download", cause, "files.download", "1000 ms (replicate.timeout)")
                .getMessage());
    }

    @Test
    void failureWithoutAConnectionSaysThatNothingWasRequested() {
        assertThat(messageOf(new PoolAcquireTimeoutException(Duration.ofSeconds(45))))
                .contains("A file download could not be requested", "replicate.http.max-connections")
                .doesNotContain("timeout of the engine");
        assertThat(messageOf(new ConnectTimeoutException("connection timed out after 10000 ms")))
                .contains("could not be requested", "Check the network.")
                .doesNotContain("timeout of the engine");
        assertThat(messageOf(ReadTimeoutException.INSTANCE))
                .contains("timed out: the HTTP engine stopped waiting (ReadTimeoutException)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/x", "http://127.0.0.1/x", "https://[::1]/x"})
    void rejectsLoopbackUrlIfApiIsRemote(String url) {
        Downloads remote = downloads("https://api.replicate.com/v1");
        StepVerifier.create(remote.bytes(URI.create(url))).verifyError(IllegalArgumentException.class);
        StepVerifier.create(remote.stream(URI.create(url))).verifyError(IllegalArgumentException.class);
        assertThat(downloads("http://localhost:8090/v1").mayRead(URI.create(url)))
                .isTrue();
    }
}
