/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
