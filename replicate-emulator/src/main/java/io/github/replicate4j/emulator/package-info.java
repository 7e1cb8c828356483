/**
 * A local emulator of the Replicate API. Start a {@link io.github.replicate4j.emulator.ReplicateEmulator}, point a client at its
 * base URL, and script the behaviour of its models.
 */
@NullMarked
package io.github.replicate4j.emulator;

import org.jspecify.annotations.NullMarked;
