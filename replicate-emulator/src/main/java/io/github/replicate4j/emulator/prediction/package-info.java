/**
 * Snapshots of emulated predictions.
 */
@NullMarked
package io.github.replicate4j.emulator.prediction;

import org.jspecify.annotations.NullMarked;
