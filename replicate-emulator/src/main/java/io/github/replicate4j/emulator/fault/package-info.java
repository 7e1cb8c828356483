/**
 * Faults that an emulator injects into requests and event streams.
 */
@NullMarked
package io.github.replicate4j.emulator.fault;

import org.jspecify.annotations.NullMarked;
