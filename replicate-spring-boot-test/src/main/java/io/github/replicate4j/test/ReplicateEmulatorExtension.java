/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.ReplicateEmulatorBuilder;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit extension that starts a {@link ReplicateEmulator} for tests without Spring. Each test class has one emulator, which is
 * reset after each test. The emulator and its clients are injected into test and lifecycle methods:
 *
 * <pre>{@code
 * @ExtendWith(ReplicateEmulatorExtension.class)
 * class CaptionTests {
 *
 *     @Test
 *     void captions(ReplicateEmulator emulator, Replicate replicate) {
 *         emulator.model("acme/captioner").official().respond(script -> script.output("a cat").succeed());
 *         assertThat(replicate.run("acme/captioner", Map.of()).text()).isEqualTo("a cat");
 *     }
 * }
 * }</pre>
 *
 * <p>To customize the emulator, register the extension in a static field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static ReplicateEmulatorExtension replicate =
 *         new ReplicateEmulatorExtension(builder -> builder.clock(EmulatorClock.manual()));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ReplicateEmulatorExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(ReplicateEmulatorExtension.class);

    private final Consumer<ReplicateEmulatorBuilder> customizer;

    /** Create the extension with a default emulator. */
    public ReplicateEmulatorExtension() {
        this(builder -> {});
    }

    /**
     * Create the extension with a customized emulator.
     *
     * @param customizer called once for each test class, before its emulator starts
     */
    public ReplicateEmulatorExtension(Consumer<ReplicateEmulatorBuilder> customizer) {
        this.customizer = customizer;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ReplicateEmulator.class || type == Replicate.class || type == AsyncReplicate.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        StartedEmulator started = startedEmulator(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == ReplicateEmulator.class) {
            return started.emulator();
        }
        return type == Replicate.class
                ? started.replicate()
                : started.replicate().async();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        startedEmulator(context).emulator().reset();
    }

    private StartedEmulator startedEmulator(ExtensionContext context) {
        ExtensionContext classContext = context;
        while (classContext.getTestMethod().isPresent()) {
            classContext = classContext.getParent().orElseThrow();
        }
        Store store = classContext.getStore(NAMESPACE);
        return store.computeIfAbsent(
                StartedEmulator.class, type -> StartedEmulator.start(this.customizer), StartedEmulator.class);
    }

    /** JUnit closes this resource after the test class. */
    private record StartedEmulator(ReplicateEmulator emulator, Replicate replicate) implements AutoCloseable {

        static StartedEmulator start(Consumer<ReplicateEmulatorBuilder> customizer) {
            ReplicateEmulatorBuilder builder = ReplicateEmulator.builder();
            customizer.accept(builder);
            ReplicateEmulator emulator = builder.start();
            Replicate replicate = Replicate.builder()
                    .baseUrl(emulator.baseUrl().toString())
                    .bearerToken(emulator.token())
                    .build();
            return new StartedEmulator(emulator, replicate);
        }

        @Override
        public void close() {
            this.replicate.close();
            this.emulator.close();
        }
    }
}
