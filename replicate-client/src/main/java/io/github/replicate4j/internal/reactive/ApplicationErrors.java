/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import io.github.replicate4j.error.ReplicateException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Delivers each {@link Error} that application code throws to the caller. Reactor throws errors that it considers fatal, such
 * as a {@link LinkageError}, out of its operators instead of signalling them, so that a call would never end.
 *
 * <p>Each call of application code within a reactive pipeline is made through {@link #call}, which wraps the error in an
 * exception. Each operation that the client offers is made through {@link #unwrap(Mono)}, which restores the error.
 */
public final class ApplicationErrors {

    private ApplicationErrors() {}

    /** Call application code. */
    public static <T extends @Nullable Object> T call(Supplier<T> code) {
        try {
            return code.get();
        } catch (Error error) {
            throw wrap(error);
        }
    }

    /** Call application code, or code that calls it. */
    public static <T> T callChecked(Callable<T> code) throws Exception {
        try {
            return code.call();
        } catch (Error error) {
            throw wrap(error);
        }
    }

    /** Create a call in application code, or in code that calls it. */
    public static <T> Mono<T> defer(Supplier<Mono<T>> code) {
        return Mono.defer(() -> call(code));
    }

    /** Wrap an error of application code. */
    public static ReplicateException wrap(Error error) {
        return new WrappedError(error);
    }

    /** Return a stream that wraps the errors of a stream of the application. */
    public static InputStream guard(InputStream stream) {
        return new GuardedStream(stream);
    }

    /** Fail a call with the original error. In a nested call, the outermost call does this. */
    public static <T> Mono<T> unwrap(Mono<T> call) {
        return Mono.deferContextual(view -> isNested(view)
                ? call
                : call.onErrorMap(ApplicationErrors::original).contextWrite(ApplicationErrors::nested));
    }

    /** Fail a stream with the original error. In a nested call, the outermost call does this. */
    public static <T> Flux<T> unwrap(Flux<T> stream) {
        return Flux.deferContextual(view -> isNested(view)
                ? stream
                : stream.onErrorMap(ApplicationErrors::original).contextWrite(ApplicationErrors::nested));
    }

    private static boolean isNested(ContextView view) {
        return view.hasKey(ApplicationErrors.class);
    }

    /** Leave errors wrapped in calls of this context, because the client handles their failures. */
    public static Context nested(Context context) {
        return context.put(ApplicationErrors.class, true);
    }

    private static Throwable original(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WrappedError wrapped) {
                return wrapped.error;
            }
        }
        return failure;
    }

    private static final class WrappedError extends ReplicateException {

        private static final long serialVersionUID = 1L;

        private final Error error;

        WrappedError(Error error) {
            super("Code of the application failed: " + error.getClass().getName(), error);
            this.error = error;
        }
    }

    private static final class GuardedStream extends FilterInputStream {

        GuardedStream(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (Error error) {
                throw wrap(error);
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return super.read(target, offset, length);
            } catch (Error error) {
                throw wrap(error);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } catch (Error error) {
                throw wrap(error);
            }
        }
    }
}
