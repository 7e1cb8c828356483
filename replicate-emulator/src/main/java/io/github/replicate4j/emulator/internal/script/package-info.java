/**
 * The recording and execution of model scripts.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.script;

import org.jspecify.annotations.NullMarked;
