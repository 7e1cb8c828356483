/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.documentation;

import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.tool.ReplicateToolCallbacks;
import java.util.Base64;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A tool whose result is the picture itself. */
@Configuration(proxyBeanMethods = false)
public class PictureToolConfiguration {

    @Bean
    ToolCallback pictureTool(ModelCatalog catalog) {
        ReplicateToolCallbacks tools = ReplicateToolCallbacks.builder(catalog)
                .tool(
                        "black-forest-labs/flux-schnell",
                        tool -> tool.name("draw_picture")
                                .onlyInputs("prompt")
                                .fixedInput("output_format", "png")
                                .resultConverter((result, type) -> base64((AsyncOutput) result)))
                .build();
        return tools.getToolCallbacks()[0];
    }

    private static String base64(AsyncOutput output) {
        byte[] picture = output.files().get(0).bytes().block();
        return Base64.getEncoder().encodeToString(picture);
    }
}
