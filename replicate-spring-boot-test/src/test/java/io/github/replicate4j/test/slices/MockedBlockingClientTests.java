/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import io.github.replicate4j.Replicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** A test with a mock of the client, from which models are imported. */
@SpringBootTest(properties = "replicate.mode=emulator")
class MockedBlockingClientTests {

    @MockitoBean
    Replicate replicate;

    @Autowired
    Captioner captioner;

    @Test
    void modelIsThatOfTheMock() {
        given(this.replicate.use(Captioner.class)).willReturn(image -> "mocked " + image);
        assertThat(this.captioner.caption("cat.png")).isEqualTo("mocked cat.png");
    }
}
