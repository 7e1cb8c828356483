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

package io.github.replicate4j.internal.transport;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;

/**
 * A body that is read as it is sent.
 *
 * @param contentType what it is
 * @param length bytes in all, or {@code null} if that is not known
 * @param content the bytes, anew for each subscription
 * @param again whether the content can be read once more
 */
record StreamedBody(MediaType contentType, @Nullable Long length, Flux<DataBuffer> content, BooleanSupplier again)
        implements RequestBody {

    @Override
    public WebClient.RequestHeadersSpec<?> into(WebClient.RequestBodySpec request) {
        WebClient.RequestBodySpec typed = request.contentType(this.contentType);
        WebClient.RequestBodySpec sized = this.length == null ? typed : typed.contentLength(this.length);
        return sized.body(BodyInserters.fromDataBuffers(this.content));
    }

    @Override
    public boolean isSafeToResend() {
        return this.again.getAsBoolean();
    }
}
