/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookQueryTests {

    @ParameterizedTest
    @CsvSource({
        "https://a.test/hook, https://a.test/hook?replicate=training",
        "https://a.test/hook?x=%2F, https://a.test/hook?x=%2F&replicate=training",
        "https://a.test/hook?, https://a.test/hook?replicate=training",
        "https://a.test/hook#part, https://a.test/hook?replicate=training",
        "https://a.test, https://a.test?replicate=training"
    })
    void subjectIsAddedAsQueryParameter(URI url, String marked) {
        assertThat(new WebhookQuery(WebhookSubject.TRAINING, null, null).addTo(url))
                .hasToString(marked);
        for (WebhookSubject subject : WebhookSubject.values()) {
            WebhookQuery query = new WebhookQuery(subject, "order 42&x=1#ü😀+%", "01J9Z8");
            assertThat(WebhookQuery.parse(query.addTo(url).getRawQuery())).isEqualTo(query);
        }
    }

    @Test
    void urlWithoutParametersIsUnchanged() {
        URI url = URI.create("https://a.test/hook?x=1#part");
        assertThat(new WebhookQuery(null, null, null).addTo(url)).isEqualTo(url);
        assertThat(new WebhookQuery(null, "a b", null).addTo(url))
                .hasToString("https://a.test/hook?x=1&replicate-reference=a%20b");
    }

    /** The client adds its parameters at the end of the URL that the application set. */
    @Test
    void lastValidValueWins() {
        URI url = URI.create("https://a.test/hook?replicate=training&replicate-reference=1");
        WebhookQuery own = new WebhookQuery(WebhookSubject.PREDICTION, "2", "B2");
        assertThat(WebhookQuery.parse(own.addTo(url).getRawQuery())).isEqualTo(own);
        assertThat(WebhookQuery.parse("replicate=training&replicate=x&replicate-reference=1&replicate-reference=%"))
                .isEqualTo(new WebhookQuery(WebhookSubject.TRAINING, "1", null));
    }

    @Test
    void queryWithoutParametersHasNoValues() {
        WebhookQuery none = new WebhookQuery(null, null, null);
        assertThat(WebhookQuery.parse(null)).isEqualTo(none);
        assertThat(WebhookQuery.parse("")).isEqualTo(none);
        assertThat(WebhookQuery.parse("replicate=both&x=replicate=training")).isEqualTo(none);
        assertThat(WebhookQuery.parse("replicate-reference=&x-replicate-reference=1"))
                .isEqualTo(none);
        assertThat(WebhookQuery.parse("a=%zz&replicate=training").subject()).isEqualTo(WebhookSubject.TRAINING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%20", "a%0Ab", "%7F"})
    void unreadableReferenceIsIgnored(String value) {
        assertThat(WebhookQuery.parse("replicate-reference=" + value).reference())
                .isNull();
        assertThat(WebhookQuery.parse("replicate-reference=" + "a".repeat(201)).reference())
                .isNull();
    }

    @Test
    void referenceThatUrlCannotCarryIsRejected() {
        for (String reference : new String[] {"", " ", "a\nb", "a\ud800", "a".repeat(201)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WebhookQuery.checkReference(reference))
                    .withMessageContaining("reference must");
        }
        WebhookQuery.checkReference("a".repeat(200));
        WebhookQuery.checkReference(null);
    }

    @Test
    void entryIsAddedLast() {
        WebhookQuery query = new WebhookQuery(WebhookSubject.PREDICTION, "42", "01J9Z8");
        assertThat(query.addTo(URI.create("https://a.test/hook")))
                .hasToString("https://a.test/hook?replicate=prediction&replicate-reference=42&replicate-entry=01J9Z8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a-b", "%41", "a b", "11111111111111111111111111111111111111111"})
    void invalidEntryIsIgnored(String value) {
        assertThat(WebhookQuery.parse("replicate-entry=" + value).entry()).isNull();
        assertThat(WebhookQuery.parse("replicate-entry=ok&replicate-entry=" + value)
                        .entry())
                .isEqualTo("ok");
    }

    @Test
    void parametersAreReadFromUrlInBody() {
        WebhookQuery expected = new WebhookQuery(WebhookSubject.TRAINING, "a b", "X1");
        String url = "https://a.test/hook?x=1&replicate=training&replicate-reference=a%20b&replicate-entry=X1";
        assertThat(WebhookQuery.ofBody(Map.of("webhook", url))).isEqualTo(expected);
        assertThat(WebhookQuery.ofBody(Map.of("webhook", url + "#?replicate=prediction")))
                .isEqualTo(expected);
        assertThat(WebhookQuery.ofBody(Map.of("webhook", "not a URL ?replicate-entry=X1"))
                        .entry())
                .isEqualTo("X1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "#", "https://a.test/hook", "https://a.test/#?replicate=training"})
    void urlWithoutQueryHasNoValues(String url) {
        assertThat(WebhookQuery.ofBody(Map.of("webhook", url))).isEqualTo(WebhookQuery.NONE);
        assertThat(WebhookQuery.ofBody(Map.of("webhook", 7))).isEqualTo(WebhookQuery.NONE);
        assertThat(WebhookQuery.ofBody(Map.of())).isEqualTo(WebhookQuery.NONE);
    }
}
