/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.Replicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A slice that does not use Replicate, of an application that imports models. */
@WebMvcTest(GreetingController.class)
class UnrelatedSliceTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    ApplicationContext context;

    @Test
    void startsWithoutClient() {
        assertThat(this.mvc.get().uri("/greeting")).hasStatusOk().hasBodyTextEqualTo("hello");
        assertThat(this.context.getBeanProvider(Replicate.class).getIfAvailable())
                .isNull();
    }

    @Test
    void modelFailsWithAnExplanation() {
        assertThatIllegalStateException()
                .isThrownBy(() -> this.context.getBean(Captioner.class).caption("cat.png"))
                .withMessageContaining("@AutoConfigureReplicateEmulator");
    }
}
