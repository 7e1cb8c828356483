/**
 * Files that models made.
 */
@NullMarked
package io.github.replicate4j.output;

import org.jspecify.annotations.NullMarked;
