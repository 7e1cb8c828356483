/**
 * The scripts, inputs and outputs of emulated models.
 */
@NullMarked
package io.github.replicate4j.emulator.model;

import org.jspecify.annotations.NullMarked;
