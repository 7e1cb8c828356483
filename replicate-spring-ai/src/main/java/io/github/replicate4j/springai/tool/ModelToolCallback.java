/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.tool;

import io.github.replicate4j.error.BadRequestException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.InputValidationException;
import io.github.replicate4j.error.UnprocessableEntityException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.ai.tool.metadata.ToolMetadata;

/** Runs a model with the arguments of a chat model. */
final class ModelToolCallback implements ToolCallback {

    private final ReplicateTool tool;

    private final ModelToolDefinition definition;

    ModelToolCallback(ReplicateTool tool, ModelCatalog catalog) {
        this.tool = tool;
        this.definition = new ModelToolDefinition(tool, catalog);
    }

    @Override
    public ModelToolDefinition getToolDefinition() {
        return this.definition;
    }

    @Override
    public ToolMetadata getToolMetadata() {
        return ToolMetadata.builder().returnDirect(this.tool.returnDirect()).build();
    }

    /**
     * Run the model.
     *
     * @throws ToolExecutionException if the chat model can react: the arguments are invalid, the prediction failed, or it took too
     *     long
     */
    @Override
    public String call(String toolInput) {
        ModelTool model = this.definition.model();
        Map<String, @Nullable Object> input;
        try {
            input = ToolArguments.read(toolInput, this.tool, model.description());
        } catch (IllegalArgumentException ex) {
            throw new ToolExecutionException(this.definition, ex);
        }
        try {
            AsyncOutput output = Blocking.value(model.description().function().run(request -> {
                request.input(input);
                if (this.tool.timeout() != null) {
                    request.timeout(this.tool.timeout());
                }
            }));
            return this.tool.resultConverter().convert(output, AsyncOutput.class);
        } catch (ModelException
                | DeadlineExceededException
                | InputValidationException
                | UnprocessableEntityException
                | BadRequestException ex) {
            throw new ToolExecutionException(this.definition, ex);
        }
    }

    /** Run the model. The context is for tools of the application, and is not sent to Replicate. */
    @Override
    public String call(String toolInput, @Nullable ToolContext toolContext) {
        return call(toolInput);
    }

    @Override
    public String toString() {
        return "ModelToolCallback[" + this.tool.model() + "]";
    }
}
