/** The client beside Replicate's own one for JavaScript. */
@NullMarked
package io.github.replicate4j.benchmarks.javascript;

import org.jspecify.annotations.NullMarked;
