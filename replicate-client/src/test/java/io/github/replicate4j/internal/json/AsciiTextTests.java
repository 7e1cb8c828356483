/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AsciiTextTests {

    private final Map<String, Object> input = Map.of("image", text("data:image/png;base64,AA=="));

    private static AsciiText text(String text) {
        return new AsciiText(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void isWrittenAsAString() {
        assertThat(new String(Json.write(this.input), StandardCharsets.UTF_8))
                .isEqualTo("{\"image\":\"data:image/png;base64,AA==\"}");
        assertThat(Json.canonical(this.input)).isEqualTo("{\"image\":\"data:image/png;base64,AA==\"}");
    }

    @Test
    void isConvertedToAString() {
        assertThat(Json.fields(this.input)).isEqualTo(Map.of("image", "data:image/png;base64,AA=="));
    }

    @Test
    void longTextIsWrittenCompletely() {
        String text = "data:;base64," + "A".repeat(1_000_000);
        assertThat(new String(Json.write(Map.of("file", text(text))), StandardCharsets.UTF_8))
                .isEqualTo("{\"file\":\"" + text + "\"}");
    }
}
