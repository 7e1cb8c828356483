/**
 * Reading and writing JSON.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.json;

import org.jspecify.annotations.NullMarked;
