/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token r8_abcDEF123 is bad | token r8_*** is bad",
                "secret whsec_AbC+/=9 | secret whsec_***",
                "Authorization: Bearer abcdefgh12345 | Authorization: Bearer ***",
                "see https://x.example/a/b?sig=123&e=4 now | see https://x.example/***/b?*** now",
                "see https://x.example/a#token=1 | see https://x.example/a?***",
                "HTTPS://x.example/a?sig=1 | HTTPS://x.example/a?***",
                "file https://u:p@x.example/key/key2/out.png | file https://x.example/***/out.png",
                "see https://replicate.com/account/api-tokens | see https://replicate.com/account/api-tokens",
                "got data:image/png;base64,iVBORw0KGgo= here | got data:image/png,*** here",
                "got DATA:image/png;base64,iVBORw0KGgo= here | got data:image/png,*** here",
                "{\"url\":\"https://x.example/a?sig=123\"} | {\"url\":\"https://x.example/a?***\"}",
                "nothing to hide | nothing to hide"
            })
    void removesSecrets(String text, String redacted) {
        assertThat(Redaction.of(text)).isEqualTo(redacted);
    }

    @Test
    void removesTokenInAnyFormat() {
        assertThat(Redaction.of("your token odd~token! is bad", "odd~token!")).isEqualTo("your token *** is bad");
    }

    @Test
    void joinsLinesAndTruncatesLongText() {
        assertThat(Redaction.of(" a\r\n\tb\u0000c ")).isEqualTo("a b c");
        assertThat(Redaction.of("x".repeat(1_000_000))).hasSize(503).endsWith("...");
    }

    @Test
    void doesNotCutACharacter() {
        assertThat(Redaction.of("x".repeat(499) + "😀")).isEqualTo("x".repeat(499) + "...");
        assertThat(Redaction.of("x".repeat(498) + "😀y")).isEqualTo("x".repeat(498) + "😀...");
        assertThat(Redaction.of("data:," + "x".repeat(4_088) + " 😀")).isEqualTo("data:,***");
    }

    @Test
    void removesTokenAtTruncation() {
        String text = "x ".repeat(2045) + "r8_" + "a".repeat(5000);
        assertThat(Redaction.of(text)).doesNotContain("aaa");
    }
}
