/**
 * The handlers of all API operations.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.api;

import org.jspecify.annotations.NullMarked;
