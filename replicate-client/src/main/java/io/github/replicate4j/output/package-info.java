/**
 * What a model made: text, JSON and files.
 */
@NullMarked
package io.github.replicate4j.output;

import org.jspecify.annotations.NullMarked;
