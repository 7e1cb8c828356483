/**
 * The implementation of faults.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.fault;

import org.jspecify.annotations.NullMarked;
