/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.content;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.Disposable;

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
    void threadThatCancelsDoesNotCloseStream() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        Semaphore end = new Semaphore(0);
        ContentSource stalled = ContentSource.of(new InputStream() {

            @Override
            public int read() {
                reading.countDown();
                end.acquireUninterruptibly();
                return -1;
            }

            @Override
            public void close() {
                ContentSourceTests.this.closed.set(true);
            }
        });
        stalled.use();
        Disposable reader = stalled.read().subscribe(DataBufferUtils::release);
        reading.await();
        reader.dispose();
        assertThat(this.closed).isFalse();
        stalled.close();
        assertThat(this.closed).isTrue();
        end.release();
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
