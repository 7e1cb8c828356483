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
