/**
 * Tests of Spring Boot applications that use Replicate.
 */
@NullMarked
package io.github.replicate4j.test;

import org.jspecify.annotations.NullMarked;
