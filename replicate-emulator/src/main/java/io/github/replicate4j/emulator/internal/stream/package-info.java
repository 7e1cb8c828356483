/**
 * Event streams.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.stream;

import org.jspecify.annotations.NullMarked;
