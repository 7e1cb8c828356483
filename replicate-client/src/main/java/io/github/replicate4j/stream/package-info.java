/**
 * Streams of what models put out while they run.
 */
@NullMarked
package io.github.replicate4j.stream;

import org.jspecify.annotations.NullMarked;
