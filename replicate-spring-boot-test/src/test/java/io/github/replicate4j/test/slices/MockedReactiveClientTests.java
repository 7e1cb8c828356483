/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mockingDetails;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ReplicateException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** A test with a mock of the reactive client. */
@SpringBootTest(properties = "replicate.mode=emulator")
class MockedReactiveClientTests {

    @MockitoBean
    AsyncReplicate asyncReplicate;

    @Autowired
    Replicate replicate;

    @Autowired
    Captioner captioner;

    @Test
    void callsOfTheBlockingClientFail() {
        assertThat(mockingDetails(this.asyncReplicate).isMock()).isTrue();
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> this.replicate.predictions().list())
                .withMessageContaining("AsyncReplicate.blocking() of a mock returned null");
        assertThatExceptionOfType(ReplicateException.class).isThrownBy(() -> this.captioner.caption("cat.png"));
    }
}
