/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.replicate4j.error.ApiResponseValidationException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class ResponseBodyTests {

    private static ResponseBody body() {
        ApiRequest request =
                ApiRequest.get("predictions.get", "/predictions/{id}").pathAndResponse("abc");
        return new ResponseBody(request, 200, new HttpHeaders(), 1_000_000);
    }

    private static Flux<DataBuffer> bytes(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return Flux.range(0, bytes.length)
                .map(i -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[] {bytes[i]}));
    }

    /** A server must not be able to occupy a thread with a small response. */
    @Test
    void effortGrowsWithTheSizeAndNotWithItsSquare() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        String json = "{\"input\":\"" + "x".repeat(60_000) + "\",\"id\":\"abc\"}";
        long before = threads.getCurrentThreadAllocatedBytes();
        StepVerifier.create(body().read(bytes(json)))
                .assertNext(exchange -> assertThat(exchange.text()).isEqualTo(json))
                .verifyComplete();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200_000_000);
    }

    @Test
    void bodyOfAnotherRequestIsReadUpToItsIdOnly() {
        String json = "{\"input\":{\"id\":\"x\",\"list\":[{}]},\"id\":\"other\",\"status\":\"starting\"}";
        AtomicInteger read = new AtomicInteger();
        StepVerifier.create(body().read(bytes(json).doOnNext(each -> read.incrementAndGet())))
                .verifyError(ApiResponseValidationException.class);
        assertThat(read).hasValue(json.indexOf("other\"") + "other\"".length());
    }
}
