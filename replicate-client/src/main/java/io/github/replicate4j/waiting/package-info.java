/**
 * Waiting for what goes on at Replicate by itself.
 */
@NullMarked
package io.github.replicate4j.waiting;

import org.jspecify.annotations.NullMarked;
