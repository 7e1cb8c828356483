/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSubjectTests {

    @ParameterizedTest
    @CsvSource({
        "https://a.test/hook, https://a.test/hook?replicate=training",
        "https://a.test/hook?x=%2F, https://a.test/hook?x=%2F&replicate=training",
        "https://a.test/hook?, https://a.test/hook?replicate=training",
        "https://a.test/hook#part, https://a.test/hook?replicate=training",
        "https://a.test, https://a.test?replicate=training"
    })
    void markerIsAddedAsQueryParameter(URI url, String marked) {
        assertThat(WebhookSubject.TRAINING.mark(url)).hasToString(marked);
        assertThat(WebhookSubject.of(WebhookSubject.TRAINING.mark(url).getRawQuery()))
                .isEqualTo(WebhookSubject.TRAINING);
        assertThat(WebhookSubject.of(WebhookSubject.PREDICTION.mark(url).getRawQuery()))
                .isEqualTo(WebhookSubject.PREDICTION);
    }

    @Test
    void queryWithoutMarkerHasNoSubject() {
        assertThat(WebhookSubject.of(null)).isNull();
        assertThat(WebhookSubject.of("")).isNull();
        assertThat(WebhookSubject.of("replicate=both&x=replicate=training")).isNull();
        assertThat(WebhookSubject.of("a=%zz&replicate=training")).isEqualTo(WebhookSubject.TRAINING);
    }
}
