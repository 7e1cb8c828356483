/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.observation;

import io.github.replicate4j.error.ApiTimeoutException;
import io.github.replicate4j.observation.ReplicateObservationDocumentation.OperationHighCardinalityKeys;
import io.github.replicate4j.observation.ReplicateObservationDocumentation.OperationKeys;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * The default convention of {@link ReplicateObservationDocumentation#OPERATION}. Applications can extend it.
 *
 * @since 0.1.0
 */
public class DefaultOperationObservationConvention implements OperationObservationConvention {

    @Override
    public String getName() {
        return "replicate.operation";
    }

    @Override
    public String getContextualName(OperationObservationContext context) {
        return "replicate " + context.getOperation();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(OperationObservationContext context) {
        return KeyValues.of(operation(context), outcome(context), status(context), exception(context));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(OperationObservationContext context) {
        return KeyValues.of(OperationHighCardinalityKeys.ATTEMPTS.withValue(String.valueOf(context.getAttempts())));
    }

    /**
     * Return the API operation.
     *
     * @param context the context
     * @return its name, such as {@code predictions.create}
     */
    protected KeyValue operation(OperationObservationContext context) {
        return OperationKeys.OPERATION.withValue(context.getOperation());
    }

    /**
     * Return the outcome of the operation.
     *
     * @param context the context
     * @return one of {@code SUCCESS}, {@code REDIRECTION}, {@code CLIENT_ERROR}, {@code SERVER_ERROR}, {@code TIMEOUT},
     *     {@code CANCELLED}, {@code ERROR}; {@code UNKNOWN} while the operation is running
     */
    protected KeyValue outcome(OperationObservationContext context) {
        return OperationKeys.OUTCOME.withValue(outcomeOf(context));
    }

    private static String outcomeOf(OperationObservationContext context) {
        Throwable error = context.getError();
        Integer status = context.getStatus();
        if (context.isCancelled()) {
            return "CANCELLED";
        }
        if (error == null) {
            return status == null ? "UNKNOWN" : "SUCCESS";
        }
        if (status != null && status >= 300) {
            return status < 400 ? "REDIRECTION" : status < 500 ? "CLIENT_ERROR" : "SERVER_ERROR";
        }
        return hasCause(error, ApiTimeoutException.class) ? "TIMEOUT" : "ERROR";
    }

    private static boolean hasCause(@Nullable Throwable error, Class<?> type) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Return the HTTP status.
     *
     * @param context the context
     * @return HTTP status of the last attempt, or {@code none}
     */
    protected KeyValue status(OperationObservationContext context) {
        Integer status = context.getStatus();
        return OperationKeys.STATUS.withValue(status == null ? KeyValue.NONE_VALUE : String.valueOf(status));
    }

    /**
     * Return the exception of a failed operation.
     *
     * @param context the context
     * @return simple name of the exception, or {@code none}
     */
    protected KeyValue exception(OperationObservationContext context) {
        Throwable error = context.getError();
        return OperationKeys.EXCEPTION.withValue(
                error == null ? KeyValue.NONE_VALUE : error.getClass().getSimpleName());
    }
}
