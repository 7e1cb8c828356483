/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nowhere",
                "/v1",
                "https://",
                "https:///v1",
                "https:v1",
                "ftp://api.replicate.com/v1",
                "file:///etc/passwd",
                "https://user@api.replicate.com/v1",
                "https://user:pw@api.replicate.com",
                "https://api.replicate.com/v1?x=y",
                "https://api.replicate.com/v1#x",
                "https://api replicate.com",
                "https://api.replicate.com\r\nX: y",
                "https://:443/v1"
            })
    void rejectsInvalidBaseUrl(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUrl.parse(text))
                .withMessageStartingWith("base URL")
                .withMessageNotContaining("pw");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.replicate.com/v1",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://example.com/localhost",
                "http://10.0.0.1",
                "http://[::2]:8080",
                "http://0.0.0.0:8080",
                "http://localhostx"
            })
    void rejectsPlainHttpToRemoteHost(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUrl.parse(text))
                .withMessageContaining("plain http");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.replicate.com/v1, https://api.replicate.com/v1",
        "https://api.replicate.com/v1/, https://api.replicate.com/v1",
        "https://api.replicate.com/v1///, https://api.replicate.com/v1",
        "https://api.replicate.com, https://api.replicate.com",
        "HTTPS://gateway.example.com:8443/replicate/v1, HTTPS://gateway.example.com:8443/replicate/v1",
        "http://localhost:8080/v1, http://localhost:8080/v1",
        "http://LOCALHOST:8080/v1, http://LOCALHOST:8080/v1",
        "http://127.0.0.1:8080/v1, http://127.0.0.1:8080/v1",
        "http://127.1.2.3, http://127.1.2.3",
        "http://[::1]:8080/v1/, http://[::1]:8080/v1",
        "http://emulator.localhost/v1, http://emulator.localhost/v1",
        "'  https://api.replicate.com/v1  ', https://api.replicate.com/v1"
    })
    void ignoresTrailingSlashes(String text, String url) {
        assertThat(BaseUrl.parse(text)).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.replicate.com/v1, true",
        "https://api.replicate.com/elsewhere, true",
        "https://API.replicate.com:443/v1, true",
        "http://api.replicate.com/v1, false",
        "https://api.replicate.com:8443/v1, false",
        "https://api.replicate.com.example.com/v1, false",
        "https://api.replicate.com@example.com/v1, false",
        "https://user@api.replicate.com/v1, false",
        "https://replicate.com/v1, false",
        "https://replicate.delivery/x, false",
        "mailto:a@api.replicate.com, false"
    })
    void tokenIsSentToSameSchemeHostAndPortOnly(String url, boolean same) {
        assertThat(BaseUrl.REPLICATE.isOriginOf(URI.create(url))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.replicate.com/v1/predictions?cursor=a%3D, https://api.replicate.com/v1/predictions?cursor=a%3D",
        "http://api.replicate.com/v1/predictions?cursor=a%3D, https://api.replicate.com/v1/predictions?cursor=a%3D",
        "http://API.replicate.com/v1/predictions, https://api.replicate.com/v1/predictions",
        "http://api.replicate.com:8080/v1/predictions, ",
        "https://example.com/v1/predictions, ",
        "http://user@api.replicate.com/v1/predictions, ",
        "//api.replicate.com/v1/predictions, ",
        "/v1/predictions, ",
        "not a link, ",
        "ftp://api.replicate.com/v1, "
    })
    void resolvesLinkToSameOriginOrRejectsIt(String link, String resolved) {
        assertThat(BaseUrl.REPLICATE.resolveLink(link)).isEqualTo(resolved == null ? null : URI.create(resolved));
    }
}
