/**
 * The built-in models.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.builtin;

import org.jspecify.annotations.NullMarked;
