/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.content;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBufferUtils;

/** Streams as the content of files. */
class ContentSourceTests {

    private final AtomicBoolean closed = new AtomicBoolean();

    private final InputStream stream = new ByteArrayInputStream(new byte[100]) {

        @Override
        public void close() {
            ContentSourceTests.this.closed.set(true);
        }
    };

    private final ContentSource source = ContentSource.of(this.stream);

    @RepeatedTest(50)
    void closesStreamWhoseReadWasCancelled() {
        this.source.use();
        this.source.read().subscribe(DataBufferUtils::release).dispose();
        this.source.close();
        await().untilTrue(this.closed);
        assertThat(this.source.canBeReadAgain()).isFalse();
    }

    @Test
    void closesUnreadStream() {
        this.source.use();
        this.source.close();
        assertThat(this.closed).isTrue();
    }

    @Test
    void lateCallDoesNotCloseStreamBeingRead() throws Exception {
        this.source.use();
        InputStream reading = this.source.open();
        ContentSource late = ContentSource.of(this.stream);
        late.use();
        late.close();
        assertThat(this.closed).isFalse();
        assertThat(reading.readAllBytes()).hasSize(100);
        this.source.close();
        assertThat(this.closed).isTrue();
    }
}
