/**
 * A local stand-in for the Replicate API: start a {@link io.github.replicate4j.emulator.ReplicateEmulator}, point a
 * client at its base URL, and script what the models answer.
 */
@NullMarked
package io.github.replicate4j.emulator;

import org.jspecify.annotations.NullMarked;
