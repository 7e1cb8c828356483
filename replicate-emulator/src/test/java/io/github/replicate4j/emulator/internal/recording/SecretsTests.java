/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTests {

    private final Secrets secrets = new Secrets(null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access_key",
                "accessKey",
                "private-key",
                "passwd",
                "passphrase",
                "authorization",
                "api%5Fkey",
                "X-Amz-Date",
                "Signature",
                "key"
            })
    void queryWithASecretIsRemoved(String parameter) {
        assertThat(this.secrets.remove("at https://a.test/i.png?size=9&" + parameter + "=hidden now"))
                .isEqualTo("at https://a.test/i.png now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=9", "keyword=a", "max_tokens_shown", "a=%zz"})
    void queryWithoutASecretIsKept(String query) {
        assertThat(this.secrets.remove("https://a.test/i.png?" + query)).isEqualTo("https://a.test/i.png?" + query);
    }

    @Test
    void malformedSecretOfAFormIsRemoved() {
        assertThat(FormText.removeSecrets("api_key=100%-hidden&a=%zz", this.secrets))
                .isEqualTo("api_key=REMOVED&a=%zz");
    }

    @Test
    void secretThatBeginsWithAnotherOneIsRemovedCompletely() {
        // A single pair could be removed in the right order by chance.
        for (int i = 100; i < 120; i++) {
            this.secrets.collect("token", "secret-" + i);
            this.secrets.collect("password", "secret-" + i + "-hidden");
        }

        for (int i = 100; i < 120; i++) {
            assertThat(this.secrets.remove("use secret-" + i + "-hidden")).isEqualTo("use REMOVED");
        }
    }
}
