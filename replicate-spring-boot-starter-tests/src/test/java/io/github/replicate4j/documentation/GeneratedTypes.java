/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.ModelContract;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.files.FileOutput;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of the page about generated types. */
class GeneratedTypes {

    private final Replicate replicate;

    GeneratedTypes(Replicate replicate) {
        this.replicate = replicate;
    }

    List<FileOutput> run() {
        FluxSchnell flux = replicate.use(FluxSchnell.class);
        List<FileOutput> pictures = flux.run("a lighthouse at dusk");
        return pictures;
    }

    List<FileOutput> runWithOptions() {
        FluxSchnell flux = replicate.use(FluxSchnell.class);
        FluxSchnellInput input = FluxSchnellInput.builder()
                .prompt("a lighthouse at dusk")
                .aspectRatio(FluxSchnellInput.AspectRatio.RATIO_16_9)
                .numOutputs(2)
                .build();
        List<FileOutput> pictures = flux.run(input);
        return pictures;
    }

    FluxSchnellInput change(FluxSchnellInput input) {
        FluxSchnellInput square = input.toBuilder()
                .aspectRatio(FluxSchnellInput.AspectRatio.RATIO_1_1)
                .build();
        return square;
    }

    static class FluxSchnellTests {

        @Test
        void matchesTheModel() {
            ModelContract.verify(FluxSchnell.class);
        }
    }

    void verifyCurrentSchema() {
        ModelContract.verify(FluxSchnell.class, replicate);
    }
}
