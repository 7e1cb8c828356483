/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
 * Uses a {@link io.github.replicate4j.emulator.ReplicateEmulator} in place of Replicate in a Spring test, regardless of the
 * properties: no token is needed, and none is sent. The emulator is a bean and is reset after each test.
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
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureReplicateEmulator {}
