/**
 * The clock of an emulator.
 */
@NullMarked
package io.github.replicate4j.emulator.clock;

import org.jspecify.annotations.NullMarked;
