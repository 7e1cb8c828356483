/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Uses a {@link io.github.replicate4j.emulator.ReplicateEmulator} in place of Replicate in a Spring test. The connection and
 * the token of the application are ignored: no token is needed, and none is sent. The emulator is a bean and is reset after
 * each test.
 *
 * <pre>{@code
 * @SpringBootTest
 * @AutoConfigureReplicateEmulator
 * class CaptionTests {
 *
 *     @Autowired
 *     ReplicateEmulator emulator;
 *
 *     @BeforeEach
 *     void setUp() {
 *         emulator.model("acme/captioner").official().respond(script -> script.output("a cat").succeed());
 *     }
 * }
 * }</pre>
 *
 * <p>The property {@code replicate.emulator.control-url} contains the URL of the control API, for tests that do not use the
 * Java API, such as tests in a browser.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureReplicateEmulator {}
